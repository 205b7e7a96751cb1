"""The words of a text as search sees them: accents, elisions, inclusive forms, plurals and feminines set aside.

The rules are data (`words.json`): they travel in the search index, and `theme/static/js/words.js` applies the same
ones in the browser. A rule changes in one place; what both make of it is held by tests/fixtures/search/.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from annuaire.french import text
from annuaire.networks import NETWORKS

# Letters that a browser's lower case does not fold as `text.fold` does are looked for below this code point.
_LAST_LETTER = 0x590
_QUOTES = range(0x2018, 0x201A)
_CAPITALS = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_WORD = re.compile(r"[^\W_]+")
# « camille » of camille@mastodon.example, in/camille, @camille, camille.example/feed.
_LOCAL = re.compile(r"@?(?:[^./@]+/)*([^./@]+)")


@cache
def rules() -> dict[str, Any]:
    """Return the rules of words.json; among what `addresses` begin with those of the networks, and under `letters` what a browser's
    lower case leaves and `text.fold` does not.

    `elisions`, `inclusive` endings and the `empty` words, which say nothing, are lists with spaces between. `irregular` words stand
    for another before they are stemmed; of each of `steps`, `stem` takes the first ending that fits: what it becomes, and how many
    letters must be left before it. `demonyms` are what else one types for a territory, by its slug: its people, cities, continent.
    """
    found: dict[str, Any] = json.loads((Path(__file__).with_name("words.json")).read_text("utf-8"))
    found["addresses"] = " ".join(filter(None, [found["addresses"], *(one.PREFIXES for one in NETWORKS)]))
    plain = {_plain(letter): text.fold(letter) for letter in map(chr, (*range(0x21, _LAST_LETTER), *_QUOTES))}
    found["letters"] = {
        left: right for left, right in plain.items() if len(left) == 1 and right and left != right
    }
    return found


def _plain(letter: str) -> str:
    """Fold as a browser does without being told more: decomposed, in lower case, no combining marks."""
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).lower())
    return "".join(char for char in lower if unicodedata.category(char) != "Mn")


def words(written: str) -> list[str]:
    """Return the folded words: « L’assureur·e du Seac’h » → assureur, du, seach."""
    folded = text.fold(written)
    for start in rules()["addresses"].split():
        folded = _without(folded, start)
    folded = _inclusive().sub(r"\1", folded)
    folded = _elision().sub(r"\1", folded).replace("'", "")
    return _WORD.findall(folded)


def _without(folded: str, start: str) -> str:
    return " ".join(part.removeprefix(start) for part in folded.split(" "))


def name_words(name: str) -> list[str]:
    """Return the words of a name and its other spellings: MonGrandPhare also as mon, grand, phare; Bon Port as bonport."""
    whole = words(name)
    apart = words(_CAPITALS.sub(" ", name))
    bare = _WORD.findall(text.fold(name).replace("'", ""))
    return list(dict.fromkeys([*whole, *apart, *bare, joined(name)]))


def handle_words(handle: str) -> tuple[list[str], list[str], list[str]]:
    """Return a handle in one piece without its server, its words, its capitals apart, and those of its whole address."""
    found = _LOCAL.match(handle)
    local = found[1] if found else handle
    apart = _WORD.findall(text.fold(_CAPITALS.sub(" ", local)))
    return [joined(local)], [*apart, *_WORD.findall(text.fold(local))], _WORD.findall(text.fold(handle))


def joined(written: str) -> str:
    """Return the letters and digits of a name or a handle, and nothing else."""
    return "".join(_WORD.findall(text.fold(written)))


def stem(word: str) -> str:
    """Return what the plural, the feminine and the masculine of a folded word have in common."""
    if found := rules()["irregular"].get(word):
        word = found
    for step in rules()["steps"]:
        for ending, replacement, kept in step:
            if word.endswith(ending) and len(word) - len(ending) >= kept:
                word = word.removesuffix(ending) + replacement
                break
    return word


def is_near(word: str, other: str, allowed: int) -> bool:
    """Say whether at most `allowed` letters are missing, added, wrong or exchanged with their neighbour: the Damerau-Levenshtein
    distance in which no letter is touched twice (optimal string alignment)."""
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
def empty() -> frozenset[str]:
    """Return the words that say nothing of what is looked for."""
    return frozenset(rules()["empty"].split())


@cache
def _inclusive() -> re.Pattern[str]:
    """Find « musicien·ne·s », « auteur(e)s », « artisan-e-s », « rédacteur/trice »: the first part is kept."""
    endings = "|".join(sorted(rules()["inclusive"].split(), key=lambda ending: (-len(ending), ending)))
    return re.compile(rf"([^\W_]{{3,}})[·•‧./(-](?:{endings})\)?(?:[·•‧.-]?s)?(?![^\W_])")


@cache
def _elision() -> re.Pattern[str]:
    return re.compile(rf"(^|[\W_])(?:{'|'.join(rules()['elisions'].split())})'")
