"""The places on pages of prose that links lead to: « #une-preuve », « {filename}criteres.md#une-preuve »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

from annuaire.curation.page_headings import BEGINNING
from annuaire.curation.page_links import Anchored
from annuaire.french import text
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem

# As MARKDOWN in pelicanconf.py has them: the ids of headings are what these make of them.
EXTENSIONS = ("markdown.extensions.extra", "markdown.extensions.toc", "markdown.extensions.meta")
_TOP = ("", "top")  # of any page, says HTML (§ 7.4.6.4, « select the indicated part »)
_ID = re.compile(r'\s(?:id|name)="([^"]+)"')


def check(links: Mapping[str, Iterable[Anchored]], sources: Mapping[str, str]) -> Iterator[Problem]:
    """Tell which `links`, by the path of their page, lead to a place that is not there; `sources` are what pages hold, by their path."""
    anchors = cache(lambda page: _anchors(sources[page]))
    for path, led in links.items():
        lost = (one for one in led if one.page in sources and one.anchor not in anchors(one.page))
        for one in islice(lost, MAX_PROBLEMS):
            there = [anchor for anchor in anchors(one.page) if anchor not in _TOP]
            near = text.closest(one.anchor, there)
            values = {"value": one.anchor, "near": near, "choices": ", ".join(f"#{name}" for name in there)}
            yield problem(path, one.line, one.column, "page-anchor-near" if near else "page-anchor", **values)


def _anchors(source: str) -> dict[str, None]:
    """Return the places of a page, in its own order."""
    from markdown import markdown  # pages that lead to no place of a page do not wait for it

    return dict.fromkeys([*_TOP, BEGINNING, *_ID.findall(markdown(source, extensions=EXTENSIONS))])
