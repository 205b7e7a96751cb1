"""Cache files: results kept in a folder from one run to the next.

Values are of builtin types, serialised with `marshal` (it reads ten thousand fiches in thirty milliseconds). `marshal` may
crash on a damaged file, so each file begins with the digest of its source and a checksum of its content: a file that is
damaged, truncated or made from another source is a cache miss, never an error.
"""

from __future__ import annotations

import marshal
import os
import zlib

from annuaire import TYPE_CHECKING
from annuaire.runtime import digests

if TYPE_CHECKING:
    from typing import Any

FOLDER = ".cache"  # under the root, unless a caller has another folder
_HEADER = 2 * digests.SIZE + 8  # bytes
# Versions of the marshal format. Detecting repeated objects (references) takes longer than reading them twice, unless there are
# many.
_WITHOUT_REFERENCES, _WITH_REFERENCES = 2, 4
_tidied: set[str] = set()  # folders


def load(folder: str, name: str, source: str) -> Any:
    """Return the value cached under `name`, or None if there is none or it was not made from `source`."""
    try:
        with open(f"{folder}/{name}", "rb", buffering=0) as kept:
            found = memoryview(kept.readall())  # no second copy of ten megabytes
    except OSError:
        return None
    header, content = found[:_HEADER], found[_HEADER:]
    return loads(content) if header == _header(source, content) else None


def save(folder: str, name: str, source: str, value: Any, deduplicate: bool = False) -> None:
    """Cache a value that was made from `source`, by an atomic rename; `deduplicate` is as for `dumps`.

    If it cannot be written, nothing is raised: the next run is only slower.
    """
    import contextlib  # not needed to load

    content = memoryview(dumps(value, deduplicate))
    file = f"{folder}/{name}"
    new = f"{file}.{os.getpid()}"
    with contextlib.suppress(OSError):
        os.makedirs(folder, exist_ok=True)
        _delete_leftovers(folder)
        try:
            with open(new, "wb") as written:
                written.write(_header(source, content))
                written.write(content)
            os.replace(new, file)
        except BaseException:  # SystemExit on SIGTERM, too: see `fork_server`
            with contextlib.suppress(FileNotFoundError):
                os.unlink(new)
            raise


def _delete_leftovers(folder: str) -> None:
    """Delete what killed processes left unfinished, once for each folder: nothing of a deleted fiche is to stay there."""
    if folder in _tidied:
        return
    _tidied.add(folder)
    for name in os.listdir(folder):
        stem, _, process = name.rpartition(".")
        if stem and process.isdecimal():
            try:
                os.kill(int(process), 0)
            except ProcessLookupError:
                os.unlink(f"{folder}/{name}")
            except OverflowError:  # no process has such a number
                continue


def dumps(value: Any, deduplicate: bool = False) -> bytes:
    """Serialise a value of builtin types; with `deduplicate`, an object that occurs several times is written once.

    Raises:
        ValueError: the value, or a part of it, is not of a builtin type.
    """
    return marshal.dumps(value, _WITH_REFERENCES if deduplicate else _WITHOUT_REFERENCES)


def loads(content: bytes | memoryview) -> Any:
    """Deserialise what `dumps` returned. Never call it with bytes from anywhere else: `marshal` is not safe."""
    return marshal.loads(content)


def _header(source: str, content: memoryview) -> bytes:
    """Return the digest of the source, and the CRC-32 of the content: against damage that is enough, and it takes a sixth of
    the time of a digest."""
    return b"%s%08x" % (digests.of(source.encode()).encode(), zlib.crc32(content))
