"""The export formats of a list: one module for each, all with the same interface, listed by hand.

A format module has:
    NAME        its key, in `wording.FORMATS` and in the browser's table of writers
    FILE        the name of its file in the folder of a list
    MEDIA_TYPE  its media type, for downloads made in the browser
    LIMIT       the largest number of records that the platform accepts, or None
    ON          the network that a record needs an account on to be exported, or None for all records
    render      records, header → the text, to be written in UTF-8
`theme/static/js/takeaway/formats.js` writes the same bytes in the browser; `tests/support/export_cases.py` has the test cases.
To add a format: docs/takeaway.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import ModuleType

from annuaire.directory.record import Header, Record
from annuaire.exports import bluesky, data, markdown, mastodon, mastodon_lists, opml, table, vcard, x

# In the order in which pages offer them: first those to follow accounts with.
FORMATS: tuple[ModuleType, ...] = (mastodon, mastodon_lists, bluesky, x, opml, vcard, markdown, table, data)


def write(form: ModuleType, records: Sequence[Record], header: Header) -> str:
    """Return the text of a file, truncated to the limit of its format; empty when no record can be exported in it."""
    kept = [record for record in records if form.ON is None or record.on(form.ON)][: form.LIMIT]
    written: str = form.render(kept, header) if kept else ""
    return written


def offered(ids: Collection[str], on: Mapping[str, frozenset[str]]) -> list[tuple[ModuleType, int]]:
    """Return the formats in which at least one of the fiches can be exported, with the number of these; `on` has the ids of the
    fiches on each network."""
    counts = [
        len(ids) if form.ON is None else len(on.get(form.ON, frozenset()).intersection(ids))
        for form in FORMATS
    ]
    return [(form, count) for form, count in zip(FORMATS, counts, strict=True) if count]
