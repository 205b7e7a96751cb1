"""What went wrong on the way to an answer, as a reason that `messages.outcomes` has words for."""

from __future__ import annotations

import sqlite3
import ssl
from collections.abc import Iterator

import requests
from urllib3.exceptions import SSLError

from annuaire.errors import RefusedAddress
from annuaire.refresh.rate_limit import OutOfTurn
from annuaire.refresh.transport import TooLarge

# The first that fits: a library wraps one error in another, and a timeout in what looks like a closed door.
_REASONS: tuple[tuple[str, tuple[type[BaseException], ...]], ...] = (
    ("refused-address", (RefusedAddress, requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)),
    ("too-large", (TooLarge,)),
    ("redirects", (requests.TooManyRedirects,)),
    ("rate-limited", (OutOfTurn,)),
    ("certificate", (ssl.SSLError, SSLError, requests.exceptions.SSLError)),
    ("timeout", (requests.Timeout, TimeoutError)),
    ("cache", (sqlite3.Error,)),
)


def reason(error: BaseException) -> str:
    """Return the reason, of `outcomes.REASONS`, for an error: that of the first kind of which it, or one of its causes, is."""
    causes = list(_causes(error))
    for found, kinds in _REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return found
    return "unreachable"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Walk down an error's causes: libraries wrap each other's."""
    seen: set[int] = set()
    stack: list[object] = [error]
    while stack:
        one = stack.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            stack += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
