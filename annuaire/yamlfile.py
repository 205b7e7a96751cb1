"""YAML as text with places: nothing is guessed, a repeated key is seen, nothing is executed.

Values arrive as written (« no », « 007 », dates), each with its line and column. Only the plain part of YAML
is read: tags, anchors and aliases are refused at their place, before they could name a class or multiply.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from annuaire import messages, text
from annuaire.model import Problem

LARGEST = 256 * 1024  # bytes: a fiche is under 3, categories.yml under 20 kB
DEEPEST = 8  # levels: the deepest file has four

# libyaml when PyYAML has it (eight times quicker), else PyYAML's own parser: the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


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
    def text(self) -> str:
        """The text written, on one line, or nothing when the value is no text or is missing."""
        return " ".join(self.value.split()) if isinstance(self.value, str) and not self.is_missing else ""

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
        return self.plain and self.value in ("", "~", "null")


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
        raw = file.read_bytes()
    except FileNotFoundError:
        return None, [problem(name, 1, 1, "file-missing", schema="curation/schema/")]
    except OSError as error:
        return None, [problem(name, 1, 1, "file-unreadable", reason=(error.strerror or "").lower())]
    return parse(raw, name)


def parse(raw: bytes, name: str) -> tuple[Node | None, list[Problem]]:
    """Read YAML from bytes, as `read` does."""
    try:
        source = _decode(raw)
        _refuse_marks(source)
        problems = _invisible_characters(source, name)
        root = _compose(source, name, problems)
    except _Refused as refused:
        return None, [problem(name, *refused.place, refused.code, **refused.values)]
    except yaml.YAMLError as error:
        return None, [_syntax_problem(error, source, name)]
    return root, problems


def _decode(raw: bytes) -> str:
    if len(raw) > LARGEST:
        raise _Refused(1, 1, "file-too-large", size=len(raw) // 1024, limit=LARGEST // 1024)
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
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
    if found := _BINARY.search(source):
        raise _Refused(*_place(source, found.start()), "binary")
    if found := _CONFLICT.search(source):
        raise _Refused(*_place(source, found.start()), "conflict", mark=found[1])


def _invisible_characters(source: str, name: str) -> list[Problem]:
    problems = []
    for number, line in enumerate(source.split("\n"), 1):
        if not line.isascii() and (found := text.invisible(line)):
            label = unicodedata.name(found[0], "de contrôle").lower()
            label = f"(U+{ord(found[0]):04X}, {label})"
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
        raise _Refused(line, column, "yaml-tag", tag=event.tag)
    if isinstance(event, yaml.MappingStartEvent):
        return Node(line, column, {})
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(line, column, [])
    return Node(line, column, event.value, plain=event.style is None)


def _put(mapping: Node, key: Node, node: Node, name: str, problems: list[Problem]) -> None:
    """Give `mapping` the value `node` under `key`; the first of two wins, and the second is told."""
    label = str(key.value)
    if label in mapping.keys:
        first = mapping.keys[label].key_line
        problems.append(problem(name, key.line, key.column, "key-repeated", key=label, line=first))
        return
    node.key, node.key_line, node.key_column = label, key.line, key.column
    mapping.keys[label] = node


# What libyaml and PyYAML say, by a piece of the sentence, and the problem that it is for a curator.
_COMPLAINTS = (
    ("mapping values are not allowed", "yaml-colon"),
    ("found character that cannot start any token", "yaml-at"),
    ("cannot start any token", "yaml-at"),
    ("found a tab character", "yaml-tab"),
    ("while scanning a block scalar", "yaml-block"),
    ("while scanning a directive", "yaml-at"),
    ("while scanning a %", "yaml-at"),
    ("while scanning a quoted scalar", "yaml-quote"),
    ("found unknown escape character", "yaml-escape"),
    ("did not find expected hexdecimal number", "yaml-escape"),
    ("did not find expected ',' or", "yaml-bracket"),
    ("expected ',' or", "yaml-bracket"),
    ("could not find expected ':'", "yaml-key"),
    ("block sequence entries are not allowed", "yaml-dash"),
    ("did not find expected '-' indicator", "yaml-dash"),
    ("did not find expected <document start>", "yaml-indent"),
    ("expected '<document start>'", "yaml-indent"),
    ("did not find expected key", "yaml-indent"),
    ("expected <block end>", "yaml-indent"),
    ("did not find expected node content", "yaml-bracket"),
    ("special characters are not allowed", "binary"),
    ("control characters are not allowed", "binary"),
)


def _syntax_problem(error: yaml.YAMLError, source: str, name: str) -> Problem:
    """Say PyYAML's complaint in French, at the place where the curator has something to change."""
    complaint = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = source.split("\n")
    code = next((code for piece, code in _COMPLAINTS if piece in complaint), "yaml-other")
    opening = getattr(error, "context_mark", None)
    if (
        code in ("yaml-quote", "yaml-bracket", "yaml-key", "yaml-at")
        and opening
        and "while parsing" not in complaint
    ):
        line, column = opening.line + 1, opening.column + 1
    written = lines[line - 1] if line <= len(lines) else ""
    if code == "yaml-colon" and re.fullmatch(r"\s*[\w-]+", written[: column - 1]):
        # The colon ends a key: it is the line itself, or the one before, that is out of place.
        code = "yaml-indent" if written[:1] == " " else "yaml-key"
        before = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), line)
        line, column = (
            (line, 1 + len(written) - len(written.lstrip())) if code == "yaml-indent" else (before, 1)
        )
    if code == "yaml-indent" and written[: column - 1].strip():
        code = "yaml-after"
    char = written[column - 1 : column]
    values: dict[str, object] = {"reason": " ".join(complaint.split())}
    if code == "yaml-at":
        key = next(iter(re.findall(r"([\w-]+)\s*:", written[: column - 1])), "clé")
        values |= {"char": char, "key": key}
    if char == "\t" or (code in ("yaml-at", "yaml-indent") and written.lstrip(" ").startswith("\t")):
        code, column = "yaml-tab", written.index("\t") + 1
    return problem(name, line, column, code, **values)
