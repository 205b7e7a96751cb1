"""What the columns of the index hold, as words to search in: accounts, categories, territories. `theme/static/js/fields.js` is its twin."""

from __future__ import annotations

from collections.abc import Iterator

from annuaire.search.words import empty, joined, stem, words


def handles(accounts: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the network's number and the handle of each account, as `search_index` shortened them."""
    local = ""
    for account in accounts.split():
        network, _, written = account.partition(":")
        marks = {"~": name, "=": local}
        handle = marks[written[0]] + written[1:] if written[:1] in marks else written
        local = handle.partition("@")[0]
        yield network, handle


def full(written: str) -> list[str]:
    """Return the words that say something."""
    return [word for word in words(written) if word not in empty()]


def trade(item: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the words of a category's name and forms, its synonyms in one word (start-up, startup), the stems of the longer ones."""
    _, name, written = item
    forms, _, synonyms = written.partition(";")
    phrases = {synonym: full(synonym) for synonym in synonyms.split(",")}
    single = [
        joined(synonym) if len(several) > 1 else several[0] for synonym, several in phrases.items() if several
    ]
    longer = [" ".join(map(stem, several)) for several in phrases.values() if len(several) > 1]
    return full(f"{name} {forms.replace(',', ' ')}"), single, longer


def territory(item: list[str], territories: list[list[str]]) -> list[str]:
    """Return the words of a territory, of what its people are called, and of the country it is in."""
    _, name, parent, people = item
    country = [" ".join((other[1], other[3])) for other in territories if parent and other[0] == parent]
    return full(" ".join((name, people, *country)))
