"""One page of content/pages from its file: what it says, and what is wrong in it alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from annuaire.curation import front_matter, page_headings, page_links
from annuaire.curation.front_matter import Key
from annuaire.curation.page_links import Anchored
from annuaire.french import text
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem
from annuaire.textfiles import decoding, invisible, mojibake, plainfile
from annuaire.textfiles.decoding import Refused

TEMPLATES = "theme/templates"
# What stands for something that annuaire.yml says, or for the networks; theme/templates/page.html puts it in.
SHORTCUTS = ("[[contact]]", "[[editeur]]", "[[hebergeur]]", "[[reseaux]]")
# Without « ======= », which underlines a title in Markdown.
_CONFLICT = re.compile(r"^(<{7}|>{7})(?= |$)", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]+\1(?!`)")
_FENCED = re.compile(r"^(`{3,20}(?!`)|~{3,20}(?!~)).*?^\1", re.MULTILINE | re.DOTALL)
# What nobody reads, and code that stands four spaces to the right after an empty line.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INDENTED = re.compile(r"(?<=\n\n)(?:(?: {4}|\t).*\n?)+")
# What joins signs into one (a flag, a family) or keeps letters apart, in scripts that need it.
_JOINED = re.compile("(?<=[^\x00-\u024f])[\u200c\u200d](?=[^\x00-\u024f])")
_SHORTCUT = re.compile(r"\[\[ *[^\W\d][\w-]* *\]\](?![(\[])")


class PageFile(NamedTuple):
    """A page that could be read; `anchored` are its links that lead to a place in a page."""

    source: str
    head: Mapping[str, Key]
    anchored: list[Anchored]


def read(root: str, path: str, names: Sequence[str]) -> tuple[PageFile | None, list[Problem]]:
    """Read the page at `path` under `root`; `names` are the files of all pages. Without a page, the problem says why."""
    source = _source(f"{root}/{path}", path)
    if isinstance(source, Problem):
        return None, [source]
    head, problems = front_matter.read(source, path)
    prose = _without(source, _FENCED, _INDENTED, _CODE, _COMMENT)
    loose = (page_links.check(root, prose, path, names), _shortcuts(prose, path))
    return PageFile(source, head, list(page_links.anchored(prose, path))), [
        *mojibake.check(source, path),
        *invisible.check(_JOINED.sub("-", source), path),
        *problems,
        *front_matter.values(head, path),
        *_template(root, head, path),
        *page_headings.check(_without(source, _FENCED, _COMMENT), path),
        *islice(chain(*loose), MAX_PROBLEMS),
    ]


def _source(file: str, path: str) -> str | Problem:
    """Return what a page says, or why it cannot be read."""
    raw = plainfile.load(file, path)
    if isinstance(raw, Problem):
        return raw
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16, which Pelican does not read
        return problem(path, 1, 1, "not-utf8")
    try:
        source = decoding.decoded(raw)
    except Refused as refused:
        return problem(path, *refused.place, refused.code)
    if found := _CONFLICT.search(source):
        return problem(path, *decoding.place(source, found.start()), "conflict", mark=found[1])
    return source


def _template(root: str, head: Mapping[str, Key], path: str) -> Iterator[Problem]:
    """Tell that a page asks for a template which is not there."""
    asked = head.get(front_matter.TEMPLATE)
    if asked and asked.value and not os.path.isfile(f"{root}/{TEMPLATES}/{asked.value}.html"):
        yield problem(path, asked.line, asked.column, "page-template", value=asked.value)


def _without(source: str, *patterns: re.Pattern[str]) -> str:
    """Return a page with spaces in the place of its code, which Markdown leaves as it is."""
    for pattern in patterns:
        source = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    return source


def _shortcuts(source: str, path: str) -> Iterator[Problem]:
    """Tell which words between double brackets stand for nothing."""
    for found in _SHORTCUT.finditer(source):
        if found[0] not in SHORTCUTS:
            at = (path, *decoding.place(source, found.start()))
            near = text.closest(found[0], SHORTCUTS, likeness=0.8)
            values = {"value": found[0], "near": near, "choices": text.listed(SHORTCUTS)}
            yield problem(*at, "page-shortcut-near" if near else "page-shortcut", **values)
