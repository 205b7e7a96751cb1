"""The downloads of each list: which files there are, their paths and names; `bundles` makes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import ModuleType

from annuaire import exports
from annuaire.directory.directory import Directory, Facet, Listing
from annuaire.directory.record import Header, header, record
from annuaire.downloads import badge, changes
from annuaire.french import wording
from annuaire.french.text import slugify
from annuaire.model import Curation, Edition
from annuaire.runtime.lazy import LazyMapping

WHOLE = "comptes"  # the folder of the whole edition
PAGE = "emporter"  # the page of all downloads


@dataclass(frozen=True, slots=True)  # a tuple has a `count` of its own
class Download:
    """A file as a page offers it; `name`, with the list and the edition, is the one under which browsers save it."""

    form: str
    path: str
    label: str
    advice: str
    name: str
    count: int


class Takeaway:
    """The folder of every list and the files in it, for templates and the generator.

    `page` returns the public address of anything that has a page, `file` that of a path in the site; `colours` are those of
    `palette`, and `feed_sheet` is the path of the stylesheet of feeds.
    """

    def __init__(
        self,
        directory: Directory,
        curation: Curation,
        page: Callable[[object], str],
        file: Callable[[str], str],
        colours: Mapping[str, str],
        feed_sheet: str,
    ) -> None:
        # As on pages, do not name fiches of the edition that await review.
        on_hold = set(curation.editions[0].entries) - directory.by_id.keys()
        if on_hold:
            known = LazyMapping(
                [id for id in curation.entries if id not in on_hold], curation.entries.__getitem__
            )
            curation = curation._replace(entries=known)
        self.directory, self.curation, self.page, self.file = directory, curation, page, file
        self.colours, self.feed_sheet = colours, feed_sheet  # of the badge, of feeds
        self.current = curation.editions[0]
        self.header = self.header_of(directory.publication.title, page(WHOLE))
        self.records = LazyMapping(directory.by_id, lambda id: record(directory.by_id[id], page))
        self._on = {facet.slug: frozenset(facet.listings) for facet in directory.axes["reseaux"].facets}
        self._offered: dict[str, list[Download]] = {}

    def header_of(self, name: str, source: str) -> Header:
        """Return the metadata of a list's files; `source` is the page of the list."""
        return header(self.directory, name, source, self.page(self.since(self.current.id)))

    since = staticmethod(changes.since)

    @property
    def stem(self) -> str:
        """Return the beginning of the names of saved files: « cent-comptes-2026-11 »."""
        return f"{slugify(self.directory.publication.title)}-{self.current.id}"

    def folder(self, target: Facet | None) -> str:
        """Return the folder of a facet's files, or of the whole edition's."""
        return f"{target.axis}/{target.slug}" if target else WHOLE

    def downloads(self, target: Facet | None = None) -> list[Download]:
        """Return the files offered for a facet, or for the whole edition; cached, for all pages of the list."""
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
                name=f"{base}-{form.FILE}",
                count=min(count, form.LIMIT or count),
            )
            for form, count in self.offered(ids)
        ]

    def addresses(self, target: Facet) -> dict[str, str]:
        """Return the absolute addresses of a facet's files by format, for the API."""
        folder = self.folder(target)
        return {form.NAME: self.file(f"{folder}/{form.FILE}") for form, _ in self.offered(target.listings)}

    def offered(self, ids: Collection[str]) -> list[tuple[ModuleType, int]]:
        """Return the formats in which some of the fiches can be exported, each with their number."""
        return exports.offered(ids, self._on)

    def changes(self, edition: Edition) -> changes.Changes:
        """Return what changed from an edition to the current one."""
        return changes.between(self.curation, edition, self.current)

    def leavers(self, edition: Edition) -> str:
        """Return the path of the table of who left since an edition."""
        return f"{self.since(edition.id)}/departs.csv"

    def newcomers(self, edition: Edition) -> list[Download]:
        """Return the files with who came since an edition."""
        came = [entry.id for entry in self.changes(edition).arrivals]
        return self._downloads(self.since(edition.id), came, f"depuis-{edition.id}")

    @staticmethod
    def badge_path(edition: Edition) -> str:
        """Return the path of an edition's badge."""
        return f"badges/{edition.id}.svg"

    def snippet(self, listing: Listing) -> str:
        """Return the HTML that links a badge to a fiche."""
        image = self.file(self.badge_path(self.current))
        return badge.snippet(self.directory.publication.title, self.current, image, self.page(listing))
