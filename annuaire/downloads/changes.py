"""The changes between two editions: who came, who left and why."""

from __future__ import annotations

from typing import Any, NamedTuple

from annuaire.french import text
from annuaire.model import Curation, Edition, Entry

FILE = "changements"  # the name of files with changes, without extension


class Departed(NamedTuple):
    """A member who left, with the reason that visitors read."""

    entry: Entry
    reason: str


class Changes(NamedTuple):
    """The changes from the older edition to the newer one. Members who asked to leave have no fiche any more, and are left
    out."""

    older: Edition
    newer: Edition
    arrivals: tuple[Entry, ...]
    departures: tuple[Departed, ...]


def since(edition: str) -> str:
    """Return the path of the page « depuis cette édition »."""
    return f"editions/{edition}/depuis"


def between(curation: Curation, first: Edition, second: Edition) -> Changes:
    """Compare two editions, given in any order. Members who came and left again in between are left out."""
    older, newer = sorted((first, second), key=lambda edition: edition.published)
    reasons: dict[str, str] = {}
    for edition in sorted(curation.editions, key=lambda edition: edition.published):
        if older.published < edition.published <= newer.published:
            reasons.update({departure.entry: departure.reason for departure in edition.departures})
    before, after = set(older.entries), set(newer.entries)
    came = [curation.entries[id] for id in newer.entries if id not in before and id in curation.entries]
    left = [
        Departed(curation.entries[id], reasons.get(id, ""))
        for id in older.entries
        if id not in after and id in curation.entries
    ]
    return Changes(
        older,
        newer,
        tuple(sorted(came, key=lambda entry: text.sort_key(entry.name))),
        tuple(sorted(left, key=lambda departed: text.sort_key(departed.entry.name))),
    )


def facts(changes: Changes) -> dict[str, Any]:
    """Return the changes as JSON values."""
    return {
        "from": changes.older.id,
        "to": changes.newer.id,
        "arrivals": [{"id": entry.id, "name": entry.name} for entry in changes.arrivals],
        "departures": [
            {"id": departed.entry.id, "name": departed.entry.name, "reason": departed.reason}
            for departed in changes.departures
        ],
    }
