"""Detection of HTML character references in texts (https://html.spec.whatwg.org/#character-references): « l&rsquo;eau »."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ALLOWED = ("&lt;", "&gt;")  # a text about web pages may mean them as they are
_SPACES = {"\u00a0": "espace insécable", "\u202f": "espace fine insécable", "\u2009": "espace fine"}


def check(source: str, name: str, scalars: Iterable[tuple[str, Any, Any]]) -> Iterator[Problem]:
    """Report, in each line of `source`, the text of the file called `name`, the first reference that is inside one of its
    `scalars` (see `yamltree.scalars`); comments may have some."""
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
                kind, values = _sentence(code[0])
                yield problem(name, number + 1, code.start() + 1, kind, **values)


def first(written: str) -> tuple[str, dict[str, object]] | None:
    """Return the code of `messages` and the values of its sentences for the reference at the beginning of a text, if there is
    one."""
    found = _ENTITY.match(written)
    return _sentence(found[0]) if found and _meant(found[0]) is not None else None


def unescaped(written: str) -> str:
    """Return a text with references replaced by their characters."""
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
    """Return the character that a reference stands for; empty when it is invisible; None when it is allowed, or no reference."""
    from html import entities, unescape  # imported only when there is a reference

    if code in _ALLOWED or (code[1] != "#" and code[1:] not in entities.html5):
        return None
    char = unescape(code)
    if char == "'":
        return "’"  # « ' » could end a quoted text
    return char if char.isspace() or (char.isprintable() and char != "\ufffd") else ""
