"""Mastodon « Abonnements »: the CSV of its import page.

Columns, their order and how they are parsed: mastodon/mastodon, app/models/form/import.rb (EXPECTED_HEADERS_BY_TYPE,
csv_converter) and app/models/export.rb (to_following_accounts_csv). Show boosts is true and Notify false, as with the
follow button; empty Languages mean all. Rows end in a line feed, as Ruby's CSV writes them. A comment would be read as an
account: the edition is in the file name of the download, edition and licence are in LISEZMOI.txt.
"""

from __future__ import annotations

from collections.abc import Sequence

from annuaire.directory.record import Header, Record
from annuaire.exports.escaping import row

NAME = "mastodon"
FILE = "mastodon.csv"
MEDIA_TYPE = "text/csv"
LIMIT = 20_000  # ROWS_PROCESSING_LIMIT of the same file
ON = "mastodon"
COLUMNS = ("Account address", "Show boosts", "Notify on new posts", "Languages")


def render(records: Sequence[Record], header: Header) -> str:
    """Write one account a row."""
    accounts = [account for record in records if (account := record.on("mastodon"))]
    return row(COLUMNS, "\n") + "".join(
        row((account.handle, "true", "false", ""), "\n") for account in accounts
    )
