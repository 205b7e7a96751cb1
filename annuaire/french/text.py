"""Text functions for French: folding for comparison, alphabetical order, slugs, typography, closest matches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from annuaire.french import NARROW_NO_BREAK, NO_BREAK

CACHE_SIZE = 1 << 15  # cached results of a function: names and subjects are repeated often
# Index letters for names that begin with a number, and with anything else; they sort where these names do.
DIGITS, OTHERS = "#", "~"

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_REPLACEMENTS = {"œ": "oe", "æ": "ae", "’": "'", "ʼ": "'", "‘": "'"}
# All of the first block of combining marks are removed; none comes before it, and later ones are looked up.
_ACCENTS = re.compile("[\u0300-\u036f]+")
_PERHAPS_MARK = re.compile("[^\x00-\u02ff]")
_BREAKABLE = re.compile(r"[ \t\r\n]+")
_WORDS = re.compile(r"\w+")
# The inside of a regex character class: characters that a reader does not see and a reviewer must not miss (controls, soft
# hyphens, zero widths, bidi overrides).
INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f"
)
# Zero-width joiners and non-joiners where they belong: in emoji, and between letters of scripts that need them.
_JOINED = "(?<=[^\x00-\u024f])[\u200c\u200d][^\x00-\u024f]"
SortKey = tuple[list[tuple[int, str | int]], str, str]
_MAX_CANDIDATES = 500
MAX_COMBINING_MARKS = 30  # in a row, on one letter
# (character, pattern, replacement): without the character there is nothing to replace, and searching for it is fastest.
# A pattern that begins with a character, and looks ahead before it looks behind, is ten times as fast.
_TYPESETTING = (
    ("'", re.compile(r"'(?<=\w')(?=[\w«])"), "’"),
    ("«", re.compile(r"«[ \u00a0\u202f]*"), "«" + NO_BREAK),
    ("»", re.compile(r"[ \u00a0\u202f]*»"), NO_BREAK + "»"),
    (" ", re.compile(r" (?=[;!?]+(?:\s|$|»|\)))"), NARROW_NO_BREAK),
    (" ", re.compile(r" (?=:(?:\s|$))"), NO_BREAK),
    # Thousands: « 1 234 567 », and not the year and the number of « en 2026 100 comptes ».
    (" ", re.compile(r" (?=\d{3}\b)(?:(?<=\b\d )|(?<=\b\d\d )|(?<=\b\d\d\d ))"), NARROW_NO_BREAK),
    (" ", re.compile(r" (?=[%€](?:\W|$))"), NARROW_NO_BREAK),
    # Dates: « 22 novembre 2026 », « 1er mars ».
    (" ", re.compile(rf" (?=(?:{'|'.join(MONTHS)})\b)(?:(?<=\b\d )|(?<=\b\d\d )|(?<=\b1er ))"), NO_BREAK),
    (" ", re.compile(rf" (?=\d{{4}}\b)(?:{'|'.join(f'(?<={month} )' for month in MONTHS)})"), NO_BREAK),
)


def fold(text: str) -> str:
    """Return `text` for comparison: no accents, no case, ligatures apart, one kind of apostrophe and space."""
    plain = text.lower() if text.isascii() else _fold_marks(text)
    return " ".join(plain.replace("`", "'").split())


def _fold_marks(text: str) -> str:
    import unicodedata  # a shared library, loaded only when needed

    # NFKD would turn « ´ » into a space and a combining mark.
    plain = unicodedata.normalize("NFKD", text.replace("´", "'")).casefold()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
    for char, replacement in _REPLACEMENTS.items():
        plain = plain.replace(char, replacement)
    if plain.isascii():
        return plain
    return _PERHAPS_MARK.sub(lambda found: "" if unicodedata.category(found[0]) == "Mn" else found[0], plain)


def sort_key(text: str) -> SortKey:
    """Return a key for French alphabetical order: É with E, œ as oe, numbers by value; a first article (« L’ », « Le »,
    « La », « Les », « Un », « Une », « Des ») and underscores ignored.

    Numbers come first, then letters, other scripts after Z, and last what has neither. Accents, then case, only decide
    between words that are otherwise the same.
    """
    import unicodedata

    folded = re.sub(r"^(?:l'|le |la |les |un |une |des )(?=\w)", "", fold(text))
    letters = re.sub(r"[\W_]+", " ", folded).strip()
    parts: list[tuple[int, str | int]] = [
        (0, int(part)) if part.isdecimal() else (1, part) for part in re.findall(r"\d+|\D+", letters)
    ] or [(2, "")]
    return parts, unicodedata.normalize("NFD", text.casefold()), text


def initial(key: SortKey) -> str:
    """Return the letter under which a text with this sort key stands in an index: A to Z, DIGITS for what comes before, OTHERS
    after."""
    kind, first = key[0][0]
    letter = str(first)[:1]
    return DIGITS if kind == 0 else letter.upper() if "a" <= letter <= "z" else OTHERS


@lru_cache(maxsize=CACHE_SIZE)
def slugify(text: str) -> str:
    """Return a slug: ASCII letters and digits, words joined by one hyphen; C# and C++ have different ones.

    It is empty for a text without such letters or digits: « 日本 ».
    """
    expanded = fold(text).replace("+", " plus ").replace("#", " diese ")
    return re.sub(r"[^a-z0-9]+", "-", expanded).strip("-")


def topic(subject: str) -> str:
    """Return a key that all spellings of a subject share: its slug, or its folded text where the slug is empty."""
    return slugify(subject) or fold(subject)


@lru_cache(maxsize=1024)  # subjects and names of places are repeated often
def typeset(text: str) -> str:
    """Return `text` with French apostrophes and no-break spaces; what is well typed already stays as it is."""
    for char, pattern, replacement in _TYPESETTING:
        if char in text:
            text = pattern.sub(replacement, text)
    return text


def one_line(text: str) -> str:
    """Return a text on one line; no-break spaces are kept."""
    return _BREAKABLE.sub(" ", text).strip(" ")


def closest(word: str, choices: Iterable[str], likeness: float = 0.7) -> str | None:
    """Return the choice that `word` most likely means, or None when none is as near as `likeness` (0 to 1, the ratio of
    `difflib.SequenceMatcher`)."""
    import difflib  # slow to import, and needed for mistakes only
    from heapq import nlargest

    by_fold = {fold(choice): choice for choice in choices}
    wanted = fold(word)
    candidates = list(by_fold)
    if len(candidates) > _MAX_CANDIDATES:
        # Comparing thousands letter by letter takes too long: only those that share most pairs of letters are compared.
        bigrams = {wanted[place : place + 2] for place in range(len(wanted) - 1)}
        candidates = nlargest(
            _MAX_CANDIDATES, candidates, key=lambda choice: sum([bigram in choice for bigram in bigrams])
        )
    near = difflib.get_close_matches(wanted, candidates, n=1, cutoff=likeness)
    return by_fold[near[0]] if near else None


def lowered(title: str) -> str:
    """Return a title as it stands inside a sentence: « édition de Noël à Québec »."""
    return title[:1].lower() + title[1:]


def listed(words: Iterable[str], last: str = "et") -> str:
    """Return « a, b et c »."""
    *head, tail = list(words) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


@cache
def _invisible() -> re.Pattern[str]:
    """Return the pattern of an invisible character. It is compiled on first use: a build in which nothing changed never needs
    it."""
    return re.compile(f"(?!{_JOINED})[{INVISIBLE}]")


def invisible(text: str) -> re.Match[str] | None:
    """Find the first character of `text` that cannot be seen and does not belong in a fiche."""
    return _invisible().search(text)


def without_invisible(text: str, replacement: str = "") -> str:
    """Return `text` with `replacement` in the place of each such character."""
    return text if text.isascii() and text.isprintable() else _invisible().sub(replacement, text)


def without_stacked_marks(text: str) -> str:
    """Return `text` without the combining marks that follow thirty in a row (UAX #15, « stream-safe »).

    Normalisation takes time quadratic in the length of such a row: twenty seconds for 250 kB.
    """
    if text.isascii():
        return text
    import unicodedata

    kept, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MAX_COMBINING_MARKS:
            kept.append(char)
    return "".join(kept)


def sentence_key(text: str) -> str:
    """Return a key that is the same for two sentences with the same words: the folded words, without punctuation."""
    return " ".join(_WORDS.findall(fold(text)))
