"""Replacing the published site by one that was built in a staging folder beside it: a failed build changes nothing.

The folder is replaced by two renames, or, if only some files differ, these are moved into it one by one. If a command is
killed during these few milliseconds, the next one finishes the replacement (`recover`).
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annuaire import messages
from annuaire.errors import AnnuaireError
from annuaire.runtime import filesystem

# The sources of the site, which it must never be built into.
SOURCES = ("annuaire", "content", "curation", "snapshot", "theme")
# A file that every site of ours has, and no other site.
SITE_MARKER = "api/v1/annuaire.jsonld"
# Hidden files of a site or of an operating system, which the pattern « * » of a shell does not match.
HIDDEN = (".well-known", ".DS_Store")


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def check_output(folder: Path, root: Path) -> None:
    """Refuse to build a site where it would replace something else.

    Raises:
        AnnuaireError: the folder contains the project, is one of its source folders or a mount point, or contains something
            that is not a site of ours, or a Git repository, which would be deleted with the last site.
    """
    if root.is_relative_to(folder) or any(folder.is_relative_to(root / name) for name in SOURCES):
        raise AnnuaireError(messages.say("output-own", path=folder))
    if folder.is_mount():
        raise AnnuaireError(messages.say("output-mount", path=folder))
    is_empty = not folder.exists() or (folder.is_dir() and next(folder.iterdir(), None) is None)
    if not is_empty and (not _is_ours(folder) or (folder / ".git").exists()):
        raise AnnuaireError(messages.say("output-other", path=folder))


def _is_ours(folder: Path) -> bool:
    """Return whether a folder is a site that was built here (its record, or a folder of an interrupted build, is beside it) or
    elsewhere (it has our API), or what `rm -rf output/*` leaves of one that was built here."""
    was_built_here = any(_beside(folder, what).exists() for what in ("made", "old", "due"))
    if was_built_here and folder.is_dir() and all(item.name in HIDDEN for item in folder.iterdir()):
        return True
    return (folder / "index.html").is_file() and (was_built_here or (folder / SITE_MARKER).exists())


def recover(folder: Path) -> None:
    """Finish what a killed command had begun: move the old site back if there is none, or finish a patch."""
    old, due = _beside(folder, "old"), _beside(folder, "due")
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    if due.is_dir():
        _apply_pending(folder)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Yield an empty folder beside `folder`, to be filled and passed to `replace` or `patch`; otherwise it is removed.

    The caller must hold `locked`.
    """
    fresh = _beside(folder, "new")
    recover(folder)
    _delete(fresh, _beside(folder, "gone"))
    try:
        fresh.mkdir()
        yield fresh
    finally:
        _delete(fresh)


def replace(folder: Path, fresh: Path) -> None:
    """Replace the whole of `folder` by `fresh`.

    Raises:
        AnnuaireError: a folder is in the way and cannot be deleted.
    """
    old = _beside(folder, "old")
    _clear(old)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    _delete(old)


def patch(folder: Path, fresh: Path, removed: Iterable[str]) -> None:
    """Move the files of `fresh` into `folder`, and delete the files `removed` from it; all others stay.

    Files are replaced, never written to: a process that has one open reads its old content to the end.
    """
    _beside(folder, "gone").write_bytes(b"\0".join(map(os.fsencode, removed)))
    fresh.rename(_beside(folder, "due"))  # from here on, `recover` would finish it
    _apply_pending(folder)


def _apply_pending(folder: Path) -> None:
    """Apply a patch, or what is left of it."""
    due, removed = _beside(folder, "due"), _beside(folder, "gone")
    try:
        for path in filter(None, map(os.fsdecode, removed.read_bytes().split(b"\0"))):
            # The list may have been written by anybody: nothing outside of the site is deleted.
            if ".." not in Path(path).parts and not Path(path).is_absolute():
                _unlink_parents(folder, path)
                _remove(folder / path)
                _prune(folder, path)
        for path in filesystem.sizes(str(due)):
            _unlink_parents(folder, path)
            if (due / path).is_dir():  # an empty folder
                (folder / path).mkdir(parents=True, exist_ok=True)
                continue
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if (folder / path).is_dir():  # in the place of a file
                _remove(folder / path)
                _delete(folder / path)
            (due / path).replace(folder / path)
    except OSError:  # it would fail the next time, too: the next build replaces the whole site instead
        _delete(due, removed)
        raise
    _delete(due, removed)


def _unlink_parents(folder: Path, path: str) -> None:
    """Delete links among the parents of a path in a site: no build makes any, and they would lead out of it."""
    for parent in reversed(Path(path).parents):
        if (folder / parent).is_symlink() and parent != Path():
            (folder / parent).unlink()


def _remove(place: Path) -> None:
    """Delete a file, a link or an empty folder."""
    if place.is_dir() and not place.is_symlink():
        with suppress(OSError):
            place.rmdir()
    else:
        place.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Delete a folder that is in the way of a rename.

    Raises:
        AnnuaireError: it cannot be deleted.
    """
    _delete(folder)
    if os.path.lexists(folder):
        raise AnnuaireError(messages.say("output-stuck", path=folder))


def _delete(folder: Path, *files: Path) -> None:
    """Delete a folder if possible, and some files. Folders that were made read-only are made writable first."""
    for parent, _, _ in os.walk(folder) if folder.is_dir() else ():
        if not os.access(parent, os.W_OK):
            with suppress(OSError):
                Path(parent).chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)
    for file in files:
        file.unlink(missing_ok=True)


def _prune(folder: Path, path: str) -> None:
    """Delete the parent folders of a deleted file, up to the first that is not empty."""
    for parent in (folder / path).parents:
        if parent == folder:
            return
        try:
            parent.rmdir()
        except FileNotFoundError:  # a killed command had already deleted it
            continue
        except OSError:
            return


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait for an exclusive lock on the parent of `folder`, and hold it: `make serve` and `make html` may run at the same time.

    It is a lock on a file descriptor: the system releases it if the build is killed, and there is no lock file.
    """
    folder = folder.parent
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(messages.say("waiting"), flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
