"""The pages of content/pages, held to what Pelican and the theme need of them, before either reads one.

Pelican stops at the first page that it does not understand, and says so in English; here all are told, each at its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from annuaire.curation import front_matter, page_anchors, page_headings, page_links
from annuaire.curation.front_matter import Key
from annuaire.curation.page_links import Anchored
from annuaire.french import text
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem
from annuaire.runtime import digests
from annuaire.textfiles import decoding, invisible, mojibake, plainfile
from annuaire.textfiles.decoding import Refused

FOLDER = "content/pages"
TEMPLATES = "theme/templates"
# The page that the law asks of a site with pages of prose, whether its theme names it or not.
LEGAL_NOTICE = "mentions"
# What stands for something that annuaire.yml says, or for the networks; theme/templates/page.html puts it in.
SHORTCUTS = ("[[contact]]", "[[editeur]]", "[[hebergeur]]", "[[reseaux]]")
_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_ENDING = re.compile(r"(?:\.(?:md|markdown|mkd|mdown|txt|html?|rst))+$|\.[^.]*$", re.IGNORECASE)
# Without « ======= », which underlines a title in Markdown.
_CONFLICT = re.compile(r"^(<{7}|>{7})(?= |$)", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]+\1(?!`)")
_FENCED = re.compile(r"^(`{3,20}(?!`)|~{3,20}(?!~)).*?^\1", re.MULTILINE | re.DOTALL)
# What nobody reads, and code that stands four spaces to the right after an empty line.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INDENTED = re.compile(r"(?<=\n\n)(?:(?: {4}|\t).*\n?)+")
# What joins signs into one (a flag, a family) or keeps letters apart, in scripts that need it.
_JOINED = re.compile("(?<=[^\x00-\u024f])[\u200c\u200d](?=[^\x00-\u024f])")
_LINKED = re.compile(r"'([a-z0-9-]+)'\|url")
# What an address cannot hold as it is; HTML would show the image and be no HTML.
_UNADDRESSABLE = re.compile(r"[\s\"#%<>?\[\\\]^`{|}]")
_SHORTCUT = re.compile(r"\[\[ *[^\W\d][\w-]* *\]\](?![(\[])")


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
    slugs: dict[str, tuple[str, Key]] = {}
    said: dict[tuple[str, str], str] = {}
    sources: dict[str, str] = {}
    anchored: dict[str, list[Anchored]] = {}
    # « mentions » comes before what was copied from it, « mentions-bis ».
    for name in sorted(names, key=front_matter.stem):
        path = f"{FOLDER}/{name}"
        source = _source(f"{root}/{path}", path)
        if isinstance(source, Problem):
            problems.append(source)
            continue
        head, head_problems = front_matter.read(source, path)
        problems += [
            *mojibake.letters(source, path),
            *invisible.characters(_JOINED.sub("-", source), path),
            *head_problems,
            *front_matter.values(head, path),
            *_template(root, head, path),
            *page_headings.check(_without(source, _FENCED, _COMMENT), path),
        ]
        prose = _without(source, _FENCED, _INDENTED, _CODE, _COMMENT)
        loose = (page_links.check(root, prose, path, names), _shortcuts(prose, path))
        problems += islice(chain(*loose), MAX_PROBLEMS)
        sources[path], anchored[path] = source, list(page_links.anchored(prose, path))
        slug = head.get("Slug")
        if not slug:
            continue
        first = slugs.setdefault(slug.value, (path, slug))
        if first[0] != path:
            # A page has the name of its file: the other one was copied from it.
            (taker, at), (owner, _) = sorted(
                [first, (path, slug)], key=lambda one: front_matter.stem(one[0]) == slug.value
            )
            problems.append(problem(taker, at.line, at.column, "page-slug-twice", path=owner))
            continue
        for key in ("Title", "Summary"):
            if (own := head.get(key)) and (
                owner := said.setdefault((key, text.fold(own.value)), path)
            ) != path:
                problems.append(problem(path, own.line, own.column, "page-words-twice", key=key, path=owner))
    problems += page_anchors.check(anchored, sources)
    if len(slugs) < len(names) or any(one.code.startswith("page-slug") for one in problems):
        return problems  # which addresses there are meant to be is not known
    absent = [slug for slug in _needed(root) if slug not in slugs]
    return problems + [problem(f"{FOLDER}/{slug}.md", 1, 1, "page-needed", slug=slug) for slug in absent]


def _content(root: str) -> tuple[list[str], list[Problem]]:
    """Return the files of content/, from there, and tell what is neither a file nor a folder: Pelican would publish what a link
    leads to, whatever that is."""
    there, odd = [], []
    for above, folders, files in os.walk(f"{root}/content"):
        for name in (*folders, *files):
            path = os.path.relpath(f"{above}/{name}", root)
            if kind := plainfile.oddity(f"{root}/{path}"):
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
    for _, item in digests.walk(f"{root}/{TEMPLATES}"):
        if item.is_file():
            with open(item.path, encoding="utf-8", errors="replace") as template:
                linked.update(_LINKED.findall(template.read()))
    needed = linked.difference(front_matter.RESERVED_SLUGS, ["index"])
    return sorted(needed | {LEGAL_NOTICE} if needed else needed)


def _source(file: str, path: str) -> str | Problem:
    """Return what a page says, or why it cannot be read."""
    raw = plainfile.load(file, path)
    if isinstance(raw, Problem):
        return raw
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16, which Pelican does not read
        return problem(path, 1, 1, "not-utf8")
    try:
        source = decoding.decoded(raw)
    except Refused as refused:
        return problem(path, *refused.place, refused.code)
    if found := _CONFLICT.search(source):
        return problem(path, *decoding.place(source, found.start()), "conflict", mark=found[1])
    return source


def _template(root: str, head: Mapping[str, Key], path: str) -> Iterator[Problem]:
    """Tell that a page asks for a template which is not there."""
    asked = head.get(front_matter.TEMPLATE)
    if asked and asked.value and not os.path.isfile(f"{root}/{TEMPLATES}/{asked.value}.html"):
        yield problem(path, asked.line, asked.column, "page-template", value=asked.value)


def _without(source: str, *patterns: re.Pattern[str]) -> str:
    """Return a page with spaces in the place of its code, which Markdown leaves as it is."""
    for pattern in patterns:
        source = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    return source


def _shortcuts(source: str, path: str) -> Iterator[Problem]:
    """Tell which words between double brackets stand for nothing."""
    for found in _SHORTCUT.finditer(source):
        if found[0] not in SHORTCUTS:
            at = (path, *decoding.place(source, found.start()))
            near = text.closest(found[0], SHORTCUTS, likeness=0.8)
            values = {"value": found[0], "near": near, "choices": text.listed(SHORTCUTS)}
            yield problem(*at, "page-shortcut-near" if near else "page-shortcut", **values)
