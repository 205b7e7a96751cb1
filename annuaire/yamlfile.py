"""A YAML file from its bytes: only a plain file and no large one, UTF-8, nothing that cannot be seen, then its tree."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from codecs import BOM_UTF8
from pathlib import Path

from annuaire import fingerprints, messages, text
from annuaire.model import Problem
from annuaire.nodes import Node, Refused, problem
from annuaire.yamltree import MOST, STAND_IN, Lost, grow

__all__ = ["LARGEST", "MOST", "Node", "Refused", "decoded", "load", "parse", "place", "problem", "read"]

LARGEST = 1000 * 1024  # bytes: an edition of ten thousand long ids has 850 kB, a fiche 3

_PLAINLY = os.O_NOFOLLOW | os.O_NONBLOCK
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def read(file: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """Read a YAML file; `name` is what messages call it. Without a node, the problems say why."""
    raw = load(str(file), name)
    return (None, [raw]) if isinstance(raw, Problem) else parse(raw, name)


def load(file: str, name: str) -> bytes | Problem:
    """Return the bytes of a file, or why there are none: only a plain file, and no large one, is read.

    What is not one cannot be opened without following or waiting, or gives nothing, or too much: it is looked at then. To
    look at each first takes half as long as to read it.
    """
    try:
        found = fingerprints.read(file, _PLAINLY, LARGEST)
    except OSError:
        found = b""
    return found if 0 < len(found) <= LARGEST else _looked_at(file, name)


def _looked_at(file: str, name: str) -> bytes | Problem:
    """Return the bytes of a file that may be none."""
    try:
        found = os.lstat(file)
        if stat.S_ISDIR(found.st_mode):
            return problem(name, 1, 1, "file-folder", folder=name.rpartition("/")[0])
        if not stat.S_ISREG(found.st_mode):
            kind = "lien symbolique" if stat.S_ISLNK(found.st_mode) else "fichier spécial"
            return problem(name, 1, 1, "file-not-file", reason=kind)
        if found.st_size > LARGEST:
            return _too_large(name, found.st_size)
        return fingerprints.read(file)
    except FileNotFoundError:
        return _missing(file, name)
    except OSError as error:
        return problem(name, 1, 1, "file-unreadable", reason=messages.unreadable(error))


def _missing(file: str, name: str) -> Problem:
    """Say that a file is not there; or is, with another ending."""
    folder, _, wanted = file.rpartition("/")
    with contextlib.suppress(OSError):
        for near in sorted(os.listdir(folder)):
            stem = near.lower().removesuffix(".txt").removesuffix(".yaml").removesuffix(".yml")
            if stem == wanted.removesuffix(".yml"):
                return problem(name, 1, 1, "file-missing-near", near=near, name=wanted)
    return problem(name, 1, 1, "file-missing")


def _too_large(name: str, size: int) -> Problem:
    return problem(
        name, 1, 1, "file-too-large", size=text.grouped(size // 1024), limit=text.grouped(LARGEST // 1024)
    )


def parse(raw: bytes, name: str) -> tuple[Node | None, list[Problem]]:
    """Read YAML from bytes, as `read` does."""
    if len(raw) > LARGEST:
        return None, [_too_large(name, len(raw))]
    problems: list[Problem] = []
    try:
        source = decoded(raw)
        _refuse_conflicts(source)
        problems = _invisible_characters(source, name)
        if any(not source.split("\n")[found.line - 1][: found.column - 1].strip() for found in problems):
            return None, problems  # in the indentation: what depends on what is not known
        readable = text.without_invisible(source, STAND_IN) if problems else source
        root = grow(readable, name, problems)
    except Refused as refused:
        return None, [*problems, problem(name, *refused.place, refused.code, **refused.values)]
    except Lost as error:
        from annuaire import complaints  # who has made no mistake does not wait for it

        complaint = complaints.understand(error, source)
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
        source = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in raw or encoding == "utf-16":
            raise Refused(1, 1, "binary") from None
        before = raw[: error.start].decode("utf-8", "replace")
        raise Refused(*place(before, len(before)), "not-utf8") from None
    if "\x00" in source:
        raise Refused(*place(source, source.index("\x00")), "binary")
    # An accent that is a character of its own (macOS): to a computer, the letter with its accent is another text.
    if b"\xcc" in raw:
        import unicodedata

        source = unicodedata.normalize("NFC", source)
    return source.replace("\r\n", "\n").replace("\r", "\n")


def place(source: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, from 1."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def _refuse_conflicts(source: str) -> None:
    if any(mark in source for mark in _CONFLICT_MARKS) and (found := _CONFLICT.search(source)):
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
