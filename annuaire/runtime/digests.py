"""Contents told apart by a short digest: whether anything changed is known from what files hold, never from clocks."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache

try:  # as `random` does: `hashlib` is the same and loads OpenSSL first, a tenth of a build in which nothing changed
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

SIZE = 16  # bytes of a digest; it is written with twice as many hexadecimal digits
AT_ONCE = 1 << 16  # bytes: nearly all files are smaller
Opened = tuple[bytes, str]  # what a file holds, and its digest


def of(*parts: bytes | memoryview) -> str:
    """Return the digest of some bytes; where one part ends and the next begins counts."""
    found = blake2b(digest_size=SIZE)
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.hexdigest()


def of_content(content: bytes) -> str:
    """Return the digest of what one file holds."""
    return blake2b(content, digest_size=SIZE).hexdigest()


def of_file(path: str) -> str:
    """Return the digest of a file's content, or « » when there is no such file to read."""
    try:
        return of_content(read(path, os.O_NONBLOCK))  # nobody may ever write to a pipe
    except OSError:
        return ""


def of_folder(path: str, opened: dict[str, Opened] | None = None) -> str:
    """Return the digest of all that a folder holds, at any depth: names, what bears them, contents.

    Plain files are put into `opened` by their names from the folder, where it is given.
    """
    lines = []
    for name, item in sorted(walk(path)):
        kind, digest = "folder" if item.is_dir() else "other", ""
        if item.is_file():
            kind = "link" if item.is_symlink() else "file"
            try:
                content = read(f"{path}/{name}")
            except OSError:
                kind = "shut"
            else:
                digest = of_content(content)
                if opened is not None and kind == "file":
                    opened[name] = content, digest
        lines.append(f"{kind} {digest} {name}")
    return of(os.fsencode("\0".join(lines)))


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


@cache
def program() -> str:
    """Return the digest of this program, of its Python and of the libraries beside it: what one of them made may differ
    from what another would make."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return of(sys.version.encode(), of_folder(here).encode(), *_installed(sys.path))


def _installed(folders: Iterable[str]) -> Iterator[bytes]:
    """Yield the name and version of every library in some folders, as installers note them."""
    for folder in folders:
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            with contextlib.suppress(OSError):  # a path may name what is not there
                yield from (
                    name.encode() for name in sorted(os.listdir(folder)) if name.endswith(".dist-info")
                )
