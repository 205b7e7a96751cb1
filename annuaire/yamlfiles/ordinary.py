"""Files in which nothing is out of the ordinary, read and held to their schema in little more than half of the time, without the
places of their values.

Most fiches are such. ryaml is libyaml, too, in Rust, and makes all values at once where PyYAML gives an event for each. But it
cannot tell where they stand, lets pass what `yamltree` refuses or mends, and takes « 12 » for a number. Where any of that could
matter nothing is returned, and the file is for `yamlfile`, which has the last word.
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

# What gives a value a name or a class, or repeats one; what escapes; tabs; the quotes of text processors; what is not seen, or was lost.
_RARE = re.compile(rf"[&*!\\\t“”„{mojibake.SIGNS}{text.INVISIBLE}]")


def read(raw: bytes, is_well: Callable[[Any], bool]) -> Node | None:
    """Return what a file says, its places all 0, if `is_well` accepts it as keys, lists and texts."""
    if len(raw) > MAX_BYTES:
        return None
    try:
        source = decoding.decoded(raw)
        if _RARE.search(source) or decoding.conflict(source) or comments.are_suspect(source):
            return None
        said = loads(source)
        return _node(said) if is_well(said) else None
    except (Refused, InvalidYamlError, ValueError):
        return None


def _node(said: Any) -> Node:
    """Return a value as a node.

    Raises:
        ValueError: `yamltree` would have it in another way, or would refuse it.
    """
    if type(said) is dict:
        return Node(0, 0, {key: _node(below) for key, below in said.items()})
    if type(said) is list:
        return Node(0, 0, [_node(below) for below in said])
    # A dash may be that of an item which is not under the others, and `yamltree` puts spaces in order. Of « sujets: » within a
    # text it is not known here whether it was meant as a key.
    if not said or said[0] == "-" or said[-1] == ":" or said != said.strip() or "\n" in said:
        raise ValueError
    if " " in said and ("  " in said or " - " in said or (": " in said and comments.has_key(said))):
        raise ValueError
    return Node(0, 0, said, True)  # where quotes would matter, `yamlfile` looks for them
