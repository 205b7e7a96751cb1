"""A table for spreadsheets: CSV (RFC 4180) in UTF-8 with a byte order mark, a column for each network.

Accounts are addresses, not handles: a spreadsheet would take « @name » for a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from annuaire.directory.record import Header, Record
from annuaire.exports.escaping import header_row, inert, row
from annuaire.french import wording
from annuaire.networks import NETWORKS

NAME = "csv"
FILE = "tableau.csv"
MEDIA_TYPE = "text/csv"
LIMIT = None
ON = None
_NETWORKS = tuple(module.NETWORK for module in NETWORKS)


def render(records: Sequence[Record], header: Header) -> str:
    """Write the header row, then a row for each fiche."""
    columns = (*wording.COLUMNS, *_NETWORKS, *wording.LAST_COLUMNS)
    edition = f"{header.edition_title} ({header.published})"
    last = row([inert(edition), inert(f"{header.licence} {header.licence_url}")], "\r\n")
    return header_row(columns) + "".join(_cells(record) + last for record in records)


@cache
def _cells(record: Record) -> str:
    """Write the cells of a fiche; cached, for all the lists that it is in."""
    addresses = (account.url if (account := record.on(network)) else "" for network in _NETWORKS)
    texts = (
        record.name,
        wording.PERSON if record.is_person else wording.ORGANISATION,
        ", ".join(record.categories),
        record.territory,
        record.reason,
        record.caveat,
        ", ".join(record.subjects),
        record.since,
        record.url,
        *addresses,
    )
    return row([inert(text) for text in texts], ",")
