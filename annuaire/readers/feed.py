"""Reader of feeds of blogs, podcasts and video channels: RSS and Atom by feedparser, JSON Feed by hand.

The only module that imports feedparser. The parser gets bytes that `session` fetched, never an address: it would fetch
without limits, and from private addresses too. A document that declares entities is refused before it is parsed.
"""

from __future__ import annotations

import calendar
import codecs
import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import feedparser

from annuaire import addresses
from annuaire.errors import UnreadableAnswer
from annuaire.model import Profile
from annuaire.networks import feed
from annuaire.readers import bodies, exchange, plain_text, rhythm
from annuaire.readers.exchange import FEED, Answer, Asked, Outcome, Request, State, Step

NETWORK = feed.NETWORK
MAX_ENTRIES = 200  # entries parsed: more than the latest few, because feeds need not be sorted

# Encodings in which « <!ENTITY » is these ASCII bytes, possibly with NULs in between.
_PLAIN_ENCODING = re.compile(
    r"utf-?8(?:-sig)?|utf-?16(?:-?[lb]e)?|utf-?32(?:-?[lb]e)?|ascii|iso8859-\d+|cp125\d|koi8-[ru]|mac-roman"
    r"|gb2312|gbk|gb18030|big5|euc-?\w+|shift-?jis"
)
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([^\"']{1,40})", re.IGNORECASE)
_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)


class Channel(NamedTuple):
    """A parsed feed: its description, the days of its entries, whether it asks directories not to list it."""

    about: str
    days: tuple[date, ...]
    is_blocked: bool = False


def requests(asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
    """Return a request for each feed."""
    return [ask(one, one.account.handle) for one in asked]


def ask(asked: Asked, address: str) -> Request:
    """Return the request for a feed; over TLS, even if the address says http."""
    return Request("feed", addresses.secure(address), (asked,), FEED)


def parse(answer: Answer) -> list[Step]:
    """Parse an answer."""
    asked = answer.request.asked[0]
    if answer.uncertainty:
        return exchange.uncertain((asked,), answer.uncertainty)
    if answer.status != 200:
        return [exchange.gone(answer)]
    return [Outcome(asked, State.ALIVE, profile=profile(answer, channel(answer)))]


def profile(answer: Answer, found: Channel) -> Profile:
    """Make a profile from a feed. A permanent redirect is a change of address that the curator has to apply."""
    asked = answer.request.asked[0]
    pace = rhythm.weekly(found.days, answer.day)
    read = Profile(
        key=asked.account.key,
        source=answer.request.url,
        read_on=answer.day,
        bio=found.about,
        last_active=max(found.days, default=None),
        rhythm=rhythm.of(pace),
        weekly=pace,
        moved=answer.permanent_url,
        flags=("blocked",) if found.is_blocked else (),
    )
    known = asked.known
    if known and not found.days:  # emptied, or with dates that cannot be read: the last known activity stays
        read = read._replace(last_active=known.last_active, rhythm=known.rhythm, weekly=known.weekly)
    return read


def channel(answer: Answer) -> Channel:
    """Parse a feed of any kind, or raise `UnreadableAnswer`."""
    bodies.expect_type(answer)
    if answer.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(answer)
    _refuse_entities(answer.body, answer.content_type)
    try:
        found = feedparser.parse(
            io.BytesIO(answer.body),
            response_headers={"content-type": answer.content_type},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # the parser may raise anything on untrusted input
        raise UnreadableAnswer("not-a-feed") from error
    # A feed that was cut off (an error of the site's software) must not erase what was known.
    if not (found.get("version") and _END.search(answer.body.replace(b"\0", b""))):
        raise UnreadableAnswer("not-a-feed")
    about = found.feed
    return Channel(
        about=plain_text.from_html(about.get("subtitle")),
        days=tuple(day for entry in found.entries[:MAX_ENTRIES] if (day := _entry_day(entry, answer.day))),
        # feedparser gives 1 for yes, 0 for no or for « clean ».
        is_blocked=about.get("itunes_block") == 1,
    )


def _refuse_entities(body: bytes, content_type: str) -> None:
    declared = [
        match[1].decode("ascii", "replace") for match in _DECLARED.finditer(body[:1000].replace(b"\0", b""))
    ]
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    for name in [*declared[:1], *([charset[1]] if charset else [])]:
        try:
            known = codecs.lookup(name).name.replace("_", "-")
        except LookupError:
            continue  # the parser then falls back to one of the encodings above
        if not _PLAIN_ENCODING.fullmatch(known):
            raise UnreadableAnswer("encoding")
    if body[:4] == b"\x4c\x6f\xa7\x94":  # « <?xm » in EBCDIC
        raise UnreadableAnswer("encoding")
    if re.search(rb"<!entity", body.replace(b"\0", b""), re.IGNORECASE):
        raise UnreadableAnswer("entities")


def _entry_day(entry: Any, today: date) -> date | None:
    # dict.get, because the parser's own `get` returns one date in place of the other, with a warning.
    for moment in (dict.get(entry, "published_parsed"), dict.get(entry, "updated_parsed")):
        if moment:
            try:
                found = datetime.fromtimestamp(calendar.timegm(moment), UTC).date()
            except (ValueError, OverflowError, OSError, TypeError):
                continue
            if day := plain_text.credible(found, today):
                return day
    return None


def _json_feed(answer: Answer) -> Channel:
    """Parse a JSON Feed (jsonfeed.org), version 1 or 1.1."""
    found = bodies.object_of(answer)
    if not str(found.get("version")).startswith("https://jsonfeed.org/version/"):
        raise UnreadableAnswer("not-a-feed")
    entries = bodies.objects(found.get("items"))[:MAX_ENTRIES]
    days = (
        plain_text.day(one.get("date_published") or one.get("date_modified"), answer.day) for one in entries
    )
    return Channel(plain_text.lines(found.get("description")), tuple(filter(None, days)))
