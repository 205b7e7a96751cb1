"""Detection of text that YAML takes for a comment, and of comments and keys that YAML takes for text.

In a plain scalar, « # » after a space begins a comment: « un auteur #BD et de récits » silently loses its end. In a block
scalar (« >- ») it does not: « # à revoir » would be published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from annuaire.textfiles.decoding import Refused
from annuaire.yamlfiles.lines import BLOCK, Levels, Lines, indent_of

# Both need such a character. (The pattern begins with it because that is thirty times as fast.)
_SUSPECT = re.compile(r"#(?<=[ \t]#)[\w ]")
_GLUED = re.compile(r"[ \t]+#(?=\w)")
_KEY_INSIDE = re.compile(r":(?<=\w:)(?: |$)")
_KEY_ALONE = re.compile(r" +(?P<key>\w[\w-]*):(?: |$)")
# Block scalars whose sibling keys are looked up: with more of them it is probably the wrong file.
_MAX_BLOCKS = 10
_COMMENT = re.compile(r"[ \t]*# ")


def has_key(written: str) -> bool:
    """Say whether a text may contain a key and its value."""
    return _KEY_INSIDE.search(written) is not None


def are_suspect(source: str) -> bool:
    """Say whether there is a « # » that `refuse` would have to look at."""
    return _SUSPECT.search(source) is not None


def refuse(source: str, levels: Levels) -> None:
    """Refuse a « # » glued to a word, which cuts a text, and a comment or a key of the same level (see `levels`) inside a block
    scalar.

    Raises:
        Refused: at the « # », or at the key.
    """
    lines = source.split("\n")
    if not are_suspect(source) and not _may_hold_keys(lines):
        return
    from annuaire.yamlfiles.yamltree import scalars  # PyYAML is not imported for ordinary files

    file = Lines(lines, levels)
    siblings: dict[int, set[str]] = {}  # the keys of a block scalar's level, by the line of its own key
    for style, start, end in scalars(source):
        if style in ("|", ">"):
            # A block scalar ends at the start of the next line, or, at the end of a file, after its last character.
            for number in range(start.line + 1, end.line + bool(end.column)):
                if found := _COMMENT.match(lines[number]):
                    raise Refused(number + 1, found.end() - 1, "comment-in-text")
                _refuse_key(file, start.line + 1, number + 1, siblings)
        elif found := _GLUED.match(lines[end.line], end.column) if end.line < len(lines) else None:
            raise Refused(end.line + 1, found.end(), "yaml-hash")


def _may_hold_keys(lines: Sequence[str]) -> bool:
    """Say whether a line of a block scalar looks like a key, without parsing the file a second time."""
    margin = None  # the indentation of the block scalar's own key
    for line in lines:
        if margin is not None and line.strip() and indent_of(line) <= margin:
            margin = None
        if margin is None:
            margin = indent_of(line) if BLOCK.fullmatch(line) else None
        elif _KEY_ALONE.match(line):
            return True
    return False


def _refuse_key(file: Lines, opening: int, line: int, siblings: dict[int, set[str]]) -> None:
    """Refuse a line of a block scalar that is a key of the block's own level and is missing from that level.

    If the file has « par: » elsewhere, « par : semaine » continues the sentence.
    """
    above, found = BLOCK.match(file.text(opening)), _KEY_ALONE.match(file.text(line))
    if not above or not found:
        return
    if not any(above["key"] in level and found["key"] in level for level in file.levels):
        return
    if opening not in siblings:
        if len(siblings) == _MAX_BLOCKS:
            return
        siblings[opening] = {above["key"], *file.sibling_keys(opening)}
    if found["key"] not in siblings[opening]:
        raise Refused(line, found.start("key") + 1, "key-in-text", key=found["key"], above=above["key"])
