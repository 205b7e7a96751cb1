"""A site renewed beside the one that is published, then put in its place: what fails before that instant leaves no trace.

All of it is replaced by two renames, or, where only some files differ, those are moved into it one by one. A command that is
killed in that instant, a few milliseconds, is finished by the next (`recover`).
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

# What the site is made of, and what it must never be put into.
SOURCES = ("annuaire", "content", "curation", "snapshot", "theme")
# What every site of ours has, and no other.
SITE_MARKER = "api/v1/annuaire.jsonld"
# What a site has, or a system puts there, that a « * » does not name.
LEFT = (".well-known", ".DS_Store")


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def check_output(folder: Path, root: Path) -> None:
    """Refuse to put a site where it would take the place of something else.

    Raises:
        AnnuaireError: the folder holds the project, is one of its own or a disk, or has something in it that is no site of ours, or
            a history of Git, which would go with the last site.
    """
    if root.is_relative_to(folder) or any(folder.is_relative_to(root / name) for name in SOURCES):
        raise AnnuaireError(messages.say("output-own", path=folder))
    if folder.is_mount():
        raise AnnuaireError(messages.say("output-mount", path=folder))
    is_empty = not folder.exists() or (folder.is_dir() and next(folder.iterdir(), None) is None)
    if not is_empty and (not _is_ours(folder) or (folder / ".git").exists()):
        raise AnnuaireError(messages.say("output-other", path=folder))


def _is_ours(folder: Path) -> bool:
    """Say whether a folder is a site that was made here (what is known of it is beside it), or elsewhere (it has our API);
    or what `rm -rf output/*` leaves of one that was made here."""
    beside = any(_beside(folder, what).exists() for what in ("made", "old", "due"))
    if beside and folder.is_dir() and all(item.name in LEFT for item in folder.iterdir()):
        return True
    return (folder / "index.html").is_file() and (beside or (folder / SITE_MARKER).exists())


def recover(folder: Path) -> None:
    """Finish what a command that was killed had begun: put the last whole folder back, or the last new files in."""
    old, due = _beside(folder, "old"), _beside(folder, "due")
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    if due.is_dir():
        _apply_pending(folder)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside `folder` to be filled, then given to `replace` or `patch`; else it is removed.

    Whoever asks for it must hold `locked`.
    """
    fresh = _beside(folder, "new")
    recover(folder)
    _forget(fresh, _beside(folder, "gone"))
    try:
        fresh.mkdir()
        yield fresh
    finally:
        _forget(fresh)


def replace(folder: Path, fresh: Path) -> None:
    """Have `fresh` take the place of the whole of `folder`."""
    old = _beside(folder, "old")
    _remove(old)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    _forget(old)


def patch(folder: Path, fresh: Path, gone: Iterable[str]) -> None:
    """Have the files of `fresh` take the places of those in `folder`, which keeps all others but those `gone`.

    No file is ever written to: whoever is reading one has it as it was.
    """
    _beside(folder, "gone").write_bytes(b"\0".join(map(os.fsencode, gone)))
    fresh.rename(_beside(folder, "due"))  # from here on it is decided
    _apply_pending(folder)


def _apply_pending(folder: Path) -> None:
    """Do what `patch` decided, or what is left of it."""
    due, gone = _beside(folder, "due"), _beside(folder, "gone")
    try:
        for path in filter(None, map(os.fsdecode, gone.read_bytes().split(b"\0"))):
            # The note may be somebody else's: nothing outside of the site is deleted.
            if ".." not in Path(path).parts and not Path(path).is_absolute():
                (folder / path).unlink(missing_ok=True)
                _prune(folder, path)
        for path, item in list(filesystem.walk(str(due))):
            if item.is_file():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (due / path).replace(folder / path)
    except OSError:  # nor can it be applied the next time: whoever builds then replaces the whole
        _forget(due, gone)
        raise
    _forget(due, gone)


def _remove(folder: Path) -> None:
    """Remove a folder that would be in the way of another.

    Raises:
        AnnuaireError: it is still there.
    """
    _forget(folder)
    if os.path.lexists(folder):
        raise AnnuaireError(messages.say("output-stuck", path=folder))


def _forget(folder: Path, *files: Path) -> None:
    """Remove a folder if that can be done, and some files; a site that was made read-only has its rights given back first."""
    for above, _, _ in os.walk(folder) if folder.is_dir() else ():
        if not os.access(above, os.W_OK):
            with suppress(OSError):
                Path(above).chmod(0o755)
    shutil.rmtree(folder, ignore_errors=True)
    for file in files:
        file.unlink(missing_ok=True)


def _prune(folder: Path, path: str) -> None:
    """Remove the folders that a file was in, up to the first that holds something."""
    for parent in (folder / path).parents:
        if parent == folder:
            return
        try:
            parent.rmdir()
        except FileNotFoundError:  # a command that was killed had come as far
            continue
        except OSError:
            return


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other build makes a folder beside `folder`: make serve and make html may run side by side.

    The system itself frees the lock of a build that was killed, and nothing is left on the disk.
    """
    folder = folder.parent
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
