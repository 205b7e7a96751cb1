"""Characters that were copied as HTML character references (https://html.spec.whatwg.org/#character-references): « l&rsquo;eau »."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_SPOKEN_OF = ("&lt;", "&gt;")  # who writes of web pages may mean them as they are
_SPACES = {"\u00a0": "espace insécable", "\u202f": "espace fine insécable", "\u2009": "espace fine"}


def codes(source: str, name: str, scalars: Iterable[tuple[str, Any, Any]]) -> Iterator[Problem]:
    """Tell the first reference of each line of `source`, the text of the file that is called `name`, that stands in one of its
    `scalars` (see `yamltree.scalars`). Nobody reads a comment."""
    lines = {
        number: [found for found in _ENTITY.finditer(line) if _meant(found[0]) is not None]
        for number, line in enumerate(source.split("\n") if "&" in source else ())
        if "&" in line
    }
    left = {number: found for number, found in lines.items() if found}
    count = 0
    for style, start, end in scalars if left else ():
        for number in range(start.line + (style in ("|", ">")), end.line + 1):
            if number not in left:
                continue
            first = start.column if number == start.line else 0
            place = bisect_left(left[number], first, key=lambda found: found.start())
            if place == len(left[number]):
                continue
            code = left[number][place]
            if number == end.line and code.start() >= end.column:
                continue
            del left[number]
            if count < MAX_PROBLEMS:
                count += 1
                said, values = _sentence(code[0])
                yield problem(name, number + 1, code.start() + 1, said, **values)


def first(written: str) -> tuple[str, dict[str, object]] | None:
    """Return what is to be said of the code that a text begins with, if it does."""
    found = _ENTITY.match(written)
    return _sentence(found[0]) if found and _meant(found[0]) is not None else None


def unescaped(written: str) -> str:
    """Return a text with the characters themselves."""
    if "&" not in written:
        return written
    return _ENTITY.sub(lambda found: found[0] if (meant := _meant(found[0])) is None else meant, written)


def _sentence(found: str) -> tuple[str, dict[str, object]]:
    """Return a code of `messages` and the values of its sentences."""
    meant = _meant(found)
    if not meant:
        return "character-entity-unseen", {"found": found}
    if meant.isspace():
        return "character-entity-space", {"found": found, "name": _SPACES.get(meant, "espace")}
    if meant == '"':
        return "character-entity-quote", {"found": found}
    return "character-entity", {"found": found, "meant": meant}


def _meant(code: str) -> str | None:
    """Return the character that a code stands for, nothing when it cannot be seen; None when it may be what is meant, or is no code."""
    from html import entities, unescape  # who has copied no such code does not wait for them

    if code in _SPOKEN_OF or (code[1] != "#" and code[1:] not in entities.html5):
        return None
    char = unescape(code)
    if char == "'":
        return "’"  # which ends no text between quotes
    return char if char.isspace() or (char.isprintable() and char != "\ufffd") else ""
