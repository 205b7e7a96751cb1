"""Parsing and validation of the metadata at the head of a page of prose."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem

# The keys at the head of a page, each with an example.
KEYS = {"Title": "Questions", "Slug": "questions", "Summary": "Ce qu’on nous demande le plus.", "Order": "80"}
# An optional key of Pelican's, for designers: the template of the page.
TEMPLATE = "Template"
# Slugs of the site's own addresses.
RESERVED_SLUGS = (
    "api", "avatars", "badges", "cartes", "categories", "compte-du-jour", "comptes", "data", "editions", "emporter", "flux", "hors-ligne",
    "recherche", "reseaux", "sujets", "territoires", "theme",
)  # fmt: skip

_ALIASES = {"titre": "Title", "nom": "Title", "resume": "Summary", "description": "Summary", "ordre": "Order",
           "rang": "Order", "adresse": "Slug", "identifiant": "Slug"}  # fmt: skip
_KEY = re.compile(r" {0,3}([\w-]+)([ \t\u00a0\u202f]*):[ \t]*(.*)")
# A malformed key: « Slug accessibilite », « Slug = accessibilite », « **Title: Accessibilité** », or one after invisible
# characters.
_WORD = re.compile(r"[\W_]*(?P<key>[^\W_]+)[\s:=*\u200b]+(?P<value>.*)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_SLUG = 80  # signs: file systems have names of 255 bytes at most


class Key(NamedTuple):
    """The value of a key, with its line and column."""

    value: str
    line: int
    column: int


def read(source: str, path: str) -> tuple[dict[str, Key], list[Problem]]:
    """Parse the keys above the first empty line, as Python-Markdown's Meta-Data extension does
    (https://python-markdown.github.io/extensions/meta_data/); report missing and unknown ones."""
    found: dict[str, Key] = {}
    others: dict[str, tuple[int, int]] = {}
    problems: list[Problem] = []
    lines = source.split("\n")
    for number, line in enumerate(lines, 1):
        key = _KEY.match(line)
        if not key and ((number == 1 and line.startswith("---")) or (line.startswith("    ") and found)):
            continue  # a fence, or the continuation of a value
        if not key or (key[2] and not _is_known(line)):
            break
        name, at = key[1].capitalize(), (number, key.start(1) + 1)
        if key[2]:
            problems.append(problem(path, number, key.end(1) + 1, "page-key-space", key=key[1]))
        if name in found:
            values = {"key": key[1], "line": found[name].line}
            problems.append(problem(path, *at, "key-repeated", **values))
        elif name in KEYS or name == TEMPLATE:
            found[name] = Key(key[3].strip(), number, key.start(3) + 1)
        else:
            others[key[1]] = at
    missing = [name for name in KEYS if name not in found]
    if fault := _mistake_at_end(lines, number, missing):
        column, code, values = fault
        return found, [*problems, problem(path, number, column, code, **values)]
    if not found and not others:
        late_line = next((number for number, line in enumerate(lines, 1) if _is_known(line)), 0)
        code, values = "page-head-late" if late_line else "page-head-missing", {"line": late_line}
        return found, [problem(path, 1, 1, code, slug=text.slugify(stem(path)), **values)]
    if after := _after_empty_lines(lines, number, missing):
        code, values = "page-head-cut", {"key": after[0], "line": after[1]}
        return found, [*problems, problem(path, number, 1, code, **values)]
    return found, [*problems, *_check_keys(path, missing, others)]


def _mistake_at_end(
    lines: list[str], number: int, missing: Collection[str]
) -> tuple[int, str, dict[str, object]] | None:
    """Find a mistake in the line `number`, at which the head ends although keys are missing.

    Return the column, the code and the values of a problem if the line is a malformed missing key, or a text above one; else
    None.
    """
    line = lines[number - 1]
    if (key := _KEY.match(line)) and not key[2]:
        return None  # a key: the end of the page, not of the head
    below = itertools.takewhile(str.strip, lines[number:])
    names = {key[1].capitalize() for one in below if (key := _KEY.match(one))}
    goes_on = number > 1 or not names.isdisjoint(missing)
    word = _WORD.match(line)
    name = word["key"].capitalize() if word else ""
    # Unless it is above the keys, this may be a sentence that begins with such a word.
    has_sign = bool(word and re.search("[:=*]", line[: word.start("value")]))
    if goes_on and (has_sign or number == 1) and name not in missing:
        name = _ALIASES.get(text.fold(name), "")
    if word and name in missing and (goes_on or has_sign):
        value = word["value"].strip("* \t") or KEYS[name]
        return word.start("key") + 1, "page-key-malformed", {"key": name, "written": f"{name}: {value}"}
    # A first line may be a title.
    is_text = number > 1 and line.strip() and not names.isdisjoint(missing)
    return (1, "page-head-text", {}) if is_text else None


def _after_empty_lines(lines: list[str], blank: int, missing: Collection[str]) -> tuple[str, int] | None:
    """Return the missing key that follows the empty lines at line `blank`, and its line, if there is one."""
    if lines[blank - 1].strip():
        return None
    after = next((number for number, line in enumerate(lines[blank:], blank + 1) if line.strip()), 0)
    key = _KEY.match(lines[after - 1]) if after else None
    name = key[1].capitalize() if key else ""
    return (name, after) if name in missing else None


def _is_known(line: str) -> bool:
    key = _KEY.match(line)
    return key is not None and key[1].capitalize() in (*KEYS, TEMPLATE)


def _check_keys(path: str, missing: list[str], others: Mapping[str, tuple[int, int]]) -> Iterator[Problem]:
    """Report missing keys, each at the unknown key that seems to stand for it, if any; then the other unknown keys.

    Pelican has more keys, but they are refused: « Status: draft » would remove a page to which others link.
    """
    meant = {other: _ALIASES.get(text.fold(other)) or text.closest(other, missing) for other in others}
    for name in missing:
        if other := next((other for other in meant if meant[other] == name), ""):
            del meant[other]
            yield problem(path, *others[other], "key-unknown-near", key=other, near=name)
        else:
            shown = text.slugify(stem(path)) if name == "Slug" else KEYS[name]
            yield problem(path, 1, 1, "page-key-missing", key=name, example=f"{name}: {shown}")
    for other in meant:
        yield problem(path, *others[other], "page-key-unknown", key=other, keys=", ".join(KEYS))


def stem(path: str) -> str:
    """Return the name of a file without its extension."""
    return path.rpartition("/")[2].rpartition(".")[0]


def values(head: Mapping[str, Key], path: str) -> Iterator[Problem]:
    """Report the invalid values of keys."""
    for name, (value, line, column) in head.items():
        at = (path, line, column)
        if not value:
            example = KEYS.get(name, "page")
            yield problem(*at, "value-missing", key=name, title=name, example=f"{name}: {example}")
        elif name == "Order" and not re.fullmatch(r"-?[0-9]{1,9}", value):
            yield problem(*at, "page-order", value=value)
        elif name == "Slug" and not (_SLUG.fullmatch(value) and len(value) <= _MAX_SLUG):
            example = text.slugify(value)[:_MAX_SLUG].strip("-") or KEYS["Slug"]
            yield problem(*at, "page-slug", value=value, example=example)
        elif name == "Slug" and value in RESERVED_SLUGS:
            yield problem(*at, "page-slug-own", value=value)
