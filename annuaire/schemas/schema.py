"""The schemas of curation/schema/ applied to nodes.

Two libraries share the work: jsonschema_rs says in three microseconds that a file is well, and what a file that is not
has wrong is asked of jsonschema (`schema_errors`), which has the last word.
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
    """A schema of curation/schema/, the quick validator made from it, and the keys of each level of its files."""

    rules: Rules
    quick: Draft202012Validator
    levels: tuple[frozenset[str], ...] = ()


@cache
def load(file: Path | str) -> Schema:
    """Read a schema, once.

    Raises:
        SettingsError: it is not there, or is no schema.
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
    except ValueError:  # not UTF-8, or not what a schema is
        reason = messages.say("schema")
    raise SettingsError(messages.say("blamed", place=place, reason=reason))


def make(rules: Rules) -> Schema:
    """Make a schema from its rules.

    Raises:
        ValueError: they are no schema, or name a format that `formats` does not have.
    """
    from jsonschema_rs import Draft202012Validator  # seven milliseconds, for those who read a file anew

    quick = Draft202012Validator(rules, formats=FORMATS, validate_formats=True, ignore_unknown_formats=False)
    return Schema(rules, quick, tuple(_levels(rules)))


def _levels(rules: Rules) -> Iterator[frozenset[str]]:
    """Yield the keys that may stand beside each other, level by level."""
    inside = rules.get("properties", {})
    if inside:
        yield frozenset(inside)
    for below in (*inside.values(), *([rules["items"]] if "items" in rules else ())):
        yield from _levels(below)


def check(node: Node, schema: Schema, path: str) -> list[Problem]:
    """Return what in `node` breaks `schema`, each at its place."""
    instance = _instance(node, schema.rules)
    if is_well(instance, schema):
        return []
    from annuaire.schemas import schema_errors  # and jsonschema: a well curation does not wait for it

    return schema_errors.find(node, instance, schema.rules, path)


def is_well(instance: Any, schema: Schema) -> bool:
    """Say whether a value made of keys, lists and texts is as `schema` wants it."""
    try:
        return schema.quick.is_valid(instance)
    # An address that cannot be; half a character, which Rust has not; a key that is no text.
    except (HandleError, ValueError):
        return False


def _instance(node: Node, rules: Rules) -> Any:
    """Return what validators see: text everywhere, whole numbers where the schema wants one, None for nothing."""
    value = node.value
    if isinstance(value, dict):
        known = rules.get("properties", {})
        return {key: _instance(child, known.get(key, {})) for key, child in value.items()}
    if isinstance(value, list):
        inside = rules.get("items", {})
        return [_instance(child, inside) for child in value]
    if value and rules.get("type") == "integer" and re.fullmatch(r"-?\d{1,9}", value):
        return int(value)
    return value
