"""What is of another kind than its schema wants, in French: a text where a list should be, dashes before keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.schemas.samples import flow
from annuaire.schemas.schema_failure import Failure
from annuaire.yamlfiles.nodes import Node


def wrong_type(failure: Failure, path: str) -> Iterator[Problem]:
    """Say what is wanted, and of what was meant by another sign how to write it."""
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
        yield problem(
            *at, "type-text-colon-item", key=failure.above_key, text=f"{key} : {value.text}".strip()
        )
        return
    if code == "type-map" and _has_dashes(failure):
        key, value = next(iter(node.items[0].keys.items()))
        at = (path, node.items[0].line, node.items[0].column)
        yield problem(*at, "type-map-dashes", key=failure.key, example=f"{key}: {value.text}".strip())
        return
    if code == "type-list" and failure.rules.get("items", {}).get("type") == "string":
        if re.match(r"-[^\s-]", node.text):
            item = node.text.partition(" ")[0][1:]
            yield problem(path, node.line, node.column, "yaml-dash-space", item=item)
            return
        if re.match(r"[•·–—‣*] ", node.text):
            yield problem(path, node.line, node.column, "yaml-bullet", char=node.text[0])
            return
        if meant := _meant_items(node):
            code, example = "type-list-of", f"{failure.key}: {flow(meant)}"
    yield problem(path, node.line, node.column, code, key=failure.key, example=example)


def _meant_items(node: Node) -> list[str]:
    """Return the items of a list that was written as one text, in parentheses, in braces or with half of its brackets."""
    if node.keys and not any(child.value for child in node.keys.values()):
        return list(node.keys)
    written = node.text.removesuffix("]").strip()
    inside = re.fullmatch(r"\(([^()]*)\)", written)
    return [item for item in re.split(r"\s*[,;]\s*", inside[1].strip() if inside else written) if item]


def _has_dashes(failure: Failure) -> bool:
    """Say whether keys and values were written as a list, each after a dash."""
    known = failure.rules.get("properties", {})
    items = failure.node.items
    return bool(items) and all(item.keys and item.keys.keys() <= known.keys() for item in items)
