"""JSON Schema to French problems: the schemas of curation/schema/ applied to nodes with places.

One table by keyword turns each failure into a sentence; titles, descriptions and examples come from the
schema itself, so that what editors show, what docs/curation.md says and what the check says are one text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from annuaire import text
from annuaire.model import Problem
from annuaire.yamlfile import Node, problem

Rules = dict[str, Any]

# What one may type out of habit, and the key that is meant.
_HABITS = {
    "name": "nom", "title": "titre", "type": "nature", "kind": "nature", "category": "categories",
    "categorie": "categories", "tags": "sujets", "sujet": "sujets", "mots-cles": "sujets", "why": "pourquoi",
    "raison": "pourquoi", "description": "pourquoi", "pays": "territoire", "region": "territoire",
    "country": "territoire", "accounts": "comptes", "compte": "comptes", "twitter": "x", "rss": "flux",
    "feed": "flux", "atom": "flux", "web": "site", "blog": "site", "url": "site", "fediverse": "mastodon",
    "auteur": "par", "date": "depuis", "source": "ou", "lien": "ou", "sources": "preuves", "preuve": "preuves",
}  # fmt: skip

_FORMATS = FormatChecker(formats=())
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@_FORMATS.checks("jour")
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or day(value) is not None


@_FORMATS.checks("date-partielle")
def _is_partial_date(value: object) -> bool:
    return not isinstance(value, str) or value == "inconnu" or first_day(value) is not None


@_FORMATS.checks("courriel")
def _is_email(value: object) -> bool:
    return not isinstance(value, str) or bool(
        re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]{2,}", value)
    )


def day(written: str) -> date | None:
    """Read AAAA-MM-JJ, or None when there is no such day."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def first_day(written: str) -> date | None:
    """Read a year, a month or a day as the first day that it contains, or None when it does not exist."""
    found = _PARTIAL.fullmatch(written)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """A schema of curation/schema/ and the validator made from it."""

    rules: Rules
    validator: Draft202012Validator


@cache
def load(file: Path) -> Schema:
    """Read a schema, once."""
    rules = json.loads(file.read_text("utf-8"))
    return Schema(rules, Draft202012Validator(rules, format_checker=_FORMATS))


def check(node: Node, schema: Schema, path: str) -> list[Problem]:
    """Return what in `node` breaks `schema`, each at its place."""
    problems: dict[tuple[int, int, str], Problem] = {}
    for failure in schema.validator.iter_errors(_instance(node, schema.rules)):
        for found in _french(failure, node, path):
            problems.setdefault((found.line, found.column, found.code + found.message), found)
    return list(problems.values())


def _instance(node: Node, schema: Rules) -> Any:
    """Return what jsonschema sees: text everywhere, whole numbers where the schema wants one, None for nothing."""
    if node.is_missing:
        return None
    if isinstance(node.value, dict):
        known = schema.get("properties", {})
        return {key: _instance(child, known.get(key, {})) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_instance(child, schema.get("items", {})) for child in node.value]
    if schema.get("type") == "integer" and re.fullmatch(r"-?\d{1,9}", node.value):
        return int(node.value)
    return node.value


def _at(root: Node, path: list[str | int]) -> Node:
    node = root
    for step in path:
        node = node.keys[step] if isinstance(step, str) else node.items[step]
    return node


def _example(schema: Rules, key: str = "") -> str:
    """Return the first example as YAML on one line, behind its key."""
    first = (schema.get("examples") or [""])[0]
    if first == "":
        properties = schema.get("properties", {})
        first = {name: (below.get("examples") or [""])[0] for name, below in list(properties.items())[:1]}
    shown = _flow(first, top=True)
    return f"{key}: {shown}" if key else shown


def _flow(value: Any, top: bool = False) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(below) for below in value) + "]"
    shown = str(value)
    return f'"{shown}"' if shown.startswith("@") or ": " in shown or (top and " : " in shown) else shown


def _french(failure: ValidationError, root: Node, path: str) -> Iterator[Problem]:
    """Turn one failure of jsonschema into problems; the keyword chooses the sentence."""
    node = _at(root, list(failure.absolute_path))
    schema: Rules = failure.schema if isinstance(failure.schema, dict) else {}
    keyword: str = str(failure.validator)
    limit: Any = failure.validator_value
    value: Any = failure.instance
    key = node.key or (schema.get("title", "fichier").lower())
    shown = node.text
    common = {
        "key": key,
        "value": shown,
        "example": _example(schema, node.key),
        "hint": schema.get("description", ""),
    }
    place = (path, node.line, node.column)

    if value is None and keyword != "required":
        if keyword in ("type", "enum"):
            at = (path, node.key_line or node.line, node.key_column or node.column)
            yield problem(*at, "value-missing", title=schema.get("title", key), **common)
    elif keyword == "additionalProperties":
        known = schema["properties"]
        for name, child in node.keys.items():
            if name not in known:
                near = _HABITS.get(text.fold(name)) or text.closest(name, known)
                at = (path, child.key_line, child.key_column)
                if near in known:
                    yield problem(*at, "key-unknown-near", key=name, near=near)
                else:
                    yield problem(*at, "key-unknown", key=name, keys=", ".join(known))
    elif keyword == "required":
        unknown = [name for name in value if name not in schema["properties"]]
        for name in limit:
            # A misspelt key is told once, as misspelt.
            if name not in value and name not in [
                _HABITS.get(text.fold(other)) or text.closest(other, limit) for other in unknown
            ]:
                wanted = schema["properties"][name]
                yield problem(
                    *place,
                    "key-missing",
                    key=name,
                    title=wanted.get("title", name),
                    example=_example(wanted, name),
                )
    elif keyword == "type":
        code = {"string": "type-text", "array": "type-list", "object": "type-map", "integer": "type-number"}[
            limit
        ]
        yield problem(*place, code, **common)
    elif keyword == "enum":
        near = text.closest(shown, limit)
        choices = text.listed((f"« {choice} »" for choice in limit), "ou")
        if not isinstance(node.value, str):
            yield problem(*place, "type-text", **common)
        elif near:
            yield problem(*place, "choice-near", near=near, **common)
        else:
            yield problem(*place, "choice", choices=text.typeset(choices), **common)
    elif keyword == "pattern":
        yield problem(*place, "pattern", **common)
    elif keyword == "format":
        yield problem(
            *place, {"jour": "date", "date-partielle": "partial-date", "courriel": "email"}[limit], **common
        )
    elif keyword in ("minLength", "maxLength"):
        sizes = {"size": text.counted(len(value), "signe"), "minimum": limit, "maximum": limit}
        yield problem(*place, "too-short" if keyword == "minLength" else "too-long", **common | sizes)
    elif keyword in ("minItems", "minProperties"):
        yield problem(*place, "too-few", minimum=limit, **common)
    elif keyword == "maxItems":
        yield problem(*place, "too-many", count=len(value), maximum=limit, **common)
    elif keyword == "uniqueItems":
        yield from _repeated(node, path, key)
    else:
        code = {"minimum": "too-small", "maximum": "too-big"}[keyword]
        yield problem(*place, code, minimum=limit, maximum=limit, **common)


def _repeated(node: Node, path: str, key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in node.items:
        if item.text in seen:
            yield problem(path, item.line, item.column, "repeated-item", key=key, value=item.text)
        seen.add(item.text)
