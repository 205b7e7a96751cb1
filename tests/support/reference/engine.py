"""The search engine in Python: the reference for `theme/static/js/engine.js`, which is the same line by line.

Each word of a query must match a fiche: exactly, by its stem (plural, feminine), as a prefix while it is being typed, or, when
nothing else matches, with a typing mistake or another ending. A name weighs most; audience weighs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from annuaire.search.rules import joined
from tests.support.reference.fields import content_words, handles, territory, trade
from tests.support.reference.words import handle_words, is_near, name_words, shortened, stem, words

# Weights of the field in which a word was found. Integers, so that Python and JavaScript compute the same scores.
NAME, HANDLE, TRADE, SYNONYM, SUBJECT, TERRITORY, NETWORK, REASON = 60, 45, 36, 28, 18, 20, 14, 8
PIECE, ADDRESS = 16, 3  # of a handle: one of its words; a word of its server
SECONDARY = 6  # subtracted for a category that is not the main one
# Quality of a match; a score is a weight times a quality.
EXACT, FORM, PREFIX, FUZZY = 10, 9, 6, 4
WHOLE_NAME = 2000  # bonus when the query is a whole name
NAME_PREFIX, MAX_LETTERS = 150, 8  # bonus for each letter of a query that begins a name; most letters
ONE_TYPO, TWO_TYPOS = 4, 8  # shortest words in which one, and two, typing mistakes are allowed
MAX_CHARACTERS, MAX_WORDS = 500, 24  # of a query: sometimes a whole page is pasted
REASON_PREFIX = 4  # shortest prefix that matches a word of a reason: « vin » must not match every « vingt »
ROOT, ENDING = 6, 4  # fewest letters that words of one root have in common; most letters after them

Key = TypeVar("Key", int, str)
Found = dict[int, int]  # by place of the fiche
Weights = dict[str, int]  # by word


class Result(NamedTuple):
    """The fiches found, best first, by place in the index. `partial`: none matches all words. `guess`: one word of the best fiche
    is only a fuzzy match."""

    places: tuple[int, ...]
    partial: bool = False
    guess: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether all words match the best fiche as they are written."""
        return bool(self.places) and not self.partial and not self.guess


