"""What took time to work out, kept in a folder from one run to the next.

The values are built of builtin types (`marshal` reads ten thousand fiches in thirty milliseconds). Since a damaged
file could crash that reader, each begins with a seal over its content and over the digest of what it was made from:
a file that is damaged, cut short, or made from something else is not read at all, and is no mistake of anybody.
"""

from __future__ import annotations

import contextlib
import marshal
import os

from annuaire.runtime import digests

# As in `typing`, which takes longer to import than all that an unchanged build needs of this package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FOLDER = ".cache"  # under the root, where nothing else says where
_LENGTH = 2 * digests.SIZE  # of a seal, in bytes
# The marshal format without references: to look for them takes longer than to read what they spare, unless they spare much.
_PLAIN, _WITH_REFERENCES = 2, 4


def load(folder: str, name: str, source: str) -> Any:
    """Return what is kept under `name`, or None when nothing is, or when it was not made from `source`."""
    try:
        with open(f"{folder}/{name}", "rb", buffering=0) as kept:
            found = memoryview(kept.readall())  # of ten megabytes, not two copies
    except OSError:
        return None
    seal, content = found[:_LENGTH], found[_LENGTH:]
    return unpacked(content) if seal == _seal(source, content) else None


def save(folder: str, name: str, source: str, value: Any, repeats: bool = False) -> None:
    """Keep what was made from `source`; where nothing can be written, the next run is slower and no worse."""
    content = memoryview(packed(value, repeats))
    file = f"{folder}/{name}"
    new = f"{file}.{os.getpid()}"
    with contextlib.suppress(OSError):
        os.makedirs(folder, exist_ok=True)
        try:
            with open(new, "wb") as written:
                written.write(_seal(source, content))
                written.write(content)
            os.replace(new, file)
        except BaseException:  # to be told to end among them: see `build_runner`
            with contextlib.suppress(FileNotFoundError):
                os.unlink(new)
            raise


def packed(value: Any, repeats: bool = False) -> bytes:
    """Return a value of builtin types as bytes; where it `repeats` its parts, each is written once.

    Raises:
        ValueError: a part of it is of no builtin type.
    """
    return marshal.dumps(value, _WITH_REFERENCES if repeats else _PLAIN)


def unpacked(content: bytes | memoryview) -> Any:
    """Return the value that bytes of our own making were."""
    return marshal.loads(content)


def _seal(source: str, content: memoryview) -> bytes:
    return digests.of(source.encode(), content).encode()
