"""All editions: those that were read before, and those that are read now.

What a faultless one says is kept by its name and the digest of its file, as `readings` keeps fiches, and what was faultless
on a day is so on a later one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from annuaire.curation import editions
from annuaire.curation.curation_files import FOLDER
from annuaire.curation.editions import Draft, Place
from annuaire.curation.inspection import Inspection
from annuaire.messages import problem
from annuaire.model import Departure, Edition
from annuaire.runtime import cachefile

_NAME = "editions"
_Kept = dict[str, tuple[Any, ...]]


def read(inspection: Inspection) -> list[Draft | None]:
    """Read editions/, oldest first, and lay down what is wrong with the folder; None for one that cannot be read."""
    names = inspection.names("editions")
    if names == []:
        month = inspection.today.isoformat()[:7]
        inspection.problems.append(problem(f"{FOLDER}/editions", 1, 1, "edition-none", month=month))
    folder, source, today = (
        f"{inspection.files.root}/{cachefile.FOLDER}",
        inspection.files.rules_digest,
        inspection.today.toordinal(),
    )
    day, kept = cachefile.load(folder, _NAME, source) or (today, {})
    known: _Kept = kept if day <= today else {}
    made: _Kept = {}
    drafts = [_draft(inspection, name, names or [], known, made) for name in names or []]
    if made.keys() != kept.keys():
        cachefile.save(folder, _NAME, source, (today, made))
    return drafts


def _draft(inspection: Inspection, name: str, names: list[str], known: _Kept, made: _Kept) -> Draft | None:
    """Return what an edition says, which may be `known`; what may be kept of it is put into `made`."""
    path = f"{FOLDER}/{name}"
    misnamed = editions.check_name(path, names)
    inspection.misnamed(name, misnamed)
    if misnamed:
        return None
    key = f"{name} {inspection.files.digests.get(name)}"
    if key in known:
        inspection.content(name)  # which counts it
        made[key] = known[key]
        return _unpacked(path, *known[key])
    node = inspection.node(name, "edition")
    draft = editions.read(node, path, inspection.schema("edition"), inspection.today) if node else None
    if draft and draft.edition and not draft.problems:
        made[key] = _packed(draft, draft.edition)
    return draft


def _packed(draft: Draft, edition: Edition) -> tuple[Any, ...]:
    """Return a faultless edition as builtin types, which `_unpacked` takes."""
    return (
        draft.entries,
        draft.departures,
        draft.list_place,
        draft.exits_place,
        draft.title_place,
        draft.note_place,
        edition.published.toordinal(),
        edition.title,
        edition.note,
        edition.ranked,
        [departure.reason for departure in edition.departures],
    )


def _unpacked(
    path: str,
    entries: dict[str, Place],
    departures: dict[str, Place],
    list_place: Place,
    exits_place: Place,
    title_place: Place,
    note_place: Place,
    published: int,
    title: str,
    note: str,
    ranked: bool,
    reasons: list[str],
) -> Draft:
    id = Path(path).stem
    departed = tuple(map(Departure, departures, reasons))
    edition = Edition(id, date.fromordinal(published), title, note, ranked, tuple(entries), departed)
    places = (list_place, exits_place, title_place, note_place)
    return Draft(id, path, entries, departures, *places, [], edition)
