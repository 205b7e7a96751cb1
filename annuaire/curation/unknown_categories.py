"""Categories that fiches name and categories.yml does not have: its words say which one is meant, or what went.

What one fiche alone calls otherwise is told in it; what several do, once, in categories.yml: it is there that something
changed. `fiches` imports this when a category is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from annuaire import messages
from annuaire.curation import readings
from annuaire.curation.curation_files import FOLDER
from annuaire.curation.readings import Reading
from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.yamlfiles import yamlfile
from annuaire.yamlfiles.nodes import Node

FILE = f"{FOLDER}/categories.yml"
SHOWN = 12  # fiches that are named: whoever mends them looks for them
_FORMS = ("id", "nom", "masculin", "feminin", "pluriel")


def explained(
    problems: list[Problem], found: Mapping[str, Reading], content: object, known: Sequence[str]
) -> list[Problem]:
    """Return `problems` with what categories.yml, whose bytes are the `content`, lets one say of unknown categories."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for id, reading in found.items():
        for category in dict.fromkeys(readings.categories(reading)):
            named[category].append(id)
    node = yamlfile.parse(content, FILE)[0] if isinstance(content, bytes) else None
    places = {
        item.keys["id"].text: item.keys["id"] for item in (node.items if node else ()) if "id" in item.keys
    }
    forms = _forms(node) if node else {}
    idle = [category for category in known if category not in named]
    for category in [category for category in named if category and category not in known]:
        ids, meant = named[category], forms.get(_form(category), "")
        went = meant if meant in idle else idle[0] if len(idle) == 1 and not meant else ""
        # What a fiche says of it, whichever advice it gives.
        said = messages.sentences("category-unknown", value=category, choices="")[0]
        theirs = [one for one in problems if one.code.startswith("category-unknown") and one.message == said]
        values = {"value": category, "count": text.counted(len(ids), "fiche"), "fiches": _listed(ids)}
        if len(ids) > 1 and went in places:
            told = [problem(FILE, *places[went].place, "category-renamed", other=went, **values)]
        elif meant:
            near = {"value": category, "near": meant}
            told = [
                problem(one.path, one.line, one.column, "category-unknown-near", **near) for one in theirs
            ]
        elif len(ids) > 1:
            told = [problem(FILE, 1, 1, "category-gone", **values)]
        else:
            continue
        problems = [one for one in problems if one not in theirs] + told
    return problems


def _forms(node: Node) -> dict[str, str]:
    """Return the categories by all words that categories.yml has for them."""
    found: dict[str, str] = {}
    for item in node.items:
        synonyms = item.keys["synonymes"].items if "synonymes" in item.keys else ()
        for word in (*(item.keys[key] for key in _FORMS if key in item.keys), *synonyms):
            found.setdefault(_form(word.text), item.keys["id"].text if "id" in item.keys else "")
    return found


def _form(word: str) -> str:
    """Return what a word has in common with its plural."""
    return text.fold(word).removesuffix("s")


def _listed(ids: list[str]) -> str:
    shown = ids if len(ids) <= SHOWN else [*ids[: SHOWN - 1], f"{len(ids) - SHOWN + 1} autres"]
    return text.listed(shown)
