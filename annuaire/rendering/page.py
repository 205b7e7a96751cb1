"""A page: one file to write through a template."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from annuaire.assets.assets import Asset


class Page(NamedTuple):
    """A file to write: its template, its path in the output, and the context that only this page's template gets.

    The service worker caches `is_offline` pages from the start. `lazy_context` returns more context, and is called only if
    the page is written. `files` are published with this page only. `shows` are the ids of the fiches that the page depends
    on, or None if it may depend on anything (see `Part`).
    """

    template: str
    save_as: str
    context: Mapping[str, Any] = {}
    in_sitemap: bool = True
    is_offline: bool = False
    lazy_context: Callable[[], dict[str, Any]] = dict
    files: Iterable[Asset] = ()
    shows: Sequence[str] | None = None


def clean(path: str) -> str:
    """Return a path as in public addresses: without « index.html » at its end."""
    return path.removesuffix("index.html")
