"""A YAML file from its bytes: UTF-8, nothing that cannot be seen, then its tree."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from annuaire import messages
from annuaire.french import text
from annuaire.model import Problem
from annuaire.yamlfiles import comments, recoded
from annuaire.yamlfiles.nodes import Node, Refused, problem
from annuaire.yamlfiles.plainfile import LARGEST, too_large
from annuaire.yamlfiles.yamltree import MOST, STAND_IN, Lost, grow

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def parse(raw: bytes, name: str) -> tuple[Node | None, list[Problem]]:
    """Read a YAML file from its bytes; `name` is what messages call it. Without a node, the problems say why."""
    if len(raw) > LARGEST:
        return None, [too_large(name, len(raw))]
    problems: list[Problem] = []
    try:
        source = decoded(raw)
        _refuse_conflicts(source)
        problems = _invisible_characters(source, name)
        if any(not source.split("\n")[found.line - 1][: found.column - 1].strip() for found in problems):
            return None, problems  # in the indentation: what depends on what is not known
        readable = text.without_invisible(source, STAND_IN) if problems else source
        root = grow(readable, name, problems)
        comments.refuse(readable)
        problems.extend(recoded.letters(source, name))
    except Refused as refused:
        return None, [*problems, problem(name, *refused.place, refused.code, **refused.values)]
    except Lost as error:
        from annuaire.yamlfiles import yaml_advice  # who has made no mistake does not wait for it

        complaint = yaml_advice.understand(error, source)
        found = problem(name, complaint.line, complaint.column, complaint.code, **complaint.values)
        told = {line for before in problems for line in (before.line, before.line + 1)}
        return None, problems if found.line in told else [*problems, found]
    return root, problems


def decoded(raw: bytes) -> str:
    """Return the text that some bytes are, its lines ended by « \\n », its accents on their letters.

    Raises:
        Refused: they are not UTF-8, nor UTF-16 with its mark, or no text.
    """
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    raw = raw.removeprefix(BOM_UTF8)
    if encoding != "utf-16" and 0 in raw and max(raw[::2].count(0), raw[1::2].count(0)) > len(raw) // 4:
        raise Refused(1, 1, "not-utf8")  # UTF-16 without its mark: every other byte is nothing
    try:
        source = _lines(raw.decode(encoding))
    except UnicodeDecodeError as error:
        if b"\x00" in raw or encoding == "utf-16":
            raise Refused(1, 1, "binary") from None
        before = _lines(raw[: error.start].decode("utf-8", "replace"))
        raise Refused(*place(before, len(before)), "not-utf8") from None
    if "\x00" in source:
        raise Refused(*place(source, source.index("\x00")), "binary")
    # An accent that is a character of its own (macOS): to a computer, the letter with its accent is another text.
    if not source.isascii():
        import unicodedata

        if not unicodedata.is_normalized("NFC", source):
            source = unicodedata.normalize("NFC", text.stacked(source))
    return source


def _lines(source: str) -> str:
    """End every line the same way, whichever system it was written on."""
    return source.replace("\r\n", "\n").replace("\r", "\n")


def place(source: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, from 1."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def has_conflict(source: str) -> bool:
    """Say whether there are signs that git leaves where two people wrote."""
    return any(mark in source for mark in _CONFLICT_MARKS)


def _refuse_conflicts(source: str) -> None:
    if has_conflict(source) and (found := _CONFLICT.search(source)):
        raise Refused(*place(source, found.start()), "conflict", mark=found[1])


def _invisible_characters(source: str, name: str) -> list[Problem]:
    if not text.invisible(source):
        return []
    problems: list[Problem] = []
    for number, line in enumerate(source.split("\n"), 1):
        if (found := text.invisible(line)) and len(problems) < MOST:
            label = messages.invisible(found[0])
            problems.append(problem(name, number, found.start() + 1, "invisible", name=label))
    return problems
