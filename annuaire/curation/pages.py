"""The pages of content/pages, held to what Pelican and the theme need of them, before either reads one.

Pelican stops at the first page that it does not understand, and says so in English; here all are told, each at its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from annuaire.curation import front_matter, page_anchors, page_file, page_links
from annuaire.curation.front_matter import Key
from annuaire.curation.page_file import TEMPLATES, PageFile
from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.runtime import filesystem
from annuaire.textfiles import plainfile

FOLDER = "content/pages"
# The page that the law asks of a site with pages of prose, whether its theme names it or not.
LEGAL_NOTICE = "mentions"
_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_ENDING = re.compile(r"(?:\.(?:md|markdown|mkd|mdown|txt|html?|rst))+$|\.[^.]*$", re.IGNORECASE)
_LINKED = re.compile(r"'([a-z0-9-]+)'\|url")
# What an address cannot hold as it is; HTML would show the image and be no HTML.
_UNADDRESSABLE = re.compile(r"[\s\"#%<>?\[\\\]^`{|}]")


def check(root: str) -> list[Problem]:
    """Return what is wrong in the pages of prose under `root`."""
    try:
        os.listdir(f"{root}/{FOLDER}")
    except OSError:
        return [problem(FOLDER, 1, 1, "pages-missing")]
    there, odd = _content(root)
    within = f"{FOLDER.removeprefix('content/')}/"
    found = [name.removeprefix(within) for name in there if name.startswith(within)]
    names = [name for name in found if name.endswith(_ENDINGS)]
    problems = odd + [_stray(name) for name in found if name not in names]
    problems += [
        problem(f"content/{name}", 1, 1, "page-misplaced", name=name)
        for name in sorted(os.listdir(f"{root}/content"))
        if name.endswith(_ENDINGS)
    ]
    problems += [
        _unaddressable(name)
        for name in there
        if name.startswith(f"{page_links.IMAGES}/") and _UNADDRESSABLE.search(name)
    ]
    pages: dict[str, PageFile] = {}
    slugs: dict[str, tuple[str, Key]] = {}
    said: dict[tuple[str, str], str] = {}
    # « mentions » comes before what was copied from it, « mentions-bis ».
    for name in sorted(names, key=front_matter.stem):
        path = f"{FOLDER}/{name}"
        page, of_page = page_file.read(root, path, names)
        problems += of_page
        if page:
            pages[path] = page
            problems += _shared(page.head, path, slugs, said)
    problems += page_anchors.check(
        {path: page.anchored for path, page in pages.items()},
        {path: page.source for path, page in pages.items()},
    )
    if len(slugs) < len(names) or any(one.code.startswith("page-slug") for one in problems):
        return problems  # which addresses there are meant to be is not known
    absent = [slug for slug in _needed(root) if slug not in slugs]
    return problems + [problem(f"{FOLDER}/{slug}.md", 1, 1, "page-needed", slug=slug) for slug in absent]


def _shared(
    head: Mapping[str, Key],
    path: str,
    slugs: dict[str, tuple[str, Key]],
    said: dict[tuple[str, str], str],
) -> Iterator[Problem]:
    """Tell what a page shares with one before it, and no two may; note its slug in `slugs` and its words in `said`."""
    slug = head.get("Slug")
    if not slug:
        return
    first = slugs.setdefault(slug.value, (path, slug))
    if first[0] != path:
        # A page has the name of its file: the other one was copied from it.
        (taker, at), (owner, _) = sorted(
            [first, (path, slug)], key=lambda one: front_matter.stem(one[0]) == slug.value
        )
        yield problem(taker, at.line, at.column, "page-slug-twice", path=owner)
        return
    for key in ("Title", "Summary"):
        if (own := head.get(key)) and (owner := said.setdefault((key, text.fold(own.value)), path)) != path:
            yield problem(path, own.line, own.column, "page-words-twice", key=key, path=owner)


def _content(root: str) -> tuple[list[str], list[Problem]]:
    """Return the files of content/, from there, and tell what is neither a file nor a folder: Pelican would publish what a link
    leads to, whatever that is."""
    there, odd = [], []
    for above, folders, files in os.walk(f"{root}/content"):
        for name in (*folders, *files):
            path = os.path.relpath(f"{above}/{name}", root)
            if kind := plainfile.special_kind(f"{root}/{path}"):
                # Emacs leaves a link beside what is written, and nobody publishes what begins with a dot.
                if name in folders or not name.startswith("."):
                    odd.append(problem(path, 1, 1, "file-not-file", reason=kind))
            elif name in files and not plainfile.is_leftover(name):
                there.append(path.removeprefix("content/"))
    return sorted(there), sorted(odd, key=Problem.order)


def _stray(name: str) -> Problem:
    """Tell that a file is no page: Pelican passes it over, or reads it in another way."""
    bare = _ENDING.sub("", name.rpartition("/")[2])
    example = f"{text.slugify(bare) or 'questions'}.md"
    return problem(f"{FOLDER}/{name}", 1, 1, "page-stray", name=name, example=example)


def _unaddressable(name: str) -> Problem:
    """Tell that the name of an image, from content/, has a space, or a sign that means something in an address."""
    folder, _, file = name.rpartition("/")
    stem, ending = os.path.splitext(file)
    meant = f"{text.slugify(stem) or 'image'}{ending.lower()}"
    written = "/".join([*(text.slugify(part) or "images" for part in folder.split("/")), meant])
    return problem(f"content/{name}", 1, 1, "page-image-name", meant=f"content/{written}")


def _needed(root: str) -> list[str]:
    """Return the slugs of the pages that must be there: the theme links to them by name, or the law asks for them."""
    linked: set[str] = set()
    for _, item in filesystem.walk(f"{root}/{TEMPLATES}"):
        if item.is_file():
            with open(item.path, encoding="utf-8", errors="replace") as template:
                linked.update(_LINKED.findall(template.read()))
    needed = linked.difference(front_matter.RESERVED_SLUGS, ["index"])
    return sorted(needed | {LEGAL_NOTICE} if needed else needed)
