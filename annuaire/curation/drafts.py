"""Loading of all editions, with a cache of valid ones.

The cache key is the file's name and digest, as in `readings` for fiches. An edition that was valid on one day is valid on any
later one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from annuaire.curation import editions
from annuaire.curation.curation_files import FOLDER
from annuaire.curation.editions import Draft, Place
from annuaire.curation.inspection import Inspection
from annuaire.french import dates
from annuaire.messages import problem
from annuaire.model import Departure, Edition
from annuaire.runtime import cachefile

_NAME = "editions"
_Cached = dict[str, tuple[Any, ...]]


def read(inspection: Inspection) -> list[Draft | None]:
    """Return the editions, oldest first, with None for one that cannot be read; add the problems of the folder to
    `inspection`."""
    names = inspection.names("editions")
    if names == []:
        month = dates.month_before(inspection.today)
        inspection.problems.append(problem(f"{FOLDER}/editions", 1, 1, "edition-none", month=month))
    folder, source, today = (
        f"{inspection.files.root}/{cachefile.FOLDER}",
        inspection.files.rules_digest,
        inspection.today.toordinal(),
    )
    day, cached = cachefile.load(folder, _NAME, source) or (today, {})
    known: _Cached = cached if day <= today else {}
    made: _Cached = {}
    drafts = [_draft(inspection, name, names or [], known, made) for name in names or []]
    if made.keys() != cached.keys():
        cachefile.save(folder, _NAME, source, (today, made))
    return drafts


def _draft(
    inspection: Inspection, name: str, names: list[str], known: _Cached, made: _Cached
) -> Draft | None:
    """Return an edition, from the cache if `known` has it; if it can be cached, put it into `made`."""
    path = f"{FOLDER}/{name}"
    misnamed = editions.check_name(path, names)
    inspection.report_misnamed(name, misnamed)
    if misnamed:
        return None
    key = f"{name} {inspection.files.digests.get(name)}"
    if key in known:
        inspection.content(name)  # only to count it
        made[key] = known[key]
        return _unpack(path, *known[key])
    node = inspection.node(name, "edition")
    draft = editions.read(node, path, inspection.schema("edition"), inspection.today) if node else None
    if draft and draft.edition and not draft.problems:
        made[key] = _pack(draft, draft.edition)
    return draft


def _pack(draft: Draft, edition: Edition) -> tuple[Any, ...]:
    """Return a valid edition as builtin types, for `_unpack`."""
    return (
        draft.entries,
        draft.departures,
        draft.list_place,
        draft.departures_place,
        draft.title_place,
        draft.note_place,
        edition.published.toordinal(),
        edition.title,
        edition.note,
        edition.ranked,
        [departure.reason for departure in edition.departures],
    )


def _unpack(
    path: str,
    entries: dict[str, Place],
    departures: dict[str, Place],
    list_place: Place,
    departures_place: Place,
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
    places = (list_place, departures_place, title_place, note_place)
    return Draft(id, path, entries, departures, *places, [], edition)
