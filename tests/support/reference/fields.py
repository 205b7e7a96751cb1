"""Extracts the searchable words of accounts, categories and territories from the index, as `theme/static/js/fields.js` does."""

from __future__ import annotations

from collections.abc import Iterator

from annuaire.search.rules import joined
from tests.support.reference.words import stem, stop_words, words


def handles(accounts: str, name: str) -> Iterator[tuple[str, str]]:
    """Expand the accounts that `search_index` shortened: yield the network's number and the handle of each."""
    local = ""
    for account in accounts.split():
        network, _, written = account.partition(":")
        marks = {"~": name, "=": local}
        handle = marks[written[0]] + written[1:] if written[:1] in marks else written
        local = handle.partition("@")[0]
        yield network, handle


def content_words(written: str) -> list[str]:
    """Return the words without stop words."""
    return [word for word in words(written) if word not in stop_words()]


def trade(item: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the words of a category's name and forms, its synonyms as single words (start-up, startup), the stems of its
    synonyms of several words."""
    _, name, written = item
    forms, _, synonyms = written.partition(";")
    phrases = {synonym: content_words(synonym) for synonym in synonyms.split(",")}
    single = [
        joined(synonym) if len(several) > 1 else several[0] for synonym, several in phrases.items() if several
    ]
    longer = [" ".join(map(stem, several)) for several in phrases.values() if len(several) > 1]
    return content_words(f"{name} {forms.replace(',', ' ')}"), single, longer


def territory(item: list[str], territories: list[list[str]]) -> list[str]:
    """Return the words of a territory's name and demonyms, and of those of the country that it is in."""
    _, name, parent, people = item
    country = [" ".join((other[1], other[3])) for other in territories if parent and other[0] == parent]
    return content_words(" ".join((name, people, *country)))
