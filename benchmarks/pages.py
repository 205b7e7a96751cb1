"""The words and links of the pages of a built site, so that only sites with the same content are compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path


class UnequalPages(Exception):
    """Two sites to compare have different pages."""


@dataclass
class Page:
    """The words of a page, including title and description, and the addresses that it links to."""

    words: Counter[str]
    links: Counter[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.links += [attributes["href"] or ""] if tag == "a" and "href" in attributes else []
        self.text += [attributes["content"] or ""] if attributes.get("name") == "description" else []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(output: Path) -> dict[str, Page]:
    """Return the pages of a built site by path."""
    found = {}
    for file in sorted(output.rglob("*.html")):
        reader = _Reader()
        reader.feed(file.read_text("utf-8"))
        reader.close()
        words = Counter("".join(reader.text).split())
        found[file.relative_to(output).as_posix()] = Page(words, Counter(reader.links))
    return found


def check_equal(sites: dict[str, dict[str, Page]]) -> None:
    """Check that all sites equal the first one: the same paths, and on each page the same words and links.

    Raises:
        UnequalPages: with the first difference.
    """
    (first, expected), *others = sites.items()
    if not expected:
        raise UnequalPages(f"{first} has no page")
    for name, found in others:
        if apart := sorted(expected.keys() ^ found.keys()):
            holder = first if apart[0] in expected else name
            raise UnequalPages(
                f"{first} has {len(expected)} pages, {name} {len(found)}: only {holder} has {apart[0]}"
            )
        for path, page in expected.items():
            for kind in ("words", "links"):
                here, there = getattr(page, kind), getattr(found[path], kind)
                if here != there:
                    gap = f"{first} has more of {sorted(here - there)[:5]}, {name} of {sorted(there - here)[:5]}"
                    raise UnequalPages(f"{path}, {kind}: {gap}")
