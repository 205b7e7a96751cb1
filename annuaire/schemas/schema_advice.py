"""Translation of schema failures into problems in French.

The JSON Schema keyword that failed chooses the message. Titles, descriptions and examples come from the schema itself, so
that editors, docs/curation.md and the check show the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annuaire.errors import HandleError
from annuaire.french import numerals, text
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem
from annuaire.schemas import aliases, meant_keys, written_dates
from annuaire.schemas.samples import example
from annuaire.schemas.schema_failure import Failure
from annuaire.schemas.type_advice import wrong_type
from annuaire.yamlfiles.scalars import NO_BREAK


def explain(failure: Failure, path: str) -> Iterator[Problem]:
    """Turn one failure into problems; the keyword chooses the sentence."""
    node = failure.node
    place = (path, *node.place)
    if failure.value is None:
        yield from _empty_value(failure, path)
    elif failure.keyword in _BY_KEYWORD:
        yield from _BY_KEYWORD[failure.keyword](failure, path)
    else:
        code, unit = _LIMITS[failure.keyword]
        yield problem(
            *place,
            code,
            key=failure.key,
            value=node.text,
            size=numerals.counted(len(node.text), "signe"),
            count=len(node.items),
            limit=numerals.counted(failure.limit, unit) if unit else failure.limit,
            example=failure.example,
            hint=failure.rules.get("description", ""),
        )


# The keywords with a single message: its code, and the unit of the limit.
_LIMITS = {
    "pattern": ("pattern", ""),
    "minLength": ("too-short", "signe"),
    "maxLength": ("too-long", "signe"),
    "minItems": ("too-few", ""),
    "minProperties": ("too-few", ""),
    "maxItems": ("too-many", ""),
    "minimum": ("too-small", ""),
    "maximum": ("too-big", ""),
}


def _empty_value(failure: Failure, path: str) -> Iterator[Problem]:
    """Report an empty value, at its key or its dash."""
    node = failure.node
    if failure.keyword not in ("type", "enum"):
        return
    if failure.is_item:
        yield problem(path, *node.place, "item-missing", key=failure.parent_key)
        return
    if failure.misplaced() & failure.rules.get("properties", {}).keys():
        return  # its keys are elsewhere in the file, and are reported there
    code = (
        "value-missing" if node.key in failure.parent_rules.get("required", ()) else "value-missing-optional"
    )
    values = {"key": node.key, "title": failure.rules["title"], "example": failure.example}
    yield problem(path, node.key_line, node.key_column, code, **values)


def _unknown_keys(failure: Failure, path: str) -> Iterator[Problem]:
    known = failure.rules["properties"]
    parents: set[str] = set()
    for name, child in failure.node.keys.items():
        if name in known:
            continue
        near = meant_keys.suggest(name, failure)
        at = (path, child.key_line, child.key_column)
        start, _, rest = name.partition(":")
        if start in known and re.match(NO_BREAK, rest):
            yield problem(path, child.key_line, child.key_column + len(start) + 1, "no-break")
            continue
        if start in known and rest:
            at = (path, child.key_line, child.key_column + len(start) + 1)
            yield problem(*at, "yaml-space", key=start, rest=rest)
            continue
        if parent := meant_keys.parent_of(name, failure):
            misplaced = known[parent]["properties"].keys() & failure.node.keys.keys()
            is_one = len(misplaced) == 1 or (parent in failure.node.keys and failure.node.keys[parent].value)
            if is_one or parent not in parents:
                yield problem(*at, "key-elsewhere" if is_one else "keys-elsewhere", key=name, parent=parent)
            parents.add(parent)
        elif failure.node is not failure.document and name in failure.document_rules.get("properties", {}):
            yield problem(
                *at, "key-outside", key=name, parent=failure.parent_key if failure.is_item else failure.key
            )
        elif failure.is_pair and not near:
            yield problem(*at, "item-pair", key=name, above=failure.parent_key, example=failure.example)
        elif near:
            yield problem(*at, "key-unknown-near", key=name, near=near)
        elif child.value is None and any(
            other.key_line == child.key_line for other in failure.node.keys.values() if other is not child
        ):
            yield problem(*at, "key-stray", key=name)
        else:
            yield problem(*at, "key-unknown", key=name, keys=", ".join(known))


def _missing_keys(failure: Failure, path: str) -> Iterator[Problem]:
    node, known = failure.node, failure.rules["properties"]
    unknown = [name for name in node.keys if name not in known]
    # A misspelt key is only reported as misspelt, not also as missing.
    meant = {meant_keys.suggest(name, failure) for name in unknown[:MAX_PROBLEMS]}
    if names := failure.split_keys_here():
        key = names[0]
        written = f"{key}: {node.keys[key].text}"
        yield problem(path, *node.place, "yaml-dash-stray", key=key, written=written)
        return
    meant.update(failure.split_keys_after())  # their dashes are reported
    meant |= failure.misplaced()
    if failure.is_pair and meant == {None}:
        return
    for name in failure.limit:
        if name not in node.keys and name not in meant:
            title = known[name]["title"]
            values = {"key": name, "title": title, "example": example(known[name], name)}
            yield problem(path, *node.place, "key-missing", **values)


def _wrong_choice(failure: Failure, path: str) -> Iterator[Problem]:
    node, choices = failure.node, failure.limit
    if not node.text:
        yield from wrong_type(failure, path)
        return
    values = {"key": failure.key, "value": node.text}
    if near := aliases.value(node.text, choices):
        yield problem(path, *node.place, "choice-near", near=near, **values)
    else:
        shown = text.typeset(text.listed((f"« {choice} »" for choice in choices), "ou"))
        yield problem(path, *node.place, "choice", choices=shown, **values)


def _wrong_format(failure: Failure, path: str) -> Iterator[Problem]:
    node = failure.node
    at = (path, *node.place)
    if isinstance(failure.cause, HandleError):
        yield problem(*at, failure.cause.code, **failure.cause.values)
        return
    if failure.limit == "date-partielle" and (near := aliases.value(node.text, ("inconnu",))):
        yield problem(*at, "choice-near", key=failure.key, value=node.text, near=near)
        return
    if failure.limit != "courriel" and (found := written_dates.explain(node.text, failure.limit == "jour")):
        code, meant = found
        yield problem(*at, code, value=node.text, key=failure.key, date=meant)
        return
    if failure.limit == "courriel" and (address := node.text.removeprefix("mailto:")) != node.text:
        yield problem(*at, "email-scheme", value=node.text, key=failure.key, address=address)
        return
    code = {"jour": "date", "date-partielle": "partial-date", "courriel": "email"}[failure.limit]
    yield problem(*at, code, value=node.text, example=failure.example)


def _repeated(failure: Failure, path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in failure.node.items:
        if item.text and item.text in seen:
            at = (path, *item.place)
            yield problem(*at, "repeated-item", key=failure.key, value=item.text)
        seen.add(item.text)


_BY_KEYWORD: dict[str, Callable[[Failure, str], Iterator[Problem]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "type": wrong_type,
    "enum": _wrong_choice,
    "format": _wrong_format,
    "uniqueItems": _repeated,
}
