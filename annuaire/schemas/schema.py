"""Validation of nodes with the schemas of curation/schema/.

Two libraries share the work. jsonschema_rs tells in three microseconds whether a file is valid. For an invalid one,
jsonschema (`schema_errors`) lists the errors, and its verdict prevails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire import messages
from annuaire.errors import HandleError, SettingsError
from annuaire.model import Problem
from annuaire.schemas.formats import FORMATS, Rules
from annuaire.yamlfiles.nodes import Node

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator


class Schema(NamedTuple):
    """A schema of curation/schema/, its compiled validator (jsonschema_rs), and the keys of its files, grouped by mapping."""

    rules: Rules
    validator: Draft202012Validator
    levels: tuple[frozenset[str], ...] = ()


@cache
def load(file: Path | str) -> Schema:
    """Load a schema; it is cached.

    Raises:
        SettingsError: it is missing or invalid.
    """
    place, reason = "/".join(Path(file).parts[-3:]), ""
    try:
        return make(json.loads(Path(file).read_text("utf-8")))
    except FileNotFoundError:
        reason = messages.say("blame-absent")
    except OSError as error:
        reason = messages.unreadable(error)
    except json.JSONDecodeError as error:
        place, reason = f"{place}:{error.lineno}:{error.colno}", messages.say("json")
    except ValueError:  # not UTF-8, or not a schema
        reason = messages.say("schema")
    raise SettingsError(messages.say("blamed", place=place, reason=reason))


def make(rules: Rules) -> Schema:
    """Compile a schema from its rules.

    Raises:
        ValueError: they are no schema, or name a format that `formats` does not have.
    """
    # Takes seven milliseconds, and is not needed when no file changed.
    from jsonschema_rs import Draft202012Validator

    validator = Draft202012Validator(
        rules, formats=FORMATS, validate_formats=True, ignore_unknown_formats=False
    )
    return Schema(rules, validator, tuple(_levels(rules)))


def _levels(rules: Rules) -> Iterator[frozenset[str]]:
    """Yield the keys of each mapping that the rules describe."""
    inside = rules.get("properties", {})
    if inside:
        yield frozenset(inside)
    for below in (*inside.values(), *([rules["items"]] if "items" in rules else ())):
        yield from _levels(below)


def check(node: Node, schema: Schema, path: str) -> list[Problem]:
    """Return the problems of `node` against `schema`, each at its line and column."""
    instance = _instance(node, schema.rules)
    if is_valid(instance, schema):
        return []
    from annuaire.schemas import schema_errors  # imports jsonschema, which only an invalid file needs

    return schema_errors.find(node, instance, schema.rules, path)


def is_valid(instance: Any, schema: Schema) -> bool:
    """Say whether a value (dicts, lists and texts) is valid against `schema`."""
    try:
        return schema.validator.is_valid(instance)
    # A wrong address; an unpaired surrogate, which Rust cannot represent; a key that is no text.
    except (HandleError, ValueError):
        return False


def _instance(node: Node, rules: Rules) -> Any:
    """Return the value that validators check: texts, integers where the schema wants one, None for an empty value."""
    value = node.value
    if isinstance(value, dict):
        known = rules.get("properties", {})
        return {key: _instance(child, known.get(key, {})) for key, child in value.items()}
    if isinstance(value, list):
        inside = rules.get("items", {})
        return [_instance(child, inside) for child in value]
    if value and rules.get("type") == "integer" and re.fullmatch(r"-?[0-9]{1,9}", value):
        return int(value)
    return value
