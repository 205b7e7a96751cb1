"""Check of the links and images of a page of prose: targets must exist or be full addresses."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote

from annuaire import addresses
from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.runtime import filesystem
from annuaire.textfiles import decoding

IMAGES = "images"  # a folder of content/, as in STATIC_PATHS of pelicanconf.py

# Links in Markdown: « [a](b) », « ![a](<b c>) », and « [a]: b » alone on a line, also in a quotation or a list (« [^a]: b » is a
# footnote); then links in HTML, which Markdown does not change.
_ALT = r"!\[(?:[^\[\]]|\[[^\[\]]*\])*"
_INLINE = re.compile(
    rf"(?P<image>{_ALT})?\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))"
)
_DEFINED = re.compile(
    r"^[ >*+-]{0,12}\[(?!\^)(?P<label>[^\[\]\n]+)\]:[ \t]*<?(?P<target>[^\s<>]+)>?[ \t]*(?:[\"'(].*)?$",
    re.MULTILINE,
)
_IMAGE_OF = re.compile(r"!\[(?P<text>[^\[\]]*)\](?:\[(?P<label>[^\[\]]*)\])?")
_TAG = re.compile(
    r"<(?P<tag>[a-z]{1,12})(?![a-z])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?[\s\"'](?:href|src)=[\"']?(?P<target>[^\s\"'<>]*)",
    re.IGNORECASE,
)
# An image without alternative text, of which Pelican warns; a link without text.
_NO_ALT = re.compile(r"!\[\s*\](?=[(\[])|<img\b(?![^<>]*\salt=[\"']?[^\"'\s<>])", re.IGNORECASE)
# Links that Markdown takes for text: never closed, or with a space before the parenthesis; and a space inside an address.
_OPEN = re.compile(r"\]\((?!\s*[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))")
_GAP = re.compile(r"\](?P<gap> +)\((?=\{\w+\}|https?:|mailto:|#)")
_SPACED = re.compile(r"\]\(\s*(?P<target>(?:\{\w+\}|https?:)[^\s()<>\"']* +[^\s()<>\"'][^()<>\n\"']*?)\s*\)")
_NO_TEXT = re.compile(r"(?<![!\w\]])\[\s*\]\(")
_PELICAN_LINK = re.compile(r"[{|](?P<kind>\w+)[}|](?P<path>[^?#]*)")
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = ("http", "https", "mailto", "tel")


class Anchored(NamedTuple):
    """A link with an anchor: its line and column, the path of the target page, the anchor."""

    line: int
    column: int
    page: str
    anchor: str


class _Target(NamedTuple):
    """The target of a link or image, and the offset at which it is written."""

    start: int
    written: str
    is_image: bool


def check(root: str, source: str, path: str, names: Sequence[str]) -> Iterator[Problem]:
    """Report broken or empty links and images of the page at `path`; `names` are the files of all pages."""
    for found in _NO_TEXT.finditer(source):
        yield problem(path, *decoding.place(source, found.start()), "page-link-empty")
    for found in _NO_ALT.finditer(source):
        yield problem(path, *decoding.place(source, found.start()), "page-image-words")
    for found in _OPEN.finditer(source):
        yield problem(path, *decoding.place(source, found.start() + 1), "page-link-open")
    for found in _GAP.finditer(source):
        yield problem(path, *decoding.place(source, found.start("gap")), "page-link-gap")
    spaced = {found.start("target"): found["target"] for found in _SPACED.finditer(source)}
    for start, written in spaced.items():
        values = {"value": written, "meant": written.replace(" ", "")}
        yield problem(path, *decoding.place(source, start), "page-link-space", **values)
    images = _images(root)
    for target in _targets(source):
        if target.start not in spaced:
            at = (path, *decoding.place(source, target.start))
            yield from _check_target(at, target, images, names)


def anchored(source: str, path: str) -> Iterator[Anchored]:
    """Yield the links of the page at `path` to an anchor of this or of another page."""
    for target in _targets(source):
        before, sign, anchor = target.written.partition("#")
        found = _PELICAN_LINK.fullmatch(before)
        if sign and (not before or (found and found["kind"] == "filename")):
            page = f"content/{_from_content(unquote(found['path']), path)}" if found else path
            yield Anchored(*decoding.place(source, target.start), page, unquote(anchor))


def _targets(source: str) -> Iterator[_Target]:
    for found in _INLINE.finditer(source):
        group = "bare" if found["angled"] is None else "angled"
        yield _Target(found.start(group), found[group].strip(), found["image"] is not None)
    shown = {(found["label"] or found["text"]).lower() for found in _IMAGE_OF.finditer(source)}
    for found in _DEFINED.finditer(source):
        yield _Target(found.start("target"), found["target"], found["label"].lower() in shown)
    for found in _TAG.finditer(source):
        if found["tag"].lower() in ("a", "img"):  # others are forbidden (see `page_html`)
            yield _Target(found.start("target"), found["target"], found["tag"].lower() == "img")


def _check_target(
    at: tuple[str, int, int], target: _Target, images: Sequence[str], names: Sequence[str]
) -> Iterator[Problem]:
    """Report what is wrong with one link or image, at `at`: path, line, column."""
    written = target.written
    scheme = _SCHEME.match(written)
    if found := _PELICAN_LINK.match(written):
        yield from _check_pelican_link(at, found, images, names)
    elif target.is_image and (scheme or written.startswith("//")):
        yield problem(*at, "page-image-away", value=written)
    elif target.is_image:
        yield _missing_image(at, written, images)
    elif scheme and scheme["scheme"].lower() not in _SCHEMES:
        yield problem(*at, "page-link-foreign", value=written)
    elif scheme and scheme["scheme"].lower().startswith("http") and not _is_address(written):
        yield problem(*at, "page-link-broken", value=written)
    elif written.startswith(("www.", "//")):
        yield problem(*at, "page-link-scheme", value=written, bare=written.lstrip("/"))
    elif not scheme and written.partition("#")[0].endswith(".md"):
        name = written.partition("#")[0].rpartition("/")[2]
        yield _missing_page(
            at, written.partition("#")[0], name if name in names else text.closest(name, names)
        )
    elif not scheme and not written.startswith("#"):
        yield problem(*at, "page-link-relative", value=written)


def _is_address(written: str) -> bool:
    """Return whether an address of the web has a host and is well formed, its scheme in lower or upper case."""
    scheme, _, rest = written.partition(":")
    return addresses.is_link(f"{scheme.lower()}:{rest}")


def _check_pelican_link(
    at: tuple[str, int, int], found: re.Match[str], images: Sequence[str], names: Sequence[str]
) -> Iterator[Problem]:
    """Report what is wrong with a link in Pelican's syntax: « {filename}a.md », « {static}/images/a.png »."""
    name = _from_content(unquote(found["path"]), at[0])
    if found["kind"] == "static":
        if name not in images:
            yield _missing_image(at, found[0], images)
    elif found["kind"] != "filename":
        yield problem(*at, "page-link-kind", kind=f"{{{found['kind']}}}")
    elif (name := name.removeprefix("pages/")) not in names:
        yield _missing_page(at, found["path"], text.closest(name, names) or text.closest(f"{name}.md", names))


def _images(root: str) -> list[str]:
    """Return the paths, in content/, of all files under content/images/."""
    found = filesystem.walk(f"{root}/content/{IMAGES}")
    return sorted(f"{IMAGES}/{name}" for name, item in found if not item.is_dir())


def _from_content(written: str, path: str) -> str:
    """Resolve a target to a path in content/: « /images/a.png » starts there, « a.png » is relative to the page."""
    above = "" if written.startswith("/") else path.removeprefix("content").rpartition("/")[0]
    return os.path.normpath(f"{above}/{written.lstrip('/')}").lstrip("/")


def _missing_page(at: tuple[str, int, int], written: str, near: str | None) -> Problem:
    return problem(*at, "page-link-near" if near else "page-link", value=written, near=f"{{filename}}{near}")


def _missing_image(at: tuple[str, int, int], written: str, images: Sequence[str]) -> Problem:
    named = {name.rpartition("/")[2]: name for name in images}
    near = text.closest(unquote(written).rpartition("/")[2], list(named), likeness=0.8)
    meant = quote(named[near]) if near else ""
    return problem(
        *at, "page-image-near" if near else "page-image", value=written, near=f"{{static}}/{meant}"
    )
