"""vCard 3.0 (RFC 2426), for address books: a card for each fiche. All accounts are URLs, the first preferred.

CATEGORIES has only the trades: address books make a group of each category (Nextcloud, Proton, DAVx⁵), and there are more than a
hundred subjects. These are in the note.

Semicolons are escaped, as RFC 2426 (section 2.3) requires: iOS drops the text after one that is not (nextcloud/contacts, issue
2346). ical.js, the parser of Thunderbird and Nextcloud, shows the backslash (kewisch/ical.js, issue 173).

Not vCard 4.0: the address book of Android is reported to refuse the whole file (« Incompatible version: 4.0 != 3.0 »).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from annuaire.directory.record import Header, Record
from annuaire.exports.escaping import folded, vcard
from annuaire.french import wording

NAME = "vcard"
FILE = "contacts.vcf"
MEDIA_TYPE = "text/vcard"
LIMIT = None
ON = None


def render(records: Sequence[Record], header: Header) -> str:
    """Write the cards, each with edition, licence and scope in its note."""
    about = vcard("\n".join(["", "", *header.lines]))
    revised = f"REV:{header.updated.replace('-', '')}T000000Z"
    return "".join(_card(record, about, revised) for record in records)


def _card(record: Record, about: str, revised: str) -> str:
    caveat = f"\n{wording.CAVEAT}{record.caveat}" if record.caveat else ""
    subjects = f"\n{wording.SUBJECTS}{', '.join(record.subjects)}" if record.subjects else ""
    note = folded(f"NOTE:{vcard(record.reason + caveat + subjects)}{about}")
    last = "".join(folded(line) for line in (f"SOURCE:{record.url}", revised, "END:VCARD"))
    return f"{_head(record)}{note}{last}"


@cache
def _head(record: Record) -> str:
    """Write the part of a card that depends only on its fiche; cached, for all the lists that it is in."""
    categories = ",".join(vcard(name) for name in record.categories)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{record.url}",
        f"FN:{vcard(record.name)}",
        # It is not known which words are the family name: the whole name goes there.
        f"N:{vcard(record.name)};;;;",
        *([] if record.is_person else [f"ORG:{vcard(record.name)}"]),
        *(
            f"URL{';TYPE=PREF' if place == 0 else ''}:{account.url}"
            for place, account in enumerate(record.accounts)
        ),
        f"CATEGORIES:{categories}",
    ]
    return "".join(folded(line) for line in lines)
