"""Examples, written as one would write them: those of a schema, or any value, on one line of YAML."""

from __future__ import annotations

import re
from typing import Any

from annuaire.schemas.formats import Rules

# What a text must not begin with, or hold, to be written without quotes.
_SPECIAL = re.compile(r"-(?: |$)|[?:]|[\[\]{}#&*!|>%@`\"',]|$")


def example(rules: Rules, key: str) -> str:
    """Return the first example of a key, as one line of YAML."""
    shown = first(rules)
    if key:
        return f"{key}: {flow(shown)}"
    return f"- {flow(shown[0], nested=True)}"


def first(rules: Rules) -> Any:
    """Return the first example, made from the examples of what is inside when it has none."""
    if rules.get("examples"):
        return rules["examples"][0]
    inside = rules.get("properties", {})
    if inside:
        return {name: first(inside[name]) for name in rules.get("required", list(inside)[:1])}
    return [first(rules["items"])] if "items" in rules else ""


def flow(value: Any, nested: bool = False) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(below, nested=True)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(below, nested=True) for below in value) + "]"
    shown = str(value)
    held = (
        ": " in shown or shown.endswith(":") or " #" in shown or (nested and re.search(r"[,\[\]{}]", shown))
    )
    return f'"{shown}"' if held or _SPECIAL.match(shown) or shown in ("~", "null") else shown
