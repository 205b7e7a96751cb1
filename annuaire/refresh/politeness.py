"""Delays between requests: our own, and those that servers ask for in their headers, each network in its own format.

`Retry-After` is seconds or an HTTP date (RFC 9110); Mastodon and GoToSocial give `X-RateLimit-Reset` as an ISO
8601 date and no `Retry-After`; Bluesky's `ratelimit-reset` and X's `x-rate-limit-reset` are Unix timestamps. Dates are
compared with the server's own `Date` header, because its clock may differ from ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_WAIT = 300.0  # seconds to wait for a host at most: the rate limit window of Mastodon and Bluesky
GAP = 1.0  # seconds between two requests to a host
GAPS = {"public.api.bsky.app": 0.1, "cdn.bsky.app": 0.1}  # made for public, anonymous reading
_PREFIXES = ("x-ratelimit-", "x-rate-limit-", "ratelimit-")


def wait(status: int, headers: Mapping[str, str], now: datetime) -> float:
    """Return the seconds that a server asks for before the next request, or 0."""
    fields = {name.lower(): value for name, value in headers.items()}
    clock = _http_date(fields.get("date", "")) or now
    waits = []
    if status in (429, 503):
        waits.append(_after(fields.get("retry-after", ""), clock))
    for prefix in _PREFIXES:
        if status == 429 or fields.get(f"{prefix}remaining", "").strip() == "0":
            waits.append(_until(fields.get(f"{prefix}reset", ""), clock))
    return max(0.0, *waits) if waits else 0.0


def _after(value: str, clock: datetime) -> float:
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    moment = _http_date(value)
    return (moment - clock).total_seconds() if moment else 0.0


def _until(value: str, clock: datetime) -> float:
    value = value.strip()
    if value.isdecimal() and len(value) < 12:
        number = float(value)
        # The IETF draft of these fields (draft-ietf-httpapi-ratelimit-headers) has seconds from now; the networks send Unix
        # timestamps.
        return number if number < 10**8 else number - clock.timestamp()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return 0.0
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - clock).total_seconds()


def _http_date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
