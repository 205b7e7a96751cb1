"""Detection of mistakes in the punctuation of lists, in the lines of a file or in a parsed text: a dash glued to its item, a
bullet, the wrong bracket, a dash too many or too few.

A `Slip` is a column or a line (from 1), as each function says, a code of `messages` and the values of its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from annuaire.textfiles.decoding import Refused
from annuaire.yamlfiles.lines import indent_of

Slip = tuple[int, str, Mapping[str, object]]

_GLUED_DASH = re.compile(r" *-(?P<item>[^\s-].*)")
_PARENTHESIS = re.compile(r" *- *\((?=[\w-]+ *:)")
# The bullets of word processors and PDF files, including those of symbol fonts; and what is typed instead of a dash.
_BULLETS = r"[●○◦▪■►▶➢➤✓✔∙◆❖⁃•‣\uf000-\uf0ff](?= ?)|(?:[*·–—−‐‑]|-{2,})(?= )"
_NUMBERS = r"(?:[+o]|\d{1,2}[.)])(?= )"
_BULLET = re.compile(rf" *(?P<char>{_BULLETS}|{_NUMBERS}(?= [\w-]+: ))")
BULLET = re.compile(f"{_BULLETS}|{_NUMBERS}")  # of a text in the place of a list, where nothing else is meant
_ITEM = re.compile(r" *- +(?=[\w-]+: )")
_SECOND_KEY = re.compile(r", *[\w-]+: ")
_QUESTION = re.compile(r"(?:^|[ {,])(?P<key>[\w-]+): *(?P<mark>\?)(?= *(?:[,}\]]|$))")
_LINK = re.compile(r"\[[^\]\[]*\]\((?P<address>https?://[^)\s]+)\)")
_KEY = re.compile(r" *(?P<dash>- +)?(?P<key>[\w-]+) *:(?: |$)(?P<value>.*)")
_DASH = re.compile(r"[ \t]*-(?= )")
_SHORT = re.compile(r" *(?P<key>[\w-]+) *: +(?P<value>\S+) *")  # a key and one word: no sentence, and no item
_PART = re.compile(r" *(?:- |(?:ou|vu|note|motif) *:)")  # a line of a list item
_OPENING = ("compte", "fiche", "id")  # the first keys of list items


def find_wrong_character(written: str) -> Slip | None:
    """Find a dash without a space after it, or a wrong character in the place of a dash, a brace, a date or an address. The slip
    has a column."""
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


def find_missing_braces(written: str) -> Slip | None:
    """Find keys and values separated by commas without braces around them. The slip has a column."""
    if not (dash := _ITEM.match(written)):
        return None
    inside = written[dash.end() :].strip().removesuffix("}").rstrip()
    is_one = _SECOND_KEY.search(inside) and "{" not in inside and "}" not in inside
    return (dash.end() + 1, "yaml-braces", {"text": inside}) if is_one else None


def find_wrong_dash(lines: Sequence[str], line: int) -> Slip | None:
    """Find a dash before one key of a mapping, or a missing dash before the first key of an item. The slip has a line."""
    here = _KEY.fullmatch(lines[line - 1])
    above = _previous_aligned(lines, line)
    there = _KEY.fullmatch(lines[above - 1]) if above else None
    if not here or not there:
        return None
    if here["dash"] and not there["dash"]:
        # Before the first key of an item, the dash is right, but its indentation is not.
        return None if here["key"] in _OPENING else _stray_dash(here, line)
    if here["dash"] or not there["dash"]:
        return None
    if here["key"] == there["key"]:
        return line, "dash-forgotten", {"key": here["key"], "value": here["value"].strip()}
    # The line above begins an item: the dash is right, and the key below it needs more indentation.
    if there["key"] in _OPENING:
        return line, "key-under-dash", {"key": here["key"], "opening": there["key"]}
    return None if _previous_aligned(lines, above) else _stray_dash(there, above)


def _stray_dash(found: re.Match[str], line: int) -> Slip:
    """Return the slip of a dash that turns a key and its value into an item."""
    written = f"{found['key']}: {found['value'].strip()}".strip()
    return line, "yaml-dash-stray", {"key": found["key"], "written": written}


def _previous_aligned(lines: Sequence[str], line: int) -> int:
    """Return the last line before `line` with the same indentation, or 0 when a line with less comes first."""
    indent = indent_of(lines[line - 1])
    for above in range(line - 1, 0, -1):
        written = lines[above - 1]
        if written.strip() and not written.lstrip().startswith("#") and indent_of(written) <= indent:
            return above if indent_of(written) == indent else 0
    return 0


def refuse_swallowed(lines: Sequence[str], first: int, last: int) -> None:
    """Refuse a dash that is not aligned with the others, so that YAML takes it for a part of the text on lines `first` to `last`.

    If the text belongs to no key and no item, it is the first item, whose dash is missing or has no space after it. If other
    dashes have the column of this one, it is the text that is not aligned.

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


def without_comment(written: str) -> str:
    """Return a text without the comment at its end."""
    return re.split(r"(?<![ \t])[ \t]+#", written, maxsplit=1)[0].strip()


def quotable(written: str) -> str:
    """Return the text of a value for use between double quotes: without its comment, with French quotes inside."""
    text = re.sub(r'"([^"]*)"?', "«\u00a0\\1\u00a0»", without_comment(written))
    return text.replace("\\", "\\\\")


def quoted(value: str) -> str:
    """Return a word as a YAML value, quoted where it must be."""
    is_plain = value[:1].isalnum() and not value.endswith(":")
    return value if is_plain else f'"{quotable(value)}"'
