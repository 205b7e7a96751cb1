"""Translation of PyYAML's errors into what a curator has to change, and where.

A YAML parser reports the place where it could not go on, in its own terms. Here its error and the lines around it are
searched for the usual mistakes: a colon in a sentence, a leading « @ », a tab, a quote left open.
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
    """Find the mistake in `source` behind an error of PyYAML or libyaml; `levels` are the keys that the file may have."""
    file = UnreadableFile(error, source.split("\n"), levels)
    slips = (_spaces, _characters, _dashes, _quotes, colons, keys, brackets)
    diagnosis = next((found for slip in slips if (found := slip(file))), None) or _from_error_alone(file)
    # A key that is only allowed at the top level belongs there, wherever it is now.
    if diagnosis.code in ("yaml-indent", "yaml-dash", "key-under-dash") and (
        key := file.top_level_key(diagnosis.line)
    ):
        return diagnosis._replace(code="key-indented", values={"key": key})
    return diagnosis


def _spaces(file: UnreadableFile) -> Diagnosis | None:
    """Find tabs and no-break spaces where YAML wants plain ones."""
    for line in dict.fromkeys((file.line, file.opening[0], file.previous(file.line))):
        written = file.text(line)
        if found := re.match(r"[ -]*\t", written):
            return Diagnosis(line, found.end(), "yaml-tab")
        found = _MISPLACED.match(written)
        # A French sentence also has a no-break space before its colon.
        is_sentence = found and found["word"] and file.levels and not file.allows(found["word"])
        if found and not is_sentence:
            return Diagnosis(line, found.start(str(found.lastgroup)) + 1, "no-break")
    return None


def _characters(file: UnreadableFile) -> Diagnosis | None:
    """Find wrong characters in a list."""
    for line in dict.fromkeys((file.line, file.opening[0])):
        if found := list_mistakes.find_wrong_character(file.text(line)):
            return Diagnosis(line, *found)
    return None


def _dashes(file: UnreadableFile) -> Diagnosis | None:
    """Find a superfluous or missing dash."""
    if not file.mentions("expected key", "<block end>", "'-' indicator", "sequence entries"):
        return None
    if found := list_mistakes.find_wrong_dash(file.lines, file.line):
        line, code, values = found
        return Diagnosis(line, indent_of(file.text(line)) + 1, code, values)
    return None


def _quotes(file: UnreadableFile) -> Diagnosis | None:
    """Find a quote left open, or closed by another one much later; and wrong escapes."""
    if file.mentions("escape character", "escape code", "escape sequence", "hexdecimal"):
        column = file.text(file.line).rfind("\\", 0, file.column) + 1
        return Diagnosis(file.line, column or file.column, "yaml-escape")
    if file.mentions("while scanning a quoted scalar"):
        return Diagnosis(*file.opening, "yaml-quote")
    # In « nom: "Camille » above « youtube: "@c" », the quote before the « @ » closes the first text.
    closes = file.mentions("cannot start any token") and file.text(file.line)[: file.column - 1].endswith('"')
    is_open = closes or file.mentions("expected key", "<block end>", "':'")
    if is_open and (found := file.open_quote(file.line)):
        return Diagnosis(*found, "yaml-quote")
    return None


def _from_error_alone(file: UnreadableFile) -> Diagnosis:
    """Return a diagnosis from the error alone."""
    if file.mentions("cannot start any token", "scanning a tag", "scanning an anchor", "scanning an alias",
                 "scanning a directive"):  # fmt: skip
        line, column = file.opening
        written = file.text(line)
        if entity := entities.first(written[column - 1 :]):
            return Diagnosis(line, column, *entity)
        values: dict[str, object] = {"char": written[column - 1 : column]}
        key = KEY.match(written)
        # A handle may begin with « @ », and on some networks it is another account's without it.
        if not key or written[column - 1] != "@":
            return Diagnosis(line, column, "yaml-start", values)
        values |= {"key": key["key"], "text": list_mistakes.quotable(written[column - 1 :])}
        return Diagnosis(line, column, "yaml-start-quote", values)
    if file.mentions("block scalar"):
        return Diagnosis(file.line, file.column, "yaml-block")
    if file.mentions("sequence entries are not allowed"):
        return Diagnosis(file.line, file.column, "yaml-dash")
    return Diagnosis(file.line, file.column, "yaml-other")
