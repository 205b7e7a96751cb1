"""A YAML file from its bytes: UTF-8, nothing that cannot be seen, then its tree."""

from __future__ import annotations

from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.textfiles import entities, invisible, mojibake
from annuaire.textfiles.decoding import Refused, conflict, decoded, place
from annuaire.textfiles.plainfile import MAX_BYTES, too_large
from annuaire.yamlfiles import comments
from annuaire.yamlfiles.lines import Levels, Lines, indent_of
from annuaire.yamlfiles.nodes import Node
from annuaire.yamlfiles.scalars import PLACEHOLDER
from annuaire.yamlfiles.yamltree import ParseError, compose, scalars


def parse(raw: bytes, name: str, levels: Levels = ()) -> tuple[Node | None, list[Problem]]:
    """Read a YAML file from its bytes; `name` is what messages call it. Without a node, the problems say why.

    `levels` are the keys that such a file has, those that stand beside each other together.
    """
    if len(raw) > MAX_BYTES:
        return None, [too_large(name, len(raw))]
    problems: list[Problem] = []
    try:
        source = decoded(raw)
        if mark := conflict(source):
            raise Refused(*place(source, mark.start()), "conflict", mark=mark[1])
        problems = list(invisible.characters(source, name))
        if any(not source.split("\n")[found.line - 1][: found.column - 1].strip() for found in problems):
            return None, problems  # in the indentation: what depends on what is not known
        readable = text.without_invisible(source, PLACEHOLDER) if problems else source
        root = compose(readable, name, problems)
        problems = _told_once(problems, root)
        comments.refuse(readable, levels)
        problems.extend(mojibake.letters(source, name))
        if found := list(entities.codes(source, name, scalars(readable))):
            problems += found
            root = _unescaped(root)
    except Refused as refused:
        at, code, values = refused.place, refused.code, refused.values
        if code == "yaml-unindented":
            # It may be the key of the text that is too far to the right.
            file = Lines(source.split("\n"), levels)
            if key := file.of_margin(above := file.before(at[0])):
                at, code, values = (
                    (above, indent_of(file.written(above)) + 1),
                    "key-indented",
                    {"key": key},
                )
        return None, [*problems, problem(name, *at, code, **values)]
    except ParseError as error:
        from annuaire.yamlfiles import yaml_advice  # who has made no mistake does not wait for it

        diagnosis = yaml_advice.diagnose(error, source, levels)
        last = problem(name, diagnosis.line, diagnosis.column, diagnosis.code, **diagnosis.values)
        near = {line for before in problems for line in (before.line, before.line + 1)}
        return None, problems if last.line in near else [*problems, last]
    return root, problems


def _unescaped(node: Node) -> Node:
    """Return a tree with the characters themselves where HTML character references were told: nothing else is then told of them."""
    if isinstance(node.value, dict):
        return node._replace(value={key: _unescaped(below) for key, below in node.value.items()})
    if isinstance(node.value, list):
        return node._replace(value=[_unescaped(below) for below in node.value])
    return node._replace(value=entities.unescaped(node.text).strip() or node.value)


def _told_once(problems: list[Problem], root: Node) -> list[Problem]:
    """Leave of the keys of a file that was pasted twice only the first."""
    again = [one for one in problems if one.code == "key-repeated" and one.column == root.column]
    if len({one.message for one in again}) < max(3, len(root.keys) // 2):
        return problems
    return [one for one in problems if one.code != "key-repeated"] + [
        problem(again[0].path, again[0].line, again[0].column, "file-twice")
    ]
