"""Jinja filters: addresses, dates, numbers, French typography."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from annuaire.directory import sources
from annuaire.directory.directory import Axis, Facet, Listing, Member, PublishedEdition
from annuaire.french import numerals, text, typography
from annuaire.french.dates import date_fr


def iso(value: date) -> str:
    """Return a date as YYYY-MM-DD, for programs."""
    return value.isoformat()


def url_filter(settings: Mapping[str, Any]) -> Callable[[object], str]:
    """Return the filter `url`, which returns the address of anything that has a page, from Pelican's settings.

    It takes a listing, a facet, an axis, an edition, a member of an edition, "index", or the slug of another page.
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
    """Return all filters by their names in templates."""
    return {
        "url": url_filter(settings),
        "date_fr": date_fr,
        "iso": iso,
        "typeset": typography.typeset,
        "marked": typography.marked,
        "prose": typography.prose,
        "counted": numerals.counted,
        "grouped": numerals.grouped,
        "all_the": numerals.all_the,
        "lowered": text.lowered,
        "source": sources.describe,
        "citations": sources.citations,
        "about": sources.about,
    }
