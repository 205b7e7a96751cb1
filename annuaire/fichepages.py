"""The page of each fiche: what it shows, what it says to programs, where to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from annuaire import shelf, structured
from annuaire.directory import Directory, Listing
from annuaire.page import Page
from annuaire.sharing import Sharing

# What an address keeps as it is in a mailto link; the rest is percent-encoded (RFC 6068, section 2).
MAIL_SAFE = "@!$'*+,:"


class FichePages:
    """Makes the page of every fiche; `absolute` gives the public address of something that has a page."""

    def __init__(
        self,
        directory: Directory,
        settings: Mapping[str, Any],
        absolute: Callable[[object], str],
        sharing: Sharing,
    ) -> None:
        self._directory, self._settings = directory, settings
        self._absolute, self._sharing = absolute, sharing

    def all(self) -> Iterator[Page]:
        """Yield the pages in the directory's order."""
        for listing in self._directory.listings:
            yield self._of(listing)

    def _of(self, listing: Listing) -> Page:
        before, after = self._directory.around(listing)
        related = self._directory.related(listing)
        seen = {"listing": listing, "before": before, "after": after, "related": related}
        return Page(
            "listing.html",
            self._settings["LISTING_SAVE_AS"].format(slug=listing.id),
            {**seen, "share": self._sharing.of(listing)},
            more=partial(self._about, listing),
            shows=[one.id for one in (listing, before, after, *related) if one],
        )

    def _about(self, listing: Listing) -> dict[str, Any]:
        publication = self._directory.publication
        file = f"{shelf.FOLDER}/fiches/{listing.id}.yml"
        repository, contact = publication.repository, publication.contact
        subject = quote(f"{publication.title} : {listing.name}")
        steps = (
            (publication.title, "index"),
            (listing.category.name, listing.category),
            (listing.name, listing),
        )
        return {
            "edit_url": f"{repository.rstrip('/')}/{file}" if repository else "",
            "report_url": f"mailto:{quote(contact, safe=MAIL_SAFE)}?subject={subject}" if contact else "",
            "structured": [
                structured.profile_page(listing, self._directory, self._absolute),
                structured.breadcrumb((name, self._absolute(place)) for name, place in steps),
            ],
        }
