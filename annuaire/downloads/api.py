"""The documents of the API: what the directory says, as JSON of the shapes that `contract` promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from annuaire.directory.directory import Directory, Facet, Listing
from annuaire.directory.record import Header, Record
from annuaire.downloads import changes
from annuaire.downloads.contract import BASE, VERSION
from annuaire.exports import data
from annuaire.model import Curation

AXES = {"categories": "categories", "reseaux": "networks", "territoires": "territories"}


class Site(NamedTuple):
    """What the documents are made from. `page` and `file` give absolute addresses of a thing and of a path."""

    directory: Directory
    curation: Curation
    header: Header
    records: Mapping[str, Record]
    page: Callable[[object], str]
    file: Callable[[str], str]
    files: Callable[[Facet], dict[str, str]]


def one(site: Site, listing: Listing) -> tuple[str, dict[str, Any]]:
    """Return the path and the document of one fiche; its schema is « one-fiche »."""
    facts = {"fiche": data.facts(site.records[listing.id]), "evidence": _evidence(listing)}
    return f"{BASE}/fiches/{listing.id}.json", {**site.header.facts(), **facts}


def documents(site: Site) -> Iterator[tuple[str, Any]]:
    """Yield path and document of all but the fiches; the name of its schema is that of the file."""
    header = site.header.facts()
    names = ("fiches", *AXES.values(), "editions", "changes", "openapi")
    links = {name: site.file(f"{BASE}/{name}.json") for name in names}
    index = {"version": VERSION, "fiches": len(site.directory.listings), "links": links}
    yield f"{BASE}/index.json", {**header, **index}
    for axis, name in AXES.items():
        facets = [_facet(site, facet) for facet in site.directory.axes[axis].facets]
        yield f"{BASE}/{name}.json", {**header, name: facets}
    yield f"{BASE}/editions.json", {**header, "editions": _editions(site)}
    yield f"{BASE}/changes.json", {**header, "changes": _changes(site)}


def _evidence(listing: Listing) -> list[dict[str, str]]:
    found = []
    for account in listing.accounts:
        for item in account.evidence:
            optional = {key: text for key, text in (("url", item.url), ("note", item.note)) if text}
            found.append(
                {"network": item.network, "reference": item.reference, "seen": item.seen, **optional}
            )
    return found


def _facet(site: Site, facet: Facet) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": facet.slug,
        "name": facet.name,
        "url": site.page(facet),
        "count": facet.count,
        "fiches": list(facet.listings),
        "files": site.files(facet),
    }
    if facet.axis == "categories":
        folder = f"categories/{facet.slug}"
        found["description"] = facet.description
        found["collection"] = site.file(f"{folder}/collection.json")
        found["feeds"] = {
            "atom": site.file(f"{folder}/{changes.FILE}.xml"),
            "json": site.file(f"{folder}/{changes.FILE}.json"),
        }
    return found


def _editions(site: Site) -> list[dict[str, Any]]:
    found = []
    entries = site.curation.entries
    editions = site.directory.editions
    for published, before in zip(editions, (*editions[1:], editions[-1]), strict=True):
        edition = published.edition
        moves = changes.facts(changes.between(site.curation, before.edition, edition))
        found.append(
            {
                "id": edition.id,
                "title": edition.title,
                "published": edition.published.isoformat(),
                "note": edition.note,
                "ranked": edition.ranked,
                "current": published.is_current,
                "url": site.page(published),
                # Whoever asked to leave has no fiche any more, and is not named.
                "fiches": [id for id in edition.entries if id in entries],
                **{key: moves[key] for key in ("arrivals", "departures")},
            }
        )
    return found


def _changes(site: Site) -> list[dict[str, Any]]:
    current = site.curation.editions[0]
    return [
        {
            **changes.facts(changes.between(site.curation, edition, current)),
            "url": site.page(changes.since(edition.id)),
        }
        for edition in site.curation.editions
    ]


def collection(site: Site, facet: Facet) -> dict[str, Any]:
    """Describe a category as an ActivityStreams OrderedCollection (https://www.w3.org/TR/activitystreams-core/).

    A member is the actor of the fediverse where its permanent id is known; else a description with its addresses.
    """
    members: list[Any] = []
    for id in facet.listings:
        record = site.records[id]
        mastodon = record.on("mastodon")
        if mastodon and mastodon.permanent_id.startswith("https://"):
            members.append(mastodon.permanent_id)
        else:
            kind = "Person" if record.is_person else "Organization"
            addresses = [account.url for account in record.accounts]
            members.append({"type": kind, "name": record.name, "summary": record.reason, "url": addresses})
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": site.file(f"categories/{facet.slug}/collection.json"),
        "type": "OrderedCollection",
        "name": facet.name,
        "summary": facet.description,
        "url": site.page(facet),
        "published": f"{site.header.published}T00:00:00Z",
        "updated": f"{site.header.updated}T00:00:00Z",
        "totalItems": len(members),
        "orderedItems": members,
    }


def dataset(site: Site) -> dict[str, Any]:
    """Describe the whole for catalogues of data: https://schema.org/Dataset."""
    header = site.header
    parts = (
        ("application/json", f"{BASE}/fiches.json"),
        ("text/csv", "comptes/tableau.csv"),
        ("text/vcard", "comptes/contacts.vcf"),
    )
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": header.title,
        "description": site.directory.publication.description,
        "url": site.page("index"),
        "inLanguage": "fr",
        "license": header.licence_url,
        "usageInfo": header.scope,
        "version": header.edition,
        "datePublished": header.published,
        "dateModified": header.updated,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": site.file(path)}
            for kind, path in parts
        ],
    }
