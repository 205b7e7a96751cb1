"""What search engines and other programs read: schema.org descriptions of pages (JSON-LD)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from annuaire.directory.directory import Directory, Listing
from annuaire.french import wording

CONTEXT = "https://schema.org"
# What gives the public address of something that has a page.
Address = Callable[[object], str]


def profile_page(listing: Listing, address: Address) -> dict[str, Any]:
    """Describe a fiche: https://schema.org/ProfilePage about a person or an organisation.

    schema.org takes a day, Google's test of rich results an instant with its zone alone.
    """
    page = address(listing)
    kind = "Person" if listing.is_person else "Organization"
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": page,
        "inLanguage": "fr",
        "dateCreated": f"{listing.since.isoformat()}T00:00:00Z",
        "mainEntity": {
            "@type": kind,
            "@id": f"{page}#fiche",
            "name": listing.name,
            "description": listing.reason,
            "sameAs": [account.profile_url for account in listing.accounts],
        },
    }


def item_list(
    name: str,
    page: str,
    listings: Sequence[Listing],
    ranked: bool,
    address: Address,
    first: int,
    total: int,
) -> dict[str, Any]:
    """Describe a list of fiches: https://schema.org/ItemList, unordered and without places unless curators ranked it.

    Each item is an address alone: the name, and all else, is on the page that it leads to. Of a list on several pages,
    `first` is the place of the first one here, `total` the number of all.
    """
    order = "ItemListOrderAscending" if ranked else "ItemListUnordered"
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "name": name,
        "url": page,
        "numberOfItems": total,
        "itemListOrder": f"{CONTEXT}/{order}",
        "itemListElement": [
            {"@type": "ListItem", **({"position": place} if ranked else {}), "url": address(listing)}
            for place, listing in enumerate(listings, first)
        ],
    }


def breadcrumb(steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Describe where a page stands: https://schema.org/BreadcrumbList of (name, address)."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": page}
            for place, (name, page) in enumerate(steps, 1)
        ],
    }


def web_site(directory: Directory, address: Address) -> dict[str, Any]:
    """Describe the site: https://schema.org/WebSite."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": directory.publication.title,
        "description": directory.publication.description,
        "url": address("index"),
        "inLanguage": "fr",
        "license": wording.LICENCE_URL,
    }
