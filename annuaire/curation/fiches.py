"""Loading of all fiches: from the cache, or parsed, in two processes when there are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annuaire.curation import entries, readings
from annuaire.curation.curation_files import FOLDER, fiche_path
from annuaire.curation.inspection import Inspection
from annuaire.curation.readings import Reading
from annuaire.messages import problem
from annuaire.runtime import digests, parallel

# Fiches that are read before the rest is shared with a forked process, which thus inherits the schema and tables already loaded.
WARM_UP = 20


class Fiches(NamedTuple):
    """The contents and the readings of files, by id; `paths` has the path of each file, misnamed ones included, or is None when
    the folder could not be listed or is empty."""

    contents: Mapping[str, bytes]
    readings: Mapping[str, Reading]
    paths: Mapping[str, str] | None

    def categories(self, id: str) -> Sequence[str]:
        """Return the categories of a valid fiche."""
        return readings.categories(self.readings[id])


def read(inspection: Inspection, categories: Sequence[str] | None) -> Fiches:
    """Read all fiches; add their problems to `inspection`.

    When `categories` is None, the categories of fiches are not checked.
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
            inspection.report_misnamed(name, misnamed)
        elif (content := inspection.content(name)) is not None:
            contents[id] = content
    found = _read(inspection, contents, categories)
    problems = [problem for reading in found.values() for problem in readings.problems(reading)]
    if categories and any(problem.code.startswith("category-unknown") for problem in problems):
        from annuaire.curation import unknown_categories  # imported only when a category is unknown

        problems = unknown_categories.explain(
            problems, found, inspection.files.contents["categories.yml"], categories
        )
    inspection.problems += problems
    return Fiches(contents, found, paths if names else None)


def _read(
    inspection: Inspection, contents: Mapping[str, bytes], categories: Sequence[str] | None
) -> dict[str, Reading]:
    """Return the readings of fiches, from the cache where possible; cache the new valid ones."""
    source = digests.of(inspection.files.rules_digest.encode(), *[id.encode() for id in categories or ()])
    cache = readings.ReadingCache(inspection.files.root, source, inspection.today)
    by_id = inspection.files.fiche_digests(contents)
    found = {id: cache.get(digest) if categories else None for id, digest in by_id.items()}
    new: dict[str, Reading] = {}

    def read_one(id: str) -> None:
        path, rules = fiche_path(id), inspection.schema("fiche")
        new[id] = readings.read(contents[id], path, rules, categories, inspection.today)

    unread = [id for id, reading in found.items() if reading is None]
    for id in unread[:WARM_UP]:
        read_one(id)
    for results in parallel.share(unread[WARM_UP:], read_one, new.copy, 10 * len(unread)):
        new.update(results)
    if categories:
        valid = {by_id[id]: reading for id, reading in new.items() if readings.is_valid(reading)}
        cache.save(valid, by_id)
    return {id: reading or new[id] for id, reading in found.items()}
