"""Search, as the browser does it: `theme/static/js/engine.js` is its twin, line by line.

Each word of a query must be found in a fiche: as it is, as its plural or feminine, as a beginning while it is being
typed, or, when nothing else is there, with a small mistake or another ending. A name weighs most; audience weighs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from annuaire.search.fields import full, handles, territory, trade
from annuaire.search.words import handle_words, is_near, joined, name_words, stem, words

# Where a word was found, and how; whole numbers, so that both sides make the same sum.
NAME, HANDLE, TRADE, SYNONYM, SUBJECT, TERRITORY, NETWORK, REASON = 60, 45, 36, 28, 20, 18, 14, 8
PIECE, ADDRESS = 16, 3  # of a handle: a word of it, and what says on which server it is
SECOND = 6  # less for a category that is not the main one
EXACT, FORM, BEGINNING, MISTAKE = 10, 9, 6, 4
WHOLE_NAME = 2000
NAME_BEGINNING, LETTERS = 150, 8  # for each letter that a name begins with, so many letters at most
ONE_MISTAKE, TWO_MISTAKES = 4, 8  # letters in a word before it may hold so many
SIGNS, WORDS = 500, 24  # characters, and words, of a query: whole pages are pasted by mistake
SAID = 4  # letters with which a word of a reason is found by its beginning: « vin » is no « vingt » said in passing
ROOT, ENDING = 6, 4  # letters that words of one root begin with, at least; letters after it, at most

Key = TypeVar("Key", int, str)
Found = dict[int, int]  # by place of the fiche
Weights = dict[str, int]  # by word


class Result(NamedTuple):
    """The fiches found, best first, by place in the index; `partial` when none has all the words, `guess` when the best has
    only another word for one of them."""

    places: tuple[int, ...]
    partial: bool = False
    guess: bool = False


class Engine:
    """An index of `search_index.make`, made ready: for each word, the fiches that have it and how much it weighs there."""

    def __init__(self, index: dict[str, Any]) -> None:
        self.postings: dict[str, Found] = {}
        self.phrases: dict[str, Found] = {}
        self.names: list[str] = [joined(name) for name in index["names"].split("\n")]
        trades = [trade(item) for item in index["categories"]]
        places = [territory(item, index["territories"]) for item in index["territories"]]
        networks = [words(" ".join(item)) for item in index["networks"]]
        subjects = [words(name) for name in index["subjects"].split("\n")]
        reasons = index["reasons"] or "\n" * (len(self.names) - 1)
        columns = [index[column] for column in ("names", "filed", "from", "about", "accounts")]
        rows = zip(*(column.split("\n") for column in (*columns, reasons)), strict=True)
        for fiche, (name, filed, origin, about, accounts, reason) in enumerate(rows):
            called = dict.fromkeys(name_words(name), NAME)
            reached: Weights = {}
            for network, handle in handles(accounts, self.names[fiche]):
                for found, weight in zip(handle_words(handle), (HANDLE, PIECE, ADDRESS), strict=True):
                    for word in found:
                        _raise(called, word, weight)
                reached |= dict.fromkeys(networks[int(network)], NETWORK)
            does: Weights = {}
            for rank, number in enumerate(filed.split()):
                forms, synonyms, phrases = trades[int(number)]
                less = SECOND if rank else 0
                for word in forms:
                    _raise(does, word, TRADE - less)
                for word in synonyms:
                    _raise(does, word, SYNONYM - less)
                for phrase in phrases:
                    _raise(self.phrases.setdefault(phrase, {}), fiche, SYNONYM - less)
            topics = [word for number in about.split() for word in subjects[int(number)]]
            self._post(fiche, called)
            self._post(fiche, reached)
            self._post(fiche, does)
            self._post(fiche, dict.fromkeys(topics, SUBJECT))
            self._post(fiche, dict.fromkeys(places[int(origin)], TERRITORY))
            self._post(fiche, dict.fromkeys(words(reason), REASON))
        self.vocabulary = sorted(self.postings)
        # What is only in addresses (com, social, xml) is found as it is; nobody who mistypes means it.
        self.meant = [word for word in self.vocabulary if max(self.postings[word].values()) > ADDRESS]
        self.forms: dict[str, list[str]] = {}
        for word in self.vocabulary:
            self.forms.setdefault(stem(word), []).append(word)

    def _post(self, fiche: int, field: Weights) -> None:
        """Add what the words of one field weigh: a word found in two fields weighs twice."""
        for word, weight in field.items():
            weights = self.postings.setdefault(word, {})
            weights[fiche] = weights.get(fiche, 0) + weight

    def find(self, query: str) -> Result:
        """Return the fiches that answer `query`, best first; nothing for a query without a word."""
        query = query[:SIGNS]
        typed = words(query)
        asked = (full(query) or typed)[:WORDS]
        whole = joined(query)
        if not asked:
            return Result(())
        typing = typed[-1] == asked[-1] and bool(re.search(r"[^\W_]\Z", unicodedata.normalize("NFC", query)))
        phrases = self._phrases(asked)
        counts: Found = {}
        scores: Found = {}
        guessed: set[int] = set()
        rarest: Found = {}  # of the words that a fiche answers, how many answer the one that fewest do
        for place, word in enumerate(asked):
            found, how = self._word(word, typing and place == len(asked) - 1)
            for fiche, weight in phrases.get(place, {}).items():
                _raise(found, fiche, weight * FORM)
                how = FORM
            if how == MISTAKE:
                guessed.update(found)
            # A word that is nowhere is not rare for being near few others, nor for being the beginning of few.
            few = len(found) if how == FORM else len(self.names)
            for fiche, score in found.items():
                counts[fiche] = counts.get(fiche, 0) + 1
                scores[fiche] = scores.get(fiche, 0) + score
                rarest[fiche] = min(rarest.get(fiche, few), few)
        for fiche, name in enumerate(self.names):
            if name.startswith(whole) and (typing or name == whole):
                counts[fiche] = len(asked)
                guessed.discard(fiche)
                begun = NAME_BEGINNING * min(len(whole), LETTERS)
                scores[fiche] = scores.get(fiche, 0) + (WHOLE_NAME if name == whole else begun)
        most = max(counts.values(), default=0)
        if most * 2 < len(asked):
            return Result(())
        kept = [fiche for fiche, count in counts.items() if count == most]
        if most == 1 < len(asked):  # one word of several, said in passing by a reason, answers nothing
            kept = [fiche for fiche in kept if scores[fiche] > REASON * EXACT]
        # Where nobody answers every word, the one journalist of Dakar comes before those of everywhere.
        partial = most < len(asked)
        kept.sort(key=lambda fiche: (rarest[fiche] if partial else 0, -scores[fiche], fiche))
        return Result(tuple(kept), bool(kept) and partial, bool(kept) and kept[0] in guessed)

    def _word(self, word: str, typing: bool) -> tuple[Found, int]:
        """Return how much each fiche answers one word, and whether it is there (FORM), as a beginning, or with a mistake."""
        found: Found = {}
        self._take(found, [word] if word in self.postings else [], EXACT)
        self._take(found, self.forms.get(stem(word), ()), FORM)
        how = FORM if found else BEGINNING
        if typing and len(word) > 1:
            begun = (other for other in self.vocabulary if other.startswith(word))
            self._take(found, begun, BEGINNING, REASON if len(word) < SAID else 0)
        if not found:
            how = MISTAKE
            self._take(found, self._near(word), MISTAKE)
        if not found:
            self._take(found, self._derived(word), MISTAKE)
        return found, how

    def _take(self, found: Found, matches: Iterable[str], quality: int, above: int = 0) -> None:
        for match in matches:
            for fiche, weight in self.postings[match].items():
                if weight > above:
                    _raise(found, fiche, weight * quality)

    def _phrases(self, asked: list[str]) -> dict[int, Found]:
        """Return, by place of a word in the query, the fiches of a trade whose synonym of several words is there."""
        stems = [stem(word) for word in asked]
        found: dict[int, Found] = {}
        for start in range(len(stems)):
            for end in range(start + 2, min(start + 4, len(stems)) + 1):
                for fiche, weight in self.phrases.get(" ".join(stems[start:end]), {}).items():
                    for place in range(start, end):
                        _raise(found.setdefault(place, {}), fiche, weight)
        return found

    def _near(self, word: str) -> list[str]:
        """Return the words of the index that differ from `word` by the fewest typing mistakes, with their plurals and feminines."""
        limit = (len(word) >= ONE_MISTAKE) + (len(word) >= TWO_MISTAKES)
        for allowed in range(1, limit + 1):
            near = [other for other in self.meant if is_near(word, other, allowed)]
            if near:
                return [form for other in near for form in self.forms[stem(other)]]
        return []

    def _derived(self, word: str) -> list[str]:
        """Return the words that begin as a long one does: référencer, référencement."""
        whole = stem(word)
        root = whole[: max(ROOT, len(whole) - ENDING)]
        return [other for other in self.meant if other.startswith(root)] if len(root) >= ROOT else []


def _raise(found: dict[Key, int], key: Key, weight: int) -> None:
    if weight > found.get(key, 0):
        found[key] = weight
