"""Search queries with their expected results, shared by the tests of Python and those of the browser: tables for invented people,
and queries that must work for any published fiche."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annuaire import networks
from annuaire.directory.directory import Directory, Facet
from annuaire.search.rules import joined
from tests.support.reference.fields import content_words
from tests.support.reference.words import words

FOLDER = Path(__file__).parents[1] / "fixtures" / "search"
MAX_WORDS = 4  # in a synonym that must be found as a whole


@dataclass(frozen=True)
class Query:
    typed: str
    first: tuple[str, ...]
    also: tuple[str, ...]
    without: tuple[str, ...]

    def faults(self, found: Sequence[str]) -> list[str]:
        """Return what is wrong with the ids found, given best first; an empty list if they are as expected."""
        if self.first == ("-",):
            return [f"not nothing: {found[:5]}"] if found else []
        faults = []
        if tuple(found[: len(self.first)]) != self.first:
            faults.append(f"first: {list(found[: len(self.first)])}, not {list(self.first)}")
        if missing := [id for id in self.also if id not in found]:
            faults.append(f"missing: {missing}")
        if extra := [id for id in self.without if id in found]:
            faults.append(f"unwanted: {extra}")
        return faults


def table(name: str) -> list[Query]:
    rows = (FOLDER / name).read_text("utf-8").splitlines()
    cells = [[*row.split("\t"), "", "", ""][:4] for row in rows if not row.startswith("#")]
    return [Query(typed, *(tuple(cell.split()) for cell in rest)) for typed, *rest in cells]


def promised(directory: Directory) -> Iterator[Query]:
    """Yield queries that must work for any valid curation: a name, in any spelling, finds its fiche first, a handle finds its
    fiche, and the words of a category, a network, a territory or a subject find all its fiches."""
    names = {listing.id: joined(listing.name) for listing in directory.listings}
    for listing in directory.listings:
        namesakes = [id for id, name in names.items() if name.startswith(names[listing.id])]
        for account in listing.accounts:
            if "://" not in account.handle and words(account.handle):
                yield Query(account.handle, (), (listing.id,), ())
        for typed in _spellings(listing.name):
            if words(typed):
                yield Query(typed, (listing.id,) if len(namesakes) == 1 else (), (listing.id,), ())
    for axis in directory.axes.values():
        for facet in axis.facets:
            for typed in _facet_names(facet):
                if content_words(typed):
                    yield Query(typed, (), facet.listings, ())


def _spellings(name: str) -> list[str]:
    """Return a name as it is, without accents, and in capitals (unless that changes a letter, as ı into I)."""
    decomposed = unicodedata.normalize("NFD", name)
    plain = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    capitals = [name.upper(), plain.upper()] if name.upper().lower() == name.lower() else []
    return list(dict.fromkeys([name, plain, *capitals]))


def _facet_names(facet: Facet) -> list[str]:
    """Return the name of a facet and its synonyms."""
    names = [facet.name]
    if facet.axis == "reseaux":
        names += networks.BY_NAME[facet.slug].ALSO.split()
    if category := facet.category:
        names += filter(None, (category.masculine, category.feminine, category.plural))
        names += (synonym for synonym in category.synonyms if len(content_words(synonym)) <= MAX_WORDS)
    return names
