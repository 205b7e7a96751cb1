"""The formats in which a list is taken away, each one module of the same shape, listed by hand.

A format module has:
    NAME        its key, in `wording.FORMATS` and in the browser's table of writers
    FILE        the name of its file in the folder of a list
    MEDIA_TYPE  what it is, for the browser's download
    LIMIT       the greatest number of records that the platform takes, or None
    ON          the network that whoever belongs in this format is on, or None for everybody
    render      records, header → the text, whose UTF-8 bytes are the file
`theme/static/js/takeaway/formats.js` writes the same bytes in the browser; `tests/support/export_cases.py` holds both.
To add a format: docs/takeaway.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import ModuleType

from annuaire.directory.record import Header, Record
from annuaire.exports import bluesky, data, markdown, mastodon, mastodon_lists, opml, table, vcard, x

# In the order in which they are offered: what one follows with first.
FORMATS: tuple[ModuleType, ...] = (mastodon, mastodon_lists, bluesky, x, opml, vcard, markdown, table, data)


def write(form: ModuleType, records: Sequence[Record], header: Header) -> str:
    """Return the file of a format, cut to its limit; empty when no record belongs in it."""
    kept = [record for record in records if form.ON is None or record.on(form.ON)][: form.LIMIT]
    written: str = form.render(kept, header) if kept else ""
    return written


def offered(ids: Collection[str], on: Mapping[str, frozenset[str]]) -> list[tuple[ModuleType, int]]:
    """Return the formats in which at least one of the fiches has a place, and how many have; `on` has the ids of those
    on each network."""
    counts = [
        len(ids) if form.ON is None else len(on.get(form.ON, frozenset()).intersection(ids))
        for form in FORMATS
    ]
    return [(form, count) for form, count in zip(FORMATS, counts, strict=True) if count]
