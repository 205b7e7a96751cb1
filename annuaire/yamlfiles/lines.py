"""The lines of a file, as one looks around in them where something is wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection

_OPEN_QUOTE = re.compile(r"[ -]*(?:\w[\w-]*: +|- +)(?P<quote>[\"'])(?P<rest>.*)")
# A key begins with a letter: if a dash could be its first character, a line of dashes would be read once for each of them.
KEY = re.compile(r"[ -]*(?P<key>\w[\w-]*) *:(?: |$)")
_BLOCK = re.compile(r"[ -]*(\w[\w-]*) *: +[>|][+-]?\d? *")
_BLOCK_IN_MARGIN = re.compile(r"([\w-]+) *: +[>|][+-]?\d? *")
# The keys that a file may have, those that stand beside each other together.
Levels = Collection[Collection[str]]


class Lines:
    """The lines of a file, by their numbers from 1, and the keys that it may have."""

    def __init__(self, lines: list[str], levels: Levels) -> None:
        self.lines = lines
        self.levels = levels

    def written(self, line: int) -> str:
        """Return a line, or nothing where there is none."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def before(self, line: int) -> int:
        """Return the last line before `line` that has something, or 0."""
        return next(
            (
                n
                for n in range(line - 1, 0, -1)
                if self.lines[n - 1].strip() and not _is_comment(self.lines[n - 1])
            ),
            0,
        )

    def knows(self, key: str) -> bool:
        """Say whether the file may have a key somewhere."""
        return any(key in level for level in self.levels)

    def keys_beside(self, line: int) -> set[str]:
        """Return the keys of the other lines of the mapping that a line is in."""
        own, found = KEY.match(self.written(line)), set()
        indent = own.start("key") if own else indent_of(self.written(line))
        is_first = indent > indent_of(self.written(line))  # after a dash
        for numbers in (range(0 if is_first else line - 1, 0, -1), range(line + 1, len(self.lines) + 1)):
            for number in numbers:
                written = self.written(number)
                is_out = bool(written.strip()) and not _is_comment(written) and indent_of(written) < indent
                key = KEY.match(written)
                if key and key.start("key") == indent and (number < line or not is_out):
                    found.add(key["key"])
                if is_out:
                    break
        return found

    def fits(self, line: int) -> bool:
        """Say whether the key of a line may stand beside those that it stands beside."""
        key, beside = KEY.match(self.written(line)), self.keys_beside(line)
        return key is not None and any(
            key["key"] in level and not beside.isdisjoint(level) for level in self.levels
        )

    def has_room(self, line: int, key: str) -> bool:
        """Say whether the mapping that a line is in may have a key, and no line of it has."""
        beside = self.keys_beside(line)
        own = KEY.match(self.written(line))
        here = {*beside, own["key"]} if own else beside
        return key not in here and any(key in level and not here.isdisjoint(level) for level in self.levels)

    def of_margin(self, line: int) -> str:
        """Return the key of an indented line if it can only stand in the margin, beside what does; else nothing."""
        found = KEY.match(self.written(line))
        if not found or not found.start("key"):
            return ""
        inside = {key["key"] for line in self.lines if (key := KEY.match(line)) and not key.start("key")}
        margin = [level for level in self.levels if not inside.isdisjoint(level)]
        holding = [level for level in self.levels if found["key"] in level]
        return found["key"] if holding and holding == margin[:1] else ""

    def open_quote(self, before: int) -> tuple[int, int] | None:
        """Return the line and the column of the first quote that its line leaves open, in the lines before one."""
        for number in range(1, before):
            found = _OPEN_QUOTE.match(self.written(number))
            if found and not _closed(found["rest"], found["quote"]):
                return number, found.start("quote") + 1
        return None

    def block_above(self, line: int) -> str:
        """Return the key of the block (« >- ») that this line was meant to continue, or nothing."""
        indent = indent_of(self.written(line))
        above, lowest = self.before(line), sys.maxsize
        while above and indent_of(self.written(above)) > indent:
            found = _BLOCK.fullmatch(self.written(above))
            if found and found.start(1) < lowest:
                return found[1]
            lowest = min(lowest, indent_of(self.written(above)))
            above = self.before(above)
        found = _BLOCK.fullmatch(self.written(above))
        if not found and above and indent:
            found = _BLOCK_IN_MARGIN.fullmatch(self.written(self.before(above)))
        return found[1] if found else ""


def indent_of(written: str) -> int:
    """Return how many spaces a line begins with."""
    return len(written) - len(written.lstrip(" "))


def _is_comment(written: str) -> bool:
    return written.lstrip().startswith("#")


def _closed(rest: str, quote: str) -> bool:
    """Say whether a quoted text ends on its line."""
    return quote in (rest.replace('\\"', "") if quote == '"' else rest.replace("''", ""))
