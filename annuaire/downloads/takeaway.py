"""What visitors take away: which files each list has, where they are and how they are called; `bundles` makes them."""

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
PAGE = "emporter"  # the page of everything that can be taken


@dataclass(frozen=True, slots=True)  # a tuple has a `count` of its own
class Download:
    """A file as a page offers it; `name` is what the browser saves it as: it says list and edition."""

    form: str
    path: str
    label: str
    advice: str
    name: str
    count: int


class Takeaway:
    """Knows the folder of every list and what is in it; templates and the generator both ask here.

    `page` gives the public address of something that has a page, `file` that of a path in the site; `colours` are those of `palette`.
    """

    def __init__(
        self,
        directory: Directory,
        curation: Curation,
        page: Callable[[object], str],
        file: Callable[[str], str],
        colours: Mapping[str, str],
    ) -> None:
        # A fiche of the edition that waits for a curator's look is named nowhere, as on the pages.
        waiting = set(curation.editions[0].entries) - directory.by_id.keys()
        if waiting:
            known = LazyMapping(
                [id for id in curation.entries if id not in waiting], curation.entries.__getitem__
            )
            curation = curation._replace(entries=known)
        self.directory, self.curation, self.page, self.file = directory, curation, page, file
        self.colours = colours  # of the badge
        self.current = curation.editions[0]
        self.header = self.header_of(directory.publication.title, page(WHOLE))
        self.records = LazyMapping(directory.by_id, lambda id: record(directory.by_id[id], page))
        self._on = {facet.slug: frozenset(facet.listings) for facet in directory.axes["reseaux"].facets}
        self._offered: dict[str, list[Download]] = {}

    def header_of(self, name: str, source: str) -> Header:
        """Return what a list's files say of themselves; `source` is the page of the list."""
        return header(self.directory, name, source, self.page(self.since(self.current.id)))

    since = staticmethod(changes.since)

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
        """Return the formats that have something to say of some fiches, each with of how many."""
        return exports.offered(ids, self._on)

    def changes(self, edition: Edition) -> changes.Changes:
        """Return what changed from an edition to the current one."""
        return changes.between(self.curation, edition, self.current)

    def leavers(self, edition: Edition) -> str:
        """Return the path of the file about who left since an edition."""
        return f"{self.since(edition.id)}/departs.csv"

    def newcomers(self, edition: Edition) -> list[Download]:
        """Return the files of who came since an edition."""
        came = [entry.id for entry in self.changes(edition).arrivals]
        return self._downloads(self.since(edition.id), came, f"depuis-{edition.id}")

    @staticmethod
    def badge_path(edition: Edition) -> str:
        """Return where an edition's badge is."""
        return f"badges/{edition.id}.svg"

    def snippet(self, listing: Listing) -> str:
        """Return the HTML that links a badge to a fiche."""
        image = self.file(self.badge_path(self.current))
        return badge.snippet(self.directory.publication.title, self.current, image, self.page(listing))
