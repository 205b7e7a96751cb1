"""A part of the site: one page, or some files that are made together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple


class Part(NamedTuple):
    """Files that are made together: `make` writes them and returns their paths in the site.

    `shows` are the ids of the fiches that they are made of, beside what is common; None: they may be made of anything.
    `can_wait`: no page is among them.
    """

    name: str
    make: Callable[[], Iterable[str]]
    shows: Collection[str] | None = None
    can_wait: bool = False

    @property
    def weight(self) -> int:
        """How long it takes to make, in tenths of a page that shows no fiche."""
        return 10 + len(self.shows or ())
