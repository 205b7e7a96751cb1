"""The account of the day: a permutation of an edition's fiches, the same everywhere and for ever.

Each fiche has its day once before any has a second one; nobody chooses, audience least of all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date


def order(edition_id: str, ids: Iterable[str]) -> list[str]:
    """Return the ids in the edition's own order of days: by the fingerprint of « edition/id »."""
    return sorted(ids, key=lambda id: (hashlib.sha256(f"{edition_id}/{id}".encode()).digest(), id))


def of(day: date, order: Sequence[str], start: date) -> str:
    """Return whose day `day` is, when the first of `order` had `start`."""
    return order[(day - start).days % len(order)]
