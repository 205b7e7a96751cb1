"""All files that visitors take away, as pairs of path and text: exports, feeds, the API, the badges, the browser's data."""

from __future__ import annotations

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
    """Files that are made together, each its path and what it holds; `shows` are the fiches that they are made of, None
    when it may be any."""

    name: str
    files: Callable[[], Iterator[tuple[str, str | bytes]]]
    shows: tuple[str, ...] | None = None


def of(away: Takeaway) -> Iterator[Bundle]:
    """Yield every file but the browser's data, by what they are made of."""
    yield Bundle(WHOLE, partial(_whole, away), tuple(away.records))
    for axis in api.AXES:
        for facet in away.directory.axes[axis].facets:
            yield Bundle(away.folder(facet), partial(_facet, away, facet), facet.listings)
    for edition in away.curation.editions:
        yield Bundle(away.since(edition.id), partial(_since, away, edition))
    yield Bundle("flux", partial(_feeds, away))
    yield Bundle(contract.BASE, partial(_api, away))
    for id in away.records:
        yield Bundle(f"{contract.BASE}/fiches/{id}", partial(_one, away, id), (id,))


def browser_data(away: Takeaway) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of all that the browser needs to write the same files by itself."""
    head = away.header._replace(list=wording.SELECTION, source=away.page(PAGE))
    yield selection.data(away.directory, head, away.records)


def _whole(away: Takeaway) -> Iterator[tuple[str, str]]:
    """Yield the files of the whole edition."""
    return _list(away, WHOLE, list(away.records.values()), away.header)


def _facet(away: Takeaway, facet: Facet) -> Iterator[tuple[str, str]]:
    """Yield the files of one category, network or territory."""
    found = [away.records[id] for id in facet.listings]
    if facet.axis == "categories":
        found = [one if one.group == facet.name else one._replace(group=facet.name) for one in found]
    yield from _list(away, away.folder(facet), found, away.header_of(facet.name, away.page(facet)))
    if facet.axis == "categories":
        yield f"{away.folder(facet)}/collection.json", json_document(api.collection(away, facet))


def _list(away: Takeaway, folder: str, found: Sequence[Record], head: Header) -> Iterator[tuple[str, str]]:
    """Yield the formats of a list and the companion that says what some of them cannot."""
    lines = [head.full_title, "", *head.lines, "", wording.COMPANION_FILES]
    for form, count in away.offered([one.id for one in found]):
        yield f"{folder}/{form.FILE}", exports.write(form, found, head)
        label, advice = wording.FORMATS[form.NAME]
        lines.append(wording.COMPANION_LINE.format(file=form.FILE, label=label, advice=advice))
        if form.LIMIT and count > form.LIMIT:
            lines.append(wording.COMPANION_CUT.format(file=form.FILE, kept=form.LIMIT, total=count))
    yield f"{folder}/{wording.COMPANION}", "\n".join(lines) + "\n"


def _since(away: Takeaway, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield an edition's badge, and what whoever has it lacks: newcomers in every format, leavers as CSV, both as JSON."""
    yield (
        away.badge_path(edition),
        badge.svg(away.directory.publication.title, edition, away.colours["white"], away.colours["blue"]),
    )
    folder = away.since(edition.id)
    found = away.changes(edition)
    head = away.header_of(wording.NEWCOMERS.format(edition=edition.title), away.page(folder))
    came = [away.records[entry.id] for entry in found.arrivals]
    if came:
        yield from _list(away, folder, came, head)
    if found.departures:
        yield away.leavers(edition), _leavers(found)
    yield f"{folder}/{changes.FILE}.json", json_document({**head.facts(), **changes.facts(found)})


def _leavers(found: changes.Changes) -> str:
    """Write who left, why, and the addresses to stop following. OPML has no word for that: readers would subscribe."""
    rows = [header_row(wording.DEPARTURE_COLUMNS)]
    for gone in found.departures:
        accounts = gone.entry.accounts
        addresses = [networks.BY_NAME[one.network].profile_url(one.handle) for one in accounts]
        cells = [inert(text) for text in (gone.entry.name, gone.reason, " ".join(addresses))]
        rows.append(row(cells, "\r\n"))
    return "".join(rows)


def _feeds(away: Takeaway) -> Iterator[tuple[str, str]]:
    for path, feed in _each_feed(away):
        yield f"{path}.xml", feeds.atom(feed)
        yield f"{path}.json", feeds.json_feed(feed)


def _each_feed(away: Takeaway) -> Iterator[tuple[str, feeds.Feed]]:
    """Yield every feed and its path without ending."""
    title = away.directory.publication.title
    site = away.file("")
    items = tuple(feeds.change_items(away.curation, away.directory, away.page, site))
    days = tuple(feeds.day_items(away.directory, away.page, site))
    published, today = away.current.published, away.directory.as_of

    def feed(
        path: str, name: str, target: object, updated: date, found: tuple[feeds.Item, ...]
    ) -> tuple[str, feeds.Feed]:
        atom, json_feed = away.file(f"{path}.xml"), away.file(f"{path}.json")
        id = feeds.tag(site, away.curation.editions[-1], path)
        return path, feeds.Feed(id, name, away.page(target), atom, json_feed, updated, title, found)

    yield feed(f"flux/{changes.FILE}", wording.CHANGES_FEED.format(title=title), "editions", published, items)
    yield feed(f"flux/{DAY}", wording.DAY_FEED.format(title=title), "index", today, days)
    for facet in away.directory.axes["categories"].facets:
        name = wording.CHANGES_FEED_OF.format(title=title, category=facet.name)
        found = feeds.of_category(items, facet.slug)
        yield feed(f"categories/{facet.slug}/{changes.FILE}", name, facet, published, found)


def _api(away: Takeaway) -> Iterator[tuple[str, str]]:
    for path, value in api.documents(away):
        yield path, json_document(value)
    yield f"{contract.BASE}/fiches.json", data.render(list(away.records.values()), away.header)
    for name in contract.DOCUMENTS:
        yield f"{contract.BASE}/schemas/{name}.json", json_document(contract.schema(name))
    publication = away.directory.publication
    described = contract.openapi(publication.title, away.file("").rstrip("/"), publication.contact)
    yield f"{contract.BASE}/openapi.json", json_document(described)
    yield f"{contract.BASE}/annuaire.jsonld", json_document(api.dataset(away))


def _one(away: Takeaway, id: str) -> Iterator[tuple[str, str]]:
    path, value = api.one(away, away.directory.by_id[id])
    yield path, json_document(value)
