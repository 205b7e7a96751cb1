"""The daily rotation: which fiche lists begin with on a day, known in advance and the same for everybody.

Each edition has one shuffled order, derived only from its id and the ids of its fiches. The first day is the one on which
the edition was published. A rotation lasts as many days as there are fiches, and each fiche comes first once.
`theme/static/js/daily.js` is the same algorithm in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

# Days of a rotation in one file of the site.
WEEK = 7


def fnv1a(written: str) -> int:
    """Return the 32-bit FNV-1a hash of a text (http://www.isthe.com/chongo/tech/comp/fnv/): quick, well distributed, and easy to
    write the same way in JavaScript."""
    found = 0x811C9DC5
    for byte in written.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found


def shuffled(ids: Iterable[str], edition: str) -> list[str]:
    """Return `ids` shuffled for an edition; the result does not depend on their initial order."""
    return sorted(ids, key=lambda id: (fnv1a(f"{edition}:{id}"), id))


def of_day(rotation: Sequence[str], published: date, day: date) -> str:
    """Return the id that comes first on `day`."""
    return rotation[(day - published).days % len(rotation)]


def calendar(rotation: Sequence[str], published: date) -> list[tuple[date, str]]:
    """Return the days of one whole rotation, from the publication of the edition on, each with its id."""
    return [(published + timedelta(days=number), id) for number, id in enumerate(rotation)]
