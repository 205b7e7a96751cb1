"""Fiches that were read before: what a faultless one says is kept by what its file holds.

A reading is made of builtin types, so that it can be kept (see `cachefile`) and sent from one process to another:
    problems    in `Problem`'s own order
    entry       as bytes (see `packed_entries`), or None
    categories  those that it names
    claims      what no two fiches may share: the reason and the accounts, as they are compared, and for each subject what it is
                about and how it is spelt
    territory   its code, or nothing
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from datetime import date
from functools import cache
from sys import intern
from typing import Any

from annuaire.curation import entries, packed_entries
from annuaire.curation.entries import Fiche
from annuaire.model import Problem
from annuaire.runtime import cachefile
from annuaire.schemas import schema
from annuaire.schemas.schema import Schema
from annuaire.yamlfiles import ordinary, yamlfile

ALL, LATEST = "fiches", "fiches-recentes"
# To write ten thousand readings again for each one that changes would take longer than to read it: the latest have a file of
# their own, until they are more than one in so many.
LATEST_SHARE = 8
Reading = tuple[Any, ...]
Claims = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]


class ReadingCache:
    """The readings of faultless fiches by the digest of their file, when they were made by the rules whose digest is `source`.

    What was faultless on a day is so on a later one; on a day before it, a date could be in the future.
    """

    def __init__(self, root: str, source: str, today: date) -> None:
        self._folder, self._source, self._today = f"{root}/{cachefile.FOLDER}", source, today.toordinal()
        self._all, self._latest = self._load(ALL), self._load(LATEST)

    def get(self, digest: str) -> Reading | None:
        """Return the reading of what has this digest, if it is known."""
        return self._latest.get(digest) or self._all.get(digest)

    def save(self, made: dict[str, Reading], wanted: Set[str]) -> None:
        """Add what was `made`. Readings whose digest is not `wanted` may be dropped, and are where files are gone: nothing is
        kept of who asked to leave."""
        latest = {digest: reading for digest, reading in (self._latest | made).items() if digest in wanted}
        is_any_gone = len(self._all.keys() - wanted) > len(latest)  # what only changed was made anew
        if is_any_gone or len(latest) * LATEST_SHARE > len(wanted):
            known = self._all | latest
            self._save(ALL, {digest: known[digest] for digest in wanted if digest in known})
            self._save(LATEST, {})
        elif latest.keys() != self._latest.keys():
            self._save(LATEST, latest)

    def _load(self, name: str) -> dict[str, Reading]:
        kept = cachefile.load(self._folder, name, self._source)
        return kept[1] if kept and kept[0] <= self._today else {}

    def _save(self, name: str, found: dict[str, Reading]) -> None:
        cachefile.save(self._folder, name, self._source, (self._today, found), repeats=True)


def read(raw: bytes, path: str, fiche_schema: Schema, known: Collection[str] | None, today: date) -> Reading:
    """Read a fiche's file, from its bytes; `known` are the categories."""
    fiche, mistakes = _at_once(raw, path, fiche_schema, known, today) or understood(
        raw, path, fiche_schema, known, today
    )
    entry = packed_entries.pack(fiche.entry) if fiche.entry else None
    territory = intern(fiche.entry.territory) if fiche.entry else ""
    return [tuple(one) for one in mistakes], entry, fiche.categories, _claims(fiche), territory


def _at_once(
    raw: bytes, path: str, fiche_schema: Schema, known: Collection[str] | None, today: date
) -> tuple[Fiche, list[Problem]] | None:
    """Return a fiche in which nothing is out of the ordinary, or wrong: its mentions have no places then."""
    node = ordinary.read(raw, lambda said: schema.is_valid(said, fiche_schema))
    found = entries.read(node, path, [], known, today) if node else None
    return found if found and not found[1] else None


def understood(
    raw: bytes, path: str, fiche_schema: Schema, known: Collection[str] | None, today: date
) -> tuple[Fiche, list[Problem]]:
    """Return what can be understood of a fiche's file, and what is wrong in it."""
    node, mistakes = yamlfile.parse(raw, path, fiche_schema.levels)
    if node is None:
        return Fiche(path, ("", "", 0, 0), [], [], ()), mistakes
    fiche, others = entries.read(node, path, schema.check(node, fiche_schema, path), known, today)
    return fiche, [*mistakes, *others]


def _claims(fiche: Fiche) -> Claims:
    subjects = [_subject(topic, written) for topic, written, *_ in fiche.subjects]
    return fiche.reason[0], tuple([key for key, *_ in fiche.accounts]), tuple(subjects)


@cache
def _subject(topic: str, written: str) -> tuple[str, str]:
    """Return both as the one thing that all have who write it so."""
    return topic, written


def problems(reading: Reading) -> list[Problem]:
    """Return what is wrong in a file."""
    return [Problem(*found) for found in reading[0]]


def claims(reading: Reading) -> Claims:
    """Return what rules that span files compare."""
    found: Claims = reading[3]
    return found


def categories(reading: Reading) -> Sequence[str]:
    """Return the categories that a fiche names."""
    found: Sequence[str] = reading[2]
    return found


def territory(reading: Reading) -> str:
    """Return the territory of a faultless fiche."""
    found: str = reading[4]
    return found


def packed(reading: Reading) -> bytes:
    """Return the entry of a faultless fiche, as `packed_entries` has it."""
    found: bytes = reading[1]
    return found


def is_faultless(reading: Reading) -> bool:
    """Say whether a reading has an entry and no problem."""
    return reading[1] is not None and not reading[0]
