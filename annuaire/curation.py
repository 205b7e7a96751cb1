"""All of curation/: every file read, every mistake of every file told at once, then plain objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from annuaire import (
    cachefile,
    cover,
    editions,
    entries,
    fingerprints,
    garbage,
    halves,
    readings,
    schema,
    shelf,
    text,
    yamlfile,
)
from annuaire.entries import Fiche
from annuaire.errors import CurationError
from annuaire.model import Category, Curation, Entry, Problem, Publication
from annuaire.schema import Schema
from annuaire.shelf import FOLDER, Shelf
from annuaire.yamlfile import Node, problem

_VERDICT = "check"
# Fiches read before the others are shared: what reading them imports is then there for both processes.
_BEFORE = 20
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said of a curation without mistakes."""

    files: int
    warnings: tuple[Problem, ...]


class _Desk:
    """The reading of one curation/ folder."""

    def __init__(self, found: Shelf, today: date) -> None:
        self.shelf = found
        self.today = today
        self.problems: list[Problem] = []
        self.files = 0

    def schema(self, kind: str) -> schema.Schema:
        return schema.load(f"{self.shelf.root}/{FOLDER}/schema/{kind}.schema.json")

    def content(self, name: str) -> bytes | None:
        """Return what a file holds."""
        self.files += 1
        return self._opened(self.shelf.contents[name])

    def node(self, name: str) -> Node | None:
        """Return what a file says."""
        content = self.content(name)
        if content is None:
            return None
        node, problems = yamlfile.parse(content, f"{FOLDER}/{name}")
        self.problems += problems
        return node

    def told(self, reading: Callable[[Node, Schema, str], tuple[_T, list[Problem]]], kind: str) -> _T | None:
        """Return what one of the files at the head of curation/ says, if it can be understood."""
        node = self.node(f"{kind}.yml")
        if node is None:
            return None
        found, problems = reading(node, self.schema(kind), f"{FOLDER}/{kind}.yml")
        self.problems += problems
        return found

    def names(self, folder: str) -> list[str] | None:
        """Return the names of the files of a folder, from curation/, in their order."""
        found = self._opened(self.shelf.folders[folder])
        return None if found is None else [f"{folder}/{name}" for name in found]

    def _opened(self, found: _T | Problem) -> _T | None:
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        return found


def check(root: Path, today: date) -> Checked:
    """Read curation/ to say that it has no mistake; what was found so is not read again while nothing changes.

    Raises:
        CurationError: as `read` does.
    """
    found = shelf.gather(str(root))
    kept = cachefile.load(f"{found.root}/{cachefile.FOLDER}", _VERDICT, found.mark) if found.mark else None
    if kept and kept[0] <= today.toordinal():
        return Checked(kept[1], tuple([Problem(*warning) for warning in kept[2]]))
    made = _read(found, today)
    warnings = [astuple(warning) for warning in made.warnings]
    cachefile.save(
        f"{found.root}/{cachefile.FOLDER}", _VERDICT, found.mark, (today.toordinal(), made.files, warnings)
    )
    return Checked(made.files, made.warnings)


def read(root: Path, today: date) -> Curation:
    """Read curation/ under `root`; dates after `today` are mistakes.

    Raises:
        CurationError: at the end, with every problem of every file.
    """
    return _read(shelf.gather(str(root)), today)


@garbage.left_alone()
def _read(found: Shelf, today: date) -> Curation:
    desk = _Desk(found, today)
    publication = desk.told(cover.publication, "annuaire")
    categories = desk.told(cover.categories, "categories")
    fiches, known = _fiches(desk, None if categories is None else [category.id for category in categories])
    drafts = _drafts(desk)
    desk.problems += editions.check(drafts, known, publication.places if publication else None)
    desk.problems += _spanning(fiches)
    if desk.problems or publication is None or categories is None:
        raise CurationError(sorted(desk.problems))
    published = [draft.edition for draft in drafts if draft and draft.edition]
    by_id = {fiche.entry.id: fiche.entry for fiche in fiches if fiche.entry}
    return Curation(
        publication=publication,
        categories=categories,
        entries=by_id,
        editions=tuple(reversed(published)),
        warnings=tuple(_thin(drafts[-1], by_id, categories, publication)),
        files=desk.files,
        marks={id: found.marks[f"fiches/{id}.yml"] for id in by_id},
    )


