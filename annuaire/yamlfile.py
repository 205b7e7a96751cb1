"""YAML as text with places: nothing is guessed, a repeated key is seen, nothing is executed.

Values arrive as written (« no », « 007 », dates), each with its line and column. Only the plain part of YAML
is read: tags, anchors and aliases are refused at their place, before they could name a class or multiply.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from annuaire import complaints, fingerprints, messages, text
from annuaire.model import Problem

LARGEST = 1000 * 1024  # bytes: an edition of ten thousand long ids has 850 kB, a fiche 3
DEEPEST = 8  # levels: the deepest file has four

# libyaml when PyYAML has it (eight times quicker), else PyYAML's own parser: the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MOST = 100  # problems told of one file: beyond, it is not the file that one thinks

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_NO_BREAK = re.compile(complaints.NO_BREAK)
_SPACES = re.compile(r"[ \t\n]+")
# What stands in for an invisible character while YAML is read: allowed everywhere, then taken out.
_STAND_IN = "\u200b"


@dataclass(slots=True)
class Node:
    """A value at its place (from 1): text on one line, a list of nodes, nodes by key, or None for nothing."""

    line: int
    column: int
    value: str | list[Node] | dict[str, Node] | None = None
    plain: bool = False
    key: str = ""
    key_line: int = 0
    key_column: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column."""
        return self.line, self.column

    @property
    def text(self) -> str:
        """The text written, or nothing when the value is no text or is missing."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> list[Node]:
        """The items of a list, or none."""
        return self.value if isinstance(self.value, list) else []

    @property
    def keys(self) -> dict[str, Node]:
        """The nodes by key, or none."""
        return self.value if isinstance(self.value, dict) else {}


class _Refused(Exception):
    """One problem that stops the reading of this file."""

    def __init__(self, line: int, column: int, code: str, **values: object) -> None:
        self.place = (line, column)
        self.code = code
        self.values = values
        super().__init__(code)


def problem(path: str, line: int, column: int, code: str, /, **values: object) -> Problem:
    """Make the problem `code` at a place, in French."""
    message, advice = messages.problem(code, **values)
    return Problem(path, line, column, code, message, advice)


def read(file: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """Read a YAML file; `name` is what messages call it. Without a node, the problems say why."""
    raw = load(str(file), name)
    return (None, [raw]) if isinstance(raw, Problem) else parse(raw, name)


def load(file: str, name: str) -> bytes | Problem:
    """Return the bytes of a file, or why there are none: only a plain file, and no large one, is opened."""
    try:
        found = os.lstat(file)
        if not stat.S_ISREG(found.st_mode):
            kind = _KINDS.get(stat.S_IFMT(found.st_mode), "fichier spécial")
            return problem(name, 1, 1, "file-not-file", reason=kind)
        if found.st_size > LARGEST:
            return _too_large(name, found.st_size)
        return fingerprints.read(file)
    except FileNotFoundError:
        return problem(name, 1, 1, "file-missing", schema="curation/schema/")
    except OSError as error:
        return problem(name, 1, 1, "file-unreadable", reason=messages.unreadable(error))


_KINDS = {stat.S_IFLNK: "lien symbolique", stat.S_IFDIR: "dossier"}


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
        source = _decode(raw)
        _refuse_marks(source)
        problems = _invisible_characters(source, name)
        if any(not source.split("\n")[found.line - 1][: found.column - 1].strip() for found in problems):
            return None, problems  # in the indentation: what depends on what is not known
        readable = text.without_invisible(source, _STAND_IN) if problems else source
        root = _compose(readable, name, problems)
    except _Refused as refused:
        return None, [*problems, problem(name, *refused.place, refused.code, **refused.values)]
    except yaml.YAMLError as error:
        complaint = complaints.understand(error, source)
        found = problem(name, complaint.line, complaint.column, complaint.code, **complaint.values)
        told = {line for before in problems for line in (before.line, before.line + 1)}
        return None, problems if found.line in told else [*problems, found]
    return root, problems


def _decode(raw: bytes) -> str:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding != "utf-16" and 0 in raw and max(raw[::2].count(0), raw[1::2].count(0)) > len(raw) // 4:
        raise _Refused(1, 1, "not-utf8")  # UTF-16 without its mark: every other byte is nothing
    try:
        source = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in raw or encoding == "utf-16":
            raise _Refused(1, 1, "binary") from None
        before = raw[: error.start].decode("utf-8-sig", "replace")
        raise _Refused(*_place(before, len(before)), "not-utf8") from None
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _place(source: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, from 1."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def _refuse_marks(source: str) -> None:
    if "\x00" in source:
        raise _Refused(*_place(source, source.index("\x00")), "binary")
    if any(mark in source for mark in _CONFLICT_MARKS) and (found := _CONFLICT.search(source)):
        raise _Refused(*_place(source, found.start()), "conflict", mark=found[1])


def _invisible_characters(source: str, name: str) -> list[Problem]:
    if not text.invisible(source):
        return []
    problems: list[Problem] = []
    for number, line in enumerate(source.split("\n"), 1):
        if (found := text.invisible(line)) and len(problems) < MOST:
            label = messages.invisible(found[0])
            problems.append(problem(name, number, found.start() + 1, "invisible", name=label))
    return problems


def _compose(source: str, name: str, problems: list[Problem]) -> Node:
    """Build the tree from parser events, one level at a time, without recursion."""
    can_hide = _STAND_IN in source or "\\" in source  # else no value holds what cannot be seen
    root: Node | None = None
    open_nodes: list[Node] = []  # the collections in which the next value is, innermost last
    pending: _Key | None = None  # in a mapping: a key whose value has not come
    event: Any
    for event in yaml.parse(source, Loader=_LOADER):
        kind = type(event)
        if kind in _ENDS:
            open_nodes.pop()
            continue
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if kind in _FRAMES:
            if kind is yaml.DocumentStartEvent and root is not None:
                raise _Refused(line, column, "yaml-documents")
            continue
        if event.anchor is not None or event.tag is not None:
            raise _named(event, line, column)
        holder: Any = open_nodes[-1].value if open_nodes else None

        # What comes: a text, or a collection to be filled; a key waits for its value.
        if kind is yaml.ScalarEvent:
            written, plain = event.value, not event.style
            if can_hide:
                written = _tell_unseen(written, line, column, name, problems)
            if plain and written[:1] == "-" and _NO_BREAK.match(written, 1):
                raise _Refused(line, column + 1, "no-break")
            if isinstance(holder, dict) and pending is None:
                label = _label(written, plain, line, column, name, problems)
                if plain and " " in label:
                    _refuse_sentence(holder, label, line, column)
                pending = (label, line, column)
                continue
            node = Node(line, column, _value(written, plain), plain)
        elif isinstance(holder, dict) and pending is None:
            raise _Refused(line, column, "key-not-text")
        else:
            node = Node(line, column, {} if kind is yaml.MappingStartEvent else [])

        # Where it goes: it is the root, an item of a list, or the value of the pending key.
        if holder is None:
            root = node
        elif pending is None:
            holder.append(node)
        else:
            _put(holder, pending, node, name, problems)
            pending = None
        if kind is not yaml.ScalarEvent:
            if len(open_nodes) == DEEPEST:
                raise _Refused(line, column, "yaml-depth")
            open_nodes.append(node)
    if root is None or root.value is None:
        raise _Refused(1, 1, "yaml-empty")
    return root


_Key = tuple[str, int, int]  # a key and its place
_ENDS = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
_FRAMES = {yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent}


def _named(event: Any, line: int, column: int) -> _Refused:
    """Say what gives a value a name or a class, or repeats one."""
    if event.anchor is None:
        return _Refused(line, column, "yaml-tag", tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
    code = "yaml-alias" if type(event) is yaml.AliasEvent else "yaml-anchor"
    return _Refused(line, column, code, name=event.anchor)


def _tell_unseen(written: str, line: int, column: int, name: str, problems: list[Problem]) -> str:
    """Take out of a text what cannot be seen; tell what came in through an escape: « \\u202e »."""
    found = text.invisible(written.replace(_STAND_IN, ""))
    if found and len(problems) < MOST:
        problems.append(problem(name, line, column, "invisible", name=messages.invisible(found[0])))
    return text.without_invisible(written)


def _value(written: str, plain: bool) -> str | None:
    """Return a text on one line, or None when nothing was written."""
    if plain and written in ("~", "null"):
        return None
    if "\n" in written or "  " in written or "\t" in written:
        written = _SPACES.sub(" ", written)
    return written.strip() or None


def _label(written: str, plain: bool, line: int, column: int, name: str, problems: list[Problem]) -> str:
    """Understand a key beside a no-break space, and tell it; one in the indentation stops the reading."""
    label = written.strip()
    if label != written:
        if _NO_BREAK.match(written):
            raise _Refused(line, column, "no-break")
        if plain:
            problems.append(problem(name, line, column + len(label), "no-break"))
    return label


def _refuse_sentence(mapping: dict[str, Node], label: str, line: int, column: int) -> None:
    """Refuse a « key » of several words right after an empty block: it is the block's text, not indented."""
    last = next(reversed(mapping.values()), None)
    if last and last.value is None and not last.plain:
        raise _Refused(line, column, "yaml-unindented", key=last.key)


def _put(mapping: dict[str, Node], key: _Key, node: Node, name: str, problems: list[Problem]) -> None:
    """Give `mapping` the value `node` under `key`; the first of two wins, and the second is told."""
    label, line, column = key
    if label not in mapping:
        node.key, node.key_line, node.key_column = key
        mapping[label] = node
    elif len(problems) < MOST:
        first = mapping[label].key_line
        problems.append(problem(name, line, column, "key-repeated", key=label, line=first))
