"""All files that visitors take away, as pairs of path and text: exports, feeds, the API, the badges, the browser's data."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from annuaire import api, badge, changes, contract, exports, feeds, selection, wording
from annuaire.directory import Directory, Facet, Listing
from annuaire.exports import data, opml
from annuaire.exports.escaping import document, row
from annuaire.exports.record import Header, Record, header, record
from annuaire.lazy import LazyMapping
from annuaire.model import Curation, Edition
from annuaire.text import slugify

WHOLE = "comptes"  # the folder of the whole edition
PAGE = "emporter"  # the page of everything that can be taken
CHANGES = "changements"
DAY = "compte-du-jour"


@dataclass(frozen=True, slots=True)  # a tuple has a `count` of its own
class Download:
    """A file as a page offers it; `name` is what the browser saves it as: it says list and edition."""

    form: str
    path: str
    label: str
    advice: str
    media_type: str
    name: str
    count: int


class Bundle(NamedTuple):
    """Files that are made together, each its path and what it holds; `shows` are the fiches that they are made of, None
    when it may be any."""

    name: str
    files: Callable[[], Iterator[tuple[str, str | bytes]]]
    shows: tuple[str, ...] | None = None


class Takeaway:
    """Knows the folder of every list and what is in it; templates and the generator both ask here."""

    def __init__(
        self,
        directory: Directory,
        curation: Curation,
        page: Callable[[object], str],
        file: Callable[[str], str],
    ) -> None:
        # A fiche of the edition that waits for a curator's look is named nowhere, as on the pages.
        waiting = set(curation.editions[0].entries) - directory.by_id.keys()
        if waiting:
            known = LazyMapping(
                [id for id in curation.entries if id not in waiting], curation.entries.__getitem__
            )
            curation = curation._replace(entries=known)
        self.directory, self.curation, self.page, self.file = directory, curation, page, file
        self.current = curation.editions[0]
        self.header = self._header(directory.publication.title, page(WHOLE))
        self.records = LazyMapping(directory.by_id, lambda id: record(directory.by_id[id], page))
        self._on = {facet.slug: frozenset(facet.listings) for facet in directory.axes["reseaux"].facets}
        self._offered: dict[str, list[Download]] = {}
        self.site = api.Site(directory, curation, self.header, self.records, page, file, self.addresses)

    def _header(self, name: str, source: str) -> Header:
        return header(self.directory, name, source, self.page(self.since(self.current.id)))

    @staticmethod
    def since(edition: str) -> str:
        """Return the target of the page « depuis cette édition »."""
        return f"editions/{edition}/depuis"

    @property
    def stem(self) -> str:
        """Return what the name of every saved file begins with: « cent-comptes-2026-11 »."""
        return f"{slugify(self.directory.publication.title)}-{self.current.id}"

    def folder(self, target: Facet | None) -> str:
        """Return the folder of a facet's files, or of the whole edition's."""
        return f"{target.axis}/{target.slug}" if target else WHOLE

    def downloads(self, target: Facet | None = None) -> list[Download]:
        """Return the files offered for a facet, or for the whole edition; each page of a list asks again."""
        folder = self.folder(target)
        if folder not in self._offered:
            ids = target.listings if target else self.directory.by_id
            self._offered[folder] = self._downloads(folder, ids, target.slug if target else "")
        return self._offered[folder]

    def _downloads(self, folder: str, ids: Collection[str], name: str) -> list[Download]:
        base = f"{self.stem}-{name}" if name else self.stem
        return [
            Download(
                form.NAME,
                f"{folder}/{form.FILE}",
                *wording.FORMATS[form.NAME],
                media_type=form.MEDIA_TYPE,
                name=f"{base}-{form.FILE}",
                count=min(count, form.LIMIT or count),
            )
            for form, count in exports.offered(ids, self._on)
        ]

    def addresses(self, target: Facet) -> dict[str, str]:
        """Return the absolute addresses of a facet's files by format, for the API."""
        offered = exports.offered(target.listings, self._on)
        return {form.NAME: self.file(f"{self.folder(target)}/{form.FILE}") for form, _ in offered}

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """Yield every file but the browser's data."""
        for bundle in self.bundles():
            yield from bundle.files()

    def bundles(self) -> Iterator[Bundle]:
        """Yield the same files by what they are made of."""
        yield Bundle(WHOLE, self._whole, tuple(self.records))
        for axis in api.AXES:
            for facet in self.directory.axes[axis].facets:
                yield Bundle(self.folder(facet), partial(self._facet, facet), facet.listings)
        for edition in self.curation.editions:
            yield Bundle(self.since(edition.id), partial(self._since, edition))
        yield Bundle("flux", self._feeds)
        yield Bundle(contract.BASE, self._api)
        for id in self.records:
            yield Bundle(f"{contract.BASE}/fiches/{id}", partial(self._one, id), (id,))

    def _whole(self) -> Iterator[tuple[str, str]]:
        """Yield the files of the whole edition."""
        return self._list(WHOLE, list(self.records.values()), self.header)

    def _facet(self, facet: Facet) -> Iterator[tuple[str, str]]:
        """Yield the files of one category, network or territory."""
        found = [self.records[id] for id in facet.listings]
        if facet.axis == "categories":
            found = [one if one.group == facet.name else one._replace(group=facet.name) for one in found]
        yield from self._list(self.folder(facet), found, self._header(facet.name, self.page(facet)))
        if facet.axis == "categories":
            yield f"{self.folder(facet)}/collection.json", document(api.collection(self.site, facet))

    def _list(self, folder: str, found: Sequence[Record], head: Header) -> Iterator[tuple[str, str]]:
        """Yield the formats of a list and the companion that says what some of them cannot."""
        lines = [head.full_title, "", *head.lines, "", wording.COMPANION_FILES]
        for form, count in exports.offered([one.id for one in found], self._on):
            yield f"{folder}/{form.FILE}", exports.write(form, found, head)
            label, advice = wording.FORMATS[form.NAME]
            lines.append(wording.COMPANION_LINE.format(file=form.FILE, label=label, advice=advice))
            if form.LIMIT and count > form.LIMIT:
                lines.append(wording.COMPANION_CUT.format(file=form.FILE, kept=form.LIMIT, total=count))
        yield f"{folder}/{wording.COMPANION}", "\n".join(lines) + "\n"

    def _since(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """Yield an edition's badge, and what whoever has it lacks: newcomers in every format, leavers as CSV and OPML,
        both as JSON."""
        yield self.badge_path(edition), badge.svg(self.directory.publication.title, edition)
        folder = self.since(edition.id)
        found = self.changes(edition)
        head = self._header(
            wording.NEWCOMERS.format(edition=edition.title), self.page(self.since(edition.id))
        )
        came = [self.records[entry.id] for entry in found.arrivals]
        if came:
            yield from self._list(folder, came, head)
        if found.departures:
            left = head._replace(list=wording.LEAVERS.format(edition=edition.title))
            gone = [changes.gone_record(item, left.list, head.source) for item in found.departures]
            rows = [(item.name, item.reason, " ".join(one.url for one in item.accounts)) for item in gone]
            cells = "".join(row(cells, "\r\n") for cells in rows)
            yield f"{folder}/departs.csv", row(wording.DEPARTURE_COLUMNS, "\r\n") + cells
            if text := exports.write(opml, gone, left):
                yield f"{folder}/departs.opml", text
        yield f"{folder}/{CHANGES}.json", document({**head.facts(), **changes.facts(found)})

    def changes(self, edition: Edition) -> changes.Changes:
        """Return what changed from an edition to the current one."""
        return changes.between(self.curation, edition, self.current)

    def leavers(self, edition: Edition) -> list[str]:
        """Return the paths of the files about who left since an edition."""
        found = self.changes(edition)
        if not found.departures:
            return []
        has_feed = any(
            account.network == "flux" for gone in found.departures for account in gone.entry.accounts
        )
        folder = self.since(edition.id)
        return [f"{folder}/departs.csv", *([f"{folder}/departs.opml"] if has_feed else [])]

    def newcomers(self, edition: Edition) -> list[Download]:
        """Return the files of who came since an edition."""
        came = [entry.id for entry in self.changes(edition).arrivals]
        return self._downloads(self.since(edition.id), came, f"depuis-{edition.id}")

    def feeds(self) -> Iterator[tuple[str, feeds.Feed]]:
        """Yield every feed and its path without ending."""
        title = self.directory.publication.title
        site = self.file("")
        items = tuple(feeds.change_items(self.curation, self.directory, self.page, site))
        days = tuple(feeds.day_items(self.directory, self.page, site))
        published, today = self.current.published, self.directory.as_of

        def feed(path: str, name: str, target: object, updated: Any, found: tuple[feeds.Item, ...]) -> Any:
            atom, json_feed = self.file(f"{path}.xml"), self.file(f"{path}.json")
            id = feeds.tag(site, self.curation.editions[-1], path)
            return path, feeds.Feed(id, name, self.page(target), atom, json_feed, updated, title, found)

        yield feed(f"flux/{CHANGES}", wording.CHANGES_FEED.format(title=title), "editions", published, items)
        yield feed(f"flux/{DAY}", wording.DAY_FEED.format(title=title), "index", today, days)
        for facet in self.directory.axes["categories"].facets:
            name = wording.CHANGES_FEED_OF.format(title=title, category=facet.name)
            found = feeds.of_category(items, facet.slug)
            yield feed(f"categories/{facet.slug}/{CHANGES}", name, facet, published, found)

    def _feeds(self) -> Iterator[tuple[str, str]]:
        for path, feed in self.feeds():
            yield f"{path}.xml", feeds.atom(feed)
            yield f"{path}.json", feeds.json_feed(feed)

    def _api(self) -> Iterator[tuple[str, str]]:
        for path, _, value in api.documents(self.site):
            yield path, document(value)
        yield f"{contract.BASE}/fiches.json", data.render(list(self.records.values()), self.header)
        for name in contract.DOCUMENTS:
            yield f"{contract.BASE}/schemas/{name}.json", document(contract.schema(name))
        publication = self.directory.publication
        described = contract.openapi(publication.title, self.file("").rstrip("/"), publication.contact)
        yield f"{contract.BASE}/openapi.json", document(described)
        yield f"{contract.BASE}/annuaire.jsonld", document(api.dataset(self.site))

    def _one(self, id: str) -> Iterator[tuple[str, str]]:
        path, value = api.one(self.site, self.directory.by_id[id])
        yield path, document(value)

    @staticmethod
    def badge_path(edition: Edition) -> str:
        """Return where an edition's badge is."""
        return f"badges/{edition.id}.svg"

    def snippet(self, listing: Listing) -> str:
        """Return the HTML that links a badge to a fiche."""
        image = self.file(self.badge_path(self.current))
        return badge.snippet(self.directory.publication.title, self.current, image, self.page(listing))

    def has_paces(self) -> bool:
        """Say whether any reading time is known: without one, no selection can be proposed."""
        return self.directory.has_paces

    def browser_data(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the text of all that the browser needs to write the same files by itself."""
        head = self.header._replace(list=wording.SELECTION, source=self.page(PAGE))
        yield selection.data(self.directory, head, self.records)
