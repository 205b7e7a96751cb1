"""A link checker for a built site: every address that leads inside leads to something, everything is led to.

It reads HTML with the standard parser and CSS with one expression, follows nothing on the network, and is
itself tested on planted faults in tests/build/test_links.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

# What a browser fetches by itself when it opens a page.
FETCHED = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "video": ("src", "poster"),
    "audio": ("src",), "embed": ("src",), "object": ("data",), "use": ("href",), "image": ("href",), "input": ("src",),
}  # fmt: skip
FETCHING_RELS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}
FOLLOWED = {"a": ("href",), "area": ("href",), "form": ("action",), "link": ("href",)}
OPAQUE = {"mailto", "tel", "data"}
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
# Any origin will do: only what stands after it is compared.
NOWHERE = "https://site.invalid/"


@dataclass(frozen=True, slots=True)
class Link:
    """An address written in a file, and whether the browser fetches it without being asked."""

    written: str
    fetched: bool
    leads: bool = True  # a reader can be led there: <a>, not <link>


@dataclass(slots=True)
class Document:
    """What matters of one HTML file."""

    links: list[Link] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.document = Document()
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.in_style = tag == "style"
        if said.get("id"):
            self.document.ids.append(said["id"])
        self._style(said.get("style", ""))
        fetched_rel = tag == "link" and bool(FETCHING_RELS & set(said.get("rel", "").lower().split()))
        for name in FETCHED.get(tag, ()) + FOLLOWED.get(tag, ()):
            if name in said:
                for address in _srcset(said[name]) if name == "srcset" else [said[name]]:
                    self.document.links.append(
                        Link(address, tag in FETCHED or fetched_rel, tag in ("a", "area"))
                    )

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        if self.in_style:
            self._style(data)

    def _style(self, css: str) -> None:
        self.document.links += [Link(address, True, False) for address in css_addresses(css)]


def _srcset(written: str) -> list[str]:
    return [part.split()[0] for part in written.split(",") if part.strip()]


def css_addresses(css: str) -> list[str]:
    """Return what a stylesheet fetches."""
    return [address or imported for address, imported in _CSS_URL.findall(css)]


def read(source: str) -> Document:
    """Return the links and ids of an HTML text."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.document


def check(output: Path, address: str = "") -> list[str]:
    """Return every fault of the site in `output`, as sentences; `address` is the SITEURL it was built with."""
    pages = {
        file.relative_to(output).as_posix(): read(file.read_text("utf-8")) for file in output.rglob("*.html")
    }
    sheets = {
        file.relative_to(output).as_posix(): [
            Link(found, True, False) for found in css_addresses(file.read_text("utf-8"))
        ]
        for file in output.rglob("*.css")
    }
    faults: list[str] = []
    reached: set[str] = set()
    for place, links in [(place, page.links) for place, page in pages.items()] + list(sheets.items()):
        for link in links:
            faults += [f"{place}: {fault}" for fault in _follow(output, place, link, address, pages, reached)]
    faults += [
        f"{place}: the id « {id} » is there twice"
        for place, page in pages.items()
        for id in {id for id in page.ids if page.ids.count(id) > 1}
    ]
    # Visitors begin at the home page, and the host shows 404.html by itself.
    orphans = pages.keys() - reached - {"index.html", "404.html"}
    return sorted(faults) + [f"{place}: no page leads here" for place in sorted(orphans)]


def _follow(
    output: Path, place: str, link: Link, address: str, pages: dict[str, Document], reached: set[str]
) -> Iterator[str]:
    """Yield what is wrong with one link of the file `place`; add the page that it leads to to `reached`."""
    parts = urlsplit(link.written)
    if parts.scheme in OPAQUE:
        return
    if parts.scheme == "javascript":
        yield f"a script as an address: {link.written}"
        return
    base = address.rstrip("/") + "/" if address else NOWHERE
    whole = urljoin(base + place, link.written)
    if not whole.startswith(base):
        if link.fetched:
            yield f"fetched from another origin: {link.written}"
        elif not parts.netloc:
            yield f"leads out of the site: {link.written}"
        return
    if not address and parts.path.startswith("/"):
        yield f"not relative: {link.written}"
        return
    path, fragment = urlsplit(whole[len(base) :]).path, urlsplit(whole).fragment
    target = unquote(path)
    if address and (not target or target.endswith("/")):
        target += "index.html"
    if not (output / target).is_file():
        yield f"leads nowhere: {link.written}"
        return
    if link.leads and target != place:
        reached.add(PurePosixPath(target).as_posix())
    if fragment and target in pages and unquote(fragment) not in pages[target].ids:
        yield f"no such place on that page: {link.written}"
