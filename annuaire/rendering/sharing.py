"""Share images: the text of the card of each kind of page, and its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annuaire.assets.assets import Asset
from annuaire.assets.cards import SIZE, Card
from annuaire.directory.directory import Directory, Facet, Listing, PublishedEdition
from annuaire.french import numerals, text

CACHE = Path(".cache") / "cards"


class Sharing:
    """The cards of one build. None is made without SITEURL, which their addresses need, or without CARD_SAVE_AS.

    Raises:
        SettingsError: cards are to be made, and a colour is missing in tokens.css.
    """

    def __init__(self, settings: Mapping[str, Any], directory: Directory) -> None:
        self._pattern: str = settings["CARD_SAVE_AS"] if settings["SITEURL"] else ""
        self._directory = directory
        self._wanted: dict[str, Card] = {}
        if self._pattern:
            # Imports the image library, which a site without cards does not need.
            from annuaire.assets.card_images import CardRenderer

            self._renderer = CardRenderer(Path(settings["THEME"]), Path(settings["ANNUAIRE_ROOT"]) / CACHE)

    @property
    def is_on(self) -> bool:
        """Return whether this site has cards."""
        return bool(self._pattern)

    def of(self, target: Listing | Facet | PublishedEdition | None) -> dict[str, Any] | None:
        """Return the metadata of the card of a target, or of the site's own without one; None if this site has no cards.

        The card is rendered later, by `files`.
        """
        if not self._pattern:
            return None
        slug, card = self._card(target)
        path = self._pattern.format(slug=slug, digest=self._renderer.digest(card))
        self._wanted[path] = card
        return {
            "path": path,
            "width": SIZE[0],
            "height": SIZE[1],
            "alt": text.typeset(f"{card.title} : {card.text}"),
        }

    def files(self) -> Iterator[Asset]:
        """Yield the cards for which `of` was called, and remove all others from the cache."""
        for path, card in sorted(self._wanted.items()):
            yield Asset(path, self._renderer.render(card))
        if self._pattern:
            self._renderer.sweep({self._renderer.digest(card) for card in self._wanted.values()})

    def _card(self, target: Listing | Facet | PublishedEdition | None) -> tuple[str, Card]:
        publication, edition = self._directory.publication, self._directory.edition.edition
        site, number = publication.title, numerals.counted
        if isinstance(target, Listing):
            foot = f"{target.category.name}, {target.territory.name}"
            return f"comptes-{target.id}", Card(target.name, target.reason, foot, "white", site)
        if isinstance(target, Facet):
            name = target.name[:1].upper() + target.name[1:]
            title = self._directory.axes[target.axis].name
            return f"{target.axis}-{target.slug}", Card(
                title, name, number(target.count, "fiche"), "yellow", site
            )
        if isinstance(target, PublishedEdition):
            foot = number(len(target.members), "fiche")
            return f"editions-{target.id}", Card(publication.motto, target.edition.title, foot, "pink", site)
        return "site", Card(
            edition.title, publication.motto, number(publication.places, "fiche"), "white", site
        )
