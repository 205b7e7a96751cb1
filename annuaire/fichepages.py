"""The page of each fiche: what it shows, what it says to programs, where to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from annuaire import gallery, structured, unchanged
from annuaire.assets import Asset
from annuaire.directory import Directory
from annuaire.page import Page
from annuaire.sharing import Sharing

# What an address keeps as it is in a mailto link; the rest is percent-encoded (RFC 6068, section 2).
MAIL_SAFE = "@!$'*+,:"


class FichePages:
    """Makes the page of every fiche; `absolute` gives the public address of something that has a page, `portraits` the
    avatar of a fiche."""

    def __init__(
        self,
        directory: Directory,
        settings: Mapping[str, Any],
        absolute: Callable[[object], str],
        sharing: Sharing,
        portraits: Mapping[str, str],
    ) -> None:
        self._directory, self._settings = directory, settings
        self._absolute, self._sharing, self._portraits = absolute, sharing, portraits

    def all(self) -> Iterator[Page]:
        """Yield the pages category by category: each shows its neighbours there."""
        for id in self._directory.around:
            yield self._of(id)

    def _of(self, id: str) -> Page:
        around = [near for near in self._directory.around[id] if near]
        return Page(
            "listing.html",
            self._settings["LISTING_SAVE_AS"].format(slug=id),
            # A card is made of what the fiche says, and listed before any page is written.
            {"share": self._sharing.of(self._directory.by_id[id]) if self._sharing.is_on else None},
            more=partial(self._about, id),
            files=partial(self._portrait, id),
            shows=[id, *around, *self._directory.related[id]],
        )

    def _portrait(self, id: str) -> Iterator[Asset]:
        return gallery.files(Path(self._settings["ANNUAIRE_ROOT"]), self._portraits[id])

    def _about(self, id: str) -> dict[str, Any]:
        directory = self._directory
        listing = directory.by_id[id]
        before, after = [directory.by_id[near] if near else None for near in directory.around[id]]
        publication = directory.publication
        file = f"{unchanged.FICHES}/{listing.id}.yml"
        repository, contact = publication.repository, publication.contact
        subject = quote(f"{publication.title} : {listing.name}")
        steps = (
            (publication.title, "index"),
            (listing.category.name, listing.category),
            (listing.name, listing),
        )
        return {
            "listing": listing,
            "before": before,
            "after": after,
            "related": [directory.by_id[near] for near in directory.related[id]],
            "edit_url": f"{repository.rstrip('/')}/{file}" if repository else "",
            "report_url": f"mailto:{quote(contact, safe=MAIL_SAFE)}?subject={subject}" if contact else "",
            "structured": [
                structured.profile_page(listing, directory, self._absolute),
                structured.breadcrumb((name, self._absolute(place)) for name, place in steps),
            ],
        }
