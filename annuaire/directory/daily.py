"""A day's turn: which fiche a list begins with today, known in advance and the same for everybody.

The order is drawn once for an edition, from its name and the fiches' ids alone; the first day is the one on which it
was published. In as many days as there are fiches, each one comes first once. `theme/static/js/daily.js` is the twin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

# How many days of a turn are in one file of the site.
WEEK = 7


def fnv(written: str) -> int:
    """Return the FNV-1a hash (http://www.isthe.com/chongo/tech/comp/fnv/) of a text in 32 bits: quick, well spread, the same in
    every language."""
    found = 0x811C9DC5
    for byte in written.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found


def drawn(ids: Iterable[str], edition: str) -> list[str]:
    """Return `ids` in the order drawn for an edition: it depends on nothing else, not even on their first order."""
    return sorted(ids, key=lambda id: (fnv(f"{edition}:{id}"), id))


def of_day(turn: Sequence[str], published: date, day: date) -> str:
    """Return the fiche of a turn that comes first on `day`."""
    return turn[(day - published).days % len(turn)]


def calendar(turn: Sequence[str], published: date) -> list[tuple[date, str]]:
    """Return the days of one whole turn, from the edition's first day, each with its fiche."""
    return [(published + timedelta(days=number), id) for number, id in enumerate(turn)]
