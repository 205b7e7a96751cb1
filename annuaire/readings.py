"""Fiches that were read before: what a faultless one says is kept by what its file holds.

A reading is made of builtin types, so that it can be kept (see `cachefile`) and sent from one process to another:
    problems    in `Problem`'s own order
    entry       in `Entry`'s own order without its id, which is the file's name; or None
    mentions    the reason, the accounts, the subjects, as `entries.Fiche` has them; or None for a file that is no YAML
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from annuaire import cachefile, entries, yamlfile
from annuaire.entries import Fiche
from annuaire.model import Account, Entry, Evidence, Problem
from annuaire.schema import Schema

NAME = "fiches"
Reading = tuple[Any, ...]


def load(root: str, source: str, today: date) -> dict[str, Reading]:
    """Return the readings by the mark of their file, when they were made by the rules whose mark is `source`.

    What was faultless on a day is so on a later one; on a day before it, a date could be in the future.
    """
    kept = cachefile.load(f"{root}/{cachefile.FOLDER}", NAME, source)
    return kept[1] if kept and kept[0] <= today.toordinal() else {}


def save(root: str, source: str, today: date, found: dict[str, Reading]) -> None:
    """Keep the readings of faultless fiches, by the mark of their file."""
    cachefile.save(f"{root}/{cachefile.FOLDER}", NAME, source, (today.toordinal(), found))


def read(
    raw: bytes, path: str, fiche_schema: Schema, categories: Collection[str] | None, today: date
) -> Reading:
    """Read a fiche's file, from its bytes."""
    node, problems = yamlfile.parse(raw, path)
    if node is None:
        return _packed(problems), None, None
    fiche, others = entries.read(node, path, fiche_schema, categories, today)
    return _packed([*problems, *others]), _entry(fiche.entry), (fiche.reason, fiche.accounts, fiche.subjects)


def understood(reading: Reading, path: str) -> tuple[Fiche | None, list[Problem]]:
    """Turn a reading into what rules that span files compare, and its problems."""
    problems, entry, mentions = reading
    told = [Problem(*found) for found in problems]
    if not mentions:
        return None, told
    reason, accounts, subjects = mentions
    made = _unpacked(entry, entries.id_of(path)) if entry else None
    return Fiche(path, reason, accounts, subjects, made), told


def is_faultless(reading: Reading) -> bool:
    """Say whether a reading has an entry and no problem."""
    return reading[1] is not None and not reading[0]


def _packed(problems: list[Problem]) -> list[Reading]:
    return [
        (one.path, one.line, one.column, one.code, one.message, one.advice, one.warning) for one in problems
    ]


def _entry(entry: Entry | None) -> Reading | None:
    if not entry:
        return None
    return (
        entry.name,
        entry.is_person,
        entry.categories,
        entry.territory,
        [(one.network, one.handle, one.key) for one in entry.accounts],
        entry.reason,
        entry.subjects,
        entry.signed_by,
        entry.since.toordinal(),
        [(one.network, one.reference, one.url, one.seen, one.note) for one in entry.evidence],
        entry.caveat,
    )


def _unpacked(packed: Reading, id: str) -> Entry:
    name, is_person, categories, territory, accounts, reason, subjects, signed_by, since, evidence, caveat = (
        packed
    )
    return Entry(
        id,
        name,
        is_person,
        categories,
        territory,
        tuple([Account(*one) for one in accounts]),
        reason,
        subjects,
        signed_by,
        date.fromordinal(since),
        tuple([Evidence(*one) for one in evidence]),
        caveat,
    )
