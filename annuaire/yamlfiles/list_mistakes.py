"""Slips with the punctuation that a list is made of, seen in the lines of a file, or in a text that one of them became: a dash
glued to its item, a bullet, a bracket of another kind, a dash too many or too few.

Each is a column or a line (from 1), as each function says, a code of `messages` and the values of its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from annuaire.textfiles.decoding import Refused
from annuaire.yamlfiles.lines import indent_of

Slip = tuple[int, str, Mapping[str, object]]

_GLUED_DASH = re.compile(r" *-(?P<item>[^\s-].*)")
_PARENTHESIS = re.compile(r" *- *\((?=[\w-]+ *:)")
# The bullets of text processors and of PDF files, those of a font of symbols among them; and what is typed instead of a dash.
_BULLETS = r"[●○◦▪■►▶➢➤✓✔∙◆❖⁃•‣\uf000-\uf0ff](?= ?)|(?:[*·–—−‐‑]|-{2,})(?= )"
_NUMBERS = r"(?:[+o]|\d{1,2}[.)])(?= )"
_BULLET = re.compile(rf" *(?P<char>{_BULLETS}|{_NUMBERS}(?= [\w-]+: ))")
BULLET = re.compile(f"{_BULLETS}|{_NUMBERS}")  # where a list is wanted, nothing else can be meant
_ITEM = re.compile(r" *- +(?=[\w-]+: )")
_SECOND_KEY = re.compile(r", *[\w-]+: ")
_QUESTION = re.compile(r"(?:^|[ {,])(?P<key>[\w-]+): *(?P<mark>\?)(?= *(?:[,}\]]|$))")
_LINK = re.compile(r"\[[^\]\[]*\]\((?P<address>https?://[^)\s]+)\)")
_KEY = re.compile(r" *(?P<dash>- +)?(?P<key>[\w-]+) *:(?: |$)(?P<value>.*)")
_DASH = re.compile(r"[ \t]*-(?= )")
_SHORT = re.compile(r" *(?P<key>[\w-]+) *: +(?P<value>\S+) *")  # no sentence, and no item
_PART = re.compile(r" *(?:- |(?:ou|vu|note|motif) *:)")  # of a list
_OPENING = ("compte", "fiche", "id")  # the keys that open an item of a list


def of_signs(written: str) -> Slip | None:
    """Find a dash and its item without a space, or other characters than a list, a brace or an address are made of: a column
    of one line."""
    if found := _GLUED_DASH.fullmatch(written):
        return found.start("item"), "yaml-dash-space", {"item": found["item"].strip()}
    if found := _PARENTHESIS.match(written):
        return found.end(), "yaml-parenthesis", {}
    if found := _BULLET.match(written):
        return found.start("char") + 1, "yaml-bullet", {"char": found["char"]}
    if found := _QUESTION.search(written):
        code = "yaml-question-date" if found["key"] == "vu" else "yaml-question"
        return found.start("mark") + 1, code, {"key": found["key"]}
    if found := _LINK.search(written):
        return found.start() + 1, "yaml-link", {"address": found["address"]}
    return None


def of_braces(written: str) -> Slip | None:
    """Find keys and values with commas between them and no braces around: a column of one line."""
    if not (dash := _ITEM.match(written)):
        return None
    inside = written[dash.end() :].strip().removesuffix("}").rstrip()
    is_one = _SECOND_KEY.search(inside) and "{" not in inside and "}" not in inside
    return (dash.end() + 1, "yaml-braces", {"text": inside}) if is_one else None


def of_dashes(lines: Sequence[str], line: int) -> Slip | None:
    """Find a dash before one key of a mapping, or none before the first key of an item: a line."""
    here = _KEY.fullmatch(lines[line - 1])
    above = _beside(lines, line)
    there = _KEY.fullmatch(lines[above - 1]) if above else None
    if not here or not there:
        return None
    if here["dash"] and not there["dash"]:
        # Of what opens an item it is not the dash that is wrong, but where it is.
        return None if here["key"] in _OPENING else _stray(here, line)
    if here["dash"] or not there["dash"]:
        return None
    if here["key"] == there["key"]:
        return line, "dash-forgotten", {"key": here["key"], "value": here["value"].strip()}
    # Of an item (« compte », « fiche », « id »), it is what follows that is not far enough to the right.
    if there["key"] in _OPENING:
        return line, "key-under-dash", {"key": here["key"], "opening": there["key"]}
    return None if _beside(lines, above) else _stray(there, above)


def _stray(found: re.Match[str], line: int) -> Slip:
    """A dash that makes an item of a key and its value."""
    written = f"{found['key']}: {found['value'].strip()}".strip()
    return line, "yaml-dash-stray", {"key": found["key"], "written": written}


def _beside(lines: Sequence[str], line: int) -> int:
    """Return the last line before `line` that begins at the same column, with none less far in between them, or 0."""
    indent = indent_of(lines[line - 1])
    for above in range(line - 1, 0, -1):
        written = lines[above - 1]
        if written.strip() and not written.lstrip().startswith("#") and indent_of(written) <= indent:
            return above if indent_of(written) == indent else 0
    return 0


def refuse_swallowed(lines: Sequence[str], first: int, last: int) -> None:
    """Refuse a dash that is not under the others: to YAML, the text that began on line `first` goes on until `last`.

    Where that text is no key's nor item's, it is the first item whose dash is missing, or has no space after it. Where others
    are at the column of the dash, it is the text that is not.

    Raises:
        Refused: at the dash, or at the text.
    """
    start = lines[first - 1]
    for number in range(first + 1, last + 1):
        if not (dash := _DASH.match(lines[number - 1])):
            continue
        if found := _SHORT.fullmatch(start):
            raise Refused(first, found.start("value") + 1, "yaml-list-after", **found.groupdict())
        if glued := _GLUED_DASH.fullmatch(start):
            raise Refused(first, glued.start("item"), "yaml-dash-space", item=glued["item"].strip())
        if not re.match(r" *(?:- |[\w-]+ *:)", start):
            raise Refused(first, indent_of(start) + 1, "yaml-dash")
        others = [one for line in (*lines[: first - 1], *lines[number:last]) if (one := _DASH.match(line))]
        if _PART.match(start) and any(other.end() == dash.end() for other in others):
            raise Refused(first, indent_of(start) + 1, "yaml-indent")
        raise Refused(number, dash.end(), "yaml-dash-swallowed", above=number - 1)


def uncommented(written: str) -> str:
    """Return the end of a line without its comment."""
    return re.split(r"(?<![ \t])[ \t]+#", written, maxsplit=1)[0].strip()


def bare(written: str) -> str:
    """Return what was meant as a value, to be put between quotes: with the quotes of French inside."""
    text = re.sub(r'"([^"]*)"?', "«\u00a0\\1\u00a0»", uncommented(written))
    return text.replace("\\", "\\\\")


def quoted(value: str) -> str:
    """Return one word as a value, between quotes where it must be."""
    is_plain = value[:1].isalnum() and not value.endswith(":")
    return value if is_plain else f'"{bare(value)}"'
