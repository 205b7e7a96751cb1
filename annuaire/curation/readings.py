"""Cache of parsed fiches, by the digest of their file.

A reading is the result of parsing and validating one fiche. It is made of builtin types, so that it can be cached (see
`cachefile`) and sent between processes:
    problems    tuples of the fields of `Problem`, in order
    entry       as bytes (see `packed_entries`), or None
    categories  those that the fiche names
    claims      what is compared across fiches: the keys of the reason and of the accounts, and for each subject its key and its
                spelling
    territory   its code, or nothing
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
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
from annuaire.yamlfiles import ordinary

ALL, LATEST = "fiches", "fiches-recentes"
# Writing ten thousand readings whenever one changes would take longer than parsing it: the latest have their own file, until they
# are more than one in LATEST_SHARE of all.
LATEST_SHARE = 8
Reading = tuple[Any, ...]
Claims = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]


class ReadingCache:
    """The readings of valid fiches by the digest of their file; `source` is the digest of the rules by which they were made.

    A fiche that was valid on one day is valid on any later one; on an earlier day, a date could be in the future.
    """

    def __init__(self, root: str, source: str, today: date) -> None:
        self._folder, self._source, self._today = f"{root}/{cachefile.FOLDER}", source, today.toordinal()
        (self._all, self._ids), (self._latest, _) = self._load(ALL), self._load(LATEST)

    def get(self, digest: str) -> Reading | None:
        """Return the reading of the file with this digest, if it is cached."""
        return self._latest.get(digest) or self._all.get(digest)

    def save(self, new: dict[str, Reading], digests: Mapping[str, str]) -> None:
        """Add the readings in `new`; `digests` are those of all current files, by id.

        Readings of other digests may be dropped, and always are when files were deleted: nothing is kept about somebody who asked
        to leave.
        """
        current = frozenset(digests.values())
        latest = {digest: reading for digest, reading in (self._latest | new).items() if digest in current}
        is_any_deleted = not self._ids <= digests.keys()
        if is_any_deleted or len(latest) * LATEST_SHARE > len(current):
            known = self._all | latest
            self._save(ALL, {digest: known[digest] for digest in current if digest in known}, digests)
            self._save(LATEST, {})
        elif latest.keys() != self._latest.keys():
            self._save(LATEST, latest)

    def _load(self, name: str) -> tuple[dict[str, Reading], Set[str]]:
        cached = cachefile.load(self._folder, name, self._source)
        return cached[1:] if cached and cached[0] <= self._today else ({}, frozenset())

    def _save(self, name: str, found: dict[str, Reading], ids: Iterable[str] = ()) -> None:
        value = self._today, found, frozenset(ids)
        cachefile.save(self._folder, name, self._source, value, deduplicate=True)


def read(
    raw: bytes, path: str, fiche_schema: Schema, categories: Collection[str] | None, today: date
) -> Reading:
    """Parse and validate a fiche's file, from its bytes; `categories` are the known ones, or None."""
    fiche, mistakes = _read_fast(raw, path, fiche_schema, categories, today) or read_with_places(
        raw, path, fiche_schema, categories, today
    )
    entry = packed_entries.pack(fiche.entry) if fiche.entry else None
    territory = intern(fiche.entry.territory) if fiche.entry else ""
    return [tuple(one) for one in mistakes], entry, fiche.categories, _claims(fiche), territory


def _read_fast(
    raw: bytes, path: str, fiche_schema: Schema, categories: Collection[str] | None, today: date
) -> tuple[Fiche, list[Problem]] | None:
    """Try the fast path (see `ordinary`); None if it does not apply or the fiche has a problem. Its mentions have no places."""
    node = ordinary.read(raw, lambda value: schema.is_valid(value, fiche_schema))
    found = entries.read(node, path, [], categories, today) if node else None
    return found if found and not found[1] else None


def read_with_places(
    raw: bytes, path: str, fiche_schema: Schema, categories: Collection[str] | None, today: date
) -> tuple[Fiche, list[Problem]]:
    """Parse a fiche's file with the places of its values; return what can be parsed, and the problems."""
    from annuaire.yamlfiles import yamlfile  # PyYAML is imported only for a fiche that is not ordinary

    node, mistakes = yamlfile.parse(raw, path, fiche_schema.levels)
    if node is None:
        return Fiche(path, ("", "", 0, 0), [], [], ()), mistakes
    fiche, others = entries.read(node, path, schema.check(node, fiche_schema, path), categories, today)
    return fiche, [*mistakes, *others]


def _claims(fiche: Fiche) -> Claims:
    subjects = [_subject(topic, written) for topic, written, *_ in fiche.subjects]
    return fiche.reason[0], tuple([key for key, *_ in fiche.accounts]), tuple(subjects)


@cache
def _subject(topic: str, written: str) -> tuple[str, str]:
    """Return a pair of both, the same object for all fiches that spell a subject in this way."""
    return topic, written


def problems(reading: Reading) -> list[Problem]:
    """Return the problems of a file."""
    return [Problem(*found) for found in reading[0]]


def claims(reading: Reading) -> Claims:
    """Return what is compared across fiches."""
    found: Claims = reading[3]
    return found


def categories(reading: Reading) -> Sequence[str]:
    """Return the categories that a fiche names."""
    found: Sequence[str] = reading[2]
    return found


def territory(reading: Reading) -> str:
    """Return the territory of a valid fiche."""
    found: str = reading[4]
    return found


def packed(reading: Reading) -> bytes:
    """Return the serialised entry of a valid fiche (see `packed_entries`)."""
    found: bytes = reading[1]
    return found


def is_valid(reading: Reading) -> bool:
    """Say whether a reading has an entry and no problem."""
    return reading[1] is not None and not reading[0]
