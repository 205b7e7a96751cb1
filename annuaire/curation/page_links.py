"""Where the links and images of a page of prose lead: to a page or a file that is there, or to a whole address."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.runtime import fingerprints
from annuaire.textfiles import decoding

IMAGES = "images"  # a folder of content/, as STATIC_PATHS of pelicanconf.py has it

_LINK = re.compile(
    r"(?:\]\(|\]: *|(?:href|src)=[\"'])<?(?P<all>[{|](?P<kind>\w+)[}|](?P<path>[^)\s\"'>#?]*))"
)
_BARE = re.compile(r"\]\(<?(?P<path>[^()\[:{|\s\"'>#?]+\.md)(?=[)\s#>])")
_WITHOUT_SCHEME = re.compile(r"\]\(<?(?P<path>www\.[^()\s\"'>]+)")
_OTHER = re.compile(r"(?P<image>!?)\[[^\[\]]*\]\(<?(?P<path>[^()\s\"'<>{|]+)")
_ELSEWHERE = re.compile(r"//|[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def check(root: str, source: str, path: str, names: Sequence[str]) -> Iterator[Problem]:
    """Tell which links and images of the page at `path` lead nowhere; `names` are the files of all pages."""
    images = _images(root)
    for found in _LINK.finditer(source):
        at, kind = (path, *decoding.place(source, found.start("all"))), found["kind"]
        name = _from_content(found["path"], path)
        if kind == "static":
            if name not in images:
                yield _no_image(at, found["all"], images)
        elif kind != "filename":
            yield problem(*at, "page-link-kind", kind=f"{{{kind}}}")
        elif (name := name.removeprefix("pages/")) not in names:
            near = text.closest(name, names) or text.closest(f"{name}.md", names)
            yield _no_page(at, found["path"], near)
    for found in _BARE.finditer(source):
        name = found["path"].rpartition("/")[2]
        near = name if name in names else text.closest(name, names)
        yield _no_page(_place(path, source, found), found["path"], near)
    for found in _WITHOUT_SCHEME.finditer(source):
        yield problem(*_place(path, source, found), "page-link-scheme", value=found["path"])
    for found in _OTHER.finditer(source):
        at, written = _place(path, source, found), found["path"]
        is_away = _ELSEWHERE.match(written)
        if found["image"] and is_away:
            yield problem(*at, "page-image-away", value=written)
        elif found["image"]:
            yield _no_image(at, written, images)
        elif (
            not is_away
            and not written.startswith(("#", "www."))
            and not written.partition("#")[0].endswith(".md")
        ):
            yield problem(*at, "page-link-relative", value=written)


def _images(root: str) -> list[str]:
    """Return all that is under content/images/, from content/."""
    found = fingerprints.walk(f"{root}/content/{IMAGES}")
    return sorted(f"{IMAGES}/{name}" for name, item in found if not item.is_dir())


def _from_content(written: str, path: str) -> str:
    """Return what a page names, from content/: « /images/a.png » is there, « a.png » beside the page."""
    above = "" if written.startswith("/") else path.removeprefix("content").rpartition("/")[0]
    return os.path.normpath(f"{above}/{written.lstrip('/')}").lstrip("/")


def _place(path: str, source: str, found: re.Match[str]) -> tuple[str, int, int]:
    return path, *decoding.place(source, found.start("path"))


def _no_page(at: tuple[str, int, int], written: str, near: str | None) -> Problem:
    return problem(*at, "page-link-near" if near else "page-link", value=written, near=f"{{filename}}{near}")


def _no_image(at: tuple[str, int, int], written: str, images: Sequence[str]) -> Problem:
    named = {name.rpartition("/")[2]: name for name in images}
    near = text.closest(written.rpartition("/")[2], list(named), likeness=0.8)
    values = {"value": written, "near": f"{{static}}/{named[near]}" if near else ""}
    return problem(*at, "page-image-near" if near else "page-image", **values)
