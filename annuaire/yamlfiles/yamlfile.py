"""Parsing of a YAML file from its bytes: decoding, checks of its characters, the tree."""

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
    """Parse a YAML file; messages call it `name`. When no node is returned, the problems say why.

    `levels` are the keys that such a file may have, grouped by mapping.
    """
    if len(raw) > MAX_BYTES:
        return None, [too_large(name, len(raw))]
    problems: list[Problem] = []
    try:
        source = decoded(raw)
        if mark := conflict(source):
            raise Refused(*place(source, mark.start()), "conflict", mark=mark[1])
        problems = list(invisible.check(source, name))
        if any(not source.split("\n")[found.line - 1][: found.column - 1].strip() for found in problems):
            return None, problems  # in the indentation: the structure is unknown
        readable = text.without_invisible(source, PLACEHOLDER) if problems else source
        root = compose(readable, name, problems)
        problems = _merge_repeated_keys(problems, root)
        comments.refuse(readable, levels)
        problems.extend(mojibake.check(source, name))
        if found := list(entities.check(source, name, scalars(readable))):
            problems += found
            root = _unescaped(root)
    except Refused as refused:
        at, code, values = refused.place, refused.code, refused.values
        if code == "yaml-unindented":
            # The mistake may be the indentation of the text's key.
            file = Lines(source.split("\n"), levels)
            if key := file.top_level_key(above := file.previous(at[0])):
                at, code, values = (
                    (above, indent_of(file.text(above)) + 1),
                    "key-indented",
                    {"key": key},
                )
        return None, [*problems, problem(name, *at, code, **values)]
    except ParseError as error:
        from annuaire.yamlfiles import yaml_advice  # imported only when there is a mistake

        diagnosis = yaml_advice.diagnose(error, source, levels)
        last = problem(name, diagnosis.line, diagnosis.column, diagnosis.code, **diagnosis.values)
        near = {line for before in problems for line in (before.line, before.line + 1)}
        return None, problems if last.line in near else [*problems, last]
    return root, problems


def _unescaped(node: Node) -> Node:
    """Return a tree with HTML character references replaced: they were reported, and must cause no further problems."""
    if isinstance(node.value, dict):
        return node._replace(value={key: _unescaped(below) for key, below in node.value.items()})
    if isinstance(node.value, list):
        return node._replace(value=[_unescaped(below) for below in node.value])
    return node._replace(value=entities.unescaped(node.text).strip() or node.value)


def _merge_repeated_keys(problems: list[Problem], root: Node) -> list[Problem]:
    """If so many keys are repeated that the file was pasted twice, replace their problems by one."""
    repeated = [one for one in problems if one.code == "key-repeated" and one.column == root.column]
    if len({one.message for one in repeated}) < max(3, len(root.keys) // 2):
        return problems
    return [one for one in problems if one.code != "key-repeated"] + [
        problem(repeated[0].path, repeated[0].line, repeated[0].column, "file-twice")
    ]
