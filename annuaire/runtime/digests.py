"""Digests of contents: changes are detected by what files contain, never by their timestamps."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache

from annuaire.runtime import filesystem

try:  # as `random` does: `hashlib` loads OpenSSL first, which takes a tenth of a build in which nothing changed
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

SIZE = 16  # bytes of a digest, which is written as twice as many hexadecimal digits
Opened = tuple[bytes, str]  # the content of a file, and its digest


def of(*parts: bytes | memoryview) -> str:
    """Return the digest of some parts; each is preceded by its length, so that the boundaries count."""
    found = blake2b(digest_size=SIZE)
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.hexdigest()


def of_content(content: bytes) -> str:
    """Return the digest of the content of one file."""
    return blake2b(content, digest_size=SIZE).hexdigest()


def of_file(path: str) -> str:
    """Return the digest of a file's content, or an empty string if there is no such file or it cannot be read."""
    try:
        return of_content(filesystem.read(path, os.O_NONBLOCK))  # opening a pipe without a writer would block
    except OSError:
        return ""


def of_folder(path: str, opened: dict[str, Opened] | None = None) -> str:
    """Return the digest of a folder, recursively: names, file types, contents.

    If `opened` is given, the content and digest of each regular file are added to it, by relative path.
    """
    lines = []
    for name, item in sorted(filesystem.walk(path)):
        kind, digest = "folder" if item.is_dir() else "other", ""
        if item.is_file():
            kind = "link" if item.is_symlink() else "file"
            try:
                content = filesystem.read(f"{path}/{name}")
            except OSError:
                kind = "shut"
            else:
                digest = of_content(content)
                if opened is not None and kind == "file":
                    opened[name] = content, digest
        lines.append(f"{kind} {digest} {name}")
    return of(os.fsencode("\0".join(lines)))


@cache
def program() -> str:
    """Return the digest of this program, its Python and its installed libraries: another version of any of them may make
    other results."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return of(sys.version.encode(), of_folder(here).encode(), *_installed(sys.path))


def _installed(folders: Iterable[str]) -> Iterator[bytes]:
    """Yield the name and version of every installed library, from the names of the .dist-info folders."""
    for folder in folders:
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            with contextlib.suppress(OSError):  # sys.path may name folders that do not exist
                yield from (
                    name.encode() for name in sorted(os.listdir(folder)) if name.endswith(".dist-info")
                )
