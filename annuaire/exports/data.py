"""JSON of whole fiches, for programs: the same schema as in the API."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from annuaire.directory.record import Header, Record
from annuaire.exports.escaping import json_list_document, json_list_item

NAME = "json"
FILE = "fiches.json"
MEDIA_TYPE = "application/json"
LIMIT = None
ON = None


def facts(record: Record) -> dict[str, Any]:
    """Return the JSON object of a record; unknown values are absent."""
    accounts = []
    for account in record.accounts:
        fields = {"network": account.network, "handle": account.handle, "url": account.url}
        accounts.append({**fields, "id": account.permanent_id} if account.permanent_id else fields)
    found = {
        "id": record.id,
        "name": record.name,
        "kind": "person" if record.is_person else "organisation",
        "categories": [
            {"id": id, "name": name} for id, name in zip(record.category_ids, record.categories, strict=True)
        ],
        "territory": record.territory,
        "reason": record.reason,
        "subjects": list(record.subjects),
        "since": record.since,
        "url": record.url,
        "accounts": accounts,
    }
    return {**found, "caveat": record.caveat} if record.caveat else found


def render(records: Sequence[Record], header: Header) -> str:
    """Write the metadata and the fiches."""
    return json_list_document(header.facts(), "fiches", [_item(record) for record in records])


@cache
def _item(record: Record) -> str:
    """Write a fiche; cached, for all the lists that it is in."""
    return json_list_item(facts(record))