class Engine:
    """An inverted index built from that of `search_index.make`: for each word, the fiches that have it, with its weight there."""

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
            identity = dict.fromkeys(name_words(name), NAME)
            on_networks: Weights = {}
            for network, handle in handles(accounts, self.names[fiche]):
                for found, weight in zip(handle_words(handle), (HANDLE, PIECE, ADDRESS), strict=True):
                    for word in found:
                        _keep_max(identity, word, weight)
                on_networks |= dict.fromkeys(networks[int(network)], NETWORK)
            trade_words: Weights = {}
            for rank, number in enumerate(filed.split()):
                forms, synonyms, phrases = trades[int(number)]
                penalty = SECONDARY if rank else 0
                for word in forms:
                    _keep_max(trade_words, word, TRADE - penalty)
                for word in synonyms:
                    _keep_max(trade_words, word, SYNONYM - penalty)
                for phrase in phrases:
                    _keep_max(self.phrases.setdefault(phrase, {}), fiche, SYNONYM - penalty)
            topics = [word for number in about.split() for word in subjects[int(number)]]
            self._post(fiche, identity)
            self._post(fiche, on_networks)
            self._post(fiche, trade_words)
            self._post(fiche, dict.fromkeys(topics, SUBJECT))
            self._post(fiche, dict.fromkeys(places[int(origin)], TERRITORY))
            self._post(fiche, dict.fromkeys(words(reason), REASON))
        self.vocabulary = sorted(self.postings)
        # Words that are only in addresses (com, social, xml) are no candidates for fuzzy matching.
        self.fuzzy_vocabulary = [
            word for word in self.vocabulary if max(self.postings[word].values()) > ADDRESS
        ]
        self.forms: dict[str, list[str]] = {}
        for word in self.vocabulary:
            self.forms.setdefault(stem(word), []).append(word)

    def _post(self, fiche: int, field: Weights) -> None:
        """Add the weights of the words of one field; those of a word in several fields add up."""
        for word, weight in field.items():
            weights = self.postings.setdefault(word, {})
            weights[fiche] = weights.get(fiche, 0) + weight

    def find(self, query: str) -> Result:
        """Return the fiches that match `query`, best first; none for a query without a word."""
        query = query[:MAX_CHARACTERS]
        results = map(self._search, (query, *shortened(query)))
        first = next(results)
        return first if first.is_sure else next((found for found in results if found.is_sure), first)

    def _search(self, query: str) -> Result:
        """Return the fiches that match a query as it is."""
        typed = words(query)
        asked = (content_words(query) or typed)[:MAX_WORDS]
        whole = joined(query)
        if not asked:
            return Result(())
        typing = typed[-1] == asked[-1] and bool(re.search(r"[^\W_]\Z", unicodedata.normalize("NFC", query)))
        phrases = self._phrases(asked)
        counts: Found = {}
        scores: Found = {}
        guessed: set[int] = set()
        rarest: Found = {}  # for each fiche, the frequency of the rarest word that it matches, in fiches
        for place, word in enumerate(asked):
            found, kind = self._match_word(word, typing and place == len(asked) - 1)
            for fiche, weight in phrases.get(place, {}).items():
                _keep_max(found, fiche, weight * FORM)
                kind = FORM
            if kind == FUZZY:
                guessed.update(found)
            # Only a word that is in the index can be rare: a prefix or a fuzzy match counts as the most frequent.
            frequency = len(found) if kind == FORM else len(self.names)
            for fiche, score in found.items():
                counts[fiche] = counts.get(fiche, 0) + 1
                scores[fiche] = scores.get(fiche, 0) + score
                rarest[fiche] = min(rarest.get(fiche, frequency), frequency)
        for fiche, name in enumerate(self.names):
            if name.startswith(whole) and (typing or name == whole):
                counts[fiche] = len(asked)
                guessed.discard(fiche)
                prefix_bonus = NAME_PREFIX * min(len(whole), MAX_LETTERS)
                scores[fiche] = scores.get(fiche, 0) + (WHOLE_NAME if name == whole else prefix_bonus)
        most = max(counts.values(), default=0)
        if most * 2 < len(asked):
            return Result(())
        kept = [fiche for fiche, count in counts.items() if count == most]
        if most == 1 < len(asked):  # if only one word of several matches, a match in a reason is not enough
            kept = [fiche for fiche in kept if scores[fiche] > REASON * EXACT]
        # In a partial result, fiches with the rarest word come first: for « journaliste Dakar », those of Dakar.
        partial = most < len(asked)
        kept.sort(key=lambda fiche: (rarest[fiche] if partial else 0, -scores[fiche], fiche))
        return Result(tuple(kept), bool(kept) and partial, bool(kept) and kept[0] in guessed)

    def _match_word(self, word: str, typing: bool) -> tuple[Found, int]:
        """Return the scores of the fiches that match one word, and the kind of match: FORM (exact or by stem), PREFIX or
        FUZZY."""
        found: Found = {}
        self._add_matches(found, [word] if word in self.postings else [], EXACT)
        self._add_matches(found, self.forms.get(stem(word), ()), FORM)
        kind = FORM if found else PREFIX
        if typing and len(word) > 1:
            prefixed = (other for other in self.vocabulary if other.startswith(word))
            # A server's name may be pasted whole; of « maths », mathstodon.xyz says nothing.
            self._add_matches(found, prefixed, PREFIX, REASON if len(word) < REASON_PREFIX else ADDRESS)
        if not found:
            kind = FUZZY
            self._add_matches(found, self._near(word), FUZZY)
        if not found:
            self._add_matches(found, self._derived(word), FUZZY)
        return found, kind

    def _add_matches(self, found: Found, matches: Iterable[str], quality: int, above: int = 0) -> None:
        for match in matches:
            for fiche, weight in self.postings[match].items():
                if weight > above:
                    _keep_max(found, fiche, weight * quality)

    def _phrases(self, asked: list[str]) -> dict[int, Found]:
        """Return, by place of a word in the query, the fiches with a synonym of several words that contains it, with their
        weight."""
        stems = [stem(word) for word in asked]
        found: dict[int, Found] = {}
        for start in range(len(stems)):
            for end in range(start + 2, min(start + 4, len(stems)) + 1):
                for fiche, weight in self.phrases.get(" ".join(stems[start:end]), {}).items():
                    for place in range(start, end):
                        _keep_max(found.setdefault(place, {}), fiche, weight)
        return found

    def _near(self, word: str) -> list[str]:
        """Return the words of the index with the fewest typing mistakes from `word`, and all words with the same stems."""
        limit = (len(word) >= ONE_TYPO) + (len(word) >= TWO_TYPOS)
        # In thousands of words of reasons, « juif » is near « juin ».
        above = REASON if len(word) == ONE_TYPO else ADDRESS
        for allowed in range(1, limit + 1):
            near = [
                other
                for other in self.fuzzy_vocabulary
                if is_near(word, other, allowed) and max(self.postings[other].values()) > above
            ]
            if near:
                return [form for other in near for form in self.forms[stem(other)]]
        return []

    def _derived(self, word: str) -> list[str]:
        """Return the words of the index with the same root as a long word: référencer, référencement."""
        whole = stem(word)
        root = whole[: max(ROOT, len(whole) - ENDING)]
        return (
            [other for other in self.fuzzy_vocabulary if other.startswith(root)] if len(root) >= ROOT else []
        )


def _keep_max(found: dict[Key, int], key: Key, weight: int) -> None:
    if weight > found.get(key, 0):
        found[key] = weight
