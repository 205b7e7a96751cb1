"""A link checker for a built site: reports broken internal links, resources from other origins, and orphan pages.

It parses HTML with the standard library and CSS with a regular expression, makes no request, and is itself tested on planted
faults in tests/build/test_links.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

# Attributes whose addresses a browser fetches when it opens a page.
FETCHED = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "video": ("src", "poster"),
    "audio": ("src",), "embed": ("src",), "object": ("data",), "use": ("href",), "image": ("href",), "input": ("src",),
}  # fmt: skip
FETCHING_RELS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}
FOLLOWED = {"a": ("href",), "area": ("href",), "form": ("action",), "link": ("href",)}
OPAQUE = {"mailto", "tel", "data"}
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
# Any origin will do: only the path after it is compared.
NOWHERE = "https://site.invalid/"


@dataclass(frozen=True, slots=True)
class Link:
    """An address written in a file, and whether the browser fetches it by itself."""

    written: str
    fetched: bool
    navigable: bool = True  # readers can follow it: <a>, not <link>


@dataclass(slots=True)
class Document:
    """The links and ids of an HTML file."""

    links: list[Link] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.document = Document()
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.in_style = tag == "style"
        if values.get("id"):
            self.document.ids.append(values["id"])
        self._style(values.get("style", ""))
        fetched_rel = tag == "link" and bool(FETCHING_RELS & set(values.get("rel", "").lower().split()))
        for name in FETCHED.get(tag, ()) + FOLLOWED.get(tag, ()):
            if name in values:
                for address in _srcset(values[name]) if name == "srcset" else [values[name]]:
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
    """Return the addresses that a stylesheet fetches."""
    return [address or imported for address, imported in _CSS_URL.findall(css)]


def read(source: str) -> Document:
    """Return the links and ids of an HTML text."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.document


def check(output: Path, address: str = "") -> list[str]:
    """Return the faults of the site in `output`, as sentences; `address` is the SITEURL with which it was built."""
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
    # The home page needs no link, and the host serves 404.html by itself.
    orphans = pages.keys() - reached - {"index.html", "404.html"}
    return sorted(faults) + [f"{place}: no page leads here" for place in sorted(orphans)]


def _follow(
    output: Path, place: str, link: Link, address: str, pages: dict[str, Document], reached: set[str]
) -> Iterator[str]:
    """Yield the faults of one link of the file `place`; add its target to `reached`."""
    parts = urlsplit(link.written)
    if parts.scheme in OPAQUE:
        return
    if parts.scheme == "javascript":
        yield f"a script as an address: {link.written}"
        return
    base = address.rstrip("/") + "/" if address else NOWHERE
    full = urljoin(base + place, link.written)
    if not full.startswith(base):
        if link.fetched:
            yield f"fetched from another origin: {link.written}"
        elif not parts.netloc:
            yield f"leads out of the site: {link.written}"
        return
    if not address and parts.path.startswith("/"):
        yield f"not relative: {link.written}"
        return
    path, fragment = urlsplit(full[len(base) :]).path, urlsplit(full).fragment
    target = unquote(path)
    if address and (not target or target.endswith("/")):
        target += "index.html"
    if not (output / target).is_file():
        yield f"leads nowhere: {link.written}"
        return
    if link.navigable and target != place:
        reached.add(PurePosixPath(target).as_posix())
    if fragment and target in pages and unquote(fragment) not in pages[target].ids:
        yield f"no such place on that page: {link.written}"
