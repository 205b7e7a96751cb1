"""YAML as text with places: nothing is guessed, a repeated key is seen, nothing is executed.

Values arrive as written (« no », « 007 », dates), each with its line and column. Only the plain part of YAML
is read: tags, anchors and aliases are refused at their place, before they could name a class or multiply.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from annuaire import complaints, messages, text
from annuaire.model import Problem

LARGEST = 256 * 1024  # bytes: a fiche is under 3, categories.yml under 20 kB
DEEPEST = 8  # levels: the deepest file has four

# libyaml when PyYAML has it (eight times quicker), else PyYAML's own parser: the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MOST = 100  # problems told of one file: beyond, it is not the file that one thinks

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_SPACES = re.compile(r"[ \t\n]+")
# What stands in for an invisible character while YAML is read: allowed everywhere, then taken out.
_STAND_IN = "\u200b"


@dataclass(slots=True)
class Node:
    """A value at its place (from 1): text, a list of nodes, or nodes by key."""

    line: int
    column: int
    value: str | list[Node] | dict[str, Node]
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
        """The text written, on one line, or nothing when the value is no text or is missing."""
        if not isinstance(self.value, str) or self.is_missing:
            return ""
        return _SPACES.sub(" ", self.value).strip()

    @property
    def items(self) -> list[Node]:
        """The items of a list, or none."""
        return self.value if isinstance(self.value, list) else []

    @property
    def keys(self) -> dict[str, Node]:
        """The nodes by key, or none."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def is_missing(self) -> bool:
        """Say whether nothing was written after the key."""
        return isinstance(self.value, str) and (
            not self.value.strip() or (self.plain and self.value in ("~", "null"))
        )


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
    try:
        found = file.lstat()
        kind = next((said for is_kind, said in _KINDS if is_kind(found.st_mode)), "")
        if kind:
            return None, [problem(name, 1, 1, "file-not-file", reason=kind)]
        if found.st_size > LARGEST:
            return None, [_too_large(name, found.st_size)]
        raw = file.read_bytes()
    except FileNotFoundError:
        return None, [problem(name, 1, 1, "file-missing", schema="curation/schema/")]
    except OSError as error:
        return None, [problem(name, 1, 1, "file-unreadable", reason=messages.unreadable(error))]
    return parse(raw, name)


_KINDS = (
    (stat.S_ISLNK, "lien symbolique"),
    (stat.S_ISDIR, "dossier"),
    (lambda mode: not stat.S_ISREG(mode), "fichier spécial"),
)


def _too_large(name: str, size: int) -> Problem:
    return problem(name, 1, 1, "file-too-large", size=size // 1024, limit=LARGEST // 1024)


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
        root = _compose(text.without_invisible(source, _STAND_IN), name, problems)
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
    if encoding != "utf-16" and max(raw[::2].count(0), raw[1::2].count(0)) > len(raw) // 4:
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
    if found := _CONFLICT.search(source):
        raise _Refused(*_place(source, found.start()), "conflict", mark=found[1])


def _invisible_characters(source: str, name: str) -> list[Problem]:
    problems: list[Problem] = []
    for number, line in enumerate(source.split("\n"), 1):
        if (
            not (line.isascii() and line.isprintable())
            and (found := text.invisible(line))
            and len(problems) < MOST
        ):
            label = messages.invisible(found[0])
            problems.append(problem(name, number, found.start() + 1, "invisible", name=label))
    return problems


def _compose(source: str, name: str, problems: list[Problem]) -> Node:
    """Build the tree from parser events, one level at a time, without recursion."""
    root: Node | None = None
    open_nodes: list[Node] = []
    pending: Node | None = None  # in a mapping: a key whose value has not come
    keys: list[Node | None] = []
    for event in yaml.parse(source, Loader=_LOADER):
        line, column = event.start_mark.line + 1, event.start_mark.column + 1  # type: ignore[union-attr]
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _Refused(line, column, "yaml-documents")
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(line, column, "yaml-alias", name=event.anchor)
        if isinstance(event, yaml.NodeEvent):
            node = _node(event, line, column)
            if isinstance(node.value, str):
                _tell_text(node, event, name, problems)
        elif isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
            pending = keys.pop()
            continue
        else:
            continue

        # Where the node goes: the root, an item of a list, a key, or the value of the pending key.
        if not open_nodes:
            root = node
        elif isinstance(open_nodes[-1].value, list):
            open_nodes[-1].value.append(node)
        elif pending is None:
            if not isinstance(node.value, str):
                raise _Refused(line, column, "key-not-text")
            _tell_key(node, name, problems)
            _refuse_sentence(open_nodes[-1], node)
            pending = node
            continue
        else:
            _put(open_nodes[-1], pending, node, name, problems)
            pending = None

        if not isinstance(node.value, str):
            if len(open_nodes) == DEEPEST:
                raise _Refused(line, column, "yaml-depth")
            open_nodes.append(node)
            keys.append(pending)
            pending = None
    if root is None or root.is_missing:
        raise _Refused(1, 1, "yaml-empty")
    return root


def _node(event: Any, line: int, column: int) -> Node:
    if event.anchor is not None:
        raise _Refused(line, column, "yaml-anchor", name=event.anchor)
    if event.tag is not None:
        raise _Refused(line, column, "yaml-tag", tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
    if isinstance(event, yaml.MappingStartEvent):
        return Node(line, column, {})
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(line, column, [])
    return Node(line, column, event.value, plain=not event.style)


def _tell_text(node: Node, event: Any, name: str, problems: list[Problem]) -> None:
    """Take out of a text what cannot be seen; tell what came in through an escape: « \\u202e »."""
    value = str(node.value)
    found = text.invisible(value.replace(_STAND_IN, ""))
    if found and len(problems) < MOST:
        problems.append(problem(name, node.line, node.column, "invisible", name=messages.invisible(found[0])))
    node.value = text.without_invisible(value)
    if node.plain and re.match(rf"-{complaints.NO_BREAK}", node.value):
        raise _Refused(node.line, node.column + 1, "no-break")


def _tell_key(key: Node, name: str, problems: list[Problem]) -> None:
    """Understand a key beside a no-break space, and tell it; one in the indentation stops the reading."""
    written = str(key.value)
    key.value = written.strip()
    if re.match(complaints.NO_BREAK, written):
        raise _Refused(key.line, key.column, "no-break")
    if key.plain and key.value != written:
        problems.append(problem(name, key.line, key.column + len(key.value), "no-break"))


def _refuse_sentence(mapping: Node, key: Node) -> None:
    """Refuse a « key » of several words right after an empty block: it is the block's text, not indented."""
    last = next(reversed(mapping.keys.values()), None)
    if last and last.is_missing and not last.plain and key.plain and " " in str(key.value):
        raise _Refused(key.line, key.column, "yaml-unindented", key=last.key)


def _put(mapping: Node, key: Node, node: Node, name: str, problems: list[Problem]) -> None:
    """Give `mapping` the value `node` under `key`; the first of two wins, and the second is told."""
    label = str(key.value)
    if label in mapping.keys:
        first = mapping.keys[label].key_line
        if len(problems) < MOST:
            problems.append(problem(name, key.line, key.column, "key-repeated", key=label, line=first))
        return
    node.key, node.key_line, node.key_column = label, key.line, key.column
    mapping.keys[label] = node
