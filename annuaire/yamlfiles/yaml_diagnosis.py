"""The input and output of `yaml_advice`: a file that PyYAML cannot parse, and the diagnosis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from annuaire.yamlfiles.lines import Levels, Lines


class Diagnosis(NamedTuple):
    """A place (from 1), a code of `messages`, and the values of its sentences."""

    line: int
    column: int
    code: str
    values: Mapping[str, object] = {}


class UnreadableFile(Lines):
    """The lines of a file that PyYAML could not parse, with its error: message, place, and the place of its context
    (`opening`)."""

    def __init__(self, error: Any, lines: list[str], levels: Levels) -> None:
        self.message = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or error}"
        super().__init__(lines, levels)
        self.line, self.column = _from_one(getattr(error, "problem_mark", None), lines)
        mark = getattr(error, "context_mark", None)
        self.opening = _from_one(mark, lines) if mark else (self.line, self.column)

    def mentions(self, *pieces: str) -> bool:
        """Say whether PyYAML's message contains one of these pieces."""
        return any(piece in self.message for piece in pieces)


def _from_one(mark: Any, lines: list[str]) -> tuple[int, int]:
    """Return a mark's line and column from 1; the end of a file is after the last character of its last line."""
    if not mark:
        return 1, 1
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return mark.line + 1, mark.column + 1
