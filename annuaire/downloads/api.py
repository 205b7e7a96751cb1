"""The documents of the API: what the directory says, as JSON of the shapes that `contract` promises."""

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


def one(away: Takeaway, listing: Listing) -> tuple[str, dict[str, Any]]:
    """Return the path and the document of one fiche; its schema is « one-fiche »."""
    facts = {"fiche": data.facts(away.records[listing.id]), "evidence": _evidence(listing)}
    return f"{BASE}/fiches/{listing.id}.json", {**away.header.facts(), **facts}


def documents(away: Takeaway) -> Iterator[tuple[str, Any]]:
    """Yield path and document of all but the fiches; the name of its schema is that of the file."""
    header = away.header.facts()
    names = ("fiches", *AXES.values(), "editions", "changes", "openapi")
    links = {name: away.file(f"{BASE}/{name}.json") for name in names}
    index = {"version": VERSION, "fiches": len(away.directory.listings), "links": links}
    yield f"{BASE}/index.json", {**header, **index}
    for axis, name in AXES.items():
        facets = [_facet(away, facet) for facet in away.directory.axes[axis].facets]
        yield f"{BASE}/{name}.json", {**header, name: facets}
    yield f"{BASE}/editions.json", {**header, "editions": _editions(away)}
    yield f"{BASE}/changes.json", {**header, "changes": _changes(away)}


def _evidence(listing: Listing) -> list[dict[str, str]]:
    found = []
    for account in listing.accounts:
        for item in account.evidence:
            optional = {key: text for key, text in (("url", item.url), ("note", item.note)) if text}
            found.append(
                {"network": item.network, "reference": item.reference, "seen": item.seen, **optional}
            )
    return found


def _facet(away: Takeaway, facet: Facet) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": facet.slug,
        "name": facet.name,
        "url": away.page(facet),
        "count": facet.count,
        "fiches": list(facet.listings),
        "files": away.addresses(facet),
    }
    if facet.axis == "categories":
        folder = f"categories/{facet.slug}"
        found["description"] = facet.description
        found["collection"] = away.file(f"{folder}/collection.json")
        found["feeds"] = {
            "atom": away.file(f"{folder}/{changes.FILE}.xml"),
            "json": away.file(f"{folder}/{changes.FILE}.json"),
        }
    return found


def _editions(away: Takeaway) -> list[dict[str, Any]]:
    found = []
    entries = away.curation.entries
    editions = away.directory.editions
    for published, before in zip(editions, (*editions[1:], editions[-1]), strict=True):
        edition = published.edition
        moves = changes.facts(changes.between(away.curation, before.edition, edition))
        found.append(
            {
                "id": edition.id,
                "title": edition.title,
                "published": edition.published.isoformat(),
                "note": edition.note,
                "ranked": edition.ranked,
                "current": published.is_current,
                "url": away.page(published),
                # Whoever asked to leave has no fiche any more, and is not named.
                "fiches": [id for id in edition.entries if id in entries],
                **{key: moves[key] for key in ("arrivals", "departures")},
            }
        )
    return found


def _changes(away: Takeaway) -> list[dict[str, Any]]:
    current = away.curation.editions[0]
    return [
        {
            **changes.facts(changes.between(away.curation, edition, current)),
            "url": away.page(changes.since(edition.id)),
        }
        for edition in away.curation.editions
    ]


def collection(away: Takeaway, facet: Facet) -> dict[str, Any]:
    """Describe a category as an ActivityStreams OrderedCollection (https://www.w3.org/TR/activitystreams-core/).

    A member is the actor of the fediverse where its permanent id is known; else a description with its addresses.
    A name is plain text there, a summary HTML (https://www.w3.org/TR/activitystreams-vocabulary/#dfn-summary).
    """
    members: list[Any] = []
    for id in facet.listings:
        record = away.records[id]
        mastodon = record.on("mastodon")
        if mastodon and mastodon.permanent_id.startswith("https://"):
            members.append(mastodon.permanent_id)
        else:
            kind = "Person" if record.is_person else "Organization"
            addresses = [account.url for account in record.accounts]
            summary = xml(record.reason)
            members.append({"type": kind, "name": record.name, "summary": summary, "url": addresses})
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": away.file(f"categories/{facet.slug}/collection.json"),
        "type": "OrderedCollection",
        "name": facet.name,
        "summary": xml(facet.description),
        "url": away.page(facet),
        "published": f"{away.header.published}T00:00:00Z",
        "updated": f"{away.header.updated}T00:00:00Z",
        "totalItems": len(members),
        "orderedItems": members,
    }


def dataset(away: Takeaway) -> dict[str, Any]:
    """Describe the whole for catalogues of data: https://schema.org/Dataset."""
    header = away.header
    parts = (
        ("application/json", f"{BASE}/fiches.json"),
        ("text/csv", "comptes/tableau.csv"),
        ("text/vcard", "comptes/contacts.vcf"),
    )
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": header.title,
        "description": away.directory.publication.description,
        "url": away.page("index"),
        "inLanguage": "fr",
        "license": header.licence_url,
        "usageInfo": {"@type": "CreativeWork", "text": header.scope},
        "version": header.edition,
        "datePublished": header.published,
        "dateModified": header.updated,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": away.file(path)}
            for kind, path in parts
        ],
    }
