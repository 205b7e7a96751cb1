"""All fiches: those that were read before, those that are read now, and what no two of them may share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annuaire import entries, fingerprints, halves, readings
from annuaire.desk import Desk
from annuaire.model import Entry, Problem
from annuaire.readings import Reading
from annuaire.shelf import FOLDER
from annuaire.yamlfile import problem

# Fiches read before the others are shared: what reading them imports is then there for both processes.
_BEFORE = 20


class Fiches(NamedTuple):
    """What was read, by id; `paths` has the path of each file, those with a wrong name included."""

    readings: Mapping[str, Reading]
    paths: Mapping[str, str]

    def entry(self, id: str) -> Entry:
        """Return what a faultless fiche says."""
        return readings.entry(self.readings[id], id)

    def categories(self, id: str) -> Sequence[str]:
        """Return the categories of a faultless fiche."""
        return readings.categories(self.readings[id])


def read(desk: Desk, categories: Sequence[str] | None) -> Fiches:
    """Read fiches/, and lay down what is wrong in it; without `categories`, those of fiches are not held to any."""
    paths: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for name in desk.names("fiches") or []:
        id, misnamed = entries.check_name(f"{FOLDER}/{name}")
        desk.problems += misnamed
        paths.setdefault(id, f"{FOLDER}/{name}")
        content = None if misnamed else desk.content(name)
        if content is not None:
            contents[id] = content
    found = _readings(desk, contents, categories)
    for reading in found.values():
        desk.problems += readings.problems(reading)
    desk.problems += _spanning(found)
    return Fiches(found, paths)


def _readings(
    desk: Desk, contents: Mapping[str, bytes], categories: Sequence[str] | None
) -> dict[str, Reading]:
    """Read fiches, those alone that were not read before, and keep what is faultless for the next time."""
    source = fingerprints.of(desk.shelf.rules.encode(), *[id.encode() for id in categories or ()])
    kept = readings.Kept(desk.shelf.root, source, desk.today)
    marks = {id: desk.shelf.marks[f"fiches/{id}.yml"] for id in contents}
    found = {id: kept.get(mark) if categories else None for id, mark in marks.items()}
    made: dict[str, Reading] = {}

    def read_anew(id: str) -> None:
        path, rules = f"{FOLDER}/fiches/{id}.yml", desk.schema("fiche")
        made[id] = readings.read(contents[id], path, rules, categories, desk.today)

    unread = [id for id, reading in found.items() if reading is None]
    for id in unread[:_BEFORE]:
        read_anew(id)
    for others in halves.share(unread[_BEFORE:], read_anew, made.copy, 10 * len(unread)):
        made.update(others)
    if categories:
        faultless = {marks[id]: reading for id, reading in made.items() if readings.is_faultless(reading)}
        kept.save(faultless, frozenset(marks.values()))
    return {id: reading or made[id] for id, reading in found.items()}


def _spanning(found: Mapping[str, Reading]) -> list[Problem]:
    """Find what two fiches must not share: a reason, an account, a subject spelt in two ways."""
    problems = []
    reasons: dict[str, str] = {}
    owners: dict[str, str] = {}
    spellings: dict[str, tuple[str, str]] = {}
    for id, reading in found.items():
        path, mentions = f"{FOLDER}/fiches/{id}.yml", readings.mentions(reading)
        if mentions is None:
            continue
        (sentence, _, line, column), accounts, subjects = mentions
        first = reasons.setdefault(sentence, path) if sentence else path
        if first != path:
            problems.append(problem(path, line, column, "reason-copied", path=first))
        for key, written, line, column in accounts:
            owner = owners.setdefault(key, path)
            if owner != path:
                problems.append(problem(path, line, column, "account-twice", path=owner, value=written))
        for slug, subject, line, column in subjects:
            other, place = spellings.setdefault(slug, (subject, path))
            if other != subject:
                values = {"value": subject, "other": other, "path": place}
                problems.append(problem(path, line, column, "subject-spelling", **values))
    return problems
