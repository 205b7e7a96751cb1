"""What changed between two editions: who came, who left and why."""

from __future__ import annotations

from typing import Any, NamedTuple

from annuaire.french import text
from annuaire.model import Curation, Edition, Entry

FILE = "changements"  # what the files that say them are called, without what says their format


class Gone(NamedTuple):
    """Somebody who left, with the reason that visitors read."""

    entry: Entry
    reason: str


class Changes(NamedTuple):
    """The way from the older edition to the newer one; who has no fiche any more asked to leave, and is not told of."""

    older: Edition
    newer: Edition
    arrivals: tuple[Entry, ...]
    departures: tuple[Gone, ...]


def since(edition: str) -> str:
    """Return the target of the page « depuis cette édition »."""
    return f"editions/{edition}/depuis"


def between(curation: Curation, first: Edition, second: Edition) -> Changes:
    """Compare two editions, whichever is given first. Who came and left in between is not told."""
    older, newer = sorted((first, second), key=lambda edition: edition.published)
    reasons: dict[str, str] = {}
    for edition in sorted(curation.editions, key=lambda edition: edition.published):
        if older.published < edition.published <= newer.published:
            reasons.update({gone.entry: gone.reason for gone in edition.departures})
    before, after = set(older.entries), set(newer.entries)
    came = [curation.entries[id] for id in newer.entries if id not in before and id in curation.entries]
    left = [
        Gone(curation.entries[id], reasons.get(id, ""))
        for id in older.entries
        if id not in after and id in curation.entries
    ]
    return Changes(
        older,
        newer,
        tuple(sorted(came, key=lambda entry: text.sort_key(entry.name))),
        tuple(sorted(left, key=lambda gone: text.sort_key(gone.entry.name))),
    )


def facts(changes: Changes) -> dict[str, Any]:
    """Return the changes as JSON has them."""
    return {
        "from": changes.older.id,
        "to": changes.newer.id,
        "arrivals": [{"id": entry.id, "name": entry.name} for entry in changes.arrivals],
        "departures": [
            {"id": gone.entry.id, "name": gone.entry.name, "reason": gone.reason}
            for gone in changes.departures
        ],
    }
