"""YAML parser on PyYAML's events: a tree of nodes with their lines and columns, without type guessing.

Values stay text as written (« no », « 007 », dates), and repeated keys are reported. Tags, anchors and aliases are refused at
their place, before they can name a class or multiply.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem
from annuaire.textfiles.decoding import Refused
from annuaire.yamlfiles.nodes import Node
from annuaire.yamlfiles.scalars import (
    PLACEHOLDER,
    clean_key,
    clean_value,
    is_no_break,
    without_curly_quotes,
    without_invisible,
)

MAX_DEPTH = 8  # levels: the deepest file has four
# What `compose` raises for a syntax error.
ParseError = yaml.YAMLError

# libyaml where PyYAML was built with it (eight times as fast), else PyYAML's own parser, with the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(source: str, name: str, problems: list[Problem]) -> Node:
    """Build the tree from parser events, as `yaml.compose` does, but without recursion; add recoverable mistakes to `problems`.

    Raises:
        Refused, ParseError: there is no tree.
    """
    can_hide = PLACEHOLDER in source or "\\" in source  # a value may have invisible characters
    can_quote = "“" in source or "”" in source
    lines: list[str] = []  # of the source, split when first needed
    root: Node | None = None
    open_nodes: list[Node] = []  # the collections around the next value, innermost last
    container: Any = None  # the list or dict of the innermost
    expects_key = False  # it is a mapping, and the next scalar is a key
    key, key_line, key_column = "", 0, 0  # of the next value
    next_event = _LOADER(source).get_event
    while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
        if kind in _END_EVENTS:
            open_nodes.pop()
            container = open_nodes[-1].value if open_nodes else None
            expects_key = type(container) is dict
            continue
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if kind in _DOCUMENT_EVENTS:
            if kind is yaml.DocumentStartEvent and root is not None:
                raise Refused(line, column, "yaml-documents")
            continue
        if event.anchor is not None or event.tag is not None:
            raise _anchor_or_tag(event, line, column)

        # The value: a text, or an empty collection that the next events fill. A key is kept for the next event.
        plain = False
        value: Any
        if kind is yaml.ScalarEvent:
            written, plain = event.value, not event.style
            if can_hide:
                written = without_invisible(written, line, column, name, problems)
            if can_quote and plain and not expects_key and len(problems) < MAX_PROBLEMS:
                written = without_curly_quotes(written, line, column, name, problems)
            if plain and written[:1] == "-" and is_no_break(written, 1):
                raise Refused(line, column + 1, "no-break")
            if plain and " - " in written:
                from annuaire.yamlfiles import list_mistakes  # imported only when there may be a mistake

                lines = lines or source.split("\n")
                list_mistakes.refuse_swallowed(lines, line, event.end_mark.line + 1)
            if expects_key:
                key, key_line, key_column = clean_key(written, event, name, problems), line, column
                if plain and " " in key:
                    _refuse_unindented_text(container, line, column)
                expects_key = False
                continue
            value = clean_value(written, plain)
        elif expects_key:
            raise Refused(line, column, "key-not-text")
        else:
            value = {} if kind is yaml.MappingStartEvent else []

        # Its place: the root, an item of a list, or the value of its key. Of repeated keys the first wins.
        if container is None:
            root = node = Node(line, column, value, plain)
        elif type(container) is list:
            node = Node(line, column, value, plain)
            container.append(node)
        else:
            node = Node(line, column, value, plain, key, key_line, key_column)
            if container.setdefault(key, node) is not node:
                if _begins_new_item(container, node, open_nodes):
                    # A dash is missing: a new item begins here, as was meant.
                    values: dict[str, object] = {"key": key, "value": node.text}
                    container = {key: node}
                    open_nodes[-1] = Node(key_line, key_column, container)
                    open_nodes[-2].items.append(open_nodes[-1])
                    code = "dash-forgotten"
                else:
                    values, code = {"key": key, "line": container[key].key_line}, "key-repeated"
                if len(problems) < MAX_PROBLEMS:
                    problems.append(problem(name, key_line, key_column, code, **values))
            expects_key = True
        if kind is not yaml.ScalarEvent:
            if len(open_nodes) == MAX_DEPTH:
                raise Refused(line, column, "yaml-depth")
            open_nodes.append(node)
            container = value
            expects_key = type(value) is dict
    if root is None or root.value is None:
        raise Refused(1, 1, "yaml-empty")
    return root


def scalars(source: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield the style (a quote, « > », « | » or empty), start and end of each scalar of a valid file; PyYAML's marks count `line`
    and `column` from 0."""
    next_event = _LOADER(source).get_event
    while type(event := next_event()) is not yaml.StreamEndEvent:
        if type(event) is yaml.ScalarEvent:
            yield event.style or "", event.start_mark, event.end_mark


_END_EVENTS = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
_DOCUMENT_EVENTS = {
    yaml.StreamStartEvent,
    yaml.StreamEndEvent,
    yaml.DocumentStartEvent,
    yaml.DocumentEndEvent,
}


def _begins_new_item(mapping: dict[str, Node], node: Node, open_nodes: list[Node]) -> bool:
    """Say whether a repeated key begins another list item: it is the first key of this one, after other keys, on a new line."""
    first = next(iter(mapping.values()))
    is_item = len(open_nodes) > 1 and type(open_nodes[-2].value) is list
    return (
        is_item
        and node.key == first.key
        and len(mapping) > 1
        and node.key_line > next(reversed(mapping.values())).line
    )


def _anchor_or_tag(event: Any, line: int, column: int) -> Refused:
    """Return the error for a tag, an anchor or an alias."""
    if event.anchor is None:
        return Refused(line, column, "yaml-tag", tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
    code = "yaml-alias" if type(event) is yaml.AliasEvent else "yaml-anchor"
    return Refused(line, column, code, name=event.anchor)


def _refuse_unindented_text(mapping: dict[str, Node], line: int, column: int) -> None:
    """Refuse a « key » of several words right after an empty block scalar: it is the block's text, not indented."""
    last = next(reversed(mapping.values()), None)
    if last and last.value is None and not last.plain:
        raise Refused(line, column, "yaml-unindented", key=last.key)
