"""The rules of search, which are part of the index: the browser splits and stems words by them."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from annuaire.french import text
from annuaire.networks import NETWORKS

# The code points below which to look for letters that the browser's normalisation does not fold as `text.fold` does.
_LAST_LETTER = 0x590
_QUOTES = range(0x2018, 0x201A)
WORD = re.compile(r"[^\W_]+")


@cache
def rules() -> dict[str, Any]:
    """Return the rules of rules.json, with the prefixes of the networks added to `addresses`, and `letters`: the letters that
    `text.fold` replaces and the browser's normalisation does not.

    `addresses` (prefixes to remove), `elisions`, `inclusive` endings, `paths` (folders in which networks have accounts) and
    `empty` (stop words) are lists separated by spaces. `compounds` count as one word: who looks for one is not to find those
    of its last word. `irregular` maps a word to the one to stem instead. In each of `steps`, `stem` applies the first (ending,
    replacement, fewest letters before it) that matches. `demonyms` are other search terms for a territory, by its slug: its
    people, cities, continent.
    """
    found: dict[str, Any] = json.loads((Path(__file__).with_name("rules.json")).read_text("utf-8"))
    found["addresses"] = " ".join(filter(None, [found["addresses"], *(one.PREFIXES for one in NETWORKS)]))
    plain = {
        _browser_fold(letter): text.fold(letter)
        for letter in map(chr, (*range(0x21, _LAST_LETTER), *_QUOTES))
    }
    found["letters"] = {
        left: right for left, right in plain.items() if len(left) == 1 and right and left != right
    }
    return found


def _browser_fold(letter: str) -> str:
    """Fold a letter as the browser does without rules: decomposed, in lower case, without combining marks."""
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).lower())
    return "".join(char for char in lower if unicodedata.category(char) != "Mn")


def joined(written: str) -> str:
    """Return the folded letters and digits of a name or a handle, as one word."""
    return "".join(WORD.findall(text.fold(written)))
