"""Incremental builds: which parts of the last site can be kept, because this build would write the same bytes.

A part declares which fiches it shows. Everything else that it depends on (theme, settings, snapshot, editions, and the summary
of each fiche) is common to all parts. If that did not change, only the parts that show a changed fiche are made, and the last
site is patched with them; otherwise all parts are made.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from annuaire.directory.arrangement import RELATED, Arrangement, arrange, summarize
from annuaire.model import Curation, Snapshot
from annuaire.rendering.parts import Part
from annuaire.runtime import cachefile, filesystem, parallel
from annuaire.runtime.last_build import LastBuild

_T = TypeVar("_T")


class Reuse:
    """Decides which parts of the last site, at `old`, are reused, and makes the others, in the staging folder `fresh`.

    Without `last_build` nothing is reused. With `pages_first`, an incremental build defers the stale parts that are not
    pages: they stay as they are in the last site, and the next build makes them.
    """

    def __init__(
        self,
        last_build: LastBuild | None = None,
        old: str = "",
        fresh: str = "",
        pages_first: bool = False,
    ) -> None:
        self._last_build, self._old, self._fresh, self._pages_first = last_build, old, fresh, pages_first
        # The record of the last build, if nothing but fiches changed since.
        self._last_record = last_build.parts() if last_build and last_build.only_fiches_changed() else {}
        # In an incremental build: parts that the last build made or reused, parts that it deferred (each with the sizes of its
        # files), and the sizes of all files of the last site. Else empty.
        self._last_parts: Mapping[str, dict[str, int]] = {}
        self._last_deferred: Mapping[str, dict[str, int]] = {}
        self._last_files: Mapping[str, int] = {}
        self._changed: frozenset[str] = frozenset()  # ids of fiches
        self._is_disabled = False
        # What this build records for the next one.
        self._parts: dict[str, dict[str, int]] = {}
        self._deferred: dict[str, dict[str, int]] = {}
        self._bounded_templates: dict[str, bool] = {}
        self._digests: Mapping[str, str] = {}
        self._summary_digests: dict[str, str] = {}
        self._cached: dict[str, bytes] = {}
        self._pack_arrangement: Callable[[], bytes] = bytes

    def arrangement(self, curation: Curation, snapshot: Snapshot, related: int = RELATED) -> Arrangement:
        """Return the arrangement of the directory: that of the last build, if no summary of a fiche changed, or a new one
        (see `arrange`).

        In the first case the build is incremental.

        Raises:
            SnapshotError: as `arrange` does.
        """
        last_build, record = self._last_build, self._last_record
        self._last_record = {"cached": record.get("cached", {})}  # releases the rest
        self._digests, last_digests = curation.digests, record.get("digests", {})
        self._bounded_templates = record.get("bounded_templates", {})
        changed = frozenset(id for id, digest in curation.digests.items() if last_digests.get(id) != digest)
        summaries = {id: summarize(curation.entries[id], snapshot) for id in changed}
        has_same_ids = last_digests.keys() == curation.digests.keys()
        known = record.get("summary_digests", {})
        if last_build and has_same_ids and all(known[id] == one.digest for id, one in summaries.items()):
            self._changed, self._summary_digests = changed, known
            self._last_parts, self._last_deferred = record["parts"], record["deferred"]
            # With `pages_first` the output is not scanned: its files are taken as recorded. The next build scans it.
            self._last_files = (
                _files_of(self._last_parts, self._last_deferred) if self._pages_first else last_build.files()
            )
            packed: bytes = record["arrangement"]
            self._pack_arrangement = lambda: packed
            return Arrangement.unpacked(packed)
        summaries = {
            id: summaries[id] if id in changed else summarize(curation.entries[id], snapshot)
            for id in curation.entries
        }
        self._summary_digests = {id: one.digest for id, one in summaries.items()}
        arrangement = arrange(curation, summaries, related)
        self._pack_arrangement = arrangement.packed
        return arrangement

    def cached(self, name: str, make: Callable[[], _T]) -> _T:
        """Return the result of `make`, which must not depend on fiches: that of the last build, if nothing but fiches changed.

        A result that is not of builtin types (see `cachefile`) is not cached.
        """
        packed: bytes | None = self._last_record.get("cached", {}).get(name)
        found: _T = cachefile.loads(packed) if packed else make()
        with contextlib.suppress(ValueError):
            self._cached[name] = packed or cachefile.dumps(found)
        return found

    def disable(self) -> None:
        """Make all parts, in this process."""
        self._last_parts, self._last_deferred, self._last_files, self._is_disabled = {}, {}, {}, True

    @property
    def is_incremental(self) -> bool:
        """Return whether the last site is to be patched: some of its parts may be reused."""
        return bool(self._last_parts)

    def is_bounded(self, template: str, inspect: Callable[[str], bool]) -> bool:
        """Return whether pages of a template depend on no other fiches than they declare; `inspect` is called only in an
        incremental build, once per template."""
        if not self._last_parts:
            return True
        if template not in self._bounded_templates:
            self._bounded_templates[template] = inspect(template)
        return self._bounded_templates[template]

    def stale_parts(self, parts: Iterable[Part]) -> list[Part]:
        """Return the parts that are to be made; record the others as reused or deferred."""
        parts = list(parts)
        stale = {*self.stale({part.name: part.shows for part in parts if part.shows is not None})}
        return [
            part for part in parts if (part.shows is None or part.name in stale) and not self._defer(part)
        ]

    def _defer(self, part: Part) -> bool:
        """Defer a part to the next build if it can wait; return whether it was deferred."""
        files = self._last_parts.get(part.name) or self._last_deferred.get(part.name)
        if not (files and part.can_wait and self._pages_first):
            return False
        self._deferred[part.name] = files
        return True

    def stale(self, shown: Mapping[str, Collection[str]]) -> list[str]:
        """Return the names of the parts that are to be made, given the ids of the fiches that each shows; record the others
        as reused.

        A part is reused if no fiche that it shows changed and the last site has its files, with the recorded sizes.
        """
        recorded, last_files = self._last_parts, self._last_files.items()
        is_unchanged = self._changed.isdisjoint
        reused = {
            name: recorded[name]
            for name, ids in shown.items()
            if name in recorded and is_unchanged(ids) and recorded[name].items() <= last_files
        }
        self._parts |= reused
        return [name for name in shown if name not in reused]

    @property
    def has_deferred(self) -> bool:
        """Return whether a part was deferred to the next build."""
        return bool(self._deferred)

    def make(self, parts: Sequence[Part]) -> None:
        """Make parts, sharing the work with a worker process if it is worth it, and record them for the next build."""
        weight = 0 if self._is_disabled else sum(part.weight for part in parts)
        for made in parallel.share(parts, self._make, lambda: self._parts, weight):
            self._parts |= made

    def _make(self, part: Part) -> None:
        self._parts[part.name] = {path: os.stat(f"{self._fresh}/{path}").st_size for path in part.make()}

    def locate(self, path: str) -> str:
        """Return where a file of the new site is now: in the staging folder, or in the last site if it is reused."""
        fresh = f"{self._fresh}/{path}"
        return f"{self._old}/{path}" if self._last_parts and not os.path.exists(fresh) else fresh

    def files(self, name: str) -> list[str]:
        """Return the paths of the files of a part that was made or reused."""
        return list(self._parts[name])

    def all_files(self) -> dict[str, int]:
        """Return the sizes of all files of the new site, by path."""
        recorded = _files_of(self._parts, self._deferred) if self._last_parts else {}
        return recorded | filesystem.sizes(self._fresh)

    def removed_files(self, files: Mapping[str, int]) -> list[str]:
        """Return the files of the last site that are not among the `files` of the new one."""
        return sorted(self._last_files.keys() - files.keys())

    def record(self) -> dict[str, Any]:
        """Return what the next build needs to reuse the parts of this one."""
        return {
            "digests": self._digests,
            "summary_digests": self._summary_digests,
            "arrangement": self._pack_arrangement(),
            "bounded_templates": self._bounded_templates,
            "cached": self._cached,
            "parts": self._parts,
            "deferred": self._deferred,
        }


def _files_of(*groups: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Return the sizes of all files of some groups of parts."""
    found: dict[str, int] = {}
    for parts in groups:
        for files in parts.values():
            found.update(files)
    return found
