"""All of curation/: every file read, every mistake of every file told at once, then plain objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from annuaire import (
    claims,
    cover,
    drafts,
    editions,
    fiches,
    garbage,
    gazetteer,
    packing,
    readings,
    shelf,
    text,
)
from annuaire.desk import Desk
from annuaire.errors import CurationError
from annuaire.fiches import Fiches
from annuaire.fingerprints import Opened
from annuaire.lazy import LazyMapping
from annuaire.model import Category, Curation, Problem, Publication
from annuaire.nodes import problem
from annuaire.shelf import Shelf


def read(root: Path | str, today: date, opened: Mapping[str, Opened] = MappingProxyType({})) -> Curation:
    """Read curation/ under `root`; dates after `today` are mistakes.

    `opened` are the fiches that were opened already, by their files' names.

    Raises:
        CurationError: at the end, with every problem of every file.
    """
    return from_shelf(shelf.gather(str(root), opened), today)


@garbage.left_alone()
def from_shelf(found: Shelf, today: date) -> Curation:
    """Read what lies on a shelf, as `read` does."""
    desk = Desk(found, today)
    publication = desk.told(cover.publication, "annuaire")
    categories = desk.told(cover.categories, "categories")
    told = fiches.read(desk, None if categories is None else [category.id for category in categories])
    listed = drafts.read(desk)
    current = listed[-1].entries if listed and listed[-1] else {}
    desk.problems += found.strays
    desk.problems += claims.spanning(desk, told, current)
    desk.problems += editions.check(listed, told.paths, publication.places if publication else None)
    if desk.problems or publication is None or categories is None:
        raise CurationError(sorted(desk.problems, key=Problem.order))
    packed = {id: readings.packed(reading) for id, reading in told.readings.items()}
    published = [draft.edition for draft in listed if draft and draft.edition]
    return Curation(
        publication=publication,
        categories=categories,
        entries=LazyMapping(packed, partial(packing.entry, packed)),
        editions=tuple(reversed(published)),
        warnings=tuple(_thin(listed[-1], told, categories, publication)),
        files=desk.files,
        marks={id: desk.shelf.marks[f"fiches/{id}.yml"] for id in told.readings},
        territories=gazetteer.names(
            desk.shelf.root, {readings.territory(reading) for reading in told.readings.values()}
        ),
    )


def _thin(
    draft: editions.Draft | None,
    told: Fiches,
    categories: tuple[Category, ...],
    publication: Publication,
) -> list[Problem]:
    """Warn about categories with too few fiches in the current edition."""
    if draft is None:
        return []
    count = Counter(slug for id in draft.entries for slug in told.categories(id))
    return [
        problem(draft.path, *draft.list_place, "category-thin",
                value=category.id, count=text.counted(count[category.id], "fiche"),
                minimum=publication.category_minimum)._replace(warning=True)
        for category in categories
        if count[category.id] < publication.category_minimum
    ]  # fmt: skip
