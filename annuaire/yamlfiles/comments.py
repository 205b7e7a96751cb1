"""Comments that swallow what was meant to be read, and comments that are read as text.

To YAML « # » after a space begins a comment, wherever no text goes on: « un auteur #BD et de récits » loses its end without
a word. And in a text under its key (« >- ») it begins nothing: « # à revoir » would be published.
"""

from __future__ import annotations

import re

from annuaire.textfiles.decoding import Refused
from annuaire.yamlfiles.yamltree import texts

# Either can only be where such a sign is found. (The pattern begins with the sign: that is thirty times as quick.)
_SUSPECT = re.compile(r"#(?<=[ \t]#)[\w ]")
_GLUED = re.compile(r"[ \t]+#(?=\w)")
_COMMENT = re.compile(r"[ \t]*# ")


def are_suspect(source: str) -> bool:
    """Say whether there is a sign at which `refuse` would look."""
    return _SUSPECT.search(source) is not None


def refuse(source: str) -> None:
    """Refuse what is lost after a glued « # », or what a comment adds to a text.

    Raises:
        Refused: at the sign.
    """
    if not are_suspect(source):
        return
    lines = source.split("\n")
    for style, start, end in texts(source):
        if style in ("|", ">"):
            # A text ends at the beginning of the line after it, or, at the end of a file, behind its last sign.
            for number in range(start.line + 1, end.line + bool(end.column)):
                if found := _COMMENT.match(lines[number]):
                    raise Refused(number + 1, found.end() - 1, "comment-in-text")
        elif found := _GLUED.match(lines[end.line], end.column) if end.line < len(lines) else None:
            raise Refused(end.line + 1, found.end(), "yaml-hash")
