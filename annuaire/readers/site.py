"""Reader of sites and blogs whose fiche names no feed: the page announces one, whose dates give the last activity.

Only announced feeds are read (`<link rel="alternate">`); no address is guessed. Such a feed is a proposal that the curator
may write under « flux ».
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from annuaire import addresses
from annuaire.errors import UnreadableAnswer
from annuaire.model import Profile
from annuaire.networks import site
from annuaire.readers import bodies, exchange, feed
from annuaire.readers.exchange import FEED, PAGE, Answer, Asked, Outcome, Request, State, Step

NETWORK = site.NETWORK

_HOME = PAGE._replace(validity=FEED.validity)  # not a week: another page may stand in for it
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_COMMENTS = re.compile(r"comment", re.IGNORECASE)


class Head(HTMLParser):
    """Parser of the head of the page at `address`: the feeds in their order, the canonical address, a robots « noindex »."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.feeds: list[str] = []
        self.canonical = ""
        self.is_noindex = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Parse `base`, `link` and `meta`."""
        attributes = {name: value or "" for name, value in attrs}
        rel = attributes.get("rel", "").lower().split()
        if tag == "base" and attributes.get("href"):
            self.address = self._absolute(attributes["href"])
        elif tag == "link" and "canonical" in rel:
            self.canonical = self.canonical or self._absolute(attributes.get("href", ""))
        elif tag == "link" and "alternate" in rel and attributes.get("type", "").lower().strip() in _TYPES:
            found = self._absolute(attributes.get("href", ""))
            if found and not _COMMENTS.search(attributes.get("title", "") + urlsplit(found).path):
                self.feeds.append(found)
        elif tag == "meta" and attributes.get("name", "").lower() == "robots":
            self.is_noindex = self.is_noindex or _forbids(re.split(r"[\s,]+", attributes.get("content", "")))

    def _absolute(self, written: str) -> str:
        """Resolve an address of the page, over TLS; empty when it cannot be fetched."""
        try:
            found = urljoin(self.address, written.strip())
        except ValueError:
            return ""
        return addresses.safe_https(addresses.secure(found), 1000)


def requests(asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
    """Return a request for each page, at every refresh: it announces the feed, and may ask one day not to be indexed."""
    return [Request("page", _page(one), (one,), _HOME) for one in asked]


def parse(answer: Answer) -> list[Step]:
    """Parse an answer."""
    asked = answer.request.asked[0]
    if answer.request.step == "feed":
        return _feed(answer)
    if answer.uncertainty:
        return exchange.uncertain((asked,), answer.uncertainty)
    if answer.status != 200:
        return [exchange.gone(answer)]
    head = read_head(answer)
    # A server may name one robot before a colon. A rule after a comma is taken as meant for all: when in doubt, obey the site.
    is_noindex = head.is_noindex or _forbids(answer.robots.split(","))
    flags = ("noindex",) if is_noindex else ()
    draft = Profile(
        asked.account.key, answer.request.url, answer.day, moved=answer.permanent_url, flags=flags
    )
    if not head.feeds and not flags and asked.known and asked.known.last_active:
        return exchange.uncertain(
            (asked,), "feed-gone"
        )  # it announced one before: the page may be cut, or stand in for another
    if not head.feeds or flags:
        return [Outcome(asked, State.ALIVE, profile=draft)]
    return [Request("feed", head.feeds[0], (asked,), FEED, draft=draft)]


def read_head(answer: Answer) -> Head:
    """Parse the head of a page; what is not HTML announces nothing."""
    bodies.expect_type(answer)
    head = Head(answer.url or answer.request.url)
    with contextlib.suppress(AssertionError, ValueError):  # html.parser gives up on some broken declarations
        head.feed(answer.body[:1_500_000].decode("utf-8", "replace"))
    return head


def _forbids(words: Iterable[str]) -> bool:
    """Say whether one of these directives forbids indexing (Google, « Robots meta tag, data-nosnippet, and X-Robots-Tag »)."""
    return not {"noindex", "none"}.isdisjoint(word.strip().lower() for word in words)


def _page(asked: Asked) -> str:
    return addresses.secure(asked.account.handle)


def _feed(answer: Answer) -> list[Step]:
    """Parse the feed that the page announced; one that fails erases nothing of what was known."""
    known = answer.request.asked[0].known
    try:
        draft = answer.request.draft
        if draft and answer.is_ok:
            profile = feed.profile(answer, feed.channel(answer))
            return [
                Outcome(answer.request.asked[0], State.ALIVE, profile=profile._replace(moved=draft.moved))
            ]
        reason = answer.uncertainty or "unexpected"
    except UnreadableAnswer as error:
        reason = error.reason
    if known and known.last_active:
        return exchange.uncertain(answer.request.asked, reason)
    return exchange.keep_draft(answer, reason)
