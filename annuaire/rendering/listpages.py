"""The pages of lists: names, facets, words, days, editions, each paginated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from annuaire.directory import structured
from annuaire.directory.directory import Axis, Directory, Facet
from annuaire.downloads import api
from annuaire.downloads.takeaway import PAGE, Takeaway
from annuaire.rendering.page import Page
from annuaire.rendering.pagination import Portion, Row, limits, paginate
from annuaire.rendering.sharing import Sharing
from annuaire.rendering.site_addresses import SiteAddresses
from annuaire.search import search_index

# Days that the calendar shows at most: an edition is not meant to last longer than a year.
MAX_DAYS = 366
# All pages of names are cached for offline use from the start if there are at most this many, else only the first.
MAX_OFFLINE_PAGES = 5


class ListPages:
    """Makes the pages of every list; in their context, `portion` is what each of them shows."""

    def __init__(
        self,
        directory: Directory,
        settings: Mapping[str, Any],
        addresses: SiteAddresses,
        sharing: Sharing,
    ) -> None:
        self._directory, self._settings, self._sharing = directory, settings, sharing
        self._addresses = addresses

    def names(self) -> Iterator[Page]:
        """Yield « Les cent »: every name, under its letter or in the order of a ranked edition."""
        directory = self._directory
        portions = self._single("comptes", (("names", id) for id in directory.by_id))
        begins: dict[str, str] = {}
        for portion in portions:
            for id in portion.of("names"):
                begins.setdefault(directory.initials[id], portion.address)
        for portion in portions:
            elsewhere = {initial: place for initial, place in begins.items() if place != portion.address}
            context = {"initials": list(begins), "elsewhere": elsewhere}
            is_offline = portion.number == 1 or portion.last <= MAX_OFFLINE_PAGES
            yield self._fiches_page(
                "comptes.html", portion, "names", directory.publication.title, context, is_offline
            )

    def axis(self, axis: Axis) -> Iterator[Page]:
        """Yield the index of an axis, then the pages of each of its facets."""
        shape = "described" if axis.slug == "categories" else "facets"
        save_as = self._settings["AXIS_SAVE_AS"].format(slug=axis.slug)
        for portion in self._cut(((shape, facet) for facet in _nested(axis)), save_as, axis):
            yield self._plain_page("axis.html", portion, {"axis": axis, "shape": shape}, shows=())
        for facet in axis.facets:
            yield from self._facet(axis, facet)

    def _facet(self, axis: Axis, facet: Facet) -> Iterator[Page]:
        most = limits(self._settings).get("cards")
        # A network or a country may have most of the directory: if it is too long, it shows names only; categories always show
        # reasons.
        shape = "cards" if axis.slug == "categories" or not most or facet.count <= most else "lines"
        context: dict[str, Any] = {"facet": facet, "axis": axis, "shape": shape}
        if axis.slug == "categories":
            context["share"] = self._sharing.of(facet)
        rows = ((shape, id) for id in facet.listings)
        save_as = self._settings["FACET_SAVE_AS"].format(axis=axis.slug, slug=facet.slug)
        for portion in self._cut(rows, save_as, facet):
            yield self._fiches_page("facet.html", portion, shape, facet.name, context)

    def words(self) -> Iterator[Page]:
        """Yield the search page, which is the index of words without scripts."""
        rows = (("words", word) for word in search_index.cross_references(self._directory))
        for portion in self._single("recherche", rows):
            yield self._plain_page("recherche.html", portion, {}, portion.number == 1, shows=())

    def calendar(self, days: Sequence[tuple[date, str]]) -> Iterator[Page]:
        """Yield the calendar of a rotation, or of its first MAX_DAYS."""
        for portion in self._single("compte-du-jour", (("days", day) for day in days[:MAX_DAYS])):
            context = {"length": len(days), "shown": min(len(days), MAX_DAYS), "structured": None}
            lazy_context = partial(self._days, portion)
            shows = [id for _, id in portion.of("days")]
            yield Page(
                "compte-du-jour.html", portion.save_as, context, lazy_context=lazy_context, shows=shows
            )

    def _days(self, portion: Portion) -> dict[str, Any]:
        """Return the portion with fiches in the place of their ids."""
        return {"portion": portion.map_items(lambda day: (day[0], self._directory.by_id[day[1]]))}

    def editions(self, takeaway: Takeaway) -> Iterator[Page]:
        """Yield the list of editions, then each edition, and what changed since."""
        editions = self._directory.editions
        for portion in self._single("editions", (("editions", edition) for edition in editions)):
            yield self._plain_page("editions.html", portion, {}, shows=())
        for edition in editions:
            context = {"edition": edition, "share": self._sharing.of(edition)}
            rows: list[Row] = [
                *(("arrivals", member) for member in edition.arrivals),
                *(("departures", member) for member in edition.departures),
                *(("members", member) for member in edition.members),
            ]
            save_as = self._settings["EDITION_SAVE_AS"].format(slug=edition.id)
            for portion in self._cut(rows, save_as, edition):
                yield self._plain_page("edition.html", portion, context, shows=())
            moves = takeaway.changes(edition.edition)
            changed: list[Row] = [
                *(("cards", self._directory.by_id[entry.id]) for entry in moves.arrivals),
                *(("departures", gone) for gone in moves.departures),
            ]
            for portion in self._single(takeaway.since(edition.id), changed):
                yield self._plain_page("since.html", portion, context | {"moves": moves})

    def takeaway(self) -> Iterator[Page]:
        """Yield « Emporter »: the exports of every category, network and territory, then the feeds of categories."""
        axes = self._directory.axes
        rows: list[Row] = [
            ("files", facet) for axis in api.AXES for facet in axes[axis].facets if facet.count
        ]
        rows += [("feeds", facet) for facet in axes["categories"].facets]
        for portion in self._single(PAGE, rows):
            yield self._plain_page("takeaway.html", portion, {}, is_offline=portion.number == 1, shows=())

    def _plain_page(
        self,
        template: str,
        portion: Portion,
        context: dict[str, Any],
        is_offline: bool = False,
        shows: Sequence[str] | None = None,
    ) -> Page:
        context = context | {"portion": portion, "structured": None}
        return Page(template, portion.save_as, context, is_offline=is_offline, shows=shows)

    def _fiches_page(
        self,
        template: str,
        portion: Portion,
        shape: str,
        name: str,
        context: dict[str, Any],
        is_offline: bool = False,
    ) -> Page:
        lazy_context = partial(self._fiches, name, portion, shape)
        return Page(
            template,
            portion.save_as,
            context,
            is_offline=is_offline,
            lazy_context=lazy_context,
            shows=portion.of(shape),
        )

    def _fiches(self, name: str, portion: Portion, shape: str) -> dict[str, Any]:
        """Return the portion with fiches in the place of their ids, and its JSON-LD."""
        shown = portion.map_items(self._directory.by_id.__getitem__)
        address, ranked = self._addresses.public(portion.address), self._directory.edition.edition.ranked
        return {
            "portion": shown,
            "listings": shown.of(shape),
            "structured": partial(
                structured.item_list,
                name,
                address,
                shown.of(shape),
                ranked,
                self._addresses.of,
                portion.first(shape),
                portion.total(shape),
            ),
        }

    def _single(self, slug: str, rows: Iterable[Row]) -> list[Portion]:
        return self._cut(rows, self._settings["PAGE_SAVE_AS"].format(slug=slug), slug)

    def _cut(self, rows: Iterable[Row], save_as: str, target: object) -> list[Portion]:
        return paginate(rows, save_as, self._addresses.path(target), self._settings)


def _nested(axis: Axis) -> Iterator[Facet]:
    """Yield the facets of an axis, each followed by its children."""
    slugs = {facet.slug for facet in axis.facets}
    parts: dict[str, list[Facet]] = {}
    for facet in axis.facets:
        parts.setdefault(facet.parent if facet.parent in slugs else "", []).append(facet)
    for facet in parts.get("", ()):
        yield facet
        yield from parts.get(facet.slug, ())
