"""Avatars: fetched pictures, resized, without metadata, stored beside the snapshot. Only this module of the refresh has Pillow.

Files are named by the hash of the bytes received, so that a name identifies a picture wherever it comes from, and does not
change with the version of Pillow. Only four decoders are enabled, and the numbers of pixels and of scans are checked before
decoding: 11 kB can declare 90 million pixels.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from annuaire.errors import UnreadableAnswer
from annuaire.profiles import stored_avatars
from annuaire.profiles.snapshot import replace_file

MAX_SIDE = 4096  # pixels a side
MAX_SCANS = 50  # of a progressive JPEG: encoders write ten, and 2 MB can hold 57,000, each as long to read as a picture
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_NAME = re.compile(rf"({stored_avatars.NAME})-(?:{'|'.join(map(str, stored_avatars.SIZES))})\.webp")


def name(body: bytes) -> str:
    """Return the name of the files of a picture."""
    return hashlib.sha256(body).hexdigest()[:12]


def store(root: Path, body: bytes) -> str:
    """Write all sizes of a picture unless they are stored, and return its name, or raise `UnreadableAnswer`."""
    avatar = name(body)
    if not stored_avatars.is_complete(root, avatar):
        for size, resized in shrink(body):
            replace_file(root / stored_avatars.FOLDER / stored_avatars.file_name(avatar, size), resized)
    return avatar


def shrink(body: bytes) -> list[tuple[int, bytes]]:
    """Return a picture as squares of each size, with that size in pixels.

    Raises:
        UnreadableAnswer: it is not a picture in one of the four formats, or it is too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about metadata, which is not kept
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(body), formats=FORMATS) as opened:
                if not (0 < opened.width <= MAX_SIDE and 0 < opened.height <= MAX_SIDE):
                    raise UnreadableAnswer("too-many-pixels")
                # Pillow's name for a JPEG file of several pictures is « MPO ».
                if opened.format in ("JPEG", "MPO") and body.count(b"\xff\xda") > MAX_SCANS:
                    raise UnreadableAnswer("too-many-scans")
                opened.seek(0)
                opened.draft("RGB", (2 * stored_avatars.SIZES[-1], 2 * stored_avatars.SIZES[-1]))
                upright = ImageOps.exif_transpose(opened)
                kept = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
                return list(_squares(kept))
    except UnreadableAnswer:
        raise
    except Exception as error:  # decoders may raise anything on untrusted input
        raise UnreadableAnswer("not-a-picture") from error


def _squares(picture: Image.Image) -> Iterator[tuple[int, bytes]]:
    for size in stored_avatars.SIZES:
        square = ImageOps.fit(picture, (size, size), Image.Resampling.LANCZOS)
        square.info.clear()  # metadata would be written with the file
        resized = BytesIO()
        square.save(resized, "WEBP", quality=80, method=6)
        yield size, resized.getvalue()


def sweep(root: Path, kept: Iterable[str]) -> list[str]:
    """Delete the pictures that no profile uses any more and the temporary files of a killed refresh; return their names.

    Files with other names are left alone.
    """
    wanted = set(kept)
    deleted = []
    folder = root / stored_avatars.FOLDER
    for file in sorted(folder.iterdir()) if folder.is_dir() else []:
        is_temporary = file.name.startswith(".")  # left by `replace_file` in a killed process
        found = _NAME.match(file.name.removeprefix("."))
        if found and file.is_file() and (is_temporary or found[1] not in wanted):
            file.unlink(missing_ok=True)
            deleted.append(file.name)
    return deleted
