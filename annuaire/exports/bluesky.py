"""JSON for Bluesky tools: handles, and DIDs where they are known. Bluesky itself imports no file, and
`annuaire publish bluesky` makes its lists from the directory.

The limit is that of a starter pack, the smallest of what tools make from this file (bluesky-social/social-app,
src/lib/constants.ts). A list item is a DID: tools resolve the handles that have none here.
"""

from __future__ import annotations

from collections.abc import Sequence

from annuaire.directory.record import Header, Record
from annuaire.exports.escaping import json_document

NAME = "bluesky"
FILE = "bluesky.json"
MEDIA_TYPE = "application/json"
LIMIT = 150
ON = "bluesky"


def render(records: Sequence[Record], header: Header) -> str:
    """Write the metadata and the members."""
    members = []
    for record in records:
        account = record.on("bluesky")
        if account:
            member = {"name": record.name, "handle": account.handle, "url": account.url}
            members.append({**member, "did": account.permanent_id} if account.permanent_id else member)
    return json_document({**header.facts(), "members": members})
