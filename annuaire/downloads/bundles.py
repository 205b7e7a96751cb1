"""All downloadable files, as pairs of path and content: exports, feeds, the API, badges, the data of the selection."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from annuaire import exports, networks
from annuaire.directory.directory import Facet
from annuaire.directory.record import Header, Record
from annuaire.downloads import api, badge, changes, contract, feeds, selection
from annuaire.downloads.takeaway import PAGE, WHOLE, Takeaway
from annuaire.exports import data
from annuaire.exports.escaping import header_row, inert, json_document, row
from annuaire.french import wording
from annuaire.model import Edition

DAY = "compte-du-jour"


class Bundle(NamedTuple):
    """Files that are made together: `files` yields the path and the content of each; `shows` has the ids of the fiches that they
    depend on, None when they may depend on any."""

    name: str
    files: Callable[[], Iterator[tuple[str, str | bytes]]]
    shows: tuple[str, ...] | None = None


def of(takeaway: Takeaway) -> Iterator[Bundle]:
    """Yield every file but the data of the selection, grouped by the fiches that they depend on."""
    yield Bundle(WHOLE, partial(_whole, takeaway), tuple(takeaway.records))
    for axis in api.AXES:
        for facet in takeaway.directory.axes[axis].facets:
            yield Bundle(takeaway.folder(facet), partial(_facet, takeaway, facet), facet.listings)
    for edition in takeaway.curation.editions:
        yield Bundle(takeaway.since(edition.id), partial(_since, takeaway, edition))
    yield Bundle("flux", partial(_feeds, takeaway))
    yield Bundle(contract.BASE, partial(_api, takeaway))
    for id in takeaway.records:
        yield Bundle(f"{contract.BASE}/fiches/{id}", partial(_fiche, takeaway, id), (id,))


def browser_data(takeaway: Takeaway) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the data from which the browser writes the same files for a selection."""
    head = takeaway.header._replace(list=wording.SELECTION, source=takeaway.page(PAGE))
    yield selection.data(takeaway.directory, head, takeaway.records)


def _whole(takeaway: Takeaway) -> Iterator[tuple[str, str]]:
    """Yield the files of the whole edition."""
    return _list(takeaway, WHOLE, list(takeaway.records.values()), takeaway.header)


def _facet(takeaway: Takeaway, facet: Facet) -> Iterator[tuple[str, str]]:
    """Yield the files of one category, network or territory."""
    found = [takeaway.records[id] for id in facet.listings]
    if facet.axis == "categories":
        found = [one if one.group == facet.name else one._replace(group=facet.name) for one in found]
    yield from _list(
        takeaway, takeaway.folder(facet), found, takeaway.header_of(facet.name, takeaway.page(facet))
    )
    if facet.axis == "categories":
        yield f"{takeaway.folder(facet)}/collection.json", json_document(api.collection(takeaway, facet))


def _list(
    takeaway: Takeaway, folder: str, found: Sequence[Record], head: Header
) -> Iterator[tuple[str, str]]:
    """Yield the files of a list in all formats, and a companion text file with the metadata that some formats cannot have."""
    lines = [head.full_title, "", *head.lines, "", wording.COMPANION_FILES]
    for form, count in takeaway.offered([one.id for one in found]):
        yield f"{folder}/{form.FILE}", exports.write(form, found, head)
        label, advice = wording.FORMATS[form.NAME]
        lines.append(wording.COMPANION_LINE.format(file=form.FILE, label=label, advice=advice))
        if form.LIMIT and count > form.LIMIT:
            lines.append(wording.COMPANION_CUT.format(file=form.FILE, kept=form.LIMIT, total=count))
    yield f"{folder}/{wording.COMPANION}", "\n".join(lines) + "\n"


