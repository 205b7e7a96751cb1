"""YAML as a tree of nodes, each at its place: nothing is guessed, a repeated key is seen, nothing is executed.

Values are as written (« no », « 007 », dates), each with its line and column. Only the plain part of YAML is read: tags,
anchors and aliases are refused at their place, before they could name a class or multiply.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem
from annuaire.textfiles.decoding import Refused
from annuaire.yamlfiles.nodes import Node
from annuaire.yamlfiles.scalars import PLACEHOLDER, is_no_break, key_of, unquoted, value_of, without_invisible

MAX_DEPTH = 8  # levels: the deepest file has four
# What `compose` raises where YAML's reader lost the thread.
ParseError = yaml.YAMLError

# libyaml when PyYAML has it (eight times quicker), else PyYAML's own parser: the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(source: str, name: str, problems: list[Problem]) -> Node:
    """Build the tree from parser events, as `yaml.compose` does, but without recursion; add to `problems` what it can bear.

    Raises:
        Refused, ParseError: there is no tree.
    """
    can_hide = PLACEHOLDER in source or "\\" in source  # else no value holds what cannot be seen
    can_quote = "“" in source or "”" in source
    lines: list[str] = []  # of the source, for whoever asks
    root: Node | None = None
    open_nodes: list[Node] = []  # the collections in which the next value is, innermost last
    holder: Any = None  # what the innermost holds so far
    awaits_key = False  # it is a mapping, and what comes is a key
    key, key_line, key_column = "", 0, 0  # of the value that comes
    next_event = _LOADER(source).get_event
    while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
        if kind in _ENDS:
            open_nodes.pop()
            holder = open_nodes[-1].value if open_nodes else None
            awaits_key = type(holder) is dict
            continue
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if kind in _FRAMES:
            if kind is yaml.DocumentStartEvent and root is not None:
                raise Refused(line, column, "yaml-documents")
            continue
        if event.anchor is not None or event.tag is not None:
            raise _named(event, line, column)

        # What comes: a text, or a collection to be filled; a key waits for its value.
        plain = False
        value: Any
        if kind is yaml.ScalarEvent:
            written, plain = event.value, not event.style
            if can_hide:
                written = without_invisible(written, line, column, name, problems)
            if can_quote and plain and not awaits_key and len(problems) < MAX_PROBLEMS:
                written = unquoted(written, line, column, name, problems)
            if plain and written[:1] == "-" and is_no_break(written, 1):
                raise Refused(line, column + 1, "no-break")
            if plain and " - " in written:
                from annuaire.yamlfiles import list_mistakes  # who has made no mistake does not wait for it

                lines = lines or source.split("\n")
                list_mistakes.refuse_swallowed(lines, line, event.end_mark.line + 1)
            if awaits_key:
                key, key_line, key_column = key_of(written, event, name, problems), line, column
                if plain and " " in key:
                    _refuse_unindented_text(holder, line, column)
                awaits_key = False
                continue
            value = value_of(written, plain)
        elif awaits_key:
            raise Refused(line, column, "key-not-text")
        else:
            value = {} if kind is yaml.MappingStartEvent else []

        # Where it goes: it is the root, an item of a list, or the value of its key; of two the first wins.
        if holder is None:
            root = node = Node(line, column, value, plain)
        elif type(holder) is list:
            node = Node(line, column, value, plain)
            holder.append(node)
        else:
            node = Node(line, column, value, plain, key, key_line, key_column)
            if holder.setdefault(key, node) is not node:
                if _begins_another(holder, node, open_nodes):
                    # Its dash is missing: what follows is read as the item that it is meant to be.
                    values: dict[str, object] = {"key": key, "value": node.text}
                    holder = {key: node}
                    open_nodes[-1] = Node(key_line, key_column, holder)
                    open_nodes[-2].items.append(open_nodes[-1])
                    code = "dash-forgotten"
                else:
                    values, code = {"key": key, "line": holder[key].key_line}, "key-repeated"
                if len(problems) < MAX_PROBLEMS:
                    problems.append(problem(name, key_line, key_column, code, **values))
            awaits_key = True
        if kind is not yaml.ScalarEvent:
            if len(open_nodes) == MAX_DEPTH:
                raise Refused(line, column, "yaml-depth")
            open_nodes.append(node)
            holder = value
            awaits_key = type(value) is dict
    if root is None or root.value is None:
        raise Refused(1, 1, "yaml-empty")
    return root


def scalars(source: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield of each scalar of a readable file how it is written (a quote, « > », « | » or nothing) and where it begins and ends,
    as PyYAML counts: `line` and `column` from 0."""
    next_event = _LOADER(source).get_event
    while type(event := next_event()) is not yaml.StreamEndEvent:
        if type(event) is yaml.ScalarEvent:
            yield event.style or "", event.start_mark, event.end_mark


_ENDS = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
_FRAMES = {yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent}


def _begins_another(mapping: dict[str, Node], node: Node, open_nodes: list[Node]) -> bool:
    """Say whether a repeated key is the first of an item of a list, after other keys and on a line of its own."""
    first = next(iter(mapping.values()))
    is_item = len(open_nodes) > 1 and type(open_nodes[-2].value) is list
    return (
        is_item
        and node.key == first.key
        and len(mapping) > 1
        and node.key_line > next(reversed(mapping.values())).line
    )


def _named(event: Any, line: int, column: int) -> Refused:
    """Say what gives a value a name or a class, or repeats one."""
    if event.anchor is None:
        return Refused(line, column, "yaml-tag", tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
    code = "yaml-alias" if type(event) is yaml.AliasEvent else "yaml-anchor"
    return Refused(line, column, code, name=event.anchor)


def _refuse_unindented_text(mapping: dict[str, Node], line: int, column: int) -> None:
    """Refuse a « key » of several words right after an empty block: it is the block's text, not indented."""
    last = next(reversed(mapping.values()), None)
    if last and last.value is None and not last.plain:
        raise Refused(line, column, "yaml-unindented", key=last.key)
