"""Structured data for search engines and other programs: schema.org descriptions of pages (JSON-LD)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from annuaire.directory.directory import Directory, Listing
from annuaire.french import wording

CONTEXT = "https://schema.org"
# Returns the public address of anything that has a page.
Address = Callable[[object], str]


def profile_page(listing: Listing, address: Address) -> dict[str, Any]:
    """Describe a fiche: https://schema.org/ProfilePage about a person or an organisation.

    schema.org accepts a date; Google's rich results test only a date and time with a zone.
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
            "sameAs": [account.profile_url for account in listing.own_accounts],
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
    """Describe a list of fiches: https://schema.org/ItemList, unordered and without positions unless curators ranked it.

    Each item is only an address: the name and everything else are on that page. For a list on several pages, `first` is
    the position of the first item of this page, `total` the length of the whole list.
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
    """Describe the position of a page in the site: https://schema.org/BreadcrumbList of (name, address)."""
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
