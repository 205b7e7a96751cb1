"""What readers ask of the body of an answer before they believe it: a type, JSON, objects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annuaire.errors import UnreadableAnswer
from annuaire.readers.exchange import Answer


def json_of(answer: Answer) -> Any:
    """Return the JSON of an answer.

    Raises:
        UnreadableAnswer: the type or the text is not JSON, a number is NaN or infinite, or it is nested too deeply.
    """
    expect_type(answer)
    try:
        return json.loads(answer.body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswer("not-json") from error


def object_of(answer: Answer) -> dict[str, Any]:
    """Return the JSON object of an answer, or raise `UnreadableAnswer`."""
    found = json_of(answer)
    if not isinstance(found, dict):
        raise UnreadableAnswer("not-json")
    return found


def expect_types(found: Mapping[str, Any], types: Mapping[str, type]) -> None:
    """Check the types of the keys of an object that are there and not null: with one of another type, the network has changed,
    and what was known would be erased.

    Raises:
        UnreadableAnswer: « unexpected ».
    """
    for name, expected in types.items():
        if found.get(name) is not None and not isinstance(found[name], expected):
            raise UnreadableAnswer("unexpected")


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list, leaving out anything else; empty when the value is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def expect_type(answer: Answer) -> None:
    """Check the content type: an HTML page with status 200 is a challenge page, not an answer.

    Raises:
        UnreadableAnswer: « wrong-type ».
    """
    kind = answer.content_type.lower()
    if not any(part in kind for part in answer.request.kind.types):
        raise UnreadableAnswer("wrong-type")


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
