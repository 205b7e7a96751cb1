"""All of curation/: every file read, every mistake of every file told at once, then plain objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from annuaire import editions, entries, schema, text, yamlfile
from annuaire.errors import CurationError
from annuaire.model import Category, Curation, Edition, Entry, Problem, Publication
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
        if file.is_symlink():
            self.problems.append(problem(path, 1, 1, "file-unreadable", reason="lien symbolique"))
            return None
        node, problems = yamlfile.read(file, path)
        self.problems += problems
        return node

    def folder(self, name: str) -> list[Path]:
        """Return the files of a folder in the order of their names; editors' leftovers are passed over."""
        try:
            found = sorted((self.root / FOLDER / name).iterdir(), key=lambda file: file.name)
        except OSError:
            self.problems.append(problem(f"{FOLDER}/{name}", 1, 1, "folder-missing"))
            return []
        return [file for file in found if not file.name.startswith(".") and not file.name.endswith("~")]


def read(root: Path, today: date) -> Curation:
    """Read curation/ under `root`; dates after `today` are mistakes.

    Raises:
        CurationError: at the end, with every problem of every file.
    """
    desk = _Desk(root, today)
    publication = _publication(desk)
    categories = _categories(desk)
    fiches, known = _fiches(desk, [category.id for category in categories])
    drafts = _drafts(desk)
    desk.problems += editions.check(drafts, known, publication.places if publication else len(known))
    desk.problems += _spanning(fiches)
    if drafts and publication and not desk.problems:
        desk.problems += _thin(drafts[-1], fiches, categories, publication)
    mistakes = [found for found in desk.problems if not found.warning]
    if mistakes or publication is None:
        raise CurationError(sorted(desk.problems))
    return Curation(
        publication=publication,
        categories=categories,
        entries={fiche.entry.id: fiche.entry for fiche in fiches},
        editions=tuple(draft.edition for draft in reversed(drafts)),
        warnings=tuple(sorted(desk.problems)),
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


def _categories(desk: _Desk) -> tuple[Category, ...]:
    node = desk.node("categories.yml")
    if node is None:
        return ()
    path = f"{FOLDER}/categories.yml"
    desk.problems += schema.check(node, desk.schema("categories"), path)
    found: dict[str, Category] = {}
    lines: dict[str, int] = {}
    for item in node.items:
        said = {key: child.text for key, child in item.keys.items()}
        id = said.get("id", "")
        if id in found:
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
    return tuple(found.values())


def _fiches(desk: _Desk, categories: list[str]) -> tuple[list[entries.Fiche], dict[str, str]]:
    """Read fiches/; the second value has the path of each file by id, faulty ones included."""
    fiches: list[entries.Fiche] = []
    known: dict[str, str] = {}
    for file in desk.folder("fiches"):
        path = f"{FOLDER}/fiches/{file.name}"
        misnamed = entries.check_name(file, path)
        desk.problems += misnamed
        if misnamed:
            continue
        known[file.stem] = path
        node = desk.node(f"fiches/{file.name}")
        if node is not None:
            fiche, problems = entries.read(node, path, desk.schema("fiche"), categories, desk.today)
            desk.problems += problems
            fiches += [fiche] if fiche else []
    return fiches, known


def _drafts(desk: _Desk) -> list[editions.Draft]:
    """Read editions/, oldest first."""
    drafts = []
    files = desk.folder("editions")
    for file in files:
        path = f"{FOLDER}/editions/{file.name}"
        misnamed = editions.check_name(file, path)
        desk.problems += misnamed
        node = None if misnamed else desk.node(f"editions/{file.name}")
        if node is not None:
            draft, problems = editions.read(node, path, desk.schema("edition"), desk.today)
            desk.problems += problems
            drafts += [draft] if draft else []
    if not files:
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
        first = reasons.setdefault(text.sentence_fingerprint(fiche.entry.reason), fiche.path)
        if first != fiche.path:
            at = (fiche.path, fiche.reason.line, fiche.reason.column)
            problems.append(problem(*at, "reason-copied", path=first))
        for account in fiche.entry.accounts:
            node = fiche.accounts[account.key]
            owner = owners.setdefault(account.key, fiche.path)
            if owner != fiche.path:
                at = (fiche.path, node.line, node.column)
                problems.append(problem(*at, "account-twice", path=owner, value=account.handle))
        for node, subject in zip(fiche.subjects, fiche.entry.subjects, strict=True):
            other, path = spellings.setdefault(text.slugify(subject), (subject, fiche.path))
            if other != subject:
                at = (fiche.path, node.line, node.column)
                problems.append(problem(*at, "subject-spelling", value=subject, other=other, path=path))
    return problems


def _thin(
    draft: editions.Draft,
    fiches: list[entries.Fiche],
    categories: tuple[Category, ...],
    publication: Publication,
) -> list[Problem]:
    """Warn about categories with too few fiches in the current edition."""
    by_id: dict[str, Entry] = {fiche.entry.id: fiche.entry for fiche in fiches}
    edition: Edition = draft.edition
    count = Counter(slug for id in edition.entries if id in by_id for slug in by_id[id].categories)
    at = draft.list_node
    return [
        replace(
            problem(draft.path, at.line, at.column, "category-thin",
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
