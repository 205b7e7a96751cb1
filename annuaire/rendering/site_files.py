"""Files of the site that are neither pages for people nor exports: texts for programs, the theme's assets, data for scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from annuaire.assets import script_files
from annuaire.assets.assets import Asset
from annuaire.directory import daily
from annuaire.directory.directory import Directory
from annuaire.downloads import selection
from annuaire.downloads.bundles import Bundle, browser_data
from annuaire.downloads.takeaway import Takeaway
from annuaire.rendering.page import Page, clean
from annuaire.rendering.reuse import Reuse
from annuaire.search import search_index

# Templates of files for programs, and the path of each in the site.
TEXTS = (
    ("sitemap.xml", "sitemap.xml"),
    ("robots.txt", "robots.txt"),
    ("security.txt", ".well-known/security.txt"),
    ("headers.txt", "_headers"),
    ("opensearch.xml", "opensearch.xml"),
    ("manifest.webmanifest", "manifest.webmanifest"),
)


def texts(places: Sequence[str], absolute: Callable[[str], str]) -> Iterator[Page]:
    """Yield the files for programs; the sitemap lists the `places`, and `absolute` returns their public addresses."""

    def context() -> dict[str, Any]:
        return {"places": [absolute(place) for place in sorted(places)], "absolute": absolute}

    for template, save_as in TEXTS:
        yield Page(template, save_as, lazy_context=context, shows=())


def bundles(
    directory: Directory,
    takeaway: Takeaway,
    assets: Iterable[Asset],
    calendar: Sequence[tuple[date, str]],
    markup: Callable[[], str],
) -> Iterator[Bundle]:
    """Yield the data files of scripts and the theme's assets, each bundle made of files that depend on the same fiches.

    `markup` returns the HTML of the search, which is sent with the index.
    """
    everybody = tuple(directory.by_id)

    def index() -> Iterator[tuple[str, bytes]]:
        return _files(script_files.index_files(search_index.make(directory), markup()))

    def week(number: int, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        return _files([script_files.week(number, [directory.by_id[id] for id in ids])])

    yield Bundle(script_files.INDEX, index, everybody)
    yield Bundle(selection.PATH, partial(browser_data, takeaway), everybody)
    yield Bundle("theme", partial(_files, assets), ())
    for number, first in enumerate(range(0, len(calendar), daily.WEEK)):
        ids = tuple([id for _, id in calendar[first : first + daily.WEEK]])
        yield Bundle(script_files.WEEKS.format(number=number), partial(week, number, ids), ids)


def service_worker(
    settings: Mapping[str, Any], pages: Iterable[Page], assets: Iterable[Asset], reuse: Reuse
) -> Asset:
    """Return the service worker, which caches offline pages, and the files that they need."""
    source = (Path(settings["THEME"]) / "static" / "js" / "worker.js").read_text("utf-8")
    offline = [clean(page.save_as) for page in pages if page.is_offline]
    files = [asset.path for asset in assets]
    for name in (script_files.INDEX, selection.PATH):
        files += reuse.files(f"{name}/*")
    fallback = clean(settings["PAGE_SAVE_AS"].format(slug="hors-ligne"))
    return script_files.service_worker(source, reuse.locate, offline, files, fallback)


def _files(assets: Iterable[Asset]) -> Iterator[tuple[str, bytes]]:
    return ((asset.path, asset.content) for asset in assets)
