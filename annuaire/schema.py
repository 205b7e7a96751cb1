"""JSON Schema to problems: the schemas of curation/schema/ applied to nodes with places."""

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
from jsonschema.validators import extend

from annuaire import addresses, failures
from annuaire.errors import HandleError
from annuaire.failures import Rules
from annuaire.model import Problem
from annuaire.yamlfile import MOST, Node

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


@_FORMATS.checks("adresse", raises=HandleError)
def _is_address(value: object) -> bool:
    return not isinstance(value, str) or bool(addresses.clean(value))


def _unique(validator: Any, wanted: bool, instance: Any, schema: Rules) -> Iterator[ValidationError]:
    """« uniqueItems » about texts alone: comparing whole trees two by two takes minutes on a hostile file."""
    texts = [item for item in instance if isinstance(item, str)] if isinstance(instance, list) else []
    if wanted and len(set(texts)) < len(texts):
        yield ValidationError("repeated")


_Validator: Any = extend(Draft202012Validator, {"uniqueItems": _unique})  # type: ignore[no-untyped-call]


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
    validator: Any


@cache
def load(file: Path) -> Schema:
    """Read a schema, once."""
    rules = json.loads(file.read_text("utf-8"))
    return Schema(rules, _Validator(rules, format_checker=_FORMATS))


def check(node: Node, schema: Schema, path: str) -> list[Problem]:
    """Return what in `node` breaks `schema`, each at its place."""
    problems: dict[tuple[int, int, str], Problem] = {}
    for failure in schema.validator.iter_errors(_instance(node, schema.rules)):
        for found in failures.french(_failure(failure, node, schema.rules), path):
            problems.setdefault((found.line, found.column, found.code + found.message), found)
            if len(problems) == MOST:
                return list(problems.values())
    return list(problems.values())


def _failure(error: ValidationError, node: Node, rules: Rules) -> failures.Failure:
    """Find the node and the rules that an error of jsonschema is about."""
    above: Rules = {}
    above_key = ""
    steps = list(error.absolute_path)
    for step in steps:
        above, above_key = rules, node.key
        node = node.keys[step] if isinstance(step, str) else node.items[step]
        rules = rules["properties"][step] if isinstance(step, str) else rules["items"]
    return failures.Failure(
        keyword=str(error.validator),
        limit=error.validator_value,
        value=error.instance,
        cause=error.cause,
        node=node,
        rules=rules,
        above=above,
        above_key=above_key,
        is_item=bool(steps) and isinstance(steps[-1], int),
    )


def _instance(node: Node, rules: Rules) -> Any:
    """Return what jsonschema sees: text everywhere, whole numbers where the schema wants one, None for nothing."""
    if node.is_missing:
        return None
    if isinstance(node.value, dict):
        known = rules.get("properties", {})
        return {key: _instance(child, known.get(key, {})) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_instance(child, rules.get("items", {})) for child in node.value]
    if rules.get("type") == "integer" and re.fullmatch(r"-?\d{1,9}", node.text):
        return int(node.text)
    return node.text
