"""Entries as bytes: so are they kept (see `readings`), and sent from the process that read them to the one that builds.

Of ten thousand, some hundreds are unpacked: those that somebody asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from sys import intern

from annuaire.model import Account, Entry, Evidence
from annuaire.runtime import cachefile


def pack(entry: Entry) -> bytes:
    """Return an entry, in `Entry`'s own order and without its id, which is its file's name."""
    return cachefile.packed(
        (
            entry.name,
            entry.is_person,
            entry.categories,
            entry.territory,
            [tuple(one) for one in entry.accounts],
            entry.reason,
            entry.subjects,
            entry.signed_by,
            entry.since.toordinal(),
            [tuple(one) for one in entry.evidence],
            entry.caveat,
            entry.withholds,
        )
    )


def entry(packed: Mapping[str, bytes], id: str) -> Entry:
    """Return the entry of a fiche, of those that were packed; what many fiches say alike is there once."""
    (
        name, is_person, categories, territory, accounts, reason, subjects, signed_by, since, evidence, caveat, withholds,
    ) = cachefile.unpacked(packed[id])  # fmt: skip
    return Entry(
        id,
        name,
        is_person,
        tuple(map(intern, categories)),
        intern(territory),
        tuple([Account(intern(network), handle, key) for network, handle, key in accounts]),
        reason,
        tuple(map(intern, subjects)),
        intern(signed_by),
        date.fromordinal(since),
        tuple(
            [
                Evidence(intern(network), reference, url, intern(seen), intern(note))
                for network, reference, url, seen, note in evidence
            ]
        ),
        intern(caveat),
        intern(withholds),
    )
