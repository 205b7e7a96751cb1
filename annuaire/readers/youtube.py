"""YouTube: the public feed of a channel (its fifteen latest videos). No key, hence no counters.

A feed is known by the channel's identifier « UC… »; for the other forms of a handle the channel's page gives
it, once. Facts: youtube.com/feeds/videos.xml, as announced by the pages themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from annuaire import exchange
from annuaire.exchange import FEED, PAGE, Answer, Asked, Outcome, Request, State, Step
from annuaire.networks import youtube
from annuaire.readers import feed, site

NETWORK = youtube.NETWORK
HOST = "https://www.youtube.com"

_CHANNEL = re.compile(r"UC[\w-]{22}")


def requests(asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
    """Ask for the feed of known channels, for the page of the others."""
    return [_feed(one, _channel(one)) if _channel(one) else _page(one) for one in asked]


def parse(answer: Answer) -> list[Step]:
    """Read an answer."""
    asked = answer.request.asked[0]
    if answer.trouble:
        return exchange.uncertain((asked,), answer.trouble)
    if answer.status != 200:
        return [Outcome(asked, State.GONE, "not-found" if answer.status == 404 else "deleted")]
    if answer.request.step == "page":
        head = site.read_head(answer)
        found = next(
            filter(None, (_CHANNEL.search(address) for address in (*head.feeds, head.canonical))), None
        )
        return [_feed(asked, found[0])] if found else exchange.uncertain((asked,), "no-channel")
    found_channel = feed.channel(answer)
    wanted = _CHANNEL.search(answer.request.url)
    # The feed's own yt:channelId lacks its first letters in some feeds: the address asked for is what counts.
    profile = feed.profile(answer, found_channel)._replace(
        permanent_id=wanted[0] if wanted else "", moved="", bio=""
    )
    return [Outcome(asked, State.ALIVE, profile=profile)]


def _channel(asked: Asked) -> str:
    known = asked.known.permanent_id if asked.known else ""
    written = asked.account.handle.removeprefix("channel/")
    return next((id for id in (written, known) if _CHANNEL.fullmatch(id)), "")


def _feed(asked: Asked, channel: str) -> Request:
    return Request("feed", f"{HOST}/feeds/videos.xml?channel_id={channel}", (asked,), FEED)


def _page(asked: Asked) -> Request:
    return Request("page", youtube.profile_url(asked.account.handle), (asked,), PAGE)
