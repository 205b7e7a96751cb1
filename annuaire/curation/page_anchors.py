"""Check of links to anchors in pages of prose: « #une-preuve », « {filename}criteres.md#une-preuve »."""

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

# The same as MARKDOWN in pelicanconf.py, since they determine the ids of headings.
EXTENSIONS = ("markdown.extensions.extra", "markdown.extensions.toc", "markdown.extensions.meta")
_TOP = ("", "top")  # the top of any page, in HTML (§ 7.4.6.4, « select the indicated part »)
_ID = re.compile(r'\s(?:id|name)="([^"]+)"')


def check(links: Mapping[str, Iterable[Anchored]], sources: Mapping[str, str]) -> Iterator[Problem]:
    """Report `links`, by the path of their page, to an anchor that does not exist; `sources` has the text of pages, by path."""
    anchors = cache(lambda page: _anchors(sources[page]))
    for path, anchored in links.items():
        broken = (one for one in anchored if one.page in sources and one.anchor not in anchors(one.page))
        for one in islice(broken, MAX_PROBLEMS):
            existing = [anchor for anchor in anchors(one.page) if anchor not in _TOP]
            near = text.closest(one.anchor, existing)
            values = {
                "value": one.anchor,
                "near": near,
                "choices": ", ".join(f"#{name}" for name in existing),
            }
            yield problem(path, one.line, one.column, "page-anchor-near" if near else "page-anchor", **values)


def _anchors(source: str) -> dict[str, None]:
    """Return the anchors of a page, in order."""
    from markdown import markdown  # imported only when a link has an anchor

    return dict.fromkeys([*_TOP, BEGINNING, *_ID.findall(markdown(source, extensions=EXTENSIONS))])
