"""Entry point for curation/: reads every file, and returns domain objects or the problems of all files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from annuaire.curation import (
    curation_files,
    drafts,
    edition_rules,
    editions,
    fiches,
    head_cache,
    readings,
    territory_names,
    uniqueness,
)
from annuaire.curation.curation_files import CurationFiles
from annuaire.curation.fiches import Fiches
from annuaire.curation.inspection import Inspection
from annuaire.curation.packed_entries import PackedEntries
from annuaire.errors import CurationError
from annuaire.french import numerals
from annuaire.messages import warning
from annuaire.model import Category, Curation, Problem, Publication
from annuaire.runtime import garbage


def read(root: Path | str, today: date, opened: Mapping[str, bytes] = MappingProxyType({})) -> Curation:
    """Read curation/ under `root`; dates after `today` are mistakes.

    `opened` has the fiches whose files were opened already, by file name.

    Raises:
        CurationError: at the end, with every problem of every file.
        SettingsError: a schema of curation/schema/ is missing or invalid.
    """
    return from_files(curation_files.gather(str(root), opened), today)


@garbage.collector_paused()
def from_files(files: CurationFiles, today: date) -> Curation:
    """Read files whose content is in memory already; the rest is as in `read`."""
    inspection = Inspection(files, today)
    publication, categories = head_cache.read(inspection)
    fiches_read = fiches.read(
        inspection, None if categories is None else [category.id for category in categories]
    )
    listed = drafts.read(inspection)
    current = listed[-1].entries if listed and listed[-1] else {}
    inspection.problems += files.strays
    inspection.problems += uniqueness.check(inspection, fiches_read, current)
    inspection.problems += edition_rules.check(
        listed, fiches_read.paths, publication.places if publication else None
    )
    if inspection.problems or publication is None or categories is None:
        raise CurationError(sorted(inspection.problems, key=Problem.order))
    packed = {id: readings.packed(reading) for id, reading in fiches_read.readings.items()}
    published = [draft.edition for draft in listed if draft and draft.edition]
    return Curation(
        publication=publication,
        categories=categories,
        entries=PackedEntries(packed),
        editions=tuple(reversed(published)),
        warnings=(
            *_missing_fiches(listed, fiches_read),
            *_thin_categories(listed[-1], fiches_read, categories, publication),
        ),
        files=inspection.count,
        digests=inspection.files.fiche_digests(fiches_read.readings),
        territories=territory_names.names(
            inspection.files.root, {readings.territory(reading) for reading in fiches_read.readings.values()}
        ),
    )


def _missing_fiches(listed: Sequence[editions.Draft | None], fiches_read: Fiches) -> list[Problem]:
    """Warn about editions that name a fiche which is gone: a person who asked to leave must not be named anywhere."""
    return [
        warning(draft.path, *place, "edition-left", value=id)
        for draft in listed
        if draft
        for id, place in (draft.entries | draft.departures).items()
        if id not in fiches_read.readings
    ]


def _thin_categories(
    draft: editions.Draft | None,
    fiches_read: Fiches,
    categories: tuple[Category, ...],
    publication: Publication,
) -> list[Problem]:
    """Warn about categories with too few fiches in the current edition."""
    if draft is None:
        return []
    count = Counter(slug for id in draft.entries for slug in fiches_read.categories(id))
    return [
        warning(draft.path, *draft.list_place, "category-thin",
                value=category.id, count=numerals.counted(count[category.id], "fiche"),
                minimum=publication.category_minimum)
        for category in categories
        if count[category.id] < publication.category_minimum
    ]  # fmt: skip
