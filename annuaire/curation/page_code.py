"""What is code or a comment in a page of prose, as Markdown reads it: nothing in it is a link, an image or HTML."""

from __future__ import annotations

import re

_FENCED = re.compile(r"^(`{3,20}(?!`)|~{3,20}(?!~)).*?^\1", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
# Between backticks, inside one paragraph.
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[^`])+\1(?!`)")
# What following lines belong to if they are indented: an item of a list, a footnote, a definition.
_ITEM = re.compile(r"[-*+][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\n]+\]:|:[ \t]")
_INDENT = 4  # spaces of a level; a tab is one


def without_blocks(source: str) -> str:
    """Return a page with spaces in the place of fenced code and of comments; offsets stay the same."""
    for pattern in (_FENCED, _COMMENT):
        source = pattern.sub(lambda found: _spaces(found[0]), source)
    return source


def without_code(source: str) -> str:
    """Return a page with spaces in the place of all code and of comments; offsets stay the same."""
    source = _without_indented(_FENCED.sub(lambda found: _spaces(found[0]), source))
    for pattern in (_SPAN, _COMMENT):
        source = pattern.sub(lambda found: _spaces(found[0]), source)
    return source


def _without_indented(source: str) -> str:
    """Blank code that is indented by one level more than the text around it, after an empty line."""
    lines, depth, may_begin = source.split("\n"), 0, True
    for number, line in enumerate(lines):
        plain = line.expandtabs(_INDENT)
        if not plain.strip():
            may_begin = True
            continue
        level = (len(plain) - len(plain.lstrip(" "))) // _INDENT
        if may_begin and level > depth:
            lines[number] = " " * len(line)  # and the next line may go on
            continue
        if _ITEM.match(plain.lstrip(" ")):
            depth = min(level, depth) + 1
        elif may_begin:
            depth = min(level, depth)
        may_begin = False
    return "\n".join(lines)


def _spaces(found: str) -> str:
    return re.sub(r"[^\n]", " ", found)
