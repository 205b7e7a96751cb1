"""Posting frequency of an account, from the days of its latest posts: an approximate number, and the class that pages show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

CALM, REGULAR, INTENSE, UNKNOWN = "calm", "regular", "intense", ""
MIN_POSTS = 4  # fewer dated posts say nothing
MAX_POSTS = 30  # posts looked at
WEEKLY_REGULAR, WEEKLY_INTENSE = 2, 14  # posts a week from which an account is regular, then intense


def weekly(days: Iterable[date], today: date) -> float | None:
    """Return posts a week, from the oldest of the latest ones until today; None when too few have a date.

    Rounded to one decimal below ten, to none above: it is no more precise, and the snapshot changes less often.
    """
    latest = sorted(days, reverse=True)[:MAX_POSTS]
    if len(latest) < MIN_POSTS:
        return None
    pace = len(latest) / max(1.0, (today - latest[-1]).days / 7)
    return round(pace, 1) if pace < 10 else float(round(pace))


def of(pace: float | None) -> str:
    """Return the class of a frequency in posts a week."""
    if pace is None:
        return UNKNOWN
    return INTENSE if pace >= WEEKLY_INTENSE else REGULAR if pace >= WEEKLY_REGULAR else CALM
