"""YouTube: the public feed of a channel (its fifteen latest videos). No key, hence no counters.

A feed is known by the channel's identifier « UC… »; for the other forms of a handle the channel's page gives
it, and says, week by week, whose the name is. Facts: youtube.com/feeds/videos.xml, as announced by the pages themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from annuaire.networks import youtube
from annuaire.readers import exchange, feed, site
from annuaire.readers.exchange import FEED, PAGE, Answer, Asked, Outcome, Request, State, Step

NETWORK = youtube.NETWORK
HOST = "https://www.youtube.com"

_CHANNEL = re.compile(r"UC[\w-]{22}")


def requests(asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
    """Ask for the feed of channels that are written by their identifier, for the page of the others: whose the name is."""
    return [_feed(one, _written(one)) if _written(one) else _page(one, "page") for one in asked]


def parse(answer: Answer) -> list[Step]:
    """Read an answer. That a feed is not there says nothing: for days on end YouTube had none of channels that live on."""
    step, asked = answer.request.step, answer.request.asked[0]
    if step == "feed" and not answer.uncertainty and answer.status != 200:
        return [_page(asked, "there")]
    known = asked.known.permanent_id if asked.known else ""
    if answer.uncertainty and step == "page" and known:
        return [_feed(asked, known)]
    if answer.uncertainty:
        return exchange.uncertain((asked,), answer.uncertainty)
    if answer.status != 200:
        return [exchange.gone(answer)]
    if step == "there":
        return exchange.uncertain((asked,), "no-feed")
    if step == "page":
        head = site.read_head(answer)
        announced = filter(None, (_CHANNEL.search(address) for address in (*head.feeds, head.canonical)))
        found = next((match[0] for match in announced), known)
        if found and known and found != known:
            return [Outcome(asked, State.OTHER, "other-identifier")]
        return [_feed(asked, found)] if found else exchange.uncertain((asked,), "no-channel")
    found_channel = feed.channel(answer)
    wanted = _CHANNEL.search(answer.request.url)
    # The feed's own yt:channelId lacks its first letters in some feeds: the address asked for is what counts.
    profile = feed.profile(answer, found_channel)._replace(
        permanent_id=wanted[0] if wanted else "", moved="", bio=""
    )
    return [Outcome(asked, State.ALIVE, profile=profile)]


def _written(asked: Asked) -> str:
    written = asked.account.handle.removeprefix("channel/")
    return written if _CHANNEL.fullmatch(written) else ""


def _feed(asked: Asked, channel: str) -> Request:
    return Request("feed", f"{HOST}/feeds/videos.xml?channel_id={channel}", (asked,), FEED)


def _page(asked: Asked, step: str) -> Request:
    return Request(step, youtube.profile_url(asked.account.handle), (asked,), PAGE)
