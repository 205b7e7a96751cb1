"""The pages of content/pages, held to what Pelican and the theme need of them, before either reads one.

Pelican stops at the first page that it does not understand, and says so in English; here all are told, each at its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annuaire import fingerprints, plainfile, text, yamlfile
from annuaire.model import Problem
from annuaire.nodes import Refused, problem

FOLDER = "content/pages"
# The keys at the head of a page, each with an example.
KEYS = {"Title": "Questions", "Slug": "questions", "Summary": "Ce qu’on nous demande le plus.", "Order": "80"}
# What stands for something that annuaire.yml says; theme/templates/page.html puts it in.
SHORTCUTS = ("[[contact]]", "[[editeur]]", "[[hebergeur]]")
# What the site has at its own addresses.
OWN = (
    "api", "badges", "cartes", "categories", "compte-du-jour", "comptes", "data", "editions", "emporter", "flux", "hors-ligne",
    "recherche", "reseaux", "sujets", "territoires", "theme",
)  # fmt: skip

_HABITS = {"titre": "Title", "nom": "Title", "resume": "Summary", "description": "Summary", "ordre": "Order",
           "rang": "Order", "adresse": "Slug", "identifiant": "Slug"}  # fmt: skip
_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_KEY = re.compile(r" {0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONFLICT = re.compile(r"^(<{7}|>{7})(?= |$)", re.MULTILINE)
_LINK = re.compile(r"(?:\]\(|\]: *|href=[\"'])<?(?P<all>[{|](?P<kind>\w+)[}|](?P<path>[^)\s\"'>#?]*))")
_LINKED = re.compile(r"'([a-z0-9-]+)'\|url")
_SHORTCUT = re.compile(r"\[\[ *[^\W\d][\w-]* *\]\](?![(\[])")


class Key(NamedTuple):
    """A key at the head of a page: its value, and the line and the column of this."""

    value: str
    line: int
    column: int


def check(root: str) -> list[Problem]:
    """Return what is wrong in the pages of prose under `root`."""
    try:
        os.listdir(f"{root}/{FOLDER}")
    except OSError:
        return [problem(FOLDER, 1, 1, "pages-missing")]
    found = [name for name, _ in fingerprints.walk(f"{root}/{FOLDER}") if name.endswith(_ENDINGS)]
    names = sorted(name for name in found if not _stem(name).startswith("."))
    problems: list[Problem] = []
    slugs: dict[str, tuple[str, Key]] = {}
    for name in names:
        path = f"{FOLDER}/{name}"
        source = _source(f"{root}/{path}", path)
        if isinstance(source, Problem):
            problems.append(source)
            continue
        head, told = _head(source, path)
        problems += [*told, *_values(head, path), *_links(source, path, names), *_shortcuts(source, path)]
        slug = head.get("Slug")
        if not slug:
            continue
        first = slugs.setdefault(slug.value, (path, slug))
        if first[0] != path:
            # A page has the name of its file: the other one was copied from it.
            (taker, at), (owner, _) = sorted(
                [first, (path, slug)], key=lambda one: _stem(one[0]) == slug.value
            )
            problems.append(problem(taker, at.line, at.column, "page-slug-twice", path=owner))
    if len(slugs) < len(names) or any(told.code.startswith("page-slug") for told in problems):
        return problems  # which addresses there are meant to be is not known
    absent = [slug for slug in _needed(root) if slug not in slugs]
    return problems + [problem(f"{FOLDER}/{slug}.md", 1, 1, "page-needed", slug=slug) for slug in absent]


def _needed(root: str) -> list[str]:
    """Return the slugs of the pages that the theme links to by name."""
    linked: set[str] = set()
    for _, item in fingerprints.walk(f"{root}/theme/templates"):
        if item.is_file():
            with open(item.path, encoding="utf-8", errors="replace") as template:
                linked.update(_LINKED.findall(template.read()))
    return sorted(linked.difference(OWN, ["index"]))


def _stem(path: str) -> str:
    """Return the name of a file without its ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _source(file: str, path: str) -> str | Problem:
    """Return what a page says, or why it cannot be read."""
    raw = plainfile.load(file, path)
    if isinstance(raw, Problem):
        return raw
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16, which Pelican does not read
        return problem(path, 1, 1, "not-utf8")
    try:
        source = yamlfile.decoded(raw)
    except Refused as refused:
        return problem(path, *refused.place, refused.code)
    if found := _CONFLICT.search(source):
        return problem(path, *yamlfile.place(source, found.start()), "conflict", mark=found[1])
    return source


