"""All errors of a file against its schema, found by jsonschema, each at its node.

jsonschema takes as long to import as everything else that a check needs: `schema` imports this module for an invalid file only.
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
for _name, _is_valid in FORMATS.items():
    _CHECKER.checks(_name, raises=HandleError)(_is_valid)


def _unique(validator: Any, wanted: bool, instance: Any, rules: Rules) -> Iterator[ValidationError]:
    """Check « uniqueItems » on texts only: comparing whole trees pairwise takes minutes on a hostile file."""
    texts = [item for item in instance if isinstance(item, str)] if isinstance(instance, list) else []
    if wanted and len(set(texts)) < len(texts):
        yield ValidationError("repeated")


_Validator: Any = extend(Draft202012Validator, {"uniqueItems": _unique})  # type: ignore[no-untyped-call]


def find(node: Node, instance: Any, rules: Rules, path: str) -> list[Problem]:
    """Return the problems of `node` against `rules`, each at its line and column; `instance` is its value, for jsonschema."""
    problems: dict[tuple[int, int, str], Problem] = {}
    for error in _Validator(rules, format_checker=_CHECKER).iter_errors(instance):
        for found in schema_advice.explain(_failure(error, node, rules), path):
            problems.setdefault((found.line, found.column, found.code + found.message), found)
            if len(problems) == MAX_PROBLEMS:
                return list(problems.values())
    return list(problems.values())


def _failure(error: ValidationError, node: Node, rules: Rules) -> Failure:
    """Find the node and the rules of an error of jsonschema."""
    parent_rules: Rules = {}
    document, document_rules = node, rules
    parent_key = ""
    siblings: list[Node] = []
    steps = list(error.absolute_path)
    for step in steps:
        parent_rules, parent_key, siblings = rules, node.key, node.items
        node = node.keys[step] if isinstance(step, str) else node.items[step]
        rules = rules["properties"][step] if isinstance(step, str) else rules["items"]
    return Failure(
        keyword=str(error.validator),
        limit=error.validator_value,
        value=error.instance,
        cause=error.cause,
        node=node,
        rules=rules,
        parent_rules=parent_rules,
        parent_key=parent_key,
        siblings=siblings,
        is_item=bool(steps) and isinstance(steps[-1], int),
        document=document,
        document_rules=document_rules,
    )
