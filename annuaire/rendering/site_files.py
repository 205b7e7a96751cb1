"""What is published beside the pages and is not taken away: texts for programs, the theme's files, what scripts ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from annuaire.assets import script_files
from annuaire.assets.assets import Asset
from annuaire.directory import daily
from annuaire.directory.directory import Directory
from annuaire.downloads import selection
from annuaire.downloads.bundles import Bundle, browser_data
from annuaire.downloads.takeaway import Takeaway
from annuaire.rendering.page import Page
from annuaire.search import search_index

# Templates of what is for programs, and where each is written.
TEXTS = (
    ("sitemap.xml", "sitemap.xml"),
    ("robots.txt", "robots.txt"),
    ("security.txt", ".well-known/security.txt"),
    ("headers.txt", "_headers"),
    ("opensearch.xml", "opensearch.xml"),
    ("manifest.webmanifest", "manifest.webmanifest"),
)


def texts(places: Sequence[str], absolute: Callable[[str], str]) -> Iterator[Page]:
    """Yield what is for programs; the sitemap names the `places`, whose public addresses `absolute` gives."""

    def seen() -> dict[str, Any]:
        return {"places": [absolute(place) for place in sorted(places)], "absolute": absolute}

    for template, save_as in TEXTS:
        yield Page(template, save_as, more=seen, shows=())


def bundles(
    directory: Directory,
    takeaway: Takeaway,
    assets: Iterable[Asset],
    turn: Sequence[tuple[date, str]],
    markup: Callable[[], str],
) -> Iterator[Bundle]:
    """Yield the files that scripts ask for and those of the theme, together where they are made of the same fiches.

    `markup` is the HTML of the search, which comes with the index.
    """
    everybody = tuple(directory.by_id)

    def index() -> Iterator[tuple[str, bytes]]:
        return _files(script_files.index_files(search_index.make(directory), markup()))

    def week(number: int, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        return _files([script_files.week(number, [directory.by_id[id] for id in ids])])

    yield Bundle(script_files.INDEX, index, everybody)
    yield Bundle(selection.PATH, partial(browser_data, takeaway), everybody)
    yield Bundle("theme", partial(_files, assets), ())
    for number, first in enumerate(range(0, len(turn), daily.WEEK)):
        ids = tuple([id for _, id in turn[first : first + daily.WEEK]])
        yield Bundle(script_files.WEEKS.format(number=number), partial(week, number, ids), ids)


def _files(assets: Iterable[Asset]) -> Iterator[tuple[str, bytes]]:
    return ((asset.path, asset.content) for asset in assets)
