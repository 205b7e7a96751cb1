"""Suggestions for unknown keys: the key that is meant, or the mapping that a key belongs to."""

from __future__ import annotations

import re

from annuaire.errors import HandleError
from annuaire.french import text
from annuaire.schemas import aliases
from annuaire.schemas.formats import FORMATS, Rules
from annuaire.schemas.schema_failure import Failure
from annuaire.yamlfiles.nodes import Node


def suggest(name: str, failure: Failure) -> str | None:
    """Return the key that an unknown key stands for: a known alias or similar key; a missing key that is less similar (« per »
    for « par »); or the only missing key, when no other key is unknown (« signature » for « par »)."""
    known, keys = failure.rules["properties"], failure.node.keys
    near = aliases.key(name, known)
    if near and near not in keys:
        return near
    missing = [key for key in failure.rules.get("required", ()) if key not in keys]
    if near := text.closest(name, missing, likeness=0.6):
        return near
    is_only = len(missing) == 1 and len(keys.keys() - known.keys()) == 1 and not parent_of(name, failure)
    return missing[0] if is_only and _can_be(keys[name], known[missing[0]]) else None


def parent_of(name: str, failure: Failure) -> str:
    """Return the key of the mapping that a misplaced key belongs to, or nothing."""
    known = failure.rules["properties"]
    return next((key for key, rules in known.items() if name in rules.get("properties", ())), "")


def _can_be(node: Node, rules: Rules) -> bool:
    """Say whether a value would satisfy `rules`: its type, and the form and length of a text."""
    kind = "array" if isinstance(node.value, list) else "object" if isinstance(node.value, dict) else ""
    wanted = rules.get("type")
    if kind or wanted in ("array", "object"):
        return kind == wanted
    if not node.text:
        return False
    is_short = len(node.text) < rules.get("minLength", 0)
    if is_short or len(node.text) > rules.get("maxLength", len(node.text)):
        return False
    if node.text not in rules.get("enum", (node.text,)) or not re.search(rules.get("pattern", ""), node.text):
        return False
    try:
        return "format" not in rules or FORMATS[rules["format"]](node.text)
    except HandleError:
        return False
