"""The page of each fiche: what it shows, what it says to programs, where to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from annuaire.assets import avatar_files
from annuaire.directory import structured
from annuaire.directory.directory import Directory
from annuaire.rendering.page import Page
from annuaire.rendering.sharing import Sharing
from annuaire.runtime import last_build

TEMPLATE = "listing.html"
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
        self._root = Path(settings["ANNUAIRE_ROOT"])
        self._absolute, self._portraits = absolute, portraits
        contact = directory.publication.contact
        self._mail = f"mailto:{quote(contact, safe=MAIL_SAFE)}?subject=" if contact else ""
        # A card is made of what the fiche says, and listed before any page is written.
        self._shares = {id: sharing.of(one) for id, one in directory.by_id.items()} if sharing.is_on else {}

    def shown(self) -> dict[str, tuple[str, ...]]:
        """Return, for each page by its path, the ids of the fiches that it shows, its own first.

        They come category by category: each shows its neighbours there. No more is said of all than this: most pages of
        most builds stand as they are.
        """
        save_as, related = self._settings["LISTING_SAVE_AS"].format, self._directory.related
        return {
            save_as(slug=id): (id, *filter(None, around), *related[id])
            for id, around in self._directory.around.items()
        }

    def of(self, id: str) -> Page:
        """Return the page of a fiche."""
        return Page(
            TEMPLATE,
            self._settings["LISTING_SAVE_AS"].format(slug=id),
            {"share": self._shares.get(id), **self._about(id)},
            files=avatar_files.files(self._root, self._portraits[id]),
        )

    def _about(self, id: str) -> dict[str, Any]:
        directory = self._directory
        listing = directory.by_id[id]
        before, after = [directory.by_id[near] if near else None for near in directory.around[id]]
        publication = directory.publication
        file = f"{last_build.FICHES}/{listing.id}.yml"
        repository = publication.repository
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
            "report_url": self._mail and self._mail + quote(f"{publication.title} : {listing.name}"),
            "structured": [
                structured.profile_page(listing, self._absolute),
                structured.breadcrumb((name, self._absolute(place)) for name, place in steps),
            ],
        }
