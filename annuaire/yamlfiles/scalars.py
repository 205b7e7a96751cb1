"""Clean-up of the scalars of a YAML file: invisible characters, curly quotes, spaces."""

from __future__ import annotations

import re
from typing import Any

from annuaire import messages
from annuaire.french import text
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem
from annuaire.textfiles.decoding import Refused

# Replaces invisible characters while YAML is parsed, which accepts it everywhere; removed afterwards.
PLACEHOLDER = "\u200b"
NO_BREAK = r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]"

_NO_BREAK = re.compile(NO_BREAK)
_CURLY = re.compile(r"[“”„]([^“”„]*)[“”]", re.DOTALL)
_SPACES = re.compile(r"[ \t\n]+")


def is_no_break(written: str, place: int) -> bool:
    """Say whether the character at an offset (from 0) is a no-break space."""
    return _NO_BREAK.match(written, place) is not None


def without_invisible(written: str, line: int, column: int, name: str, problems: list[Problem]) -> str:
    """Remove invisible characters from a text; report one that was written as an escape (« \\u202e »)."""
    found = text.invisible(written.replace(PLACEHOLDER, ""))
    if found and len(problems) < MAX_PROBLEMS:
        problems.append(problem(name, line, column, "invisible", name=messages.invisible(found[0])))
    return text.without_invisible(written)


def without_curly_quotes(written: str, line: int, column: int, name: str, problems: list[Problem]) -> str:
    """Remove the curly quotes that a word processor put around a value, and report them: YAML's are straight."""
    found = _CURLY.fullmatch(written)
    if not found:
        return written
    inside = found[1].strip()
    shown = inside if inside[:1].isalnum() else f'"{inside}"'  # what must be between quotes has straight ones
    problems.append(problem(name, line, column, "quotes-curly", value=shown))
    return inside


def clean_value(written: str, plain: bool) -> str | None:
    """Return a text on one line, or None when it is empty or null."""
    if plain and written in ("~", "null"):
        return None
    if "\n" in written or "  " in written or "\t" in written:
        written = _SPACES.sub(" ", written)
    return written.strip() or None


def clean_key(written: str, event: Any, name: str, problems: list[Problem]) -> str:
    """Return a key without spaces around it; report a no-break space after it, and raise `Refused` for one in the indentation."""
    key = written.strip()
    if key != written:
        if is_no_break(written, 0):
            raise Refused(event.start_mark.line + 1, event.start_mark.column + 1, "no-break")
        # A « key » of several words is a sentence with a colon.
        is_key = not event.style and " " not in key and len(problems) < MAX_PROBLEMS
        if is_key and is_no_break(written, len(key)):
            end, stripped = event.end_mark, len(written) - len(key)
            problems.append(problem(name, end.line + 1, end.column + 1 - stripped, "no-break"))
    return key
