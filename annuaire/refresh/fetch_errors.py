"""Exceptions of a request → reason codes, which `messages.outcomes` puts in French."""

from __future__ import annotations

import sqlite3
import ssl
from collections.abc import Iterator

import requests
from urllib3.exceptions import SSLError

from annuaire.errors import RefusedAddress
from annuaire.refresh.rate_limit import RateLimited
from annuaire.refresh.transport import TooLarge

# The first that matches: libraries wrap one error in another, for one a timeout in a connection error.
_REASONS: tuple[tuple[str, tuple[type[BaseException], ...]], ...] = (
    ("refused-address", (RefusedAddress, requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)),
    ("too-large", (TooLarge,)),
    ("redirects", (requests.TooManyRedirects,)),
    ("rate-limited", (RateLimited,)),
    ("certificate", (ssl.SSLError, SSLError, requests.exceptions.SSLError)),
    ("timeout", (requests.Timeout, TimeoutError)),
    ("cache", (sqlite3.Error,)),
)


def reason(error: BaseException) -> str:
    """Return the reason code (of `outcomes.REASONS`) of the first row that matches an error or one of its causes."""
    causes = list(_causes(error))
    for found, kinds in _REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return found
    return "unreachable"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and all that it wraps, directly or not."""
    seen: set[int] = set()
    stack: list[object] = [error]
    while stack:
        one = stack.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            stack += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
