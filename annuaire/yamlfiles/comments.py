"""Comments that swallow what was meant to be read, and comments and keys that are read as text.

To YAML « # » after a space begins a comment, wherever no text goes on: « un auteur #BD et de récits » loses its end without
a word. And in a text under its key (« >- ») it begins nothing: « # à revoir » would be published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from annuaire.textfiles.decoding import Refused
from annuaire.yamlfiles.lines import Levels, Lines, indent_of
from annuaire.yamlfiles.yamltree import scalars

# Either can only be where such a character is found. (The pattern begins with it: that is thirty times as quick.)
_SUSPECT = re.compile(r"#(?<=[ \t]#)[\w ]")
_GLUED = re.compile(r"[ \t]+#(?=\w)")
_KEY_INSIDE = re.compile(r":(?<=\w:)(?: |$)")
_BLOCK = re.compile(r"[ -]*(?P<key>\w[\w-]*) *: +[>|][-+\d]*[ \t]*(?:#.*)?")
_KEY_ALONE = re.compile(r" +(?P<key>\w[\w-]*):(?: |$)")
_MOST_LEVELS = 10  # are read whole: beyond, it is not the file that one thinks
_COMMENT = re.compile(r"[ \t]*# ")


def has_key(said: str) -> bool:
    """Say whether a text may hold a key and its value."""
    return _KEY_INSIDE.search(said) is not None


def are_suspect(source: str) -> bool:
    """Say whether there is a character at which `refuse` would look."""
    return _SUSPECT.search(source) is not None


def refuse(source: str, levels: Levels) -> None:
    """Refuse what is lost after a glued « # », and what a comment or a key of the same level (see `levels`) adds to a text.

    Raises:
        Refused: at the « # », or at the key.
    """
    lines = source.split("\n")
    if not are_suspect(source) and not _may_hold_keys(lines):
        return
    file = Lines(lines, levels)
    beside: dict[int, set[str]] = {}  # by the line of a text's key, the keys of its level
    for style, start, end in scalars(source):
        if style in ("|", ">"):
            # A text ends at the beginning of the line after it, or, at the end of a file, behind its last character.
            for number in range(start.line + 1, end.line + bool(end.column)):
                if found := _COMMENT.match(lines[number]):
                    raise Refused(number + 1, found.end() - 1, "comment-in-text")
                _refuse_key(file, start.line + 1, number + 1, beside)
        elif found := _GLUED.match(lines[end.line], end.column) if end.line < len(lines) else None:
            raise Refused(end.line + 1, found.end(), "yaml-hash")


def _may_hold_keys(lines: Sequence[str]) -> bool:
    """Say whether a line of a text under its key looks like another key: so it is seen without reading the file again."""
    margin = None  # of the text's own key
    for line in lines:
        if margin is not None and line.strip() and indent_of(line) <= margin:
            margin = None
        if margin is None:
            margin = indent_of(line) if _BLOCK.fullmatch(line) else None
        elif _KEY_ALONE.match(line):
            return True
    return False


def _refuse_key(file: Lines, opening: int, line: int, beside: dict[int, set[str]]) -> None:
    """Refuse a line of a text that is a key of the same level as the text's own, and that no other line of the level has.

    « par : semaine » goes on with a sentence where the file has its « par: » elsewhere.
    """
    above, found = _BLOCK.match(file.written(opening)), _KEY_ALONE.match(file.written(line))
    if not above or not found:
        return
    if not any(above["key"] in level and found["key"] in level for level in file.levels):
        return
    if opening not in beside:
        if len(beside) == _MOST_LEVELS:
            return
        beside[opening] = {above["key"], *file.keys_beside(opening)}
    if found["key"] not in beside[opening]:
        raise Refused(line, found.start("key") + 1, "key-in-text", key=found["key"], above=above["key"])
