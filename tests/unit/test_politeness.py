"""Delays that servers ask for in their headers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annuaire.refresh.politeness import wait

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
UNIX = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"Retry-After": "12"}, 12),
        (503, {"retry-after": "7"}, 7),
        (429, {"Retry-After": "Sun, 22 Nov 2026 12:01:00 GMT"}, 60),
        (429, {"Retry-After": "Sun, 22 Nov 2026 11:00:00 GMT"}, 0),
        (429, {"X-RateLimit-Reset": "2026-11-22T12:05:00.123456Z"}, 300.123456),
        (429, {"ratelimit-reset": str(UNIX + 30)}, 30),
        (429, {"x-rate-limit-reset": str(UNIX + 900)}, 900),
        (429, {"ratelimit-reset": "45"}, 45),
        (429, {"Retry-After": "5", "X-RateLimit-Reset": "2026-11-22T12:00:20Z"}, 20),
        # The server's clock is ten minutes late: its own date says how long.
        (429, {"Date": "Sun, 22 Nov 2026 11:50:00 GMT", "X-RateLimit-Reset": "2026-11-22T11:50:40Z"}, 40),
        (200, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-11-22T12:00:10Z"}, 10),
        (200, {"X-RateLimit-Remaining": "299", "X-RateLimit-Reset": "2026-11-22T12:05:00Z"}, 0),
        (200, {"Retry-After": "60"}, 0),
        (429, {}, 0),
        (429, {"Retry-After": "soon", "X-RateLimit-Reset": "never", "ratelimit-reset": "-1"}, 0),
        (429, {"Retry-After": "9" * 400}, 999999999),
        (429, {"Retry-After": "Mon, 01 Jan 2024 00:00:00 +99999999999999999"}, 0),
        (429, {"Date": "Mon, 01 Jan 2024 00:00:00 +99999999999999999", "Retry-After": "9"}, 9),
    ],
)
def test_the_delay_that_a_server_asks_for_is_read(
    status: int, headers: dict[str, str], seconds: float
) -> None:
    assert wait(status, headers, NOW) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"X-RateLimit-Reset": "2026-11-22T12:05:00"}, 300),
        ({"Retry-After": "Sun, 22 Nov 2026 12:01:00 -0000"}, 60),
    ],
)
def test_a_date_without_a_zone_is_in_utc(headers: dict[str, str], seconds: float) -> None:
    assert wait(429, headers, NOW) == seconds
