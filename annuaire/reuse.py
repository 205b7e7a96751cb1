"""Parts of the last site that this build takes as they are, because it would make the same bytes again.

A part is one page, or some files that are made together. It says which fiches it shows; everything else that it is
made of (theme, settings, snapshot, editions, and of every fiche what lists are made of) is common to all parts.
When the common is the same and each fiche shown is, the part's files are linked from the last site into the new one:
no file of a published site is ever written to, so both may hold the same one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from annuaire import fingerprints
from annuaire.model import Curation
from annuaire.unchanged import Memory

# Of these names, what templates may use and still be made of nothing but what is common and the fiches that they show.
SEEN = {
    "directory": ("publication", "as_of", "axes", "edition", "editions", "is_gone", "is_stale"),
    "takeaway": ("badge_path", "downloads", "has_paces", "since", "snippet", "stem"),
}


def common(curation: Curation, published: Iterable[str]) -> str:
    """Return the mark of what any page may say of any fiche: its name, and in which lists and formats it is.

    `published` are the ids of those that have a page, in their order: lists are counted and cut by it.
    """
    said = [
        (entry.id, entry.name, entry.is_person, entry.categories, entry.territory, entry.subjects,
         [account.network for account in entry.accounts])
        for entry in sorted(curation.entries.values(), key=attrgetter("id"))
    ]  # fmt: skip
    return fingerprints.of(repr((said, list(published))).encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are made together: `make` writes them and returns their paths in the site.

    `shows` are the ids of the fiches that they are made of, beside what is common; None: they may be made of anything.
    """

    name: str
    make: Callable[[], Iterable[str]]
    shows: Sequence[str] | None = None


class Reuse:
    """What the site at `old` has that the one made at `fresh` may take; `marks` are those of the fiches' files.

    Without a memory nothing is taken, nor noted for a next build.
    """

    def __init__(
        self,
        memory: Memory | None = None,
        old: str = "",
        fresh: str = "",
        marks: Mapping[str, str] | None = None,
    ) -> None:
        self._memory, self._old, self._fresh, self._marks = memory, old, fresh, marks or {}
        self._kept: Mapping[str, Any] = {}
        self._narrow: dict[str, bool] = {}
        self._common = ""
        self._folders: set[str] = set()
        self._noted: dict[str, Any] = {}

    def begin(self, common: str) -> None:
        """Say what all parts are made of."""
        if self._memory is None:
            return
        self._common = common
        kept = self._memory.parts() if self._memory.only_fiches_changed() else {}
        self._narrow = kept.get("narrow", {})  # of templates, which are common to all builds that are alike
        self._kept = kept.get("parts", {}) if kept.get("common") == common else {}

    def is_narrow(self, template: str, look: Callable[[str], bool]) -> bool:
        """Say whether pages of a template show nothing but what they say; it is looked at when it must be known."""
        if not self._kept:
            return True
        if template not in self._narrow:
            self._narrow[template] = look(template)
        return self._narrow[template]

    def settle(self, part: Part) -> None:
        """Take a part from the last site, or make it; note what it is for the next build."""
        mark = "" if part.shows is None or not self._common else self._mark(part.shows)
        kept = self._kept.get(part.name)
        if mark and kept and kept[0] == mark and self._take(kept[1]):
            self._noted[part.name] = kept
            return
        paths = part.make()
        if mark:
            sizes = {path: os.stat(f"{self._fresh}/{path}").st_size for path in paths}
            self._noted[part.name] = [mark, sizes]

    def told(self) -> dict[str, Any]:
        """Return the parts settled here."""
        return self._noted

    def hear(self, noted: dict[str, Any]) -> None:
        """Note parts that were settled in another process."""
        self._noted |= noted

    def facts(self) -> dict[str, Any]:
        """Return what the next build needs to reuse this one's parts."""
        return {"common": self._common, "narrow": self._narrow, "parts": self._noted}

    def _mark(self, shows: Sequence[str]) -> str:
        return fingerprints.of(*(self._marks[id].encode() for id in shows))

    def _take(self, sizes: Mapping[str, int]) -> bool:
        """Link files from the last site, all of them or, when one is not what it was, none: whoever makes them then must
        not write into a file of the last site."""
        linked = []
        try:
            if any(os.stat(f"{self._old}/{path}").st_size != size for path, size in sizes.items()):
                return False
            for path in sizes:
                fresh = f"{self._fresh}/{path}"
                folder = fresh.rpartition("/")[0]
                if folder not in self._folders:
                    os.makedirs(folder, exist_ok=True)
                    self._folders.add(folder)
                linked.append(fresh)
                _link(f"{self._old}/{path}", fresh)
        except OSError:
            for fresh in linked:
                with contextlib.suppress(OSError):
                    os.unlink(fresh)
            return False
        return True


def _link(old: str, fresh: str) -> None:
    """Give a file a second name; where a disk cannot, copy it."""
    try:
        os.link(old, fresh)
    except FileExistsError:
        pass
    except OSError:
        with contextlib.suppress(FileExistsError):
            shutil.copyfile(old, fresh)
