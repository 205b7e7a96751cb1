"""The formats in which a list is taken away, each one module of the same shape, listed by hand.

A format module has:
    NAME        its key, in `wording.FORMATS` and in the browser's table of writers
    FILE        the name of its file in the folder of a list
    MEDIA_TYPE  what it is, for links and for the browser's download
    LIMIT       the greatest number of records that the platform takes, or None
    keep        a record → does it belong in this format
    render      records, header → the text, whose UTF-8 bytes are the file
`theme/static/js/takeaway/formats.js` writes the same bytes in the browser; `tests/support/export_cases.py` holds both.
To add a format: one such module, one line below, its words in `wording`, its twin in formats.js.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from annuaire.exports import bluesky, data, mastodon, mastodon_lists, opml, table, text, vcard, x
from annuaire.exports.record import Header, Record

# In the order in which they are offered: what one follows with first.
FORMATS: tuple[ModuleType, ...] = (mastodon, mastodon_lists, bluesky, x, opml, vcard, text, table, data)

BY_NAME: dict[str, ModuleType] = {form.NAME: form for form in FORMATS}


def write(form: ModuleType, records: Sequence[Record], header: Header) -> str:
    """Return the file of a format, cut to its limit; empty when no record belongs in it."""
    kept = [record for record in records if form.keep(record)][: form.LIMIT]
    text: str = form.render(kept, header) if kept else ""
    return text


def offered(records: Sequence[Record]) -> list[ModuleType]:
    """Return the formats in which at least one of the records has a place."""
    return [form for form in FORMATS if any(form.keep(record) for record in records)]
