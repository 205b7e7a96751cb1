"""Parsing and validation of the two files at the top of curation/: annuaire.yml and categories.yml."""

from __future__ import annotations

import re

from annuaire.french import text
from annuaire.french.corrections import corrected
from annuaire.messages import problem
from annuaire.model import Category, Problem, Publication
from annuaire.schemas import schema
from annuaire.yamlfiles.nodes import Node

# The home page of a repository on a common forge, in the place of the address that opens its files for editing.
_FORGE = re.compile(r"https?://((?P<forge>github\.com|gitlab\.com)/[^/]+/[^/]+?)(?:\.git)?/?")
# Keys whose values must be unique, so that visitors can tell categories apart; with the code of the problem.
_UNIQUE = {"nom": "category-name-taken", "description": "category-description-taken"}
_EDITS = {"github.com": "/edit/main/", "gitlab.com": "/-/edit/main/"}


def publication(node: Node, rules: schema.Schema, path: str) -> tuple[Publication | None, list[Problem]]:
    """Parse annuaire.yml; the problems say why there is no publication."""
    problems = schema.check(node, rules, path)
    if "depot" in node.keys and (meant := _edit_address(node.keys["depot"].text)):
        at = node.keys["depot"]
        problems.append(problem(path, *at.place, "repository-edit", value=at.text, meant=meant))
    if problems:
        return None, problems
    texts = {key: child.text for key, child in node.keys.items()}
    limits = {key: int(child.text) for key, child in node.keys["seuils"].keys.items()}
    found = Publication(
        title=text.typeset(texts["titre"]),
        motto=corrected(texts["devise"]),
        description=corrected(texts["description"]),
        places=int(texts["places"]),
        contact=texts.get("contact", ""),
        publisher=texts.get("editeur", ""),
        host=texts.get("hebergeur", ""),
        repository=texts.get("depot", ""),
        category_minimum=limits["fiches_par_categorie"],
        stale_days=limits["releve_ancien_jours"],
    )
    return found, []


def _edit_address(written: str) -> str:
    """Return the address that opens a repository's files for editing, if `written` is the home page of a known forge; else
    nothing."""
    found = _FORGE.fullmatch(written)
    return f"https://{found[1]}{_EDITS[found['forge']]}" if found else ""


def categories(
    node: Node, rules: schema.Schema, path: str
) -> tuple[tuple[Category, ...] | None, list[Problem]]:
    """Parse categories.yml; None when it cannot be known which categories there are."""
    problems = schema.check(node, rules, path)
    faulty = {(one.line, one.column) for one in problems}
    ids = [item.keys.get("id") for item in node.items]
    if not ids or not all(id and id.text and id.place not in faulty for id in ids):
        return None, problems
    found: dict[str, Category] = {}
    lines: dict[str, int] = {}
    owners: dict[tuple[str, str], str] = {}
    repeated = []
    for item in node.items:
        texts = {key: child.text for key, child in item.keys.items()}
        id = texts.get("id", "")
        if id in found:
            at = item.keys["id"]
            repeated.append(problem(path, *at.place, "category-repeated", value=id, line=lines[id]))
        elif id:
            for key, code in _UNIQUE.items():
                words = text.fold(texts.get(key, ""))
                if words and (other := owners.setdefault((key, words), id)) != id:
                    at = item.keys[key]
                    values = {"value": texts[key], "other": other}
                    repeated.append(problem(path, *at.place, code, **values))
            lines[id] = item.keys["id"].line
            synonyms = item.keys["synonymes"].items if "synonymes" in texts else ()
            found[id] = Category(
                id=id,
                name=corrected(texts.get("nom", "")),
                description=corrected(texts.get("description", "")),
                masculine=texts.get("masculin", ""),
                feminine=texts.get("feminin", ""),
                plural=texts.get("pluriel", ""),
                synonyms=tuple(word.text for word in synonyms),
            )
    return None if repeated else tuple(found.values()), problems + repeated
