"""Markdown (CommonMark): a list to read, print or paste into notes, under a heading for each group."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from annuaire.directory.record import Header, Record
from annuaire.exports.escaping import markdown, markdown_line, markdown_link
from annuaire.french import wording

NAME = "markdown"
FILE = "liste.md"
MEDIA_TYPE = "text/markdown"
LIMIT = None
ON = None


def render(records: Sequence[Record], header: Header) -> str:
    """Write the title, the header's lines, then the groups in the order in which they come."""
    groups: dict[str, list[str]] = {}
    for record in records:
        groups.setdefault(record.group, []).append(_line(record))
    parts = [f"# {markdown(header.full_title)}", *(markdown_line(line) for line in header.lines)]
    for group, items in groups.items():
        parts += [f"## {markdown(group)}", "\n".join(items)]
    return "\n\n".join(parts) + "\n"


@cache
def _line(record: Record) -> str:
    """Write a fiche; cached, for all the lists that it is in."""
    caveat = f" *{markdown(wording.CAVEAT + record.caveat)}*" if record.caveat else ""
    accounts = " · ".join(
        markdown_link(f"{account.label} {account.shown}", account.url) for account in record.accounts
    )
    return f"- **{markdown_link(record.name, record.url)}** {markdown(record.reason)}{caveat} {accounts}"
