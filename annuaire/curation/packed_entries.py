"""Serialisation of entries to bytes, for the cache (see `readings`) and for transfer from the reading to the building process.

Entries are only unpacked on access: after one change, some hundreds of ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from sys import intern

from annuaire.model import Account, Entry, Evidence
from annuaire.runtime import cachefile


def pack(entry: Entry) -> bytes:
    """Serialise an entry: its fields in the order of `Entry`, without the id, which is the name of its file."""
    return cachefile.dumps(
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
        ),
        deduplicate=True,  # an address is both the reference and the link of its evidence
    )


class PackedEntries(Mapping[str, Entry]):
    """Entries by id, from their serialised form. Each access unpacks one, and keeps nothing: a build needs few of them more than
    twice, and unpacked they take twice the memory."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed

    def __getitem__(self, id: str) -> Entry:
        return _unpack(self._packed[id], id)

    def __contains__(self, id: object) -> bool:
        return id in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _unpack(packed: bytes, id: str) -> Entry:
    """Return an entry; values that many fiches share are interned."""
    (
        name, is_person, categories, territory, accounts, reason, subjects, signed_by, since, evidence, caveat, withholds,
    ) = cachefile.loads(packed)  # fmt: skip
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
