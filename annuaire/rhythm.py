"""How often an account publishes, from the days of its latest posts. Classes, never a false precision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

CALM, REGULAR, INTENSE, UNKNOWN = "calm", "regular", "intense", ""
ENOUGH = 4  # fewer dated posts say nothing
LATEST = 30  # posts looked at
WEEKLY_REGULAR, WEEKLY_INTENSE = 2, 14  # posts a week from which an account is regular, then intense


def of(days: Iterable[date], today: date) -> str:
    """Return the class of the latest posts: those a week, counted from the oldest of them until today."""
    latest = sorted(days, reverse=True)[:LATEST]
    if len(latest) < ENOUGH:
        return UNKNOWN
    weeks = max(1.0, (today - latest[-1]).days / 7)
    weekly = len(latest) / weeks
    return INTENSE if weekly >= WEEKLY_INTENSE else REGULAR if weekly >= WEEKLY_REGULAR else CALM
