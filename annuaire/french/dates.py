"""Dates: parsing as files write them, formatting in French. Only this module imports the locale library (Babel)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from annuaire.french import text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


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


@lru_cache(maxsize=text.CACHE_SIZE)
def date_fr(value: date | str | None) -> str:
    """Return « 1er mars 2018 », « mars 2018 », « 2018 », or « date inconnue » for nothing: `value` is a day, or a day, a month or
    a year as files have them (AAAA-MM-JJ, AAAA-MM, AAAA)."""
    if not value:
        return "date inconnue"
    if isinstance(value, str) and len(value) == 4:
        return value
    from babel.dates import format_date  # takes ten milliseconds, and a year alone does not need it

    if isinstance(value, str) and len(value) == 7:
        first = first_day(value)
        return text.typeset(format_date(first, "MMMM y", locale="fr")) if first else value
    when = date.fromisoformat(value) if isinstance(value, str) else value
    shown = format_date(when, "d MMMM y", locale="fr")
    # CLDR has no ordinal for the first of the month; French does.
    return text.typeset(shown.replace("1 ", "1er ", 1) if when.day == 1 else shown)
