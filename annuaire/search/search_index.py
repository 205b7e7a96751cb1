"""The search index that the browser downloads: one small object, with columns of text that compress well.

It has names, trades, subjects, territories and handles, each once. The browser extracts the searchable words from them, by
the rules that are in it too (`rules`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annuaire import networks
from annuaire.directory.accounts import ListedAccount
from annuaire.directory.directory import Directory, Facet, Listing
from annuaire.french import text
from annuaire.search.rules import joined, rules

# Above this number of fiches the index has no reasons, which would be larger than all the rest.
REASONS_UP_TO = 1000
# Rhythms in addresses: the values of the filter in theme/templates/find.html.
RHYTHMS = {"calm": "calme", "regular": "regulier", "intense": "intense"}


def make(directory: Directory) -> dict[str, Any]:
    """Return the index of the directory; it is deterministic.

    First lists; then columns, with one line for each fiche (in `nature`, one digit). `filed`, `from` and `about` refer to its
    categories, its territory and its subjects by their positions in these lists; for the other columns see below.
    """
    listings = directory.listings
    axes = {slug: axis.facets for slug, axis in directory.axes.items()}
    used = {account.network for listing in listings for account in _accounts(listing)}
    shown = [network for network in networks.NETWORKS if network.NETWORK in used]
    subjects = sorted({facet.name for listing in listings for facet in listing.subjects}, key=text.sort_key)
    came = _arrivals(directory)
    place = {
        "categories": {facet.slug: number for number, facet in enumerate(axes["categories"])},
        "reseaux": {network.NETWORK: number for number, network in enumerate(shown)},
        "territoires": {facet.slug: number for number, facet in enumerate(axes["territoires"])},
        "sujets": {name: number for number, name in enumerate(subjects)},
    }

    def numbers(axis: str, keys: list[str]) -> str:
        return " ".join(str(place[axis][key]) for key in keys)

    return {
        "rules": rules(),
        "categories": [[facet.slug, facet.name, _trade(facet)] for facet in axes["categories"]],
        "networks": [
            [network.NETWORK, network.LABEL, sign(network.NETWORK), network.ALSO] for network in shown
        ],
        "territories": [_territory(facet) for facet in axes["territoires"]],
        "subjects": _column([text.one_line(name) for name in subjects]),
        "ids": _column([_id(listing) for listing in listings]),
        "names": _column([text.one_line(listing.name) for listing in listings]),
        "by_name": _by_name(directory),
        "natures": ["organisation", "personne"],
        "nature": "".join(str(int(listing.is_person)) for listing in listings),
        "filed": _column(
            [numbers("categories", [facet.slug for facet in listing.categories]) for listing in listings]
        ),
        "from": _column([numbers("territoires", [listing.territory.slug]) for listing in listings]),
        "about": _column(
            [numbers("sujets", [facet.name for facet in listing.subjects]) for listing in listings]
        ),
        "accounts": _column([_handles(listing, place["reseaux"]) for listing in listings]),
        "came": _column([came[listing.id] for listing in listings]),
        "active": _column([_active(listing) for listing in listings]),
        "rhythms": _rhythms(listings),
        "reasons": _column(
            [text.one_line(listing.reason) for listing in listings if len(listings) <= REASONS_UP_TO]
        ),
    }


def cross_references(directory: Directory) -> list[tuple[str, list[Facet]]]:
    """Return the synonyms of categories in alphabetical order, each with the categories it leads to."""
    found: dict[str, list[Facet]] = {}
    for facet in directory.axes["categories"].facets:
        for word in facet.category.synonyms if facet.category else ():
            found.setdefault(word, []).append(facet)
    return sorted(found.items(), key=lambda item: text.sort_key(item[0]))


def _column(values: list[str]) -> str:
    """Join one value per fiche; no value may hold a line break."""
    return "\n".join(values)


def _arrivals(directory: Directory) -> dict[str, str]:
    """Return, for each fiche, the day of the edition since which it has been in all."""
    came: dict[str, str] = {}
    still = set(directory.by_id)
    for edition in directory.editions:  # newest first
        still.intersection_update([member.id for member in edition.members])
        came.update(dict.fromkeys(still, edition.edition.published.isoformat()))
    return came


def _by_name(directory: Directory) -> list[int]:
    """Return, for a ranked edition, the position of each fiche in the order of names; other editions are in that order
    already."""
    if not directory.edition.edition.ranked:
        return []
    names = [listing.name for listing in directory.listings]
    order = sorted(range(len(names)), key=lambda place: text.sort_key(names[place]))
    return sorted(range(len(names)), key=order.__getitem__)


def _id(listing: Listing) -> str:
    """Return the id, or empty when the browser can derive it from the name, as most."""
    return "" if text.slugify(listing.name) == listing.id else listing.id


def _trade(facet: Facet) -> str:
    """Return the forms, then the synonyms of a category: « assureur,assureuse;assurance,agent général »."""
    category = facet.category
    if category is None:
        return ";"
    forms = (category.masculine, category.feminine, category.plural)
    return ",".join(dict.fromkeys(filter(None, forms))) + ";" + ",".join(category.synonyms)


def sign(network: str) -> str:
    """Return how the browser displays a handle: « @ » before it, its host (« . »), the part after its last slash (« / »), or
    unchanged (empty)."""
    shown = networks.BY_NAME[network].shown
    if shown("name").startswith("@"):
        return "@"
    return {"name.example": ".", "name.example/a": ""}.get(shown("https://name.example/a"), "/")


def _territory(facet: Facet) -> list[str]:
    return [facet.slug, facet.name, facet.parent, rules()["demonyms"].get(facet.slug, "")]


def _accounts(listing: Listing) -> tuple[ListedAccount, ...]:
    """Return the accounts by which a fiche is found: if others took the handles of all, these."""
    return listing.own_accounts or listing.accounts


def _handles(listing: Listing, places: dict[str, int]) -> str:
    """Return « 2:handle » for each account; « ~ » abbreviates the name without spaces, « = » the handle before."""
    name, before, found = joined(listing.name), "", []
    for account in _accounts(listing):
        handle = written(account.handle)
        local, at, server = handle.partition("@")
        # In the same case only: capitals make a handle of several words readable, and the browser shows them.
        if before and local == before:
            short = "="
        elif name and local.startswith(name):
            short = "~" + local[len(name) :]
        else:
            short = local
        before = local
        found.append(f"{places[account.network]}:{short}{at}{server}")
    return " ".join(found)


def written(handle: str) -> str:
    """Return a handle as the index has it: an address without scheme, « www. » and last slash."""
    return handle.partition("://")[2].removeprefix("www.").rstrip("/") or handle


def _rhythms(listings: Sequence[Listing]) -> str:
    """Return the rhythms of each fiche; an empty column when none is known."""
    found = [
        sorted(
            {
                RHYTHMS[account.profile.rhythm]
                for account in listing.accounts
                if account.profile and account.profile.rhythm
            }
        )
        for listing in listings
    ]
    return _column([" ".join(rhythms) for rhythms in found]) if any(found) else ""


def _active(listing: Listing) -> str:
    """Return the day of the last activity of a fiche on any network, or empty."""
    days = [account.profile.last_active for account in listing.accounts if account.profile]
    return max((day.isoformat() for day in days if day), default="")
