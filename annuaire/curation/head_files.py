"""The two files at the head of curation/: what the publication is, and which categories it has."""

from __future__ import annotations

import re

from annuaire.french import text
from annuaire.french.corrections import corrected
from annuaire.messages import problem
from annuaire.model import Category, Problem, Publication
from annuaire.schemas import schema
from annuaire.yamlfiles.nodes import Node

# The page of a repository itself; and what opens a file of it, on the forges that most use.
_FORGE = re.compile(r"https?://((?P<forge>github\.com|gitlab\.com)/[^/]+/[^/]+?)(?:\.git)?/?")
# What two categories must not share: nobody could tell them, or their pages, apart.
_TAKEN = {"nom": "category-name-taken", "description": "category-description-taken"}
_EDITS = {"github.com": "/edit/main/", "gitlab.com": "/-/edit/main/"}


def publication(node: Node, rules: schema.Schema, path: str) -> tuple[Publication | None, list[Problem]]:
    """Read annuaire.yml."""
    problems = schema.check(node, rules, path)
    if "depot" in node.keys and (meant := _repository(node.keys["depot"].text)):
        at = node.keys["depot"]
        problems.append(problem(path, at.line, at.column, "repository-edit", value=at.text, meant=meant))
    if problems:
        return None, problems
    said = {key: child.text for key, child in node.keys.items()}
    limits = {key: int(child.text) for key, child in node.keys["seuils"].keys.items()}
    found = Publication(
        title=text.typeset(said["titre"]),
        motto=corrected(said["devise"]),
        description=corrected(said["description"]),
        places=int(said["places"]),
        contact=said.get("contact", ""),
        publisher=said.get("editeur", ""),
        host=said.get("hebergeur", ""),
        repository=said.get("depot", ""),
        category_minimum=limits["fiches_par_categorie"],
        stale_days=limits["releve_ancien_jours"],
    )
    return found, []


def _repository(written: str) -> str:
    """Return what the address of a repository must be to open a file for editing, where it is known and is another."""
    found = _FORGE.fullmatch(written)
    return f"https://{found[1]}{_EDITS[found['forge']]}" if found else ""


def categories(
    node: Node, rules: schema.Schema, path: str
) -> tuple[tuple[Category, ...] | None, list[Problem]]:
    """Read categories.yml; None when one cannot tell which categories there are."""
    problems = schema.check(node, rules, path)
    if not node.items or any(
        "id" not in item.keys
        or not item.keys["id"].text
        or (one.line, one.column) == (item.keys["id"].line, item.keys["id"].column)
        for one in problems
        for item in node.items
    ):
        return None, problems
    found: dict[str, Category] = {}
    lines: dict[str, int] = {}
    taken: dict[tuple[str, str], str] = {}
    repeated = []
    for item in node.items:
        said = {key: child.text for key, child in item.keys.items()}
        id = said.get("id", "")
        if id in found:
            at = item.keys["id"]
            repeated.append(problem(path, at.line, at.column, "category-repeated", value=id, line=lines[id]))
        elif id:
            for key, code in _TAKEN.items():
                words = text.fold(said.get(key, ""))
                if words and (other := taken.setdefault((key, words), id)) != id:
                    at = item.keys[key]
                    values = {"value": said[key], "other": other}
                    repeated.append(problem(path, at.line, at.column, code, **values))
            lines[id] = item.keys["id"].line
            synonyms = item.keys["synonymes"].items if "synonymes" in said else ()
            found[id] = Category(
                id=id,
                name=corrected(said.get("nom", "")),
                description=corrected(said.get("description", "")),
                masculine=said.get("masculin", ""),
                feminine=said.get("feminin", ""),
                plural=said.get("pluriel", ""),
                synonyms=tuple(word.text for word in synonyms),
            )
    return None if repeated else tuple(found.values()), problems + repeated
