"""Validation of the pages of content/pages before Pelican and the theme use them.

Pelican stops at the first page that it cannot parse, with a message in English; here all problems are reported, in French.
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
# The legal notice, which the law requires even if the theme does not link to it.
LEGAL_NOTICE = "mentions"
_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_ENDING = re.compile(r"(?:\.(?:md|markdown|mkd|mdown|txt|html?|rst))+$|\.[^.]*$", re.IGNORECASE)
_LINKED = re.compile(r"'([a-z0-9-]+)'\|url")
# Characters that an address cannot contain: the image would be shown, but the HTML would be invalid.
_UNADDRESSABLE = re.compile(r"[\s\"#%<>?\[\\\]^`{|}]")


def check(root: str) -> list[Problem]:
    """Return the problems of the pages of prose under `root`."""
    try:
        os.listdir(f"{root}/{FOLDER}")
    except OSError:
        return [problem(FOLDER, 1, 1, "pages-missing")]
    there, special = _content(root)
    within = f"{FOLDER.removeprefix('content/')}/"
    found = [name.removeprefix(within) for name in there if name.startswith(within)]
    names = [name for name in found if name.endswith(_ENDINGS)]
    problems = special + [_stray_file(name) for name in found if name not in names]
    problems += [
        problem(f"content/{name}", 1, 1, "page-misplaced", name=name)
        for name in there
        if name.endswith(_ENDINGS) and not name.startswith((within, f"{page_links.IMAGES}/"))
    ]
    problems += [
        _bad_image_name(name)
        for name in there
        if name.startswith(f"{page_links.IMAGES}/") and _UNADDRESSABLE.search(name)
    ]
    pages: dict[str, PageFile] = {}
    slugs: dict[str, tuple[str, Key]] = {}
    texts: dict[tuple[str, str], tuple[str, Key]] = {}
    # « mentions » comes before its copy, « mentions-bis ».
    for name in sorted(names, key=front_matter.stem):
        path = f"{FOLDER}/{name}"
        page, page_problems = page_file.read(root, path, names)
        problems += page_problems
        if page:
            pages[path] = page
            problems += _check_duplicates(root, page.head, path, slugs, texts)
    problems += page_anchors.check(
        {path: page.anchored for path, page in pages.items()},
        {path: page.source for path, page in pages.items()},
    )
    if len(slugs) < len(names) or any(one.code.startswith("page-slug") for one in problems):
        return problems  # with a wrong slug, it is not known which pages are missing
    absent = [slug for slug in _required_slugs(root) if slug not in slugs]
    return problems + [problem(f"{FOLDER}/{slug}.md", 1, 1, "page-needed", slug=slug) for slug in absent]


def _check_duplicates(
    root: str,
    head: Mapping[str, Key],
    path: str,
    slugs: dict[str, tuple[str, Key]],
    texts: dict[tuple[str, str], tuple[str, Key]],
) -> Iterator[Problem]:
    """Report a slug, title or summary that an earlier page has too; record those of this page in `slugs` and `texts`."""
    slug = head.get("Slug")
    if not slug:
        return
    first = slugs.setdefault(slug.value, (path, slug))
    if first[0] != path:
        # The page whose slug is the name of its file is the original, the other one a copy.
        (taker, at), (owner, _) = sorted(
            [first, (path, slug)], key=lambda one: front_matter.stem(one[0]) == slug.value
        )
        yield problem(taker, at.line, at.column, "page-slug-twice", path=owner)
        return
    same: list[tuple[str, tuple[str, Key], tuple[str, Key]]] = []
    for key in ("Title", "Summary"):
        if own := head.get(key):
            first = texts.setdefault((key, text.fold(own.value)), (path, own))
            if first[0] != path:
                # A page that the site needs is no copy.
                needed = _required_slugs(root)
                taken, kept = sorted(
                    [(path, own), first], key=lambda one: front_matter.stem(one[0]) in needed
                )
                same.append((key, taken, kept))
    is_copied = len({(taken[0], kept[0]) for _, taken, kept in same}) < len(same)
    for key, (copy, at), (original, _) in same[:1] if is_copied else same:
        code = "page-copied" if is_copied else "page-words-twice"
        yield problem(copy, at.line, at.column, code, key=key, path=original)


def _content(root: str) -> tuple[list[str], list[Problem]]:
    """Return the paths of the files in content/, and report what is neither a file nor a folder: Pelican would publish the target
    of a symbolic link, whatever it is."""
    there, special = [], []
    for above, folders, files in os.walk(f"{root}/content"):
        for name in (*folders, *files):
            path = os.path.relpath(f"{above}/{name}", root)
            if kind := plainfile.special_kind(f"{root}/{path}"):
                # A file whose name begins with a dot is not published; such links are lock files of Emacs.
                if name in folders or not name.startswith("."):
                    special.append(problem(path, 1, 1, "file-not-file", reason=kind))
            elif name in files and not plainfile.is_leftover(name):
                there.append(path.removeprefix("content/"))
    return sorted(there), sorted(special, key=Problem.order)


def _stray_file(name: str) -> Problem:
    """Report a file that is no page: Pelican ignores it, or reads it in another format."""
    bare = _ENDING.sub("", name.rpartition("/")[2])
    example = f"{text.slugify(bare) or 'questions'}.md"
    return problem(f"{FOLDER}/{name}", 1, 1, "page-stray", name=name, example=example)


def _bad_image_name(name: str) -> Problem:
    """Report the name of an image, from content/, that has a space or a character with a meaning in an address."""
    folder, _, file = name.rpartition("/")
    stem, ending = os.path.splitext(file)
    meant = f"{text.slugify(stem) or 'image'}{ending.lower()}"
    written = "/".join([*(text.slugify(part) or "images" for part in folder.split("/")), meant])
    return problem(f"content/{name}", 1, 1, "page-image-name", meant=f"content/{written}")


def _required_slugs(root: str) -> list[str]:
    """Return the slugs of required pages: those to which the theme links by name, and the legal notice."""
    linked: set[str] = set()
    for _, item in filesystem.walk(f"{root}/{TEMPLATES}"):
        if item.is_file():
            with open(item.path, encoding="utf-8", errors="replace") as template:
                linked.update(_LINKED.findall(template.read()))
    required = linked.difference(front_matter.RESERVED_SLUGS, ["index"])
    return sorted(required | {LEGAL_NOTICE} if required else required)
