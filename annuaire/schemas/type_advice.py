"""Messages in French about values of the wrong type: a text in the place of a list, dashes before the keys of a mapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.schemas.samples import first, flow
from annuaire.schemas.schema_failure import Failure
from annuaire.yamlfiles.list_mistakes import BULLET
from annuaire.yamlfiles.nodes import Node

_AND = re.compile(r"\s+(?:et|&)\s+")
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+/\s+")
_IDS = ("categories", "fiches")  # the lists of identifiers, which have no space
_BETWEEN_IDS = re.compile(r"\s*[,;/&]\s*|\s+(?:et\s+)?")
_TWO = re.compile(r"[\w-]+(?:\s+(?:et|&)\s+[\w-]+)+")
_CODES = {"string": "type-text", "array": "type-list", "object": "type-map", "integer": "type-number"}


def wrong_type(failure: Failure, path: str) -> Iterator[Problem]:
    """Report a value of the wrong type, with the usual mistake behind it if one is recognised."""
    node, wanted = failure.node, failure.rules.get("type", "string")
    if wanted in _SLIPS and (found := _SLIPS[wanted](failure, path)):
        yield found
        return
    values = {"key": failure.key, "example": failure.example}
    yield problem(path, *node.place, _CODES[wanted], **values)


def _slip_in_mapping(failure: Failure, path: str) -> Problem | None:
    """Find a missing space after a key's colon, or a mapping written as a list."""
    node = failure.node
    glued = re.match(r"([\w-]+):(\S+)", node.text)  # « x:camille », which YAML reads as a text
    if glued and glued[1] in failure.rules.get("properties", {}):
        at = (path, node.line, node.column + glued.start(2))
        return problem(*at, "yaml-space", key=glued[1], rest=glued[2])
    if _has_brackets(failure):
        mapping = {key: value.text for item in node.items for key, value in item.keys.items()}
        return problem(path, *node.place, "type-map-brackets", example=flow(mapping))
    if _has_dashes(failure):
        key, value = next(iter(node.items[0].keys.items()))
        at = (path, node.items[0].line, node.items[0].column)
        return problem(*at, "type-map-dashes", key=failure.key, example=f"{key}: {value.text}".strip())
    return None


def _slip_in_text(failure: Failure, path: str) -> Problem | None:
    """Find a sentence that its colon turned into a mapping, or an item with a needless key: « - fiche: … » under « fiches »."""
    node = failure.node
    at = (path, *node.place)
    if any(" " in key for key in node.keys):
        return problem(*at, "type-text-colon", key=failure.key)
    if not failure.is_item or len(node.keys) != 1:
        return None
    above = failure.parent_key
    ((key, value),) = node.keys.items()
    if text.fold(above).startswith(text.fold(key)) and value.text:
        return problem(*at, "type-item-key", key=above, name=key, text=flow(value.text, nested=True))
    return problem(*at, "type-text-colon-item", key=above, text=f"{key} : {value.text}".strip())


def _slip_in_list(failure: Failure, path: str) -> Problem | None:
    """Find a list of texts that was written with wrong characters, or as one text."""
    node = failure.node
    at = (path, *node.place)
    if failure.rules.get("items", {}).get("type") != "string":
        return None
    if re.match(r"-[^\s-]", node.text):
        return problem(*at, "yaml-dash-space", item=node.text.partition(" ")[0][1:])
    if bullet := BULLET.match(node.text):
        return problem(*at, "yaml-bullet", char=bullet[0])
    if node.text.startswith("- ") or (node.key_line < node.line and re.fullmatch("[^,;]+", node.text)):
        example = f"- {flow(first(failure.rules)[0], nested=True)}"
        return problem(*at, "type-list-lines", key=failure.key, example=example)
    if meant := _meant_items(node, failure.key in _IDS):
        return problem(*at, "type-list-of", key=failure.key, example=f"{failure.key}: {flow(meant)}")
    return None


# The functions that recognise usual mistakes, by the type that the schema wants.
_SLIPS: dict[str, Callable[[Failure, str], Problem | None]] = {
    "object": _slip_in_mapping,
    "string": _slip_in_text,
    "array": _slip_in_list,
}


def _meant_items(node: Node, are_ids: bool) -> list[str]:
    """Return the items of a list that was written as one text: in quotes, parentheses or braces, or without its first bracket."""
    if node.keys and not any(child.value for child in node.keys.values()):
        return list(node.keys)
    written = node.text.removeprefix("[").removesuffix("]").strip()
    inside = re.fullmatch(r"\(([^()]*)\)", written)
    separators = _BETWEEN_IDS if are_ids else _BETWEEN
    items = [item for item in separators.split(inside[1].strip() if inside else written) if item]
    # « a et b » is two items, « arts du feu et du verre » may be one.
    return [one for item in items for one in (_AND.split(item) if _TWO.fullmatch(item) else [item])]


def _has_brackets(failure: Failure) -> bool:
    """Say whether a mapping was written between brackets on one line: « [a: b, c: d] »."""
    node = failure.node
    if not _has_dashes(failure):
        return False
    return node.items[0].column == node.column + 1 or [item.line for item in node.items[1:2]] == [node.line]


def _has_dashes(failure: Failure) -> bool:
    """Say whether a mapping was written as a list, with a dash before each key."""
    known = failure.rules.get("properties", {})
    items = failure.node.items
    return bool(items) and all(item.keys and item.keys.keys() <= known.keys() for item in items)
