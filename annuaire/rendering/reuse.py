"""Parts of the last site that stand as they are, because this build would make the same bytes again.

A part says which fiches it shows; everything else that it is made of (theme, settings, snapshot, editions, and what each
fiche says to all lists) is common to all parts.
When the common is the same, only the parts that show a changed fiche are made, and the last site is patched with them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from annuaire.directory.arrangement import Arrangement, Summary, arrange, summarize
from annuaire.model import Curation, Snapshot
from annuaire.rendering.parts import Part
from annuaire.runtime import cachefile, digests, parallel
from annuaire.runtime.last_build import LastBuild, sizes

_T = TypeVar("_T")


class Reuse:
    """What the site at `old` has that stands in the one whose other files are made at `fresh`.

    Without a last build nothing stands, nor is anything noted for a next build. With `pages_first`, where a site is patched,
    what can wait is left as it is in the last site, for the next build to make.
    """

    def __init__(
        self,
        last_build: LastBuild | None = None,
        old: str = "",
        fresh: str = "",
        pages_first: bool = False,
    ) -> None:
        self._last_build, self._old, self._fresh, self._pages_first = last_build, old, fresh, pages_first
        # What the last build kept, if nothing but fiches changed since.
        self._before = last_build.parts() if last_build and last_build.only_fiches_changed() else {}
        # When the last site is to be patched: its parts that were as they should, those that waited, the sizes of its files.
        self._kept: Mapping[str, dict[str, int]] = {}
        self._late: Mapping[str, dict[str, int]] = {}
        self._last: Mapping[str, int] = {}
        self._changed: frozenset[str] = frozenset()
        self._is_alone = False
        # What is kept for the next build.
        self._noted: dict[str, dict[str, int]] = {}
        self._waiting: dict[str, dict[str, int]] = {}
        self._narrow: dict[str, bool] = {}
        self._digests: Mapping[str, str] = {}
        self._summary_digests: dict[str, str] = {}
        self._common: dict[str, bytes] = {}
        self._arrangement: Callable[[], bytes] = bytes

    def arranged(self, curation: Curation, snapshot: Snapshot) -> Arrangement:
        """Return the arrangement of what is read, that of the last build when nothing that it is made of changed.

        Raises:
            SnapshotError: as `arrange` does.
        """
        last_build, kept = self._last_build, self._before
        # What is needed of the rest is kept by what follows.
        self._before = {"common": kept.get("common", {})}
        self._digests, before = curation.digests, kept.get("digests", {})
        self._narrow = kept.get("narrow", {})  # of templates, which are common to all builds that are alike
        changed = frozenset(id for id, digest in curation.digests.items() if before.get(id) != digest)
        summaries = {id: summarize(curation.entries[id], snapshot) for id in changed}
        is_alike = before.keys() == curation.digests.keys()
        known = kept.get("summary_digests", {})
        if last_build and is_alike and all(known[id] == _digest(one) for id, one in summaries.items()):
            self._changed, self._summary_digests = changed, known
            self._kept, self._late = kept["parts"], kept["waiting"]
            # Whoever wants pages first takes the last site for whole: the build that makes the rest looks.
            self._last = _flat(self._kept, self._late) if self._pages_first else last_build.files()
            packed: bytes = kept["arrangement"]
            self._arrangement = lambda: packed
            return Arrangement(*cachefile.loads(packed))
        summaries = {
            id: summaries.get(id) or summarize(entry, snapshot) for id, entry in curation.entries.items()
        }
        self._summary_digests = {id: _digest(one) for id, one in summaries.items()}
        arrangement = arrange(curation, summaries)
        self._arrangement = lambda: _packed(arrangement)
        return arrangement

    def common(self, name: str, make: Callable[[], _T]) -> _T:
        """Return what is made of files that all parts have in common: what the last build made of them is not made again.

        What is not of builtin types (see `cachefile`) is made by each build.
        """
        packed: bytes | None = self._before.get("common", {}).get(name)
        found: _T = cachefile.loads(packed) if packed else make()
        with contextlib.suppress(ValueError):
            self._common[name] = packed or cachefile.dumps(found)
        return found

    def forgo(self) -> None:
        """Have all parts made, and by this process."""
        self._kept, self._late, self._last, self._is_alone = {}, {}, {}, True

    @property
    def patches(self) -> bool:
        """Say whether the last site is to be patched: parts of it stand, and only the others are made."""
        return bool(self._kept)

    def is_narrow(self, template: str, look: Callable[[str], bool]) -> bool:
        """Say whether pages of a template show nothing but what they say; it is looked at when it must be known."""
        if not self._kept:
            return True
        if template not in self._narrow:
            self._narrow[template] = look(template)
        return self._narrow[template]

    def to_make(self, parts: Iterable[Part]) -> list[Part]:
        """Return which parts are to be made; note that the others stand, or that they wait."""
        parts = list(parts)
        lacking = {*self.lacking({part.name: part.shows for part in parts if part.shows is not None})}
        return [
            part for part in parts if (part.shows is None or part.name in lacking) and not self._waits(part)
        ]

    def _waits(self, part: Part) -> bool:
        """Say whether a part is left to the next build, and note it then."""
        files = self._kept.get(part.name) or self._late.get(part.name)
        if not (files and part.can_wait and self._pages_first):
            return False
        self._waiting[part.name] = files
        return True

    def lacking(self, shown: Mapping[str, Collection[str]]) -> list[str]:
        """Return which parts are to be made, by name and by what each shows; note that the others stand: the last site has
        their files as they would be made."""
        kept, last, is_same = self._kept, self._last.items(), self._changed.isdisjoint
        standing = {
            name: kept[name]
            for name, ids in shown.items()
            if name in kept and is_same(ids) and kept[name].items() <= last
        }
        self._noted |= standing
        return [name for name in shown if name not in standing]

    @property
    def is_behind(self) -> bool:
        """Say whether something waits for the next build."""
        return bool(self._waiting)

    def make(self, parts: Sequence[Part]) -> None:
        """Make parts, perhaps beside a copy of this process, and note them for the next build."""
        weight = 0 if self._is_alone else sum(part.weight for part in parts)
        for noted in parallel.share(parts, self._make, lambda: self._noted, weight):
            self._noted |= noted

    def _make(self, part: Part) -> None:
        self._noted[part.name] = {path: os.stat(f"{self._fresh}/{path}").st_size for path in part.make()}

    def place(self, path: str) -> str:
        """Return where a file of the site is until the site is renewed."""
        fresh = f"{self._fresh}/{path}"
        return f"{self._old}/{path}" if self._kept and not os.path.exists(fresh) else fresh

    def files(self, name: str) -> list[str]:
        """Return the paths of a part, which stands or was made."""
        return list(self._noted[name])

    def whole(self) -> dict[str, int]:
        """Return the sizes of all files of the site once it is renewed."""
        standing = _flat(self._noted, self._waiting) if self._kept else {}
        return standing | sizes(self._fresh)

    def gone(self, whole: Mapping[str, int]) -> list[str]:
        """Return the files of the last site that the whole of the renewed one has not."""
        return sorted(self._last.keys() - whole.keys())

    def facts(self) -> dict[str, Any]:
        """Return what the next build needs to reuse this one's parts."""
        return {
            "digests": self._digests,
            "summary_digests": self._summary_digests,
            "arrangement": self._arrangement(),
            "narrow": self._narrow,
            "common": self._common,
            "parts": self._noted,
            "waiting": self._waiting,
        }


def _flat(*parts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Return the sizes of all files of some parts."""
    found: dict[str, int] = {}
    for each in parts:
        for files in each.values():
            found.update(files)
    return found


def _packed(found: Arrangement) -> bytes:
    plain = found._replace(related=dict(found.related))
    return cachefile.dumps(tuple(plain), deduplicate=True)  # each list has the same ids


def _digest(summary: Summary) -> str:
    return digests.of(repr(tuple(summary)).encode("utf-8", "surrogatepass"))
