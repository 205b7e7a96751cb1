"""Pagination of lists: the rows on each page, the addresses of the pages, the page numbers that a pager shows.

Addresses come from Pelican's paginator, by PAGINATION_PATTERNS. It splits a list by number of items only, but a name, a card
and a departure with its reason do not take the same space: the rows of each page are chosen here, by PER_PAGE.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from math import lcm
from operator import itemgetter
from typing import Any, NamedTuple

from pelican.paginator import Paginator

from annuaire.rendering.setting_faults import fault

# How many page numbers a pager shows on each side of the current one.
NEIGHBOURS = 1

Row = tuple[str, Any]


class Portion(NamedTuple):
    """One page of a list: its rows, as pairs of kind and item.

    `before` and `totals` count the rows of each kind, on the previous pages and in the whole list; `addresses` are those
    of all pages of the list.
    """

    rows: tuple[Row, ...]
    number: int
    before: Mapping[str, int]
    totals: Mapping[str, int]
    addresses: tuple[str, ...]
    save_as: str

    @property
    def last(self) -> int:
        """The number of the last page."""
        return len(self.addresses)

    @property
    def address(self) -> str:
        """The address of this page."""
        return self.addresses[self.number - 1]

    def of(self, kind: str) -> list[Any]:
        """Return the items of a kind."""
        return [item for found, item in self.rows if found == kind]

    def map_items(self, convert: Callable[[Any], Any]) -> Portion:
        """Return the same, with each item replaced by what `convert` returns for it."""
        return self._replace(rows=tuple([(kind, convert(item)) for kind, item in self.rows]))

    def first(self, kind: str) -> int:
        """Return the position in the whole list, from 1, of the first item of a kind on this page."""
        return self.before.get(kind, 0) + 1

    def total(self, kind: str) -> int:
        """Return how many items of a kind the whole list has."""
        return self.totals.get(kind, 0)

    @property
    def shown_numbers(self) -> list[int | None]:
        """The page numbers that a pager shows, with None for each gap: 1 … 4 5 6 … 20."""
        return pager_numbers(self.number, self.last)


def pager_numbers(number: int, last: int) -> list[int | None]:
    """Return the first page number, the last one and those around `number`, with None for each gap of two pages or more."""
    shown = {1, last, *range(max(1, number - NEIGHBOURS), min(last, number + NEIGHBOURS) + 1)}
    shown |= {page for page in range(1, last) if {page - 1, page + 1} <= shown}
    found: list[int | None] = []
    for page in sorted(shown):
        if found and page - 1 not in shown:
            found.append(None)
        found.append(page)
    return found


def limits(settings: Mapping[str, Any]) -> dict[str, int]:
    """Return how many rows of each kind fill a page, for the kinds with a limit: a number above 0 in PER_PAGE.

    Raises:
        SettingsError: PER_PAGE has other values than integers and None.
    """
    found = settings["PER_PAGE"]
    wrong = (
        [f"{kind!r}: {number!r}" for kind, number in found.items() if type(number) not in (int, type(None))]
        if isinstance(found, Mapping)
        else [repr(found)]
    )
    if wrong:
        raise fault(settings, "PER_PAGE", "blame-per-page", value=wrong[0])
    return {kind: number for kind, number in found.items() if number and number > 0}


def paginate(rows: Iterable[Row], save_as: str, url: str, settings: Mapping[str, Any]) -> list[Portion]:
    """Return the pages of a list, in order; for an empty list, one page without rows.

    Rows of several kinds on a page share its space.

    Raises:
        SettingsError: as for `limits`.
    """
    pages = list(_split(rows, limits(settings)))
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


def _split(rows: Iterable[Row], most: Mapping[str, int]) -> Iterator[list[Row]]:
    # The space of a page is a multiple of every limit, so that the share of each row is an integer.
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
