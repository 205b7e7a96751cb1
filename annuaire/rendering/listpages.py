"""The pages of lists: names, facets, words, days, editions, each cut where it is too long for one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from annuaire.directory import structured
from annuaire.directory.directory import Axis, Directory, Facet
from annuaire.downloads import api
from annuaire.downloads.takeaway import PAGE, Takeaway
from annuaire.rendering.page import Page
from annuaire.rendering.pagination import Portion, Row, cut, limits
from annuaire.rendering.sharing import Sharing
from annuaire.search import search_index

# The calendar of a longer turn stops there: an edition is not made to last longer.
YEAR = 366
# A browser keeps from the start all pages of names when there are no more than these, else the first.
FEW = 5


class ListPages:
    """Makes the pages of every list; `portion` is what each of them shows.

    `url` gives the path of something that has a page (see `filters`), `absolute` the public address of a path.
    """

    def __init__(
        self,
        directory: Directory,
        settings: Mapping[str, Any],
        url: Callable[[object], str],
        absolute: Callable[[str], str],
        sharing: Sharing,
    ) -> None:
        self._directory, self._settings, self._sharing = directory, settings, sharing
        self._url, self._absolute = url, absolute

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
            kept = portion.number == 1 or portion.last <= FEW
            yield self._of_fiches(
                "comptes.html", portion, "names", directory.publication.title, context, kept
            )

    def axis(self, axis: Axis) -> Iterator[Page]:
        """Yield the index of an axis, then the pages of each of its facets."""
        shape = "described" if axis.slug == "categories" else "facets"
        save_as = self._settings["AXIS_SAVE_AS"].format(slug=axis.slug)
        for portion in self._cut(((shape, facet) for facet in _nested(axis)), save_as, axis):
            yield self._of_names("axis.html", portion, {"axis": axis, "shape": shape}, shows=())
        for facet in axis.facets:
            yield from self._facet(axis, facet)

    def _facet(self, axis: Axis, facet: Facet) -> Iterator[Page]:
        most = limits(self._settings).get("cards")
        # A network or a country may gather most of the directory: it is a page of names, and trades keep the reasons.
        shape = "cards" if axis.slug == "categories" or not most or facet.count <= most else "lines"
        said: dict[str, Any] = {"facet": facet, "axis": axis, "shape": shape}
        if axis.slug == "categories":
            said["share"] = self._sharing.of(facet)
        rows = ((shape, id) for id in facet.listings)
        save_as = self._settings["FACET_SAVE_AS"].format(axis=axis.slug, slug=facet.slug)
        for portion in self._cut(rows, save_as, facet):
            yield self._of_fiches("facet.html", portion, shape, facet.name, said)

    def words(self) -> Iterator[Page]:
        """Yield the search page, which is the index of words without scripts."""
        rows = (("words", word) for word in search_index.cross_references(self._directory))
        for portion in self._single("recherche", rows):
            yield self._of_names("recherche.html", portion, {}, portion.number == 1, shows=())

    def calendar(self, turn: Sequence[tuple[date, str]]) -> Iterator[Page]:
        """Yield the calendar of a turn, or of its first year."""
        for portion in self._single("compte-du-jour", (("days", day) for day in turn[:YEAR])):
            context = {"length": len(turn), "shown": min(len(turn), YEAR), "structured": None}
            more = partial(self._days, portion)
            shows = [id for _, id in portion.of("days")]
            yield Page("compte-du-jour.html", portion.save_as, context, more=more, shows=shows)

    def _days(self, portion: Portion) -> dict[str, Any]:
        """Return a part of the calendar with its fiches."""
        return {"portion": portion.with_items(lambda day: (day[0], self._directory.by_id[day[1]]))}

    def editions(self, takeaway: Takeaway) -> Iterator[Page]:
        """Yield the list of editions, then each edition, and what changed since."""
        editions = self._directory.editions
        for portion in self._single("editions", (("editions", edition) for edition in editions)):
            yield self._of_names("editions.html", portion, {}, shows=())
        for edition in editions:
            said = {"edition": edition, "share": self._sharing.of(edition)}
            rows: list[Row] = [
                *(("arrivals", member) for member in edition.arrivals),
                *(("departures", member) for member in edition.departures),
                *(("members", member) for member in edition.members),
            ]
            save_as = self._settings["EDITION_SAVE_AS"].format(slug=edition.id)
            for portion in self._cut(rows, save_as, edition):
                yield self._of_names("edition.html", portion, said, shows=())
            moves = takeaway.changes(edition.edition)
            changed: list[Row] = [
                *(("cards", self._directory.by_id[entry.id]) for entry in moves.arrivals),
                *(("departures", gone) for gone in moves.departures),
            ]
            for portion in self._single(takeaway.since(edition.id), changed):
                yield self._of_names("since.html", portion, said | {"moves": moves})

    def takeaway(self) -> Iterator[Page]:
        """Yield « Emporter »: the files of every category, network and territory, then the feeds of categories."""
        axes = self._directory.axes
        rows: list[Row] = [
            ("files", facet) for axis in api.AXES for facet in axes[axis].facets if facet.count
        ]
        rows += [("feeds", facet) for facet in axes["categories"].facets]
        for portion in self._single(PAGE, rows):
            yield self._of_names("takeaway.html", portion, {}, kept=portion.number == 1, shows=())

    def _of_names(
        self,
        template: str,
        portion: Portion,
        said: dict[str, Any],
        kept: bool = False,
        shows: Sequence[str] | None = None,
    ) -> Page:
        context = said | {"portion": portion, "structured": None}
        return Page(template, portion.save_as, context, kept=kept, shows=shows)

    def _of_fiches(
        self,
        template: str,
        portion: Portion,
        shape: str,
        name: str,
        context: dict[str, Any],
        kept: bool = False,
    ) -> Page:
        more = partial(self._fiches, name, portion, shape)
        return Page(template, portion.save_as, context, kept=kept, more=more, shows=portion.of(shape))

    def _fiches(self, name: str, portion: Portion, shape: str) -> dict[str, Any]:
        """Return a part of a list of ids with its fiches."""
        shown = portion.with_items(self._directory.by_id.__getitem__)
        address, ranked = self._absolute(portion.address), self._directory.edition.edition.ranked
        return {
            "portion": shown,
            "listings": shown.of(shape),
            "structured": structured.item_list(
                name,
                address,
                shown.of(shape),
                ranked,
                lambda listing: self._absolute(self._url(listing)),
                portion.first(shape),
                portion.total(shape),
            ),
        }

    def _single(self, slug: str, rows: Iterable[Row]) -> list[Portion]:
        return self._cut(rows, self._settings["PAGE_SAVE_AS"].format(slug=slug), slug)

    def _cut(self, rows: Iterable[Row], save_as: str, target: object) -> list[Portion]:
        return cut(rows, save_as, self._url(target), self._settings)


def _nested(axis: Axis) -> Iterator[Facet]:
    """Yield the facets of an axis, each followed by its parts."""
    slugs = {facet.slug for facet in axis.facets}
    parts: dict[str, list[Facet]] = {}
    for facet in axis.facets:
        parts.setdefault(facet.parent if facet.parent in slugs else "", []).append(facet)
    for facet in parts.get("", ()):
        yield facet
        yield from parts.get(facet.slug, ())
