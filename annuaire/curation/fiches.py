"""All fiches: those that were read before, and those that are read now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annuaire.curation import entries, readings
from annuaire.curation.curation_files import FOLDER, fiche_path
from annuaire.curation.inspection import Inspection
from annuaire.curation.readings import Reading
from annuaire.messages import problem
from annuaire.runtime import digests, parallel

# Fiches that are read before the others are shared: what is loaded for them (schema, tables) is then there for both processes.
FIRST = 20


class Fiches(NamedTuple):
    """What files hold and what was read in them, by id; `paths` has the path of each file, those with a wrong name included,
    or is None when it is not known which files there are."""

    contents: Mapping[str, bytes]
    readings: Mapping[str, Reading]
    paths: Mapping[str, str] | None

    def categories(self, id: str) -> Sequence[str]:
        """Return the categories of a faultless fiche."""
        return readings.categories(self.readings[id])


def read(inspection: Inspection, categories: Sequence[str] | None) -> Fiches:
    """Read fiches/, and lay down what is wrong in it.

    Without `categories`, those of fiches are not held to any.
    """
    paths: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    listed = inspection.names("fiches")
    if listed == []:
        inspection.problems.append(problem(f"{FOLDER}/fiches", 1, 1, "fiches-none"))
    names = listed or []
    for name in names:
        path = f"{FOLDER}/{name}"
        id, misnamed = entries.check_name(path, names)
        paths.setdefault(id, path)
        if misnamed:
            inspection.misnamed(name, misnamed)
        elif (content := inspection.content(name)) is not None:
            contents[id] = content
    found = _read(inspection, contents, categories)
    problems = [problem for reading in found.values() for problem in readings.problems(reading)]
    if categories and any(problem.code.startswith("category-unknown") for problem in problems):
        from annuaire.curation import (
            unknown_categories,  # whose categories are all known does not wait for it
        )

        problems = unknown_categories.explained(
            problems, found, inspection.files.contents["categories.yml"], categories
        )
    inspection.problems += problems
    return Fiches(contents, found, paths if names else None)


def _read(
    inspection: Inspection, contents: Mapping[str, bytes], categories: Sequence[str] | None
) -> dict[str, Reading]:
    """Read fiches, those alone that were not read before; keep what is faultless for the next time."""
    source = digests.of(inspection.files.rules_digest.encode(), *[id.encode() for id in categories or ()])
    kept = readings.ReadingCache(inspection.files.root, source, inspection.today)
    by_id = inspection.files.fiche_digests(contents)
    found = {id: kept.get(digest) if categories else None for id, digest in by_id.items()}
    made: dict[str, Reading] = {}

    def read_anew(id: str) -> None:
        path, rules = fiche_path(id), inspection.schema("fiche")
        made[id] = readings.read(contents[id], path, rules, categories, inspection.today)

    unread = [id for id, reading in found.items() if reading is None]
    for id in unread[:FIRST]:
        read_anew(id)
    for theirs in parallel.share(unread[FIRST:], read_anew, made.copy, 10 * len(unread)):
        made.update(theirs)
    if categories:
        faultless = {by_id[id]: reading for id, reading in made.items() if readings.is_faultless(reading)}
        kept.save(faultless, frozenset(by_id.values()))
    return {id: reading or made[id] for id, reading in found.items()}
