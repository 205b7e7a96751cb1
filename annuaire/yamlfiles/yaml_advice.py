"""PyYAML's complaints, as what a curator has to change and where.

A YAML reader complains where it lost the thread, in words about itself. Here its complaint and the lines around
are read again to find the usual slips: a colon in a sentence, a leading « @ », a tab, a quote left open.
"""

from __future__ import annotations

import re
from typing import Any

from annuaire.textfiles import entities
from annuaire.yamlfiles import list_mistakes
from annuaire.yamlfiles.lines import KEY, Levels, indent_of
from annuaire.yamlfiles.scalars import NO_BREAK
from annuaire.yamlfiles.yaml_diagnosis import Diagnosis, UnreadableFile
from annuaire.yamlfiles.yaml_sentences import colons
from annuaire.yamlfiles.yaml_structure import brackets, keys

# Where a no-break space breaks the structure: in the indentation, around a key's colon, after a dash.
_MISPLACED = re.compile(
    rf"^ *(?:- +)?(?:(?P<a>{NO_BREAK})|[\w-]+ *:(?P<b>{NO_BREAK})|(?P<word>[\w-]+)(?P<c>{NO_BREAK})+:|-(?P<d>{NO_BREAK}))"
)


def diagnose(error: Any, source: str, levels: Levels = ()) -> Diagnosis:
    """Return what is to be changed in `source`, for an error of PyYAML or of libyaml; `levels` are the keys that it may have."""
    file = UnreadableFile(error, source.split("\n"), levels)
    slips = (_spaces, _signs, _dashes, _quotes, colons, keys, brackets)
    diagnosis = next((found for slip in slips if (found := slip(file))), None) or _rest(file)
    # A key of the margin has only one place, whatever it stands beside now.
    if diagnosis.code in ("yaml-indent", "yaml-dash", "key-under-dash") and (
        key := file.of_margin(diagnosis.line)
    ):
        return diagnosis._replace(code="key-indented", values={"key": key})
    return diagnosis


def _spaces(file: UnreadableFile) -> Diagnosis | None:
    """Tabs and no-break spaces where YAML wants plain ones."""
    for line in dict.fromkeys((file.line, file.opening[0], file.before(file.line))):
        written = file.written(line)
        if found := re.match(r"[ -]*\t", written):
            return Diagnosis(line, found.end(), "yaml-tab")
        found = _MISPLACED.match(written)
        # French has such a space before the colon of a sentence, too.
        is_sentence = found and found["word"] and file.levels and not file.knows(found["word"])
        if found and not is_sentence:
            return Diagnosis(line, found.start(str(found.lastgroup)) + 1, "no-break")
    return None


def _signs(file: UnreadableFile) -> Diagnosis | None:
    """Other characters than a list is made of."""
    for line in dict.fromkeys((file.line, file.opening[0])):
        if found := list_mistakes.of_signs(file.written(line)):
            return Diagnosis(line, *found)
    return None


def _dashes(file: UnreadableFile) -> Diagnosis | None:
    """A dash too many, or one too few."""
    if not file.says("expected key", "<block end>", "'-' indicator", "sequence entries"):
        return None
    if found := list_mistakes.of_dashes(file.lines, file.line):
        line, code, values = found
        return Diagnosis(line, indent_of(file.written(line)) + 1, code, values)
    return None


def _quotes(file: UnreadableFile) -> Diagnosis | None:
    """A quote left open, perhaps closed by another one much later."""
    if file.says("escape character", "escape code", "escape sequence", "hexdecimal"):
        column = file.written(file.line).rfind("\\", 0, file.column) + 1
        return Diagnosis(file.line, column or file.column, "yaml-escape")
    if file.says("while scanning a quoted scalar"):
        return Diagnosis(*file.opening, "yaml-quote")
    # Of « nom: "Camille » above « youtube: "@c" », it is the quote before the « @ » that closes the text.
    closes = file.says("cannot start any token") and file.written(file.line)[: file.column - 1].endswith('"')
    is_open = closes or file.says("expected key", "<block end>", "':'")
    if is_open and (found := file.open_quote(file.line)):
        return Diagnosis(*found, "yaml-quote")
    return None


def _rest(file: UnreadableFile) -> Diagnosis:
    """What needs no second look."""
    if file.says("cannot start any token", "scanning a tag", "scanning an anchor", "scanning an alias",
                 "scanning a directive"):  # fmt: skip
        line, column = file.opening
        written = file.written(line)
        if entity := entities.first(written[column - 1 :]):
            return Diagnosis(line, column, *entity)
        values: dict[str, object] = {"char": written[column - 1 : column]}
        key = KEY.match(written)
        # A handle may begin with « @ », and on some networks is another's without it.
        if not key or written[column - 1] != "@":
            return Diagnosis(line, column, "yaml-start", values)
        values |= {"key": key["key"], "text": list_mistakes.bare(written[column - 1 :])}
        return Diagnosis(line, column, "yaml-start-quote", values)
    if file.says("block scalar"):
        return Diagnosis(file.line, file.column, "yaml-block")
    if file.says("sequence entries are not allowed"):
        return Diagnosis(file.line, file.column, "yaml-dash")
    return Diagnosis(file.line, file.column, "yaml-other")
