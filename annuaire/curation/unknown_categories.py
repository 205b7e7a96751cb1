"""Advice about categories that fiches name and categories.yml does not have: the category that is meant, or a renaming.

One that a single fiche names, or that is another name of a category in use, is reported in the fiches; one that several fiches
name is reported once, in categories.yml, since that is the file that changed. `fiches` imports this only when a category is
unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from annuaire import messages
from annuaire.curation import readings
from annuaire.curation.curation_files import FOLDER
from annuaire.curation.readings import Reading
from annuaire.french import numerals, text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.yamlfiles import yamlfile
from annuaire.yamlfiles.nodes import Node

FILE = f"{FOLDER}/categories.yml"
SHOWN = 12  # fiches that a message names at most
_FORMS = ("id", "nom", "masculin", "feminin", "pluriel")


def explain(
    problems: list[Problem], found: Mapping[str, Reading], content: object, known: Sequence[str]
) -> list[Problem]:
    """Return `problems` with better ones for unknown categories, made from categories.yml, whose bytes are the `content`."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for id, reading in found.items():
        for category in dict.fromkeys(readings.categories(reading)):
            named[category].append(id)
    node = yamlfile.parse(content, FILE)[0] if isinstance(content, bytes) else None
    places = {
        item.keys["id"].text: item.keys["id"] for item in (node.items if node else ()) if "id" in item.keys
    }
    forms = _forms(node) if node else {}
    unused = [category for category in known if category not in named]
    for category in [category for category in named if category and category not in known]:
        ids, meant = named[category], forms.get(_form(category), "")
        renamed_to = meant if meant in unused else unused[0] if len(unused) == 1 and not meant else ""
        # The same message in each fiche, whatever its advice.
        message = messages.sentences("category-unknown", value=category, choices="")[0]
        reported = [
            one for one in problems if one.code.startswith("category-unknown") and one.message == message
        ]
        values = {"value": category, "count": numerals.counted(len(ids), "fiche"), "fiches": _listed(ids)}
        if len(ids) > 1 and renamed_to in places:
            advised = [
                problem(FILE, *places[renamed_to].place, "category-renamed", other=renamed_to, **values)
            ]
        elif meant:
            near = {"value": category, "near": meant}
            advised = [
                problem(one.path, one.line, one.column, "category-unknown-near", **near) for one in reported
            ]
        elif len(ids) > 1:
            advised = [problem(FILE, 1, 1, "category-gone", **values)]
        else:
            continue
        problems = [one for one in problems if one not in reported] + advised
    return problems


def _forms(node: Node) -> dict[str, str]:
    """Return the ids of categories by all their names and synonyms in categories.yml."""
    found: dict[str, str] = {}
    for item in node.items:
        synonyms = item.keys["synonymes"].items if "synonymes" in item.keys else ()
        for word in (*(item.keys[key] for key in _FORMS if key in item.keys), *synonyms):
            found.setdefault(_form(word.text), item.keys["id"].text if "id" in item.keys else "")
    return found


def _form(word: str) -> str:
    """Return a key that a word and its plural share."""
    return text.fold(word).removesuffix("s")


def _listed(ids: list[str]) -> str:
    shown = ids if len(ids) <= SHOWN else [*ids[: SHOWN - 1], f"{len(ids) - SHOWN + 1} autres"]
    return text.listed(shown)
