"""What is of another kind than its schema wants, in French: a text where a list should be, dashes before keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.schemas.samples import first, flow
from annuaire.schemas.schema_failure import Failure
from annuaire.yamlfiles.list_mistakes import BULLET
from annuaire.yamlfiles.nodes import Node

_AND = re.compile(r"\s+(?:et|&)\s+")
_TWO = re.compile(r"[\w-]+(?:\s+(?:et|&)\s+[\w-]+)+")


def wrong_type(failure: Failure, path: str) -> Iterator[Problem]:
    """Say what is wanted, and of what was meant by another character how to write it."""
    codes = {"string": "type-text", "array": "type-list", "object": "type-map", "integer": "type-number"}
    node, code = failure.node, codes[failure.rules.get("type", "string")]
    example = failure.example
    glued = re.match(r"([\w-]+):(\S+)", node.text)  # « x:camille », and no key is seen
    if code == "type-map" and glued and glued[1] in failure.rules.get("properties", {}):
        at = (path, node.line, node.column + glued.start(2))
        yield problem(*at, "yaml-space", key=glued[1], rest=glued[2])
        return
    if code == "type-text" and any(" " in key for key in node.keys):
        yield problem(path, node.line, node.column, "type-text-colon", key=failure.key)
        return
    if code == "type-text" and failure.is_item and len(node.keys) == 1:
        ((key, value),) = node.keys.items()
        at = (path, node.line, node.column)
        if (
            text.fold(failure.above_key).startswith(text.fold(key)) and value.text
        ):  # « - fiche: … » under « fiches »
            yield problem(
                *at, "type-item-key", key=failure.above_key, name=key, text=flow(value.text, nested=True)
            )
            return
        yield problem(
            *at, "type-text-colon-item", key=failure.above_key, text=f"{key} : {value.text}".strip()
        )
        return
    if code == "type-map" and _has_brackets(failure):
        said = {key: value.text for item in node.items for key, value in item.keys.items()}
        yield problem(path, node.line, node.column, "type-map-brackets", example=flow(said))
        return
    if code == "type-map" and _has_dashes(failure):
        key, value = next(iter(node.items[0].keys.items()))
        at = (path, node.items[0].line, node.items[0].column)
        yield problem(*at, "type-map-dashes", key=failure.key, example=f"{key}: {value.text}".strip())
        return
    if code == "type-list" and failure.rules.get("items", {}).get("type") == "string":
        if re.match(r"-[^\s-]", node.text):
            glued_item = node.text.partition(" ")[0][1:]
            yield problem(path, node.line, node.column, "yaml-dash-space", item=glued_item)
            return
        if bullet := BULLET.match(node.text):
            yield problem(path, node.line, node.column, "yaml-bullet", char=bullet[0])
            return
        if node.text.startswith("- ") or (node.key_line < node.line and re.fullmatch("[^,;]+", node.text)):
            code, example = "type-list-lines", f"- {flow(first(failure.rules)[0], nested=True)}"
        elif meant := _meant_items(node):
            code, example = "type-list-of", f"{failure.key}: {flow(meant)}"
    yield problem(path, node.line, node.column, code, key=failure.key, example=example)


def _meant_items(node: Node) -> list[str]:
    """Return the items of a list that was written as one text, in parentheses, in braces or with half of its brackets."""
    if node.keys and not any(child.value for child in node.keys.values()):
        return list(node.keys)
    written = node.text.removesuffix("]").strip()
    inside = re.fullmatch(r"\(([^()]*)\)", written)
    items = [item for item in re.split(r"\s*[,;]\s*", inside[1].strip() if inside else written) if item]
    # « a et b » is two, « arts du feu et du verre » may be one.
    return [one for item in items for one in (_AND.split(item) if _TWO.fullmatch(item) else [item])]


def _has_brackets(failure: Failure) -> bool:
    """Say whether keys and values were written between brackets on one line: « [a: b, c: d] »."""
    node = failure.node
    if not _has_dashes(failure):
        return False
    return node.items[0].column == node.column + 1 or [item.line for item in node.items[1:2]] == [node.line]


def _has_dashes(failure: Failure) -> bool:
    """Say whether keys and values were written as a list, each after a dash."""
    known = failure.rules.get("properties", {})
    items = failure.node.items
    return bool(items) and all(item.keys and item.keys.keys() <= known.keys() for item in items)
