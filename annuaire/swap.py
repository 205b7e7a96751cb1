"""A folder replaced as a whole: what is published is the old one or the new one, whatever happens."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def recover(folder: Path) -> None:
    """Put the last whole folder back when a replacement was killed between its two renames."""
    old = _beside(folder, "old")
    if old.is_dir() and not folder.exists():
        old.rename(folder)


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside `folder` to be filled; it takes its place unless the body raises.

    Whoever asks for it must be `alone`.
    """
    fresh, old = _beside(folder, "new"), _beside(folder, "old")
    recover(folder)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir()
        yield fresh
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
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
