"""Look-ups in the lines of a file around a mistake: previous line, sibling keys, open quotes, block scalars."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection

_OPEN_QUOTE = re.compile(r"[ -]*(?:\w[\w-]*: +|- +)(?P<quote>[\"'])(?P<rest>.*)")
# A key begins with a word character: if it could begin with a dash, matching a line of dashes would take quadratic time.
KEY = re.compile(r"[ -]*(?P<key>\w[\w-]*) *:(?: |$)")
# The head of a block scalar, with its key.
BLOCK = re.compile(r"[ -]*(?P<key>\w[\w-]*) *: +[>|][-+\d]*[ \t]*(?:#.*)?")
_BLOCK_IN_MARGIN = re.compile(r"([\w-]+) *: +[>|][+-]?\d? *")
# The keys that a file may have, grouped by mapping.
Levels = Collection[Collection[str]]


class Lines:
    """The lines of a file, numbered from 1, and the keys that it may have."""

    def __init__(self, lines: list[str], levels: Levels) -> None:
        self.lines = lines
        self.levels = levels

    def text(self, line: int) -> str:
        """Return the text of a line; empty when there is no such line."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def previous(self, line: int) -> int:
        """Return the last line before `line` that is neither blank nor a comment, or 0."""
        return next(
            (
                n
                for n in range(line - 1, 0, -1)
                if self.lines[n - 1].strip() and not _is_comment(self.lines[n - 1])
            ),
            0,
        )

    def allows(self, key: str) -> bool:
        """Say whether a key is allowed anywhere in the file."""
        return any(key in level for level in self.levels)

    def sibling_keys(self, line: int) -> set[str]:
        """Return the other keys of the mapping that a line is in."""
        own, found = KEY.match(self.text(line)), set()
        indent = own.start("key") if own else indent_of(self.text(line))
        is_first = indent > indent_of(self.text(line))  # after a dash
        for numbers in (range(0 if is_first else line - 1, 0, -1), range(line + 1, len(self.lines) + 1)):
            for number in numbers:
                written = self.text(number)
                is_out = bool(written.strip()) and not _is_comment(written) and indent_of(written) < indent
                key = KEY.match(written)
                if key and key.start("key") == indent and (number < line or not is_out):
                    found.add(key["key"])
                if is_out:
                    break
        return found

    def is_key_allowed(self, line: int) -> bool:
        """Say whether the key of a line is allowed in the mapping that it is in."""
        key, siblings = KEY.match(self.text(line)), self.sibling_keys(line)
        return key is not None and any(
            key["key"] in level and not siblings.isdisjoint(level) for level in self.levels
        )

    def can_add(self, line: int, key: str) -> bool:
        """Say whether a key is allowed in the mapping that a line is in, and missing from it."""
        siblings = self.sibling_keys(line)
        own = KEY.match(self.text(line))
        here = {*siblings, own["key"]} if own else siblings
        return key not in here and any(key in level and not here.isdisjoint(level) for level in self.levels)

    def top_level_key(self, line: int) -> str:
        """Return the key of an indented line if it is allowed at the top level of the file only; else nothing."""
        found = KEY.match(self.text(line))
        if not found or not found.start("key"):
            return ""
        inside = {key["key"] for line in self.lines if (key := KEY.match(line)) and not key.start("key")}
        margin = [level for level in self.levels if not inside.isdisjoint(level)]
        holding = [level for level in self.levels if found["key"] in level]
        return found["key"] if holding and holding == margin[:1] else ""

    def open_quote(self, before: int) -> tuple[int, int] | None:
        """Return the line and column of the first quote that is not closed on its line, before the line `before`."""
        for number in range(1, before):
            found = _OPEN_QUOTE.match(self.text(number))
            if found and not _closed(found["rest"], found["quote"]):
                return number, found.start("quote") + 1
        return None

    def open_block(self, line: int) -> str:
        """Return the key of the block scalar (« >- ») that a line was meant to continue, or nothing."""
        indent = indent_of(self.text(line))
        above, lowest = self.previous(line), sys.maxsize
        while above and indent_of(self.text(above)) > indent:
            found = BLOCK.fullmatch(self.text(above))
            if found and found.start(1) < lowest:
                return found[1]
            lowest = min(lowest, indent_of(self.text(above)))
            above = self.previous(above)
        found = BLOCK.fullmatch(self.text(above))
        if not found and above and indent:
            found = _BLOCK_IN_MARGIN.fullmatch(self.text(self.previous(above)))
        return found[1] if found else ""


def indent_of(written: str) -> int:
    """Return the indentation of a line, in spaces."""
    return len(written) - len(written.lstrip(" "))


def _is_comment(written: str) -> bool:
    return written.lstrip().startswith("#")


def _closed(rest: str, quote: str) -> bool:
    """Say whether a quoted text ends on its line."""
    return quote in (rest.replace('\\"', "") if quote == '"' else rest.replace("''", ""))
