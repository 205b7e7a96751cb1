"""A list that may be longer than a page: what stands on each of its pages, where they are, which of them a pager names.

Pages are named by Pelican's paginator, from PAGINATION_PATTERNS. It cuts by number alone, and a name, a card and a
departure with its reason do not weigh the same: what stands on a page is decided here, from PER_PAGE.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from math import lcm
from operator import itemgetter
from typing import Any, NamedTuple

from pelican.paginator import Paginator

from annuaire import messages
from annuaire.errors import SettingsError
from annuaire.runtime.last_build import SETTINGS

# How many pages are named on each side of the one that is read.
BESIDE = 1

Row = tuple[str, Any]


class Portion(NamedTuple):
    """What stands on one page of a list: rows of (kind, item).

    `before` and `totals` count the rows of each kind, on the pages before and in the whole list; `addresses` are those
    of all its pages.
    """

    rows: tuple[Row, ...]
    number: int
    before: Mapping[str, int]
    totals: Mapping[str, int]
    addresses: tuple[str, ...]
    save_as: str

    @property
    def last(self) -> int:
        """How many pages the list has."""
        return len(self.addresses)

    @property
    def address(self) -> str:
        """The address of this page."""
        return self.addresses[self.number - 1]

    def of(self, kind: str) -> list[Any]:
        """Return the items of a kind."""
        return [item for found, item in self.rows if found == kind]

    def with_items(self, made: Callable[[Any], Any]) -> Portion:
        """Return the same, with what `made` returns for each item."""
        return self._replace(rows=tuple([(kind, made(item)) for kind, item in self.rows]))

    def first(self, kind: str) -> int:
        """Return the place, from 1, that the first item of a kind has in the whole list."""
        return self.before.get(kind, 0) + 1

    def total(self, kind: str) -> int:
        """Return how many items of a kind the whole list has."""
        return self.totals.get(kind, 0)

    @property
    def named(self) -> list[int | None]:
        """The pages that a pager names, and None for each gap: 1 … 4 5 6 … 20."""
        return named(self.number, self.last)


def named(number: int, last: int) -> list[int | None]:
    """Return the first page, the last one, those around `number`; None for a gap of two pages or more."""
    shown = {1, last, *range(max(1, number - BESIDE), min(last, number + BESIDE) + 1)}
    shown |= {page for page in range(1, last) if {page - 1, page + 1} <= shown}
    found: list[int | None] = []
    for page in sorted(shown):
        if found and page - 1 not in shown:
            found.append(None)
        found.append(page)
    return found


def limits(settings: Mapping[str, Any]) -> dict[str, int]:
    """Return how many rows of a kind fill a page, for each kind of which there is a limit: a number above 0 in PER_PAGE.

    Raises:
        SettingsError: PER_PAGE says something else than numbers and None.
    """
    found = settings["PER_PAGE"]
    if not isinstance(found, Mapping) or any(
        type(number) not in (int, type(None)) for number in found.values()
    ):
        raise SettingsError(messages.blamed(SETTINGS, "blame-per-page", value=found))
    return {kind: number for kind, number in found.items() if number and number > 0}


def cut(rows: Iterable[Row], save_as: str, url: str, settings: Mapping[str, Any]) -> list[Portion]:
    """Return the pages of a list, in order; of an empty one, one page without rows.

    Kinds that share a page share its room.

    Raises:
        SettingsError: PER_PAGE cannot be used, see `limits`.
    """
    pages = list(_filled(rows, limits(settings)))
    paginator = Paginator(save_as, url, pages, settings, per_page=1)
    paginator.orphans = 0
    places = [paginator.page(number) for number in paginator.page_range]
    addresses = tuple(place.url for place in places)
    found, totals = [], Counter[str]()
    for place, page in zip(places, pages, strict=True):
        before = dict(totals)
        totals.update(map(itemgetter(0), page))
        found.append(Portion(tuple(page), place.number, before, totals, addresses, place.save_as))
    return found


def _filled(rows: Iterable[Row], most: Mapping[str, int]) -> Iterator[list[Row]]:
    # A page has as much room as every number of rows divides: shares are whole.
    whole = lcm(*most.values())
    shares = {kind: whole // number for kind, number in most.items()}
    page: list[Row] = []
    room = whole
    for kind, alike in groupby(rows, itemgetter(0)):
        share, rest = shares.get(kind, 0), list(alike)
        while rest:
            taken = rest[: room // share] if share else rest
            if not taken:
                yield page
                page, room = [], whole
            page += taken
            room -= share * len(taken)
            rest = rest[len(taken) :]
    yield page
