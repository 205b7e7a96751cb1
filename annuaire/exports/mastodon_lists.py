"""Mastodon « Listes »: the CSV of its import page, one list for each group.

Columns: mastodon/mastodon, app/models/form/import.rb (EXPECTED_HEADERS_BY_TYPE[:lists]). Mastodon's own export has
no header row; its import accepts both, and the header makes the file readable for people. Comments are not possible.
"""

from __future__ import annotations

from collections.abc import Sequence

from annuaire.directory.record import Header, Record
from annuaire.exports.escaping import row

NAME = "mastodon-listes"
FILE = "mastodon-listes.csv"
MEDIA_TYPE = "text/csv"
LIMIT = 20_000
ON = "mastodon"
COLUMNS = ("List name", "Account address")


def render(records: Sequence[Record], header: Header) -> str:
    """Write a row for each account: the name of the list and the handle."""
    pairs = [(record.group, account.handle) for record in records if (account := record.on("mastodon"))]
    return row(COLUMNS, "\n") + "".join(row(pair, "\n") for pair in pairs)
