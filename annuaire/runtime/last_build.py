"""A build that would make what is there already is not made.

What the last build read is recorded by its contents, and what it made by the names and sizes of its files. When
both still hold, `annuaire build` says so at once: this module is asked before Pelican, or anything slow, is imported.
No clock is asked, and a record that is damaged, or another program's, is none (see `cachefile`).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from functools import cache

from annuaire.runtime import cachefile, digests, filesystem, parallel

# As in `typing`, which takes longer to import than all that an unchanged build needs of this package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What every build reads, under the root. What else one reads (a theme elsewhere, a plugin) is known when it ends.
FICHES = "curation/fiches"
SETTINGS = "pelicanconf.py"
ALWAYS = (
    FICHES,
    "curation/editions",
    "curation/schema",
    "curation/annuaire.yml",
    "curation/categories.yml",
    "snapshot",
    "content",
    "theme",
    SETTINGS,
)
BUILD, PARTS = "build", "parts"
VARIABLES = ("SITEURL", "SOURCE_DATE_EPOCH")


class LastBuild:
    """What is known of the last build of `root` at `output`, and what a build that starts now would read.

    The contents are looked at when this is made, before the build reads them: a file that changes in between makes
    the record too old, never too young.
    """

    def __init__(self, root: str, output: str) -> None:
        self.root, self.output = root, output
        # Beside the site, as the new one is while it is made (see swap): each output has its own.
        self.folder = f"{os.path.dirname(output)}/.{os.path.basename(output)}.made"
        self.kept = self._load()
        # How many fiches and pages, what was warned of, and whether something was left to the next build.
        self.made: dict[str, Any] = self.kept.get("made", {})
        # What lies at the output is looked at meanwhile, if it is much: this process is small yet, and its copy cheap.
        self._look = cache(parallel.in_background(lambda: _seen(output), 3 * self.made.get("pages", 0)))
        # The fiches, by their files' names: whoever reads them next need not open them again.
        self.fiches: dict[str, digests.Opened] = {}
        self.digests = self._digests({*ALWAYS, *_plugins(root), *self.kept.get("digests", ())})

    def is_up_to_date(self) -> bool:
        """Say whether a build would read, and make, the same again."""
        return (
            self._reads_the_same(self.digests)
            and not self.kept["made"]["behind"]
            and self.kept["shape"] == self._look()[0]
        )

    def files(self) -> dict[str, int]:
        """Return the sizes of all files at the output by their names, as they were when they were first looked at."""
        found: dict[str, int] = cachefile.unpacked(self._look()[1])
        return found

    def only_fiches_changed(self) -> bool:
        """Say whether a build would read the same again, but for what is in the fiches."""
        return self._reads_the_same({**self.digests, FICHES: self.kept.get("digests", {}).get(FICHES, "")})

    def _reads_the_same(self, found: dict[str, str]) -> bool:
        kept = self.kept
        return bool(kept) and kept["variables"] == _variables(kept["variables"]) and kept["digests"] == found

    def parts(self) -> dict[str, Any]:
        """Return what was recorded of the parts of the site (see `reuse`), or nothing."""
        found: dict[str, Any] = cachefile.load(self.folder, PARTS, self.kept.get("shape", "")) or {}
        return found

    def reload(self) -> None:
        """Take what another build has recorded meanwhile for what is known: it made what is there now."""
        before, self.kept = self.kept, self._load()
        if self.kept != before:
            self._look = cache(lambda: _seen(self.output))

    def invalidate(self) -> None:
        """Delete the record: from here on `output` may be another, and nothing is known of it until it is whole."""
        with contextlib.suppress(OSError):
            os.unlink(f"{self.folder}/{BUILD}")

    def save(
        self,
        read: Iterable[str],
        variables: Iterable[str],
        files: Mapping[str, int],
        made: dict[str, Any],
        parts: dict[str, Any],
    ) -> None:
        """Keep what was `read` beside what every build reads, the names of variables, the sizes of the site's `files`,
        what is to be said of it, and what its `parts` are."""
        self.made = made
        kept: dict[str, Any] = {
            "digests": self._digests(set(read) - self.digests.keys()) | self.digests,
            "variables": _variables({*VARIABLES, *variables}),
            "shape": shape(files),
            "made": made,
        }
        cachefile.save(self.folder, PARTS, kept["shape"], parts)
        cachefile.save(self.folder, BUILD, digests.program(), kept)

    def _load(self) -> dict[str, Any]:
        found: dict[str, Any] = cachefile.load(self.folder, BUILD, digests.program()) or {}
        return found

    def _digests(self, paths: Iterable[str]) -> dict[str, str]:
        return {path: self._digest(path) for path in paths}

    def _digest(self, path: str) -> str:
        place = os.path.join(self.root, path)
        if not os.path.isdir(place):
            return digests.of_file(place)
        return digests.of_folder(place, self.fiches if path == FICHES else None)


def sizes(folder: str) -> dict[str, int]:
    """Return the sizes of all files under a folder by their names."""
    return {name: item.stat().st_size for name, item in filesystem.walk(folder) if item.is_file()}


def shape(files: Mapping[str, int]) -> str:
    """Return the digest of names and sizes."""
    return digests.of(os.fsencode("\n".join(sorted([f"{name}\0{size}" for name, size in files.items()]))))


def _seen(folder: str) -> tuple[str, bytes]:
    """Return the shape of a folder, and its files as bytes: where nothing changed, nobody asks for them."""
    found = sizes(folder)
    return shape(found), cachefile.packed(found)


def _plugins(root: str) -> list[str]:
    """Return the files beside the settings that a build may load: one that it is told of for the first time must have
    been looked at before it was read, too."""
    return [name for name in os.listdir(root) if name.endswith(".py")]


def _variables(names: Iterable[str]) -> dict[str, str]:
    """Return the digests of variables: their values may be secrets."""
    found = {name: os.environ.get(name) for name in names}
    return {name: "" if value is None else digests.of(os.fsencode(value)) for name, value in found.items()}
