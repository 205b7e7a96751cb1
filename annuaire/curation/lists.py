"""Validation of the two lists of a fiche, categories and subjects, with the list that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from annuaire.curation.problem_list import ProblemList
from annuaire.french import text
from annuaire.messages import MAX_PROBLEMS
from annuaire.yamlfiles.nodes import Node

MAX_CATEGORIES, MAX_SUBJECTS = 4, 6  # as in the schema
# Separators inside an item, between two categories and between two subjects; « 1,5 degré » is one subject.
_BETWEEN_CATEGORIES = re.compile(r"[\s;,/+&]+(?:et\s+)?")
_BETWEEN_SUBJECTS = re.compile(r";|,(?!\d)|\s/\s")


def categories(problems: ProblemList, node: Node, known: Collection[str]) -> None:
    """Report the categories of a fiche that are not among the `known` ids of categories.yml."""
    for item in node.items[:MAX_PROBLEMS]:
        if item.text and item.text not in known:
            near = text.closest(item.text, known, likeness=0.8)
            if len(_categories_in(item.text, known)) > 1:
                meant = _corrected_list(node, lambda item: _categories_in(item.text, known), MAX_CATEGORIES)
                code = "category-unknown-several" if meant else "category-unknown-both"
                problems.add(item, code, value=item.text, meant=meant)
            elif near:
                problems.add(item, "category-unknown-near", value=item.text, near=near)
            else:
                problems.add(item, "category-unknown", value=item.text, choices=", ".join(known))


def _categories_in(written: str, known: Collection[str]) -> list[str]:
    """Return the known categories that an item consists of; a list of the item alone if it has anything else."""
    several = [part for part in _BETWEEN_CATEGORIES.split(written) if part]
    return several if all(part in known for part in several) else [written]


def subjects(problems: ProblemList, node: Node) -> None:
    """Report subjects that are several, or that have a « # » or an unclosed parenthesis."""
    for place, item in enumerate(node.items[:MAX_PROBLEMS]):
        is_odd = _BETWEEN_SUBJECTS.search(item.text) or item.text.startswith(("#", "«")) or "(" in item.text
        if not is_odd:
            continue
        if not (parts := _subjects_in(item)):
            problems.add(item, "subject-empty", value=item.text)
        elif len(parts) > 1:
            meant = _corrected_list(node, _subjects_in, MAX_SUBJECTS)
            code = "subject-several" if meant else "subject-several-many"
            problems.add(item, code, value=item.text, meant=meant)
        elif item.text.startswith("#"):
            from annuaire.schemas import samples  # imported only when there is a mistake

            problems.add(item, "subject-hash", value=item.text, meant=samples.flow(parts[0], nested=True))
        elif "(" in item.text and ")" not in item.text:
            after = node.items[place + 1].text if place + 1 < len(node.items) else ""
            if ")" in after and "(" not in after:
                problems.add(item, "subject-cut", value=item.text)
        elif parts[0] != item.text:
            problems.add(item, "subject-comma", value=item.text, meant=parts[0])


def _subjects_in(item: Node) -> list[str]:
    """Return the subjects that an item names; inside quotes or beside parentheses, a comma separates nothing."""
    if "(" in item.text:
        return [item.text.lstrip("# ")]
    is_one = not item.plain and not item.text.startswith("#")
    split = re.split(r";" if is_one else _BETWEEN_SUBJECTS, item.text)
    bare = [part.strip("«» \u00a0\u202f").lstrip("# ") for part in split]
    return [part for part in bare if len(part) > 1 and re.search(r"\w", part)]


def _corrected_list(node: Node, parts_of: Callable[[Node], list[str]], max_items: int) -> str:
    """Return a list in YAML with each item replaced by its parts; nothing if it has, or would have, more than `max_items`
    items."""
    if len(node.items) > max_items:
        return ""
    from annuaire.schemas import samples  # imported only when there is a mistake

    parts = dict.fromkeys(part for item in node.items for part in parts_of(item))
    return samples.flow(list(parts)) if len(parts) <= max_items else ""
