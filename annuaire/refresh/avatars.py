"""Portraits: fetched pictures made small, without metadata, stored beside the snapshot. The image library's gate.

A picture's files are named by the hash of the bytes that came: another picture has another name, wherever it comes from,
and a new image library changes no name. Only four decoders are open, and the number of pixels
and of scans is checked before any of them is decoded: 11 kB can declare 90 million.
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
from annuaire.profiles.snapshot import AVATAR, AVATAR_SIZES, AVATARS, avatar_file, replace_file

MAX_SIDE = 4096  # pixels a side
MAX_SCANS = 50  # of a progressive JPEG: encoders write ten, and 2 MB can hold 57,000, each as long to read as a picture
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_NAME = re.compile(rf"({AVATAR})-(?:{'|'.join(map(str, AVATAR_SIZES))})\.webp")


def name(body: bytes) -> str:
    """Return the name of the files of a picture."""
    return hashlib.sha256(body).hexdigest()[:12]


def is_stored(root: Path, avatar: str) -> bool:
    """Say whether all sizes of a picture are there."""
    return all((root / AVATARS / avatar_file(avatar, size)).is_file() for size in AVATAR_SIZES)


def store(root: Path, body: bytes) -> str:
    """Write all sizes of a picture, unless they are there, and return its name, or raise `UnreadableAnswer`."""
    avatar = name(body)
    if not is_stored(root, avatar):
        for size, made in shrink(body):
            replace_file(root / AVATARS / avatar_file(avatar, size), made)
    return avatar


def shrink(body: bytes) -> list[tuple[int, bytes]]:
    """Return a picture as small squares, each with its size.

    Raises:
        UnreadableAnswer: not a picture of the four formats, or too large a one.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(body), formats=FORMATS) as opened:
                if not (0 < opened.width <= MAX_SIDE and 0 < opened.height <= MAX_SIDE):
                    raise UnreadableAnswer("too-many-pixels")
                # Pillow calls one with several pictures « MPO ».
                if opened.format in ("JPEG", "MPO") and body.count(b"\xff\xda") > MAX_SCANS:
                    raise UnreadableAnswer("too-many-scans")
                opened.seek(0)
                opened.draft("RGB", (2 * AVATAR_SIZES[-1], 2 * AVATAR_SIZES[-1]))
                upright = ImageOps.exif_transpose(opened)
                kept = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
                return list(_squares(kept))
    except UnreadableAnswer:
        raise
    except Exception as error:  # decoders promise nothing about what strangers send
        raise UnreadableAnswer("not-a-picture") from error


def _squares(picture: Image.Image) -> Iterator[tuple[int, bytes]]:
    for size in AVATAR_SIZES:
        square = ImageOps.fit(picture, (size, size), Image.Resampling.LANCZOS)
        square.info.clear()  # metadata travels in there
        made = BytesIO()
        square.save(made, "WEBP", quality=80, method=6)
        yield size, made.getvalue()


def sweep(root: Path, kept: Iterable[str]) -> list[str]:
    """Delete the pictures that no profile names any more, and what a killed refresh left; return their names.

    What was not made here stays.
    """
    wanted = set(kept)
    gone = []
    folder = root / AVATARS
    for file in sorted(folder.iterdir()) if folder.is_dir() else []:
        is_left = file.name.startswith(".")  # by `replace_file`, which was killed
        found = _NAME.match(file.name.removeprefix("."))
        if found and file.is_file() and (is_left or found[1] not in wanted):
            file.unlink(missing_ok=True)
            gone.append(file.name)
    return gone
