"""What breaks a schema, found by jsonschema: every fault of a file at once, each at its node.

It takes as long to import as everything else that a check needs: `schema` does so when a file has a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from annuaire.errors import HandleError
from annuaire.messages import MAX_PROBLEMS
from annuaire.model import Problem
from annuaire.schemas import schema_advice
from annuaire.schemas.formats import FORMATS, Rules
from annuaire.schemas.schema_failure import Failure
from annuaire.yamlfiles.nodes import Node

_CHECKER = FormatChecker(formats=())
for _name, _is_well in FORMATS.items():
    _CHECKER.checks(_name, raises=HandleError)(_is_well)


def _unique(validator: Any, wanted: bool, instance: Any, rules: Rules) -> Iterator[ValidationError]:
    """« uniqueItems » about texts alone: comparing whole trees two by two takes minutes on a hostile file."""
    texts = [item for item in instance if isinstance(item, str)] if isinstance(instance, list) else []
    if wanted and len(set(texts)) < len(texts):
        yield ValidationError("repeated")


_Validator: Any = extend(Draft202012Validator, {"uniqueItems": _unique})  # type: ignore[no-untyped-call]


def find(node: Node, instance: Any, rules: Rules, path: str) -> list[Problem]:
    """Return what in `node` breaks `rules`, each at its place; `instance` is what jsonschema sees of it."""
    problems: dict[tuple[int, int, str], Problem] = {}
    for error in _Validator(rules, format_checker=_CHECKER).iter_errors(instance):
        for found in schema_advice.french(_failure(error, node, rules), path):
            problems.setdefault((found.line, found.column, found.code + found.message), found)
            if len(problems) == MAX_PROBLEMS:
                return list(problems.values())
    return list(problems.values())


def _failure(error: ValidationError, node: Node, rules: Rules) -> Failure:
    """Find the node and the rules that an error of jsonschema is about."""
    above: Rules = {}
    whole, root = node, rules
    above_key = ""
    beside: list[Node] = []
    steps = list(error.absolute_path)
    for step in steps:
        above, above_key, beside = rules, node.key, node.items
        node = node.keys[step] if isinstance(step, str) else node.items[step]
        rules = rules["properties"][step] if isinstance(step, str) else rules["items"]
    return Failure(
        keyword=str(error.validator),
        limit=error.validator_value,
        value=error.instance,
        cause=error.cause,
        node=node,
        rules=rules,
        above=above,
        above_key=above_key,
        beside=beside,
        is_item=bool(steps) and isinstance(steps[-1], int),
        whole=whole,
        root=root,
    )
