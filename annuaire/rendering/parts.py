"""A part of the site, the unit of incremental builds: one page, or some files that are made together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple


class Part(NamedTuple):
    """Files that are made together: `make` writes them and returns their paths in the site.

    `shows` are the ids of the fiches that they depend on, besides what all parts have in common; None: they may depend on
    anything. `can_wait`: they may be deferred to the next build (see `Reuse`), since none of them is a page.
    """

    name: str
    make: Callable[[], Iterable[str]]
    shows: Collection[str] | None = None
    can_wait: bool = False

    @property
    def weight(self) -> int:
        """The time that it takes to make, in tenths of that of a page without fiches."""
        return 10 + len(self.shows or ())
