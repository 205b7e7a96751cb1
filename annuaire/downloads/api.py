"""The documents of the API: the directory as JSON, in the schemas of `contract`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annuaire.directory.directory import Facet, Listing
from annuaire.downloads import changes
from annuaire.downloads.contract import BASE, VERSION
from annuaire.downloads.takeaway import Takeaway
from annuaire.exports import data
from annuaire.exports.escaping import xml

AXES = {"categories": "categories", "reseaux": "networks", "territoires": "territories"}


def fiche(takeaway: Takeaway, listing: Listing) -> tuple[str, dict[str, Any]]:
    """Return the path and the document of one fiche, in the schema « one-fiche »."""
    facts = {"fiche": data.facts(takeaway.records[listing.id]), "evidence": _evidence(listing)}
    return f"{BASE}/fiches/{listing.id}.json", {**takeaway.header.facts(), **facts}


def documents(takeaway: Takeaway) -> Iterator[tuple[str, Any]]:
    """Yield the path and the document of all but the fiches; each schema has the name of the file."""
    header = takeaway.header.facts()
    names = ("fiches", *AXES.values(), "editions", "changes", "openapi")
    links = {name: takeaway.file(f"{BASE}/{name}.json") for name in names}
    index = {"version": VERSION, "fiches": len(takeaway.directory.listings), "links": links}
    yield f"{BASE}/index.json", {**header, **index}
    for axis, name in AXES.items():
        facets = [_facet(takeaway, facet) for facet in takeaway.directory.axes[axis].facets]
        yield f"{BASE}/{name}.json", {**header, name: facets}
    yield f"{BASE}/editions.json", {**header, "editions": _editions(takeaway)}
    yield f"{BASE}/changes.json", {**header, "changes": _changes(takeaway)}


def _evidence(listing: Listing) -> list[dict[str, str]]:
    found = []
    for account in listing.own_accounts:
        for item in account.evidence:
            optional = {key: text for key, text in (("url", item.url), ("note", item.note)) if text}
            found.append(
                {"network": item.network, "reference": item.reference, "seen": item.seen, **optional}
            )
    return found


def _facet(takeaway: Takeaway, facet: Facet) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": facet.slug,
        "name": facet.name,
        "url": takeaway.page(facet),
        "count": facet.count,
        "fiches": list(facet.listings),
        "files": takeaway.addresses(facet),
    }
    if facet.axis == "categories":
        folder = f"categories/{facet.slug}"
        found["description"] = facet.description
        found["collection"] = takeaway.file(f"{folder}/collection.json")
        found["feeds"] = {
            "atom": takeaway.file(f"{folder}/{changes.FILE}.xml"),
            "json": takeaway.file(f"{folder}/{changes.FILE}.json"),
        }
    return found


def _editions(takeaway: Takeaway) -> list[dict[str, Any]]:
    found = []
    entries = takeaway.curation.entries
    editions = takeaway.directory.editions
    for published, before in zip(editions, (*editions[1:], editions[-1]), strict=True):
        edition = published.edition
        moves = changes.facts(changes.between(takeaway.curation, before.edition, edition))
        found.append(
            {
                "id": edition.id,
                "title": edition.title,
                "published": edition.published.isoformat(),
                "note": edition.note,
                "ranked": edition.ranked,
                "current": published.is_current,
                "url": takeaway.page(published),
                # A member who asked to leave has no fiche any more, and must not be named.
                "fiches": [id for id in edition.entries if id in entries],
                **{key: moves[key] for key in ("arrivals", "departures")},
            }
        )
    return found


def _changes(takeaway: Takeaway) -> list[dict[str, Any]]:
    current = takeaway.curation.editions[0]
    return [
        {
            **changes.facts(changes.between(takeaway.curation, edition, current)),
            "url": takeaway.page(changes.since(edition.id)),
        }
        for edition in takeaway.curation.editions
    ]


def collection(takeaway: Takeaway, facet: Facet) -> dict[str, Any]:
    """Describe a category as an ActivityStreams OrderedCollection (https://www.w3.org/TR/activitystreams-core/).

    A member is the id of its fediverse actor where it is known, else an object with its addresses. In ActivityStreams a name is
    plain text, a summary is HTML (https://www.w3.org/TR/activitystreams-vocabulary/#dfn-summary).
    """
    members: list[Any] = []
    for id in facet.listings:
        record = takeaway.records[id]
        mastodon = record.on("mastodon")
        if mastodon and mastodon.permanent_id.startswith("https://"):
            members.append(mastodon.permanent_id)
        else:
            kind = "Person" if record.is_person else "Organization"
            addresses = [account.url for account in record.accounts]
            summary = xml(record.presentation)
            members.append({"type": kind, "name": record.name, "summary": summary, "url": addresses})
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": takeaway.file(f"categories/{facet.slug}/collection.json"),
        "type": "OrderedCollection",
        "name": facet.name,
        "summary": xml(facet.description),
        "url": takeaway.page(facet),
        "published": f"{takeaway.header.published}T00:00:00Z",
        "updated": f"{takeaway.header.updated}T00:00:00Z",
        "totalItems": len(members),
        "orderedItems": members,
    }


def dataset(takeaway: Takeaway) -> dict[str, Any]:
    """Describe the whole directory for data catalogues: https://schema.org/Dataset."""
    header = takeaway.header
    parts = (
        ("application/json", f"{BASE}/fiches.json"),
        ("text/csv", "comptes/tableau.csv"),
        ("text/vcard", "comptes/contacts.vcf"),
    )
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": header.title,
        "description": takeaway.directory.publication.description,
        "url": takeaway.page("index"),
        "inLanguage": "fr",
        "license": header.licence_url,
        "usageInfo": {"@type": "CreativeWork", "text": header.scope},
        "version": header.edition,
        "datePublished": header.published,
        "dateModified": header.updated,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": takeaway.file(path)}
            for kind, path in parts
        ],
    }
