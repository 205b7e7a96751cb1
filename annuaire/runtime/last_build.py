"""The record of the last build: an unchanged site is not built again.

The record holds the digests of all that the build read, and the names and sizes of all files that it wrote. If both still
match, `annuaire build` stops there: this module is called before Pelican, or anything slow, is imported. Timestamps are not
used. A record that is damaged, or was written by another version of the program, counts as none (see `cachefile`).
"""

from __future__ import annotations

import os

from annuaire import TYPE_CHECKING
from annuaire.runtime import cachefile, digests, filesystem, parallel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

# What every build reads, under the root. What else a build reads (a theme elsewhere, a plugin) is known only when it ends.
FICHES = "curation/fiches"
SETTINGS = "pelicanconf.py"
INPUTS = (
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
# Folders in which only names count: a file that does not belong there is reported, whatever it contains.
LISTED = ("curation",)
CHANGED = "changed"  # the digest of what changed during a build: no content has it
BUILD, PARTS = "build", "parts"
BYTES_OF_PAGE = 300  # in the record of parts; in that of a whole site, up to four times as many
VARIABLES = ("SITEURL", "SOURCE_DATE_EPOCH")


class LastBuild:
    """The record of the last build of `root` at `output`, and the digests of what a build that starts now would read.

    Digests are computed when this object is made, or by `take`, before the build reads the files: if a file changes in between,
    the next build sees a change that was already built, but never misses one. Of what is imported only while pages are made, the
    digest is taken by `save`.
    """

    def __init__(self, root: str, output: str) -> None:
        self.root, self.output = root, output
        # Beside the output, as the staging folder is (see `swap`): each output has its own record.
        beside = f"{os.path.dirname(output)}/.{os.path.basename(output)}"
        self.folder, self._leftover = f"{beside}.made", f"{beside}.new"  # the second one is of a killed build
        # The output is scanned in the background, if it is large: this process is still small, and cheap to fork.
        self._scan = parallel.in_background(lambda: _scan(output), _pages_about(f"{self.folder}/{PARTS}") * 3)
        self._scanned: tuple[str, bytes] | None = None
        self.record = self._load()
        # Numbers of fiches and pages, warnings, and whether anything was deferred to the next build.
        self.made: dict[str, Any] = self.record.get("made", {})
        # Content of each fiche, by file name: whoever reads them next need not open the files again.
        self.fiches: dict[str, bytes] = {}
        inputs = {*INPUTS, *LISTED, *_plugins(root), *self.record.get("digests", ())}
        # Without a record there is nothing to compare fiches with: who reads them opens them (see `open_fiches`).
        self.digests = self._digests(inputs if self.record else inputs - {FICHES})
        self._states: dict[str, list[filesystem.State]] = {}

    def watch(self) -> None:
        """Remember the state of the inputs before they are read: `save` marks those that were written to meanwhile. (Of fiches,
        what was hashed is what is read.)"""
        self._states = self._states_of(path for path in self.digests if path != FICHES)

    def take(self, paths: Iterable[str]) -> None:
        """Compute the digests of paths that the settings name, unless they are known, before they are read."""
        found = self._digests(set(paths) - self.digests.keys())
        self.digests |= found
        self._states |= self._states_of(found)

    def open_fiches(self) -> str:
        """Open all fiches, unless they were opened to compare them with the record; return the digest of their folder."""
        if FICHES not in self.digests:
            self.digests[FICHES] = self._digest(FICHES)
        return self.digests[FICHES]

    def is_up_to_date(self) -> bool:
        """Return whether a build would read the same and write the same, and nothing was deferred to it."""
        return (
            self._inputs_match(self.digests)
            and not self.record["made"]["deferred"]
            and self.record["fingerprint"] == self._scan_once()[0]
            and not os.path.exists(self._leftover)
        )

    def files(self) -> dict[str, int]:
        """Return the sizes of all files of the output, by relative path, as they were when it was scanned."""
        found: dict[str, int] = cachefile.loads(self._scan_once()[1])
        return found

    def only_fiches_changed(self) -> bool:
        """Return whether a build would read the same, except for the content of `curation/fiches`."""
        return self._inputs_match({**self.digests, FICHES: self.record.get("digests", {}).get(FICHES, "")})

    def _inputs_match(self, found: dict[str, str]) -> bool:
        record = self.record
        return (
            bool(record)
            and record["variables"] == _variables(record["variables"])
            and record["digests"] == found
        )

    def parts(self) -> dict[str, Any]:
        """Return what was recorded of the parts of the site (see `Reuse.record`), or an empty dictionary."""
        found: dict[str, Any] = cachefile.load(self.folder, PARTS, self.record.get("fingerprint", "")) or {}
        return found

    def reload(self) -> None:
        """Read the record again: another build may have replaced the output and the record meanwhile."""
        before, self.record = self.record, self._load()
        if self.record != before:
            self._scanned = _scan(self.output)

    def invalidate(self) -> None:
        """Delete the record, before `output` is changed: until the next `save`, nothing is known of it."""
        # That of the parts, too: if the disk is full, `save` may write the other alone, and the sizes of files may be the same.
        for name in (BUILD, PARTS):
            try:
                os.unlink(f"{self.folder}/{name}")
            except OSError:
                continue

    def save(
        self,
        read: Iterable[str],
        variables: Iterable[str],
        files: Mapping[str, int],
        made: dict[str, Any],
        parts: dict[str, Any],
    ) -> None:
        """Write the record: the paths that were `read` besides INPUTS, names of environment variables, the sizes of the site's
        `files`, what to tell of the build (`made`), and the record of its `parts`."""
        self.made = made
        # Prose that did not change was not read again, and what its extensions name is not known.
        known = self.record.get("variables", ()) if self.only_fiches_changed() else ()
        self.take(read)
        # A file may have been changed and changed back, and been read in between: its content would tell nothing.
        for path, states in self._states_of(self._states).items():
            if states != self._states[path]:
                self.digests[path] = CHANGED
        record: dict[str, Any] = {
            "digests": self.digests,
            "variables": _variables({*VARIABLES, *variables, *known}),
            "fingerprint": fingerprint(files),
            "made": made,
        }
        cachefile.save(self.folder, PARTS, record["fingerprint"], parts)
        cachefile.save(self.folder, BUILD, digests.program(), record)

    def _scan_once(self) -> tuple[str, bytes]:
        if self._scanned is None:
            self._scanned = self._scan()
        return self._scanned

    def _load(self) -> dict[str, Any]:
        found: dict[str, Any] = cachefile.load(self.folder, BUILD, digests.program()) or {}
        return found

    def _digests(self, paths: Iterable[str]) -> dict[str, str]:
        return {path: self._digest(path) for path in paths}

    def _digest(self, path: str) -> str:
        place = os.path.join(self.root, path)
        mark = "link " if os.path.islink(place) else ""  # `check` refuses some
        if path in LISTED:
            return mark + digests.of_names(place)
        if not os.path.isdir(place):
            return mark + digests.of_file(place)
        return mark + digests.of_folder(place, self.fiches if path == FICHES else None)

    def _states_of(self, paths: Iterable[str]) -> dict[str, list[filesystem.State]]:
        places = {path: os.path.join(self.root, path) for path in paths if path not in LISTED}
        return {path: filesystem.states(place) for path, place in places.items()}


def fingerprint(files: Mapping[str, int]) -> str:
    """Return the digest of the names and sizes of files."""
    return digests.of(os.fsencode("\n".join(sorted([f"{name}\0{size}" for name, size in files.items()]))))


def _scan(folder: str) -> tuple[str, bytes]:
    """Return the fingerprint of a folder, and the sizes of its files, serialised: if nothing changed, they are not needed."""
    found = filesystem.sizes(folder)
    return fingerprint(found), cachefile.dumps(found)


def _pages_about(record: str) -> int:
    """Return about how many pages a site has, from the size of the record of its parts, before anything is read."""
    try:
        return os.stat(record).st_size // BYTES_OF_PAGE
    except OSError:
        return 0


def _plugins(root: str) -> list[str]:
    """Return the Python files beside the settings, which a build may import as plugins: when settings name one for the first
    time, its digest too must have been taken before it was read."""
    return [name for name in os.listdir(root) if name.endswith(".py")]


def _variables(names: Iterable[str]) -> dict[str, str]:
    """Return the digests of the values of environment variables: the values themselves may be secrets."""
    found = {name: os.environ.get(name) for name in names}
    return {name: "" if value is None else digests.of(os.fsencode(value)) for name, value in found.items()}
