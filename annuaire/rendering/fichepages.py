"""The page of each fiche: its content, its JSON-LD, and where to correct it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from annuaire.assets import avatar_files
from annuaire.directory import structured
from annuaire.directory.directory import Directory, Listing, Member
from annuaire.rendering.page import Page
from annuaire.rendering.sharing import Sharing
from annuaire.rendering.site_addresses import SiteAddresses
from annuaire.runtime import last_build

TEMPLATE = "listing.html"
# Characters of an address that need no percent-encoding in a mailto link (RFC 6068, section 2).
MAIL_SAFE = "@!$'*+,:"


class FichePages:
    """Makes the page of every fiche; `portraits` gives the avatar of a fiche by its id."""

    def __init__(
        self,
        directory: Directory,
        settings: Mapping[str, Any],
        addresses: SiteAddresses,
        sharing: Sharing,
        portraits: Mapping[str, str],
    ) -> None:
        self._directory, self._settings = directory, settings
        self._root = Path(settings["ANNUAIRE_ROOT"])
        self._addresses, self._portraits = addresses, portraits
        contact = directory.publication.contact
        self._mail = f"mailto:{quote(contact, safe=MAIL_SAFE)}?subject=" if contact else ""
        # Registered for all fiches, before any page is written: the cards of reused pages are published, too.
        self._shares = {id: sharing.of(one) for id, one in directory.by_id.items()} if sharing.is_on else {}

    def shown(self) -> dict[str, tuple[str, ...]]:
        """Return, for each page by its path, the ids of the fiches that it shows, its own first.

        They are in the order of categories, since related fiches mostly have the same. Nothing else is computed for all fiches:
        most builds reuse most pages.
        """
        save_as, related = self._settings["LISTING_SAVE_AS"].format, self._directory.related
        return {save_as(slug=id): (id, *related[id]) for id in self._directory.neighbours}

    def page(self, id: str) -> Page:
        """Return the page of a fiche."""
        return Page(
            TEMPLATE,
            self._settings["LISTING_SAVE_AS"].format(slug=id),
            {"share": self._shares.get(id), **self._context(id)},
            files=avatar_files.files(self._root, self._portraits[id]),
        )

    def _context(self, id: str) -> dict[str, Any]:
        directory = self._directory
        listing = directory.by_id[id]
        before, after = [
            Member(near, directory.names[near], is_published=True) if near else None
            for near in directory.neighbours[id]
        ]
        publication = directory.publication
        file = f"{last_build.FICHES}/{listing.id}.yml"
        repository = publication.repository
        return {
            "listing": listing,
            "before": before,
            "after": after,
            "related": [directory.by_id[near] for near in directory.related[id]],
            "edit_url": f"{repository.rstrip('/')}/{file}" if repository else "",
            "report_url": self._mail and self._mail + quote(f"{publication.title} : {listing.name}"),
            "structured": partial(self._structured, listing),
        }

    def _structured(self, listing: Listing) -> list[dict[str, Any]]:
        steps = (
            (self._directory.publication.title, "index"),
            (listing.category.name, listing.category),
            (listing.name, listing),
        )
        return [
            structured.profile_page(listing, self._addresses.of),
            structured.breadcrumb((name, self._addresses.of(place)) for name, place in steps),
        ]
