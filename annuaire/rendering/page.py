"""One file to write through a template."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from annuaire.assets.assets import Asset


class Page(NamedTuple):
    """A file to write: its template, its path in the output, what only this page's template sees.

    `kept` pages are there without a connection, once a visitor's browser has them. `more` is what the template sees
    beside, made only for a page that is written, and `files` what is published with the page alone. `shows` are the ids of
    the fiches that the page shows, if it is made of nothing else (see `reuse`).
    """

    template: str
    save_as: str
    context: Mapping[str, Any] = {}
    in_sitemap: bool = True
    kept: bool = False
    more: Callable[[], dict[str, Any]] = dict
    files: Iterable[Asset] = ()
    shows: Sequence[str] | None = None


def clean(path: str) -> str:
    """Return a path as visitors see it: a folder's index goes without its name."""
    return path.removesuffix("index.html")
