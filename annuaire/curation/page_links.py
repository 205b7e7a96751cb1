"""Where the links and images of a page of prose lead: to a page or a file that is there, or to a whole address; and what else than
text, links and images it holds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote

from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.runtime import filesystem
from annuaire.textfiles import decoding

IMAGES = "images"  # a folder of content/, as STATIC_PATHS of pelicanconf.py has it

# Markdown's own: « [a](b) », « ![a](<b c>) », « [a]: b » alone on a line (« [^a]: b » is a footnote), in a quotation or a list too;
# then HTML's, which Markdown leaves as it is.
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
_FOREIGN = re.compile(
    r"<(?P<tag>script|style|meta|base|link|iframe|object|embed|form|audio|video|source|input|main|nav|section|header|footer|h1|center|font)(?![\w-])",
    re.IGNORECASE,
)
# An image that says nothing to who does not see it, of which Pelican warns; a link without text; and what the policy of the site
# forbids in any tag.
_WORDLESS = re.compile(r"!\[\s*\](?=[(\[])|<img\b(?![^<>]*\salt=[\"']?[^\"'\s<>])", re.IGNORECASE)
_EMPTY = re.compile(r"(?<![!\w\]])\[\s*\]\(")
_ATTRIBUTE = re.compile(
    r"<[a-z][a-z0-9]{0,11}\s(?:[^<>]*\s)?(?P<name>style|on[a-z]{3,20})\s*=", re.IGNORECASE
)
_KIND = re.compile(r"[{|](?P<kind>\w+)[}|](?P<path>[^?#]*)")
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = ("http", "https", "mailto", "tel")


class Anchored(NamedTuple):
    """A link to a place of a page: where it is written, the page's path, and the place."""

    line: int
    column: int
    page: str
    anchor: str


class _Target(NamedTuple):
    """What a page leads to, or shows, and the place of its first sign."""

    start: int
    written: str
    is_image: bool


def check(root: str, source: str, path: str, names: Sequence[str]) -> Iterator[Problem]:
    """Tell which links and images of the page at `path` lead nowhere or say nothing, and what no page may hold; `names` are
    the files of all pages."""
    for found in _FOREIGN.finditer(source):
        yield problem(path, *decoding.place(source, found.start()), "page-tag", tag=found["tag"].lower())
    for found in _ATTRIBUTE.finditer(source):
        yield problem(
            path, *decoding.place(source, found.start("name")), "page-attribute", name=found["name"].lower()
        )
    for found in _EMPTY.finditer(source):
        yield problem(path, *decoding.place(source, found.start()), "page-link-empty")
    for found in _WORDLESS.finditer(source):
        yield problem(path, *decoding.place(source, found.start()), "page-image-words")
    images = _images(root)
    for target in _targets(source):
        at = (path, *decoding.place(source, target.start))
        yield from _judged(at, target, images, names)


def anchored(source: str, path: str) -> Iterator[Anchored]:
    """Yield the links of the page at `path` that lead to a place of it, or of another page."""
    for target in _targets(source):
        before, sign, anchor = target.written.partition("#")
        found = _KIND.fullmatch(before)
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
        if not _FOREIGN.match(found[0]):  # which is told
            yield _Target(found.start("target"), found["target"], found["tag"].lower() == "img")


def _judged(
    at: tuple[str, int, int], target: _Target, images: Sequence[str], names: Sequence[str]
) -> Iterator[Problem]:
    """Tell what is wrong with one link or image."""
    written = target.written
    scheme = _SCHEME.match(written)
    if found := _KIND.match(written):
        yield from _within(at, found, images, names)
    elif target.is_image and (scheme or written.startswith("//")):
        yield problem(*at, "page-image-away", value=written)
    elif target.is_image:
        yield _no_image(at, written, images)
    elif scheme and scheme["scheme"].lower() not in _SCHEMES:
        yield problem(*at, "page-link-foreign", value=written)
    elif written.startswith("www."):
        yield problem(*at, "page-link-scheme", value=written)
    elif not scheme and written.partition("#")[0].endswith(".md"):
        name = written.partition("#")[0].rpartition("/")[2]
        yield _no_page(at, written.partition("#")[0], name if name in names else text.closest(name, names))
    elif not scheme and not written.startswith(("#", "//")):
        yield problem(*at, "page-link-relative", value=written)


def _within(
    at: tuple[str, int, int], found: re.Match[str], images: Sequence[str], names: Sequence[str]
) -> Iterator[Problem]:
    """Tell what is wrong with « {filename}a.md » or « {static}/images/a.png »."""
    name = _from_content(unquote(found["path"]), at[0])
    if found["kind"] == "static":
        if name not in images:
            yield _no_image(at, found[0], images)
    elif found["kind"] != "filename":
        yield problem(*at, "page-link-kind", kind=f"{{{found['kind']}}}")
    elif (name := name.removeprefix("pages/")) not in names:
        yield _no_page(at, found["path"], text.closest(name, names) or text.closest(f"{name}.md", names))


def _images(root: str) -> list[str]:
    """Return all that is under content/images/, from content/."""
    found = filesystem.walk(f"{root}/content/{IMAGES}")
    return sorted(f"{IMAGES}/{name}" for name, item in found if not item.is_dir())


def _from_content(written: str, path: str) -> str:
    """Return what a page names, from content/: « /images/a.png » is there, « a.png » beside the page."""
    above = "" if written.startswith("/") else path.removeprefix("content").rpartition("/")[0]
    return os.path.normpath(f"{above}/{written.lstrip('/')}").lstrip("/")


def _no_page(at: tuple[str, int, int], written: str, near: str | None) -> Problem:
    return problem(*at, "page-link-near" if near else "page-link", value=written, near=f"{{filename}}{near}")


def _no_image(at: tuple[str, int, int], written: str, images: Sequence[str]) -> Problem:
    named = {name.rpartition("/")[2]: name for name in images}
    near = text.closest(unquote(written).rpartition("/")[2], list(named), likeness=0.8)
    meant = quote(named[near]) if near else ""
    return problem(
        *at, "page-image-near" if near else "page-image", value=written, near=f"{{static}}/{meant}"
    )
