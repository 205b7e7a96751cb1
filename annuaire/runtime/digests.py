"""Contents told apart by a short digest: whether anything changed is known from what files hold, never from clocks."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache

from annuaire.runtime import filesystem

try:  # as `random` does: `hashlib` is the same and loads OpenSSL first, a tenth of a build in which nothing changed
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

SIZE = 16  # bytes of a digest; it is written with twice as many hexadecimal digits
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
        return of_content(filesystem.read(path, os.O_NONBLOCK))  # nobody may ever write to a pipe
    except OSError:
        return ""


def of_folder(path: str, opened: dict[str, Opened] | None = None) -> str:
    """Return the digest of all that a folder holds, at any depth: names, what bears them, contents.

    Plain files are put into `opened` by their names from the folder, where it is given.
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
