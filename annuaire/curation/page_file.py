"""Reading and validation of one page of content/pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from annuaire.curation import front_matter, page_code, page_headings, page_html, page_links
from annuaire.curation.front_matter import Key
from annuaire.curation.page_links import Anchored
from annuaire.french import text
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem
from annuaire.textfiles import decoding, invisible, mojibake, plainfile
from annuaire.textfiles.decoding import Refused

TEMPLATES = "theme/templates"
# Placeholders for values of annuaire.yml or for the networks; theme/templates/page.html replaces them.
SHORTCUTS = ("[[contact]]", "[[editeur]]", "[[hebergeur]]", "[[reseaux]]")
# Without « ======= », which underlines a title in Markdown.
_CONFLICT = re.compile(r"^(<{7}|>{7})(?= |$)", re.MULTILINE)
_SHORTCUT = re.compile(r"\[\[ *[^\W\d][\w-]* *\]\](?![(\[])")


class PageFile(NamedTuple):
    """A page that could be read; `anchored` are its links with an anchor."""

    source: str
    head: Mapping[str, Key]
    anchored: list[Anchored]


def read(root: str, path: str, names: Sequence[str]) -> tuple[PageFile | None, list[Problem]]:
    """Read the page at `path` under `root`; `names` are the files of all pages. When no page is returned, the problem says
    why."""
    source = _source(f"{root}/{path}", path)
    if isinstance(source, Problem):
        return None, [source]
    head, problems = front_matter.read(source, path)
    prose = page_code.without_code(source)
    checks = (
        _check_comment(prose, path),
        page_html.check(prose, path),
        page_links.check(root, prose, path, names),
        _check_shortcuts(prose, path),
    )
    return PageFile(source, head, list(page_links.anchored(prose, path))), [
        *mojibake.check(source, path),
        *invisible.check(source, path),
        *problems,
        *front_matter.values(head, path),
        *_check_template(root, head, path),
        *page_headings.check(page_code.without_blocks(source), path),
        *islice(chain(*checks), MAX_PROBLEMS),
    ]


def _source(file: str, path: str) -> str | Problem:
    """Return the text of a page, or why it cannot be read."""
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


def _check_template(root: str, head: Mapping[str, Key], path: str) -> Iterator[Problem]:
    """Report a template that does not exist."""
    asked = head.get(front_matter.TEMPLATE)
    if asked and asked.value and not os.path.isfile(f"{root}/{TEMPLATES}/{asked.value}.html"):
        yield problem(path, asked.line, asked.column, "page-template", value=asked.value)


def _check_comment(source: str, path: str) -> Iterator[Problem]:
    """Report a comment that is never closed: Markdown shows it."""
    if (start := source.find("<!--")) >= 0:
        yield problem(path, *decoding.place(source, start), "page-comment-open")


def _check_shortcuts(source: str, path: str) -> Iterator[Problem]:
    """Report unknown placeholders."""
    for found in _SHORTCUT.finditer(source):
        if found[0] not in SHORTCUTS:
            at = (path, *decoding.place(source, found.start()))
            near = text.closest(found[0], SHORTCUTS, likeness=0.8)
            values = {"value": found[0], "near": near, "choices": text.listed(SHORTCUTS)}
            yield problem(*at, "page-shortcut-near" if near else "page-shortcut", **values)
