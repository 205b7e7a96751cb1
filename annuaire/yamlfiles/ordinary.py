"""Fast path for ordinary YAML files: parsed and validated in little more than half of the time, without the places of values.

Most fiches are ordinary. ryaml, which is libyaml in Rust, returns all values at once where PyYAML emits an event for each. But it
does not know their places, accepts what `yamltree` refuses or corrects, and reads « 12 » as a number. Wherever that could
matter, `read` returns None, and the caller falls back to `yamlfile`, which is authoritative.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ryaml import InvalidYamlError, loads  # type: ignore[attr-defined]  # its stub exports nothing

from annuaire.french import text
from annuaire.textfiles import decoding, mojibake
from annuaire.textfiles.decoding import Refused
from annuaire.textfiles.plainfile import MAX_BYTES
from annuaire.yamlfiles import comments
from annuaire.yamlfiles.nodes import Node

# Anchors, aliases, tags, escapes, tabs, the quotes of word processors, mojibake, invisible characters.
_RARE = re.compile(rf"[&*!\\\t“”„{mojibake.SIGNS}{text.INVISIBLE}]")


def read(raw: bytes, is_valid: Callable[[Any], bool]) -> Node | None:
    """Return the tree of a file, with all places 0, if it is ordinary and `is_valid` accepts its value (dicts, lists and
    texts)."""
    if len(raw) > MAX_BYTES:
        return None
    try:
        source = decoding.decoded(raw)
        if _RARE.search(source) or decoding.conflict(source) or comments.are_suspect(source):
            return None
        value = loads(source)
        return _node(value) if is_valid(value) else None
    except (Refused, InvalidYamlError, ValueError):
        return None


def _node(value: Any) -> Node:
    """Return a value as a node.

    Raises:
        ValueError: `yamltree` would read it differently, or refuse it.
    """
    if type(value) is dict:
        return Node(0, 0, {key: _node(below) for key, below in value.items()})
    if type(value) is list:
        return Node(0, 0, [_node(below) for below in value])
    # A dash may begin an item that is not aligned with the others, and `yamltree` normalises spaces. Whether « sujets: » inside
    # a text was meant as a key is not known here.
    if not value or value[0] == "-" or value[-1] == ":" or value != value.strip() or "\n" in value:
        raise ValueError
    if " " in value and ("  " in value or " - " in value or (": " in value and comments.has_key(value))):
        raise ValueError
    # `plain` may be wrong: that can only cause a problem, and then `yamlfile` reads the file.
    return Node(0, 0, value, True)
