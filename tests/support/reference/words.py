"""Tokenisation and stemming for search, as in `theme/static/js/words.js`: accents, elisions, inclusive forms, plurals and
feminines are normalised, by the rules of the index."""

from __future__ import annotations

import re
from functools import cache

from annuaire.french import text
from annuaire.search.rules import WORD, joined, rules

_CAPITALS = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
# « camille » of camille@mastodon.example, in/camille, @camille, camille.example/feed.
_LOCAL = re.compile(r"@?(?:[^./@]+/)*([^./@]+)")


def words(written: str) -> list[str]:
    """Return the folded words: « L’assureur·e du Seac’h » → assureur, du, seach."""
    folded = text.fold(written)
    for start in rules()["addresses"].split():
        folded = _strip_prefix(folded, start)
    folded = _inclusive().sub(r"\1", folded)
    folded = _elision().sub(r"\1", folded).replace("'", "")
    for compound in rules()["compounds"]:
        folded = folded.replace(compound, "".join(WORD.findall(compound)))
    return WORD.findall(folded)


def _strip_prefix(folded: str, start: str) -> str:
    return " ".join(part.removeprefix(start) for part in folded.split(" "))


def name_words(name: str) -> list[str]:
    """Return the words of a name, split at capitals too (MonGrandPhare: mon, grand, phare), and the whole name as one word (Bon
    Port: bonport)."""
    whole = words(name)
    apart = words(_CAPITALS.sub(" ", name))
    bare = WORD.findall(text.fold(name).replace("'", ""))
    return list(dict.fromkeys([*whole, *apart, *bare, joined(name)]))


def handle_words(handle: str) -> tuple[list[str], list[str], list[str]]:
    """Return a handle without its server, as one word; its words, split at capitals too; the words of the whole address."""
    found = _LOCAL.match(handle)
    local = found[1] if found else handle
    apart = WORD.findall(text.fold(_CAPITALS.sub(" ", local)))
    return [joined(local)], [*apart, *WORD.findall(text.fold(local))], WORD.findall(text.fold(handle))


def shortened(query: str) -> list[str]:
    """Return a pasted address without what follows the account in it, then, if that may be a folder of a site, its host alone.

    « https://x.com/camille/status/1?s=21 » leads to camille, and an article to the newspaper's site.
    """
    found = _pasted().fullmatch(query.strip())
    if not found:
        return []
    host, path = found[1], found[2] or ""
    return [f"{host}/{path}", *([f"{host}/"] if path and "/" not in path and path[0] != "@" else [])]


def stem(word: str) -> str:
    """Return the stem of a folded word: the same for its singular, plural, masculine and feminine."""
    if found := rules()["irregular"].get(word):
        word = found
    for step in rules()["steps"]:
        for ending, replacement, kept in step:
            if word.endswith(ending) and len(word) - len(ending) >= kept:
                word = word.removesuffix(ending) + replacement
                break
    return word


def is_near(word: str, other: str, allowed: int) -> bool:
    """Say whether the edit distance of two words (optimal string alignment: missing, added, wrong or transposed letters) is at
    most `allowed`."""
    if abs(len(word) - len(other)) > allowed:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        older, before, row = before, row, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != theirs))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == theirs:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return False
    return row[-1] <= allowed


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words."""
    return frozenset(rules()["empty"].split())


@cache
def _inclusive() -> re.Pattern[str]:
    """Match « musicien·ne·s », « auteur(e)s », « artisan-e-s », « rédacteur/trice »; group 1 is the part to keep."""
    endings = "|".join(sorted(rules()["inclusive"].split(), key=lambda ending: (-len(ending), ending)))
    return re.compile(rf"([^\W_]{{3,}})[·•‧./(-](?:{endings})\)?(?:[·•‧.-]?s)?(?![^\W_])")


@cache
def _elision() -> re.Pattern[str]:
    return re.compile(rf"(^|[\W_])(?:{'|'.join(rules()['elisions'].split())})'")


@cache
def _pasted() -> re.Pattern[str]:
    """Match a pasted address: its host, and « camille », « @camille » or « in/camille » of its path."""
    folders = "|".join(rules()["paths"].split())
    return re.compile(rf"(\S+://[^\s/?#]+|[^\s/?#]+\.[^\s/?#]+)(?:/((?:(?:{folders})/)?[^\s/?#]*))?[/?#]\S*")
