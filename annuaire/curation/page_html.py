"""Check of the HTML in a page of prose: few tags, each closed, without the attributes that the site's content security policy
forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.textfiles import decoding

# What a page may have besides Markdown: tags that it must close, those that HTML closes by itself, and those that are empty.
_CLOSED = frozenset([
    "a", "abbr", "aside", "b", "bdi", "bdo", "blockquote", "caption", "cite", "code", "del", "details", "dfn", "div", "dl", "em",
    "figcaption", "figure", "i", "ins", "kbd", "mark", "ol", "pre", "q", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "summary", "sup", "table", "time", "u", "ul", "var",
])  # fmt: skip
_SELF_CLOSED = frozenset(
    ["colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"]
)
_EMPTY = frozenset(["br", "col", "hr", "img", "wbr"])

_TAG = re.compile(
    r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]{0,30})(?P<rest>(?:[\s/](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)?)>",
    re.IGNORECASE,
)
# Harmful even when it is never closed.
_BEGUN = re.compile(r"<(?P<tag>script|style|meta|base|link|iframe|object|embed)(?![\w-])", re.IGNORECASE)
# Of Markdown: « {: .class } » after a link or a paragraph.
_ATTRIBUTES = re.compile(r"\{:?(?P<rest>[^{}\n]{0,300})\}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_FORBIDDEN_ATTRIBUTE = re.compile(r"(?<![\w:-])(?P<name>style|on[a-z]{3,20})\s*=", re.IGNORECASE)


def check(source: str, path: str) -> Iterator[Problem]:
    """Report the HTML of the page at `path` that it must not have; `source` is the page without its code and comments."""
    tags = list(_TAG.finditer(source))
    places = {found.start(): found for found in _BEGUN.finditer(source)}
    refused = {found["tag"].lower() for found in places.values()}
    for found in tags:
        tag = found["tag"].lower()
        if tag not in _CLOSED | _SELF_CLOSED | _EMPTY and not (found["end"] and tag in refused):
            refused.add(tag)
            places.setdefault(found.start(), found)
    for start, found in sorted(places.items()):
        yield problem(path, *decoding.place(source, start), "page-tag", tag=found["tag"].lower())
    paired = _CLOSED | _SELF_CLOSED
    yield from _unclosed([found for found in tags if found["tag"].lower() in paired], source, path)
    for found in (*tags, *_ATTRIBUTES.finditer(source)):
        rest = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), found["rest"])
        for attribute in _FORBIDDEN_ATTRIBUTE.finditer(rest):
            at = decoding.place(source, found.start("rest") + attribute.start())
            yield problem(path, *at, "page-attribute", name=attribute["name"].lower())


def _unclosed(tags: list[re.Match[str]], source: str, path: str) -> Iterator[Problem]:
    """Report tags that are not closed, and ends of none."""
    inside: list[re.Match[str]] = []
    for found in tags:
        if not found["end"]:
            inside.append(found)
            continue
        tag = found["tag"].lower()
        from_the_last = range(len(inside) - 1, -1, -1)
        opened = next((place for place in from_the_last if inside[place]["tag"].lower() == tag), None)
        if opened is None:
            yield problem(path, *decoding.place(source, found.start()), "page-tag-end", tag=tag)
            continue
        yield from _left_open(inside[opened + 1 :], source, path)
        del inside[opened:]
    yield from _left_open(inside, source, path)


def _left_open(tags: list[re.Match[str]], source: str, path: str) -> Iterator[Problem]:
    for found in tags:
        tag = found["tag"].lower()
        if tag not in _SELF_CLOSED:
            yield problem(path, *decoding.place(source, found.start()), "page-tag-open", tag=tag)
