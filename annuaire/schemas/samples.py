"""Serialisation of values to one line of YAML, for the examples of schemas and of messages."""

from __future__ import annotations

import re
from typing import Any

from annuaire.schemas.formats import Rules

# The beginning of a text that must be quoted.
_SPECIAL = re.compile(r"-(?: |$)|[?:]|[\[\]{}#&*!|>%@`\"',]|$")


def example(rules: Rules, key: str) -> str:
    """Return the first example of a key, as one line of YAML."""
    shown = first(rules)
    if key:
        return f"{key}: {flow(shown)}"
    return f"- {flow(shown[0], nested=True)}"


def first(rules: Rules) -> Any:
    """Return the first example, or one composed of the examples of its properties or items."""
    if rules.get("examples"):
        return rules["examples"][0]
    inside = rules.get("properties", {})
    if inside:
        return {name: first(inside[name]) for name in rules.get("required", list(inside)[:1])}
    return [first(rules["items"])] if "items" in rules else ""


def flow(value: Any, nested: bool = False) -> str:
    """Return a value in YAML's flow style, on one line; `nested`: inside a list or mapping."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(below, nested=True)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(below, nested=True) for below in value) + "]"
    shown = str(value)
    needs_quotes = (
        ": " in shown or shown.endswith(":") or " #" in shown or (nested and re.search(r"[,\[\]{}]", shown))
    )
    return f'"{shown}"' if needs_quotes or _SPECIAL.match(shown) or shown in ("~", "null") else shown
