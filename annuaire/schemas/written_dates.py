"""Conversion of dates to ISO 8601 from other notations: « 03/05/2025 », « 3 mai 2025 », « 22 nov. 2026 », « 2026–11–22 ».

Nothing is guessed: the day comes before the month, as in French; what is not a valid date in that order is left alone.
"""

from __future__ import annotations

import re
import unicodedata

from annuaire.french import dates, text

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"))
_YEAR_LAST = re.compile(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})|(\d{4}-\d{2}-\d{2})T\d{2}:.*")
_IN_WORDS = re.compile(
    r"(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?(?:(\d{1,2})(?:er)? )?([a-z]+)\.? (\d{4})"
)
_MONTHS = [text.fold(month) for month in text.MONTHS]
_SHORTEST = 3  # letters of an abbreviated month: « avr. »


def explain(written: str, wants_day: bool) -> tuple[str, str] | None:
    """Return the code of what is wrong with a date, and the date that is meant, or None when it cannot be recognised."""
    meant = normalize(written)
    if not meant:
        return None
    if wants_day and not dates.day(meant):
        return "date-incomplete", meant
    return "date-dashes" if written.translate(_DASHES) == meant else "date-turned", meant


def normalize(written: str) -> str:
    """Return a date in another notation as AAAA-MM-JJ or AAAA-MM, or nothing."""
    value = "".join([str(unicodedata.decimal(char, char)) for char in written.strip().translate(_DASHES)])
    day: str | None
    if packed := _PACKED.fullmatch(value):
        value = packed[4] or "-".join(packed.groups()[:3])
    if found := _YEAR_LAST.fullmatch(value):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(value):
        year, month, day = found.groups()
    elif (found := _IN_WORDS.fullmatch(text.fold(value))) and (month := _month(found[2])):
        day, year = found[1], found[3]
    else:
        return ""
    parts = [year, *(part.zfill(2) for part in (month, day) if part)]
    return "-".join(parts) if dates.first_day("-".join(parts)) else ""


def _month(name: str) -> str:
    """Return the number of a month, from its name or an abbreviation (« nov. »), or nothing."""
    found = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    return str(found[0]) if len(found) == 1 and len(name) >= _SHORTEST else ""
