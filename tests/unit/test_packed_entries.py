"""Entries are unpacked on access, and none is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annuaire.curation import curation, packed_entries
from annuaire.curation.packed_entries import PackedEntries
from tests.support import roots


@pytest.fixture
def entries(tmp_path: Path) -> PackedEntries:
    found = curation.read(roots.make_rich_site(tmp_path / "root"), date(2026, 11, 22)).entries
    assert isinstance(found, PackedEntries)
    return found


def test_each_access_unpacks_an_equal_entry_and_keeps_none(entries: PackedEntries) -> None:
    id = next(iter(entries))
    assert entries[id] == entries[id]
    assert entries[id] is not entries[id]
    assert entries[id].id == id


def test_what_is_not_there_is_an_error_and_nothing_is_unpacked_to_know_it(
    entries: PackedEntries, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KeyError):
        entries["nobody"]
    monkeypatch.setattr(packed_entries, "_unpack", lambda *found: pytest.fail("unpacked"))
    assert "nobody" not in entries
    assert next(iter(entries)) in entries
    assert len(entries) == len(list(entries)) > 1


def test_an_address_that_is_the_reference_of_its_evidence_is_kept_once(entries: PackedEntries) -> None:
    address = next(
        proof.url for entry in entries.values() for proof in entry.evidence if proof.url == proof.reference
    )
    holder = next(entry for entry in entries.values() if address in [proof.url for proof in entry.evidence])
    used = sum(proof.url == address for proof in holder.evidence)
    assert packed_entries.pack(holder).count(address.encode()) <= used
