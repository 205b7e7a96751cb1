"""vCard 4.0 (RFC 6350): a card for each fiche, for an address book. All accounts are URLs, the first preferred."""

from __future__ import annotations

from collections.abc import Sequence

from annuaire import wording
from annuaire.exports.escaping import folded, vcard
from annuaire.exports.record import Header, Record

NAME = "vcard"
FILE = "contacts.vcf"
MEDIA_TYPE = "text/vcard"
LIMIT = None


def keep(record: Record) -> bool:
    """Everybody."""
    return True


def render(records: Sequence[Record], header: Header) -> str:
    """Write the cards; each says its edition, licence and scope in its note."""
    return "".join(_card(record, header) for record in records)


def _card(record: Record, header: Header) -> str:
    caveat = [wording.CAVEAT + record.caveat] if record.caveat else []
    note = "\n".join([record.reason, *caveat, "", *header.lines])
    categories = ",".join(vcard(name) for name in (*record.categories, *record.subjects))
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID:{record.url}",
        f"KIND:{'individual' if record.is_person else 'org'}",
        f"FN:{vcard(record.name)}",
        *([] if record.is_person else [f"ORG:{vcard(record.name)}"]),
        *(
            f"URL{';PREF=1' if place == 0 else ''}:{account.url}"
            for place, account in enumerate(record.accounts)
        ),
        f"CATEGORIES:{categories}",
        f"NOTE:{vcard(note)}",
        f"SOURCE:{record.url}",
        f"REV:{header.updated.replace('-', '')}T000000Z",
        "END:VCARD",
    ]
    return "".join(folded(line) for line in lines)
