"""Days and months as they are said in French. The locale library's gate."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from annuaire.french import text
from annuaire.schemas import formats


@lru_cache(maxsize=text.LATELY)
def date_fr(value: date | str | None) -> str:
    """Return « 1er mars 2018 », « mars 2018 », « 2018 », or « date inconnue » for nothing."""
    if not value:
        return "date inconnue"
    if isinstance(value, str) and len(value) == 4:
        return value
    from babel.dates import format_date  # ten milliseconds, for sites that show days and months

    if isinstance(value, str) and len(value) == 7:
        first = formats.first_day(value)
        return text.typeset(format_date(first, "MMMM y", locale="fr")) if first else value
    day = date.fromisoformat(value) if isinstance(value, str) else value
    shown = format_date(day, "d MMMM y", locale="fr")
    # CLDR has no ordinal for the first of the month; French does.
    return text.typeset(shown.replace("1 ", "1er ", 1) if day.day == 1 else shown)
