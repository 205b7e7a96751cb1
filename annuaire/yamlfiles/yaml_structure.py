"""Diagnosis of structure in a file that is not valid YAML: misaligned keys, and lists and mappings on one line."""

from __future__ import annotations

import re

from annuaire.yamlfiles import list_mistakes
from annuaire.yamlfiles.lines import KEY, indent_of
from annuaire.yamlfiles.yaml_diagnosis import Diagnosis, UnreadableFile
from annuaire.yamlfiles.yaml_sentences import misaligned, no_colon, unindented

_LISTS = ("categories", "sujets", "synonymes", "fiches")  # the keys that hold a list of texts
_TEXTS = re.compile(r'"[^"\\]+"(?: *, *"[^"\\]+")*')


def keys(file: UnreadableFile) -> Diagnosis | None:
    """Find misaligned lines, and text after the end of a value."""
    if file.mentions("<document start>"):
        first = file.previous(file.line) or file.line
        while file.previous(first):
            first = file.previous(first)
        if file.text(first).startswith("%"):
            return Diagnosis(first, 1, "yaml-start", {"char": "%"})
        line = first if indent_of(file.text(first)) else file.line
        if file.text(file.previous(file.line)).strip() == "...":
            return Diagnosis(file.previous(file.line), 1, "yaml-documents")
        return Diagnosis(line, indent_of(file.text(line)) + 1, "yaml-indent")
    if not file.mentions("did not find expected key", "<block end>", "'-' indicator"):
        return None
    written = file.text(file.line)
    done = written[: file.column - 1].rstrip()
    if done.strip(" -"):
        if written[file.column - 1] in "]}":
            return Diagnosis(file.line, file.column, "yaml-close", {"char": written[file.column - 1]})
        code = "yaml-after-list" if done[-1] in "]}" else "yaml-after"
        if code == "yaml-after" and re.match(r'[ -]*(?:\w[\w-]* *: +)?"', written):
            code = "yaml-quotes-inside"
            rest = written[file.column :]
            is_list = bool(KEY.match(written)) and rest.lstrip().startswith('"')
            if written[file.column - 1] == "," and (is_list or not rest.strip()):
                return _texts(file)
        return Diagnosis(file.line, file.column, code)
    column = indent_of(written) + 1
    if written[file.column - 1 :].startswith(":"):
        return no_colon(file.line, file.column)
    if key := file.open_block(file.line) if not KEY.match(written) else "":
        return unindented(file, file.line, column, key)
    above = file.text(file.previous(file.line))
    alone = re.fullmatch(r" +(?P<key>[\w-]+) *: *", written)
    if alone and above.lstrip().startswith("- "):
        return Diagnosis(file.line, column, "key-indented", {"key": alone["key"]})
    begins = written.lstrip().startswith("- ")
    is_item = (begins and not KEY.match(written)) or (not begins and above.lstrip().startswith("- "))
    if indent_of(written) != indent_of(above) or not is_item:
        return misaligned(file)
    own = KEY.match(written)
    item = above.strip().removeprefix("-").strip()
    if not begins and own and file.allows(own["key"]) and not KEY.match(above) and item[:1] not in ("{", "["):
        return Diagnosis(file.previous(file.line), column, "yaml-dash-for-key", {"item": item})
    line = file.previous(file.line) if begins and above.lstrip().startswith("{") else file.line
    return Diagnosis(line, column, "yaml-dash")


def _texts(file: UnreadableFile) -> Diagnosis:
    """Return a diagnosis for quoted texts separated by commas without brackets."""
    written = file.text(file.line)
    key = KEY.match(written)
    text = list_mistakes.without_comment(written[key.end() if key else 0 :]).rstrip(",")
    if key and '"' in written[file.column :]:
        code = "yaml-texts" if key["key"] in _LISTS and _TEXTS.fullmatch(text) else "yaml-texts-one"
        return Diagnosis(file.line, key.end() + 1, code, {"key": key["key"], "text": text})
    return Diagnosis(file.line, file.column, "yaml-comma-last")


def brackets(file: UnreadableFile) -> Diagnosis | None:
    """Find mistakes in lists and mappings on one line: « [a, b] », « {a: b} »."""
    written, char = file.text(file.line), file.text(file.line)[file.column - 1 : file.column]
    line, column = file.opening
    # « >- » begins a text everywhere but inside brackets.
    is_block = char in (">", "|") and file.mentions("cannot start any token")
    if not is_block and not file.mentions("expected ',' or", "node content"):
        return None
    above = file.previous(file.line)
    opened = max(file.text(above).rfind(bracket) for bracket in "[{")
    if is_block and opened < 0:
        return None
    if is_block or (file.mentions("node content") and not written[: file.column - 1].strip() and opened >= 0):
        line, column = above, opened + 1
    if found := re.compile(r"[\[{, ]#").search(file.text(line), column - 1):
        if not re.compile(r"[\]}]").search(file.text(line), found.end()):
            return _left_open(file, line, column, "yaml-bracket-comment")
        return Diagnosis(line, found.end(), "yaml-hash")
    if is_block or file.mentions("expected ',' or"):
        if file.line > line or not char:
            return _left_open(file, line, column)
        if char in "]}":
            return Diagnosis(file.line, file.column, "yaml-close", {"char": char})
        if written[: file.column - 1].endswith("'"):  # in « ['l'eau'] », the second one ends the text
            return Diagnosis(file.line, file.column - 1, "yaml-after")
        return Diagnosis(file.line, file.column, "yaml-comma", {"char": char})
    if char == "," and written[: file.column - 1].rstrip()[-1:] in ("", ",", "[", "{"):
        return Diagnosis(file.line, file.column, "yaml-comma-twice")
    if not char:
        line = file.line if written.strip() else file.previous(file.line)
        return _left_open(file, line, max(file.text(line).rfind(bracket) for bracket in "[{") + 1)
    under = KEY.match(written)
    if under and file.text(above).strip() == "-":
        return Diagnosis(file.line, file.column, "keys-under-dash", {"key": under["key"]})
    return Diagnosis(file.line, file.column, "yaml-start", {"char": char})


def _left_open(file: UnreadableFile, line: int, column: int, code: str = "yaml-bracket") -> Diagnosis:
    """Return a diagnosis for a bracket or a brace that is not closed."""
    char = file.text(line)[max(column, 1) - 1 : max(column, 1)]
    values: dict[str, object] = {"char": char, "close": "}" if char == "{" else "]"}
    return Diagnosis(line, max(column, 1), code, values)
