"""Digests of contents: changes are detected by what files contain, never by their timestamps."""

from __future__ import annotations

import os
import sys

from annuaire import TYPE_CHECKING
from annuaire.runtime import filesystem

try:  # as `random` does: `hashlib` loads OpenSSL first, which takes a tenth of a build in which nothing changed
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIZE = 16  # bytes of a digest, which is written as twice as many hexadecimal digits
_program = ""  # once it is known


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


def of_folder(path: str, opened: dict[str, bytes] | None = None) -> str:
    """Return the digest of a folder, recursively: names, file types, contents.

    If `opened` is given, the content of each regular file is added to it, by relative path.
    """
    # All contents have one digest: to begin and end one for each file takes longer than the contents do.
    lines, contents = [], blake2b(digest_size=SIZE)
    for name, item in sorted(filesystem.walk(path)):
        kind, size = "folder" if item.is_dir() else "other", 0
        if item.is_symlink():
            kind = f"link to a {kind}"
        if item.is_file():
            kind = "link" if item.is_symlink() else "file"
            try:
                content = filesystem.read(f"{path}/{name}")
            except OSError:
                kind = "shut"
            else:
                contents.update(content)
                size = len(content)
                if opened is not None and kind == "file":
                    opened[name] = content
        lines.append(f"{kind} {size} {name}")
    return of(contents.digest(), os.fsencode("\0".join(lines)))


def of_names(path: str) -> str:
    """Return the digest of the names and types of what is in a folder, without what is in folders inside."""
    try:
        items = sorted(f"{item.is_symlink()} {item.is_dir()} {item.name}" for item in os.scandir(path))
    except OSError:
        items = []
    return of(os.fsencode("\0".join(items)))


def program() -> str:
    """Return the digest of this program, its Python and its installed libraries: another version of any of them may make
    other results."""
    global _program
    if not _program:
        here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        _program = of(sys.version.encode(), of_folder(here).encode(), *_installed(sys.path))
    return _program


def _installed(folders: Iterable[str]) -> Iterator[bytes]:
    """Yield the name and version of every installed library, from the names of the .dist-info folders."""
    for folder in folders:
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            try:
                names = sorted(os.listdir(folder))
            except OSError:  # sys.path may name folders that do not exist
                continue
            yield from (name.encode() for name in names if name.endswith(".dist-info"))
