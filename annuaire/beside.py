"""What is published beside the pages and is not taken away: the theme's files, and what scripts ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from annuaire import daily, finding, search_index, selection
from annuaire.assets import Asset
from annuaire.directory import Directory
from annuaire.takeaway import Bundle, Takeaway


def bundles(
    directory: Directory,
    takeaway: Takeaway,
    assets: Iterable[Asset],
    turn: Sequence[tuple[date, str]],
    markup: Callable[[], str],
) -> Iterator[Bundle]:
    """Yield them by what they are made of; `markup` is the HTML of the search, which comes with the index."""
    everybody = tuple(directory.by_id)

    def index() -> Iterator[tuple[str, bytes]]:
        return _files(finding.index_files(search_index.make(directory), markup()))

    def week(number: int, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        return _files([finding.week(number, [directory.by_id[id] for id in ids])])

    yield Bundle(finding.INDEX, index, everybody)
    yield Bundle(selection.PATH, takeaway.browser_data, everybody)
    yield Bundle("theme", partial(_files, assets), ())
    for number, first in enumerate(range(0, len(turn), daily.WEEK)):
        ids = tuple([id for _, id in turn[first : first + daily.WEEK]])
        yield Bundle(finding.WEEKS.format(number=number), partial(week, number, ids), ids)


def _files(assets: Iterable[Asset]) -> Iterator[tuple[str, bytes]]:
    return ((asset.path, asset.content) for asset in assets)