def _head(source: str, path: str) -> tuple[dict[str, Key], list[Problem]]:
    """Read the keys above the first empty line, as Markdown's « meta » does; tell which are missing, and the likely reason."""
    found: dict[str, Key] = {}
    others: dict[str, tuple[int, int]] = {}
    problems: list[Problem] = []
    lines = source.split("\n")
    for number, line in enumerate(lines, 1):
        key = _KEY.match(line)
        if not key and ((number == 1 and line.startswith("---")) or (line.startswith("    ") and found)):
            continue  # a fence, or a value that goes on
        if not key:
            break
        name, at = key[1].capitalize(), (number, key.start(1) + 1)
        if name in found:
            values = {"key": key[1], "line": found[name].line}
            problems.append(problem(path, *at, "key-repeated", **values))
        elif name in KEYS:
            found[name] = Key(key[2].strip(), number, key.start(2) + 1)
        else:
            others[key[1]] = at
    if not found and not others:
        late = next((number for number, line in enumerate(lines, 1) if _is_known(line)), 0)
        code, values = "page-head-late" if late else "page-head-missing", {"line": late}
        return found, [problem(path, 1, 1, code, slug=text.slugify(_stem(path)), **values)]
    missing = [name for name in KEYS if name not in found]
    return found, problems + [_missing(name, missing, others, path) for name in missing]


def _is_known(line: str) -> bool:
    key = _KEY.match(line)
    return key is not None and key[1].capitalize() in KEYS


def _missing(name: str, missing: list[str], others: Mapping[str, tuple[int, int]], path: str) -> Problem:
    """Tell that a key is not there, where another word was written for it, if there is one."""
    for other, at in others.items():
        if _HABITS.get(text.fold(other)) == name or text.closest(other, missing) == name:
            return problem(path, *at, "key-unknown-near", key=other, near=name)
    shown = text.slugify(_stem(path)) if name == "Slug" else KEYS[name]
    return problem(path, 1, 1, "page-key-missing", key=name, example=f"{name}: {shown}")


def _values(head: Mapping[str, Key], path: str) -> Iterator[Problem]:
    """Tell what the keys must not say."""
    for name, (value, line, column) in head.items():
        at = (path, line, column)
        if not value:
            yield problem(*at, "value-missing", key=name, title=name, example=f"{name}: {KEYS[name]}")
        elif name == "Order" and not re.fullmatch(r"-?[0-9]{1,9}", value):
            yield problem(*at, "page-order", value=value)
        elif name == "Slug" and not _SLUG.fullmatch(value):
            yield problem(*at, "page-slug", value=value, example=text.slugify(value) or KEYS["Slug"])
        elif name == "Slug" and value in OWN:
            yield problem(*at, "page-slug-own", value=value)


def _links(source: str, path: str, names: list[str]) -> Iterator[Problem]:
    """Tell which links lead to no page."""
    for found in _LINK.finditer(source):
        at = (path, *yamlfile.place(source, found.start("all")))
        if found["kind"] != "filename":
            yield problem(*at, "page-link-kind", kind=f"{{{found['kind']}}}")
            continue
        written = found["path"]
        above = "" if written.startswith("/") else f"/{path}".removeprefix("/content").rpartition("/")[0]
        name = os.path.normpath(f"{above}/{written.lstrip('/')}").removeprefix("/pages/")
        if name not in names:
            near = text.closest(name, names) or text.closest(f"{name}.md", names)
            values = {"value": written, "near": f"{{filename}}{near}"}
            yield problem(*at, "page-link-near" if near else "page-link", **values)


def _shortcuts(source: str, path: str) -> Iterator[Problem]:
    """Tell which words between double brackets stand for nothing."""
    for found in _SHORTCUT.finditer(source):
        if found[0] not in SHORTCUTS:
            at = (path, *yamlfile.place(source, found.start()))
            near = text.closest(found[0], SHORTCUTS, likeness=0.8)
            values = {"value": found[0], "near": near, "choices": text.listed(SHORTCUTS)}
            yield problem(*at, "page-shortcut-near" if near else "page-shortcut", **values)
