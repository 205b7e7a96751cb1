"""Reader of YouTube, through the public feed of a channel (its fifteen latest videos). No API key, hence no counters.

The address of a feed needs the channel's identifier « UC… ». For other forms of a handle the channel's page gives it, and
is asked for each week, because the name may pass to another channel. Source: youtube.com/feeds/videos.xml, as the pages
announce it.
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
    """Return a request for the feed where the handle is the channel's identifier, for the page where it is a name."""
    return [_feed(one, _channel_id(one)) if _channel_id(one) else _page(one, "page") for one in asked]


def parse(answer: Answer) -> list[Step]:
    """Parse an answer. A missing feed proves nothing: for days YouTube returned none for channels that existed."""
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
    # Some feeds have a yt:channelId without its first letters: use the identifier in the requested address.
    profile = feed.profile(answer, found_channel)._replace(
        permanent_id=wanted[0] if wanted else "", moved="", bio=""
    )
    return [Outcome(asked, State.ALIVE, profile=profile)]


def _channel_id(asked: Asked) -> str:
    written = asked.account.handle.removeprefix("channel/")
    return written if _CHANNEL.fullmatch(written) else ""


def _feed(asked: Asked, channel: str) -> Request:
    return Request("feed", f"{HOST}/feeds/videos.xml?channel_id={channel}", (asked,), FEED)


def _page(asked: Asked, step: str) -> Request:
    return Request(step, youtube.profile_url(asked.account.handle), (asked,), PAGE)
