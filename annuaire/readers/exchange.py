"""Requests to networks, their answers and outcomes, as plain values: nothing here, nor in `readers`, does any I/O.

A reader gives `Request`s; `session` turns each into an `Answer`; the reader's `parse` turns an answer into
`Outcome`s, or into the next requests. Each account asked about ends in exactly one outcome.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from annuaire import addresses
from annuaire.model import Account, Profile


class Kind(NamedTuple):
    """A kind of answer: its `Accept` header, parts of the content types accepted, the largest body in bytes, how long the
    answer is cached."""

    accept: str
    types: tuple[str, ...]
    max_bytes: int
    validity: timedelta


# A little less than a day, so that a daily job that starts a minute early does not get cached answers.
_DAY, _WEEK = timedelta(hours=23), timedelta(days=7)
JSON = Kind("application/json", ("json",), 1_000_000, _DAY)
WEBFINGER = Kind("application/jrd+json, application/json", ("json",), 200_000, _WEEK)
ACTOR = Kind("application/activity+json", ("json",), 1_000_000, _DAY)
FEED = Kind(
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8",
    ("xml", "json", "rss", "atom", "text/plain", "octet-stream"),
    5_000_000,
    _DAY,
)
PAGE = Kind("text/html, application/xhtml+xml", ("html",), 3_000_000, _WEEK)
PICTURE = Kind("image/webp, image/png, image/jpeg, image/gif", ("image/",), 2_000_000, _WEEK)


class Asked(NamedTuple):
    """An account to ask about, with its profile in the last snapshot."""

    account: Account
    known: Profile | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One GET request. `step` tells `parse` what was asked; `draft` and `picture` come from earlier answers."""

    step: str
    url: str
    asked: tuple[Asked, ...]
    kind: Kind = JSON
    token: str = field(default="", repr=False)
    draft: Profile | None = None
    picture: str = ""

    @property
    def host(self) -> str:
        """The host, to which one request is sent at a time."""
        return addresses.host(self.url)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer received on `day`. `error` is a code of `outcomes.REASONS` when there was none, `permanent_url` the target of a
    permanent redirect, `robots` the `X-Robots-Tag` header."""

    request: Request
    day: date
    status: int = 0
    body: bytes = field(default=b"", repr=False)
    content_type: str = ""
    robots: str = ""
    url: str = ""
    permanent_url: str = ""
    error: str = ""
    cached: bool = False

    @property
    def is_ok(self) -> bool:
        """Whether an answer was received, with status 200."""
        return self.status == 200 and not self.error

    @property
    def uncertainty(self) -> str:
        """Why this answer says nothing about the account; empty when it does (200, 404, 410)."""
        if self.error:
            return self.error
        if self.status in (401, 403, 451):
            return "forbidden"
        if self.status == 429:
            return "rate-limited"
        if self.status in (200, 404, 410):
            return ""
        return "server-error" if self.status >= 500 else "unexpected"


# The step, of any reader, that asks who has the handle of a fiche when its account has another one.
OWNER = "owner"


class State(StrEnum):
    """What an answer says of an account."""

    ALIVE = "alive"
    GONE = "gone"  # the network says that it knows no such account
    CLOSED = "closed"  # the network says that it was closed: by its owner or by the network
    UNCERTAIN = "uncertain"  # nothing was learned
    OTHER = "other"  # the handle now belongs to another identifier
    SKIPPED = "skipped"  # not asked: no credential


class Outcome(NamedTuple):
    """What was learned about one account; `picture` is the address of its avatar."""

    asked: Asked
    state: State
    reason: str = ""
    profile: Profile | None = None
    picture: str = ""


Step = Request | Outcome


def uncertain(asked: Iterable[Asked], reason: str) -> list[Step]:
    """Return one uncertain outcome for each account."""
    return [Outcome(one, State.UNCERTAIN, reason) for one in asked]


def gone(answer: Answer) -> Outcome:
    """Return the outcome of a 404 or a 410: the account does not exist."""
    return Outcome(answer.request.asked[0], State.GONE, "not-found" if answer.status == 404 else "deleted")


def keep_draft(answer: Answer, reason: str) -> list[Step]:
    """Return the outcome of a failed later step: the draft profile, with the activity known before; uncertain without a draft."""
    request = answer.request
    if request.draft is None:
        return uncertain(request.asked, reason)
    draft, known = request.draft, request.asked[0].known
    if known:
        active = draft.last_active or known.last_active
        draft = draft._replace(last_active=active, rhythm=known.rhythm, weekly=known.weekly)
    return [Outcome(request.asked[0], State.ALIVE, profile=draft, picture=request.picture)]
