"""Files and folders as they lie on the disk, whatever is in them; ten thousand of them are read and listed in each build."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

AT_ONCE = 1 << 16  # bytes: nearly all files are smaller


def walk(path: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all that is under a folder by its name from it, in no order; bytecode is nobody's content."""
    folders = [""]
    while folders:
        inside = folders.pop()
        try:
            found = list(os.scandir(f"{path}/{inside}"))
        except OSError:  # none, or none that can be looked into: links may lead in a circle
            continue
        for item in found:
            try:
                is_folder = item.is_dir()
            except OSError:  # a link to itself
                continue
            if item.name != "__pycache__":
                yield inside + item.name, item
                if is_folder and not (item.is_symlink() and _leads_back(item.path)):
                    folders.append(f"{inside}{item.name}/")


def _leads_back(link: str) -> bool:
    """Say whether a link leads to a folder that it stands in, near or far: there would be no end to what is under it."""
    return f"{os.path.realpath(os.path.dirname(link))}/".startswith(f"{os.path.realpath(link).rstrip('/')}/")


def read(path: str, flags: int = 0, most: int = sys.maxsize) -> bytes:
    """Return what a file holds, or when that is more than `most` bytes, some more than these.

    `flags` are of `os.open`. `Path.read_bytes` takes four times as long, which ten thousand files feel.

    Raises:
        OSError: there is none, or it may not be read.
    """
    handle = os.open(path, os.O_RDONLY | flags)
    try:
        found, size = [], 0
        while size <= most and (part := os.read(handle, AT_ONCE)):
            found.append(part)
            size += len(part)
        return found[0] if len(found) == 1 else b"".join(found)
    finally:
        os.close(handle)
