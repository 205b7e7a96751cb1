"""All of curation/: every file read, every mistake of every file told at once, then plain objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from annuaire import editions, entries, messages, schema, text, yamlfile
from annuaire.errors import CurationError
from annuaire.model import Category, Curation, Entry, Problem, Publication
from annuaire.yamlfile import Node, problem

FOLDER = "curation"


class _Desk:
    """The reading of one curation/ folder."""

    def __init__(self, root: Path, today: date) -> None:
        self.root = root
        self.today = today
        self.problems: list[Problem] = []
        self.files = 0

    def schema(self, kind: str) -> schema.Schema:
        return schema.load(self.root / FOLDER / "schema" / f"{kind}.schema.json")

    def node(self, name: str) -> Node | None:
        file = self.root / FOLDER / name
        path = f"{FOLDER}/{name}"
        self.files += 1
        node, problems = yamlfile.read(file, path)
        self.problems += problems
        return node

    def folder(self, name: str) -> list[Path] | None:
        """Return the files of a folder in the order of their names; editors' leftovers are passed over."""
        path = f"{FOLDER}/{name}"
        try:
            found = sorted((self.root / path).iterdir(), key=lambda file: file.name)
        except (FileNotFoundError, NotADirectoryError):
            self.problems.append(problem(path, 1, 1, "folder-missing"))
            return None
        except OSError as error:
            self.problems.append(problem(path, 1, 1, "file-unreadable", reason=messages.unreadable(error)))
            return None
        return [file for file in found if not file.name.startswith(".") and not file.name.endswith("~")]


def read(root: Path, today: date) -> Curation:
    """Read curation/ under `root`; dates after `today` are mistakes.

    Raises:
        CurationError: at the end, with every problem of every file.
    """
    desk = _Desk(root, today)
    publication = _publication(desk)
    categories = _categories(desk)
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
    )


def _publication(desk: _Desk) -> Publication | None:
    node = desk.node("annuaire.yml")
    if node is None:
        return None
    path = f"{FOLDER}/annuaire.yml"
    problems = schema.check(node, desk.schema("annuaire"), path)
    desk.problems += problems
    if problems:
        return None
    said = {key: child.text for key, child in node.keys.items()}
    limits = {key: int(child.text) for key, child in node.keys["seuils"].keys.items()}
    return Publication(
        title=said["titre"],
        motto=text.typeset(said["devise"]),
        description=text.typeset(said["description"]),
        places=int(said["places"]),
        contact=said.get("contact", ""),
        publisher=said.get("editeur", ""),
        host=said.get("hebergeur", ""),
        repository=said.get("depot", ""),
        category_minimum=limits["fiches_par_categorie"],
        stale_days=limits["releve_ancien_jours"],
    )


def _categories(desk: _Desk) -> tuple[Category, ...] | None:
    """Read categories.yml; None when one cannot tell which categories there are."""
    node = desk.node("categories.yml")
    if node is None:
        return None
    path = f"{FOLDER}/categories.yml"
    problems = schema.check(node, desk.schema("categories"), path)
    desk.problems += problems
    if not node.items or any(
        "id" not in item.keys or (told.line, told.column) == (item.keys["id"].line, item.keys["id"].column)
        for told in problems
        for item in node.items
    ):
        return None
    found: dict[str, Category] = {}
    lines: dict[str, int] = {}
    repeated = False
    for item in node.items:
        said = {key: child.text for key, child in item.keys.items()}
        id = said.get("id", "")
        if id in found:
            repeated = True
            at = item.keys["id"]
            desk.problems.append(
                problem(path, at.line, at.column, "category-repeated", value=id, line=lines[id])
            )
        elif id:
            lines[id] = item.keys["id"].line
            found[id] = Category(
                id=id,
                name=said.get("nom", ""),
                description=text.typeset(said.get("description", "")),
                masculine=said.get("masculin", ""),
                feminine=said.get("feminin", ""),
                plural=said.get("pluriel", ""),
                synonyms=tuple(word.text for word in item.keys["synonymes"].items)
                if "synonymes" in said
                else (),
            )
    return None if repeated else tuple(found.values())


def _fiches(desk: _Desk, categories: list[str] | None) -> tuple[list[entries.Fiche], dict[str, str]]:
    """Read fiches/; the second value has the path of each file by id, faulty ones included."""
    fiches: list[entries.Fiche] = []
    known: dict[str, str] = {}
    for file in desk.folder("fiches") or []:
        path = f"{FOLDER}/fiches/{file.name}"
        misnamed = entries.check_name(file, path)
        desk.problems += misnamed
        known.setdefault(entries.meant(file), path)
        node = None if misnamed else desk.node(f"fiches/{file.name}")
        if node is not None:
            fiche, problems = entries.read(node, path, desk.schema("fiche"), categories, desk.today)
            desk.problems += problems
            fiches.append(fiche)
    return fiches, known


def _drafts(desk: _Desk) -> list[editions.Draft | None]:
    """Read editions/, oldest first; None for one that cannot be read."""
    drafts: list[editions.Draft | None] = []
    files = desk.folder("editions")
    for file in files or []:
        path = f"{FOLDER}/editions/{file.name}"
        misnamed = editions.check_name(file, path)
        desk.problems += misnamed
        node = None if misnamed else desk.node(f"editions/{file.name}")
        drafts.append(editions.read(node, path, desk.schema("edition"), desk.today) if node else None)
    if files == []:
        month = desk.today.isoformat()[:7]
        desk.problems.append(problem(f"{FOLDER}/editions", 1, 1, "edition-none", month=month))
    return drafts


def _spanning(fiches: Iterable[entries.Fiche]) -> list[Problem]:
    """Find what two fiches must not share: a reason, an account, a subject spelt in two ways."""
    problems = []
    reasons: dict[str, str] = {}
    owners: dict[str, str] = {}
    spellings: dict[str, tuple[str, str]] = {}
    for fiche in fiches:
        sentence = text.sentence_fingerprint(fiche.reason.text)
        first = reasons.setdefault(sentence, fiche.path) if sentence else fiche.path
        if first != fiche.path:
            at = (fiche.path, fiche.reason.line, fiche.reason.column)
            problems.append(problem(*at, "reason-copied", path=first))
        for key, node in fiche.accounts.items():
            owner = owners.setdefault(key, fiche.path)
            if owner != fiche.path:
                at = (fiche.path, node.line, node.column)
                problems.append(problem(*at, "account-twice", path=owner, value=node.text))
        for node in fiche.subjects:
            subject = node.text
            other, path = spellings.setdefault(text.slugify(subject), (subject, fiche.path))
            if other != subject:
                at = (fiche.path, node.line, node.column)
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


def missing_for_publication(root: Path, publication: Publication) -> list[Problem]:
    """Return what annuaire.yml must say before a site is put on line."""
    known = schema.load(root / FOLDER / "schema" / "annuaire.schema.json").rules["properties"]
    said = {"contact": publication.contact, "editeur": publication.publisher, "hebergeur": publication.host}
    return [
        problem(f"{FOLDER}/annuaire.yml", 1, 1, "publish-missing",
                key=key, title=known[key]["title"], example=f"{key}: {known[key]['examples'][0]}")
        for key, value in said.items()
        if not value
    ]  # fmt: skip
