"""Dates: parsing as files write them, formatting in French, whatever the machine's locale."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from annuaire.french import NO_BREAK, text

# Not « \d », which has the digits of other scripts too.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=1024)  # many fiches have the same few dates
def day(written: str) -> date | None:
    """Parse AAAA-MM-JJ; None when there is no such day."""
    if not _DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def first_day(written: str) -> date | None:
    """Parse a year, a month or a day as its first day; None when it does not exist."""
    found = _PARTIAL.fullmatch(written)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def month_before(day: date) -> str:
    """Return the month (AAAA-MM) of the day before: `day` may have begun in the east only (see `clock.latest`)."""
    return (day - timedelta(days=1)).isoformat()[:7]


@lru_cache(maxsize=text.CACHE_SIZE)
def date_fr(value: date | str | None) -> str:
    """Return « 1er mars 2018 », « mars 2018 », « 2018 », or « date inconnue » for nothing: `value` is a day, or a day, a month or
    a year as files have them (AAAA-MM-JJ, AAAA-MM, AAAA)."""
    if not value:
        return "date inconnue"
    written = value if isinstance(value, str) else value.isoformat()
    first = first_day(written)
    if first is None:
        return written
    shown = [written[:4]]
    if len(written) > len("AAAA"):
        shown.insert(0, text.MONTHS[first.month - 1])
    if len(written) > len("AAAA-MM"):
        shown.insert(0, "1er" if first.day == 1 else str(first.day))
    return NO_BREAK.join(shown)
