"""Keys out of line, and lists and mappings on one line, in a file that is no YAML."""

from __future__ import annotations

import re

from annuaire.yamlfiles import list_mistakes
from annuaire.yamlfiles.lines import KEY, indent_of
from annuaire.yamlfiles.yaml_diagnosis import Diagnosis, UnreadableFile
from annuaire.yamlfiles.yaml_sentences import no_colon, out_of_line, unindented

_LISTS = ("categories", "sujets", "synonymes", "fiches")  # the keys that hold a list of texts
_TEXTS = re.compile(r'"[^"\\]+"(?: *, *"[^"\\]+")*')


def keys(file: UnreadableFile) -> Diagnosis | None:
    """Lines out of line, and what follows a value that has ended."""
    if file.says("<document start>"):
        first = file.before(file.line) or file.line
        while file.before(first):
            first = file.before(first)
        if file.written(first).startswith("%"):
            return Diagnosis(first, 1, "yaml-start", {"char": "%"})
        line = first if indent_of(file.written(first)) else file.line
        if file.written(file.before(file.line)).strip() == "...":
            return Diagnosis(file.before(file.line), 1, "yaml-documents")
        return Diagnosis(line, indent_of(file.written(line)) + 1, "yaml-indent")
    if not file.says("did not find expected key", "<block end>", "'-' indicator"):
        return None
    written = file.written(file.line)
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
    if key := file.block_above(file.line) if not KEY.match(written) else "":
        return unindented(file, file.line, column, key)
    above = file.written(file.before(file.line))
    alone = re.fullmatch(r" +(?P<key>[\w-]+) *: *", written)
    if alone and above.lstrip().startswith("- "):
        return Diagnosis(file.line, column, "key-indented", {"key": alone["key"]})
    begins = written.lstrip().startswith("- ")
    is_item = (begins and not KEY.match(written)) or (not begins and above.lstrip().startswith("- "))
    same = indent_of(written) == indent_of(above)
    return Diagnosis(file.line, column, "yaml-dash") if same and is_item else out_of_line(file)


def _texts(file: UnreadableFile) -> Diagnosis:
    """Texts between quotes with commas after them, and no brackets."""
    written = file.written(file.line)
    key = KEY.match(written)
    text = list_mistakes.uncommented(written[key.end() if key else 0 :]).rstrip(",")
    if key and '"' in written[file.column :]:
        code = "yaml-texts" if key["key"] in _LISTS and _TEXTS.fullmatch(text) else "yaml-texts-one"
        return Diagnosis(file.line, key.end() + 1, code, {"key": key["key"], "text": text})
    return Diagnosis(file.line, file.column, "yaml-comma-last")


def brackets(file: UnreadableFile) -> Diagnosis | None:
    """Lists and keys on one line: « [a, b] », « {a: b} »."""
    written, char = file.written(file.line), file.written(file.line)[file.column - 1 : file.column]
    line, column = file.opening
    if not file.says("expected ',' or", "node content"):
        return None
    above = file.before(file.line)
    opened = max(file.written(above).rfind(bracket) for bracket in "[{")
    if file.says("node content") and not written[: file.column - 1].strip() and opened >= 0:
        line, column = above, opened + 1
    if found := re.compile(r"[\[{, ]#").search(file.written(line), column - 1):
        if not re.compile(r"[\]}]").search(file.written(line), found.end()):
            return _left_open(file, line, column, "yaml-bracket-comment")
        return Diagnosis(line, found.end(), "yaml-hash")
    if file.says("expected ',' or"):
        if file.line > line or not char:
            return _left_open(file, line, column)
        if char in "]}":
            return Diagnosis(file.line, file.column, "yaml-close", {"char": char})
        return Diagnosis(file.line, file.column, "yaml-comma", {"char": char})
    if char == "," and written[: file.column - 1].rstrip()[-1:] in ("", ",", "[", "{"):
        return Diagnosis(file.line, file.column, "yaml-comma-twice")
    if not char:
        line = file.line if written.strip() else file.before(file.line)
        return _left_open(file, line, max(file.written(line).rfind(bracket) for bracket in "[{") + 1)
    under = KEY.match(written)
    if under and file.written(above).strip() == "-":
        return Diagnosis(file.line, file.column, "keys-under-dash", {"key": under["key"]})
    return Diagnosis(file.line, file.column, "yaml-start", {"char": char})


def _left_open(file: UnreadableFile, line: int, column: int, code: str = "yaml-bracket") -> Diagnosis:
    """A bracket or a brace that nothing closes."""
    char = file.written(line)[max(column, 1) - 1 : max(column, 1)]
    values: dict[str, object] = {"char": char, "close": "}" if char == "{" else "]"}
    return Diagnosis(line, max(column, 1), code, values)
