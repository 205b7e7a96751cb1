"""One file to write through a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from annuaire.assets import Asset


@dataclass(frozen=True, slots=True)
class Page:
    """A file to write: its template, its path in the output, what only this page's template sees.

    `kept` pages are there without a connection, once a visitor's browser has them. `more` is what the template sees
    beside, and `files` what is published with the page alone: both are made only for a page that is written. `shows` are
    the ids of the fiches that the page shows, if it is made of nothing else (see `reuse`).
    """

    template: str
    save_as: str
    context: dict[str, Any] = field(default_factory=dict)
    in_sitemap: bool = True
    kept: bool = False
    more: Callable[[], dict[str, Any]] = dict
    files: Callable[[], Iterable[Asset]] = tuple
    shows: Sequence[str] | None = None
