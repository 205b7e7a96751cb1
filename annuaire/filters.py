"""What templates may do to a value: addresses, dates, numbers, French typography."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from annuaire import formats, sources, text, typography
from annuaire.directory import Axis, Facet, Listing, Member, PublishedEdition


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


def iso(value: date) -> str:
    """Return AAAA-MM-JJ, for machines."""
    return value.isoformat()


def url_filter(settings: Mapping[str, Any]) -> Callable[[object], str]:
    """Make the filter that knows the address of everything, from Pelican's settings.

    It takes a listing, a facet, an axis, an edition, a member of one, or the name of a page of which there is one.
    """

    def url(target: object) -> str:
        if isinstance(target, Listing | Member):
            found: str = settings["LISTING_URL"].format(slug=target.id)
        elif isinstance(target, Facet):
            found = settings["FACET_URL"].format(axis=target.axis, slug=target.slug)
        elif isinstance(target, Axis):
            found = settings["AXIS_URL"].format(slug=target.slug)
        elif isinstance(target, PublishedEdition):
            found = settings["EDITION_URL"].format(slug=target.id)
        elif target == "index":
            found = settings["INDEX_URL"]
        else:
            found = settings["PAGE_URL"].format(slug=target)
        return found

    return url


def all_filters(settings: Mapping[str, Any]) -> dict[str, Callable[..., object]]:
    """Return the filters by the name that templates know them by."""
    return {
        "url": url_filter(settings),
        "date_fr": date_fr,
        "iso": iso,
        "typeset": typography.typeset,
        "marked": typography.marked,
        "prose": typography.prose,
        "counted": text.counted,
        "grouped": text.grouped,
        "lowered": text.lowered,
        "source": sources.named,
        "testimonies": sources.testimonies,
        "about": sources.about,
    }