def _since(takeaway: Takeaway, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the badge of an edition and the changes since then: newcomers in every format, leavers as CSV, both as JSON."""
    yield (
        takeaway.badge_path(edition),
        badge.svg(
            takeaway.directory.publication.title, edition, takeaway.colours["white"], takeaway.colours["blue"]
        ),
    )
    folder = takeaway.since(edition.id)
    found = takeaway.changes(edition)
    head = takeaway.header_of(wording.NEWCOMERS.format(edition=edition.title), takeaway.page(folder))
    came = [takeaway.records[entry.id] for entry in found.arrivals]
    if came:
        yield from _list(takeaway, folder, came, head)
    if found.departures:
        yield takeaway.leavers(edition), _leavers(found)
    yield f"{folder}/{changes.FILE}.json", json_document({**head.facts(), **changes.facts(found)})


def _leavers(found: changes.Changes) -> str:
    """Write a table of who left, why, and the addresses to unfollow. Not as OPML: feed readers would subscribe to them."""
    rows = [header_row(wording.DEPARTURE_COLUMNS)]
    for departed in found.departures:
        accounts = departed.entry.accounts
        addresses = [networks.BY_NAME[one.network].profile_url(one.handle) for one in accounts]
        cells = [inert(text) for text in (departed.entry.name, departed.reason, " ".join(addresses))]
        rows.append(row(cells, "\r\n"))
    return "".join(rows)


def _feeds(takeaway: Takeaway) -> Iterator[tuple[str, str]]:
    for path, feed in _each_feed(takeaway):
        yield f"{path}.xml", feeds.atom(feed)
        yield f"{path}.json", feeds.json_feed(feed)


def _each_feed(takeaway: Takeaway) -> Iterator[tuple[str, feeds.Feed]]:
    """Yield every feed, with its path without extension."""
    title = takeaway.directory.publication.title
    site = takeaway.file("")
    items = tuple(feeds.change_items(takeaway.curation, takeaway.directory, takeaway.page, site))
    days = tuple(feeds.day_items(takeaway.directory, takeaway.page, site))
    published, today = takeaway.current.published, takeaway.directory.as_of

    def feed(
        path: str, name: str, target: object, updated: date, found: tuple[feeds.Item, ...]
    ) -> tuple[str, feeds.Feed]:
        atom, json_feed = takeaway.file(f"{path}.xml"), takeaway.file(f"{path}.json")
        id = feeds.tag(site, takeaway.curation.editions[-1], path)
        sheet = posixpath.relpath(takeaway.feed_sheet, posixpath.dirname(path))
        return path, feeds.Feed(
            id, name, takeaway.page(target), atom, json_feed, updated, title, found, sheet
        )

    yield feed(f"flux/{changes.FILE}", wording.CHANGES_FEED.format(title=title), "editions", published, items)
    yield feed(f"flux/{DAY}", wording.DAY_FEED.format(title=title), "index", today, days)
    for facet in takeaway.directory.axes["categories"].facets:
        name = wording.CHANGES_FEED_OF.format(title=title, category=facet.name)
        found = feeds.of_category(items, facet.slug)
        yield feed(f"categories/{facet.slug}/{changes.FILE}", name, facet, published, found)


def _api(takeaway: Takeaway) -> Iterator[tuple[str, str]]:
    for path, value in api.documents(takeaway):
        yield path, json_document(value)
    yield f"{contract.BASE}/fiches.json", data.render(list(takeaway.records.values()), takeaway.header)
    for name in contract.DOCUMENTS:
        yield f"{contract.BASE}/schemas/{name}.json", json_document(contract.schema(name))
    publication = takeaway.directory.publication
    described = contract.openapi(publication.title, takeaway.file("").rstrip("/"), publication.contact)
    yield f"{contract.BASE}/openapi.json", json_document(described)
    yield f"{contract.BASE}/annuaire.jsonld", json_document(api.dataset(takeaway))


def _fiche(takeaway: Takeaway, id: str) -> Iterator[tuple[str, str]]:
    path, value = api.fiche(takeaway, takeaway.directory.by_id[id])
    yield path, json_document(value)