def _fiches(desk: _Desk, categories: list[str] | None) -> tuple[list[Fiche], dict[str, str]]:
    """Read fiches/; the second value has the path of each file by id, faulty ones included."""
    known: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for name in desk.names("fiches") or []:
        id, misnamed = entries.check_name(f"{FOLDER}/{name}")
        desk.problems += misnamed
        known.setdefault(id, f"{FOLDER}/{name}")
        content = None if misnamed else desk.content(name)
        if content is not None:
            contents[name] = content
    found: list[Fiche] = []
    for name, reading in _readings(desk, contents, categories).items():
        fiche, problems = readings.understood(reading, f"{FOLDER}/{name}")
        desk.problems += problems
        if fiche:
            found.append(fiche)
    return found, known


def _readings(
    desk: _Desk, contents: dict[str, bytes], categories: list[str] | None
) -> dict[str, readings.Reading]:
    """Read fiches, those alone that were not read before, and keep what is faultless for the next time."""
    marks, root = desk.shelf.marks, desk.shelf.root
    source = fingerprints.of(desk.shelf.rules.encode(), *[id.encode() for id in categories or ()])
    kept = readings.load(root, source, desk.today) if categories else {}

    made: dict[str, readings.Reading] = {}

    def read_anew(name: str) -> None:
        content, rules = contents[name], desk.schema("fiche")
        made[name] = readings.read(content, f"{FOLDER}/{name}", rules, categories, desk.today)

    unread = [name for name in contents if marks[name] not in kept]
    for name in unread[:_BEFORE]:
        read_anew(name)
    for others in halves.share(unread[_BEFORE:], read_anew, made.copy, 10 * len(unread)):
        made.update(others)
    found = {name: made.get(name) or kept[marks[name]] for name in contents}
    faultless = {marks[name]: reading for name, reading in found.items() if readings.is_faultless(reading)}
    if categories and faultless.keys() != kept.keys():
        readings.save(root, source, desk.today, faultless)
    return found


def _drafts(desk: _Desk) -> list[editions.Draft | None]:
    """Read editions/, oldest first; None for one that cannot be read."""
    drafts: list[editions.Draft | None] = []
    names = desk.names("editions")
    for name in names or []:
        path = f"{FOLDER}/{name}"
        misnamed = editions.check_name(path)
        desk.problems += misnamed
        node = None if misnamed else desk.node(name)
        drafts.append(editions.read(node, path, desk.schema("edition"), desk.today) if node else None)
    if names == []:
        month = desk.today.isoformat()[:7]
        desk.problems.append(problem(f"{FOLDER}/editions", 1, 1, "edition-none", month=month))
    return drafts


def _spanning(fiches: Iterable[Fiche]) -> list[Problem]:
    """Find what two fiches must not share: a reason, an account, a subject spelt in two ways."""
    problems = []
    reasons: dict[str, str] = {}
    owners: dict[str, str] = {}
    spellings: dict[str, tuple[str, str]] = {}
    for fiche in fiches:
        sentence, _, line, column = fiche.reason
        first = reasons.setdefault(sentence, fiche.path) if sentence else fiche.path
        if first != fiche.path:
            problems.append(problem(fiche.path, line, column, "reason-copied", path=first))
        for key, written, line, column in fiche.accounts:
            owner = owners.setdefault(key, fiche.path)
            if owner != fiche.path:
                at = (fiche.path, line, column)
                problems.append(problem(*at, "account-twice", path=owner, value=written))
        for slug, subject, line, column in fiche.subjects:
            other, path = spellings.setdefault(slug, (subject, fiche.path))
            if other != subject:
                at = (fiche.path, line, column)
                problems.append(problem(*at, "subject-spelling", value=subject, other=other, path=path))
    return problems


def _thin(
    draft: editions.Draft | None,
    by_id: dict[str, Entry],
    categories: tuple[Category, ...],
    publication: Publication,
) -> list[Problem]:
    """Warn about categories with too few fiches in the current edition."""
    if draft is None:
        return []
    count = Counter(slug for id in draft.entries for slug in by_id[id].categories)
    return [
        replace(
            problem(draft.path, *draft.list_place, "category-thin",
                    value=category.id, count=text.counted(count[category.id], "fiche"),
                    minimum=publication.category_minimum),
            warning=True,
        )
        for category in categories
        if count[category.id] < publication.category_minimum
    ]  # fmt: skip
