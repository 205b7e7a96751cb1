"""The pictures beside the snapshot: each is stored as one WebP file of each size."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path("snapshot/avatars")
NAME = "[0-9a-f]{12}"  # the pattern of a picture's name: short, because no page can compress it
SIZES = (96, 192)  # pixels: for normal and high density screens
_HEAD = 12  # bytes: « RIFF », the number of bytes that follow the eighth, « WEBP » (RFC 9649, section 2.4)


def file_name(avatar: str, size: int) -> str:
    """Return the name of a picture's file of one size, in FOLDER."""
    return f"{avatar}-{size}.webp"


def is_complete(root: Path, avatar: str) -> bool:
    """Return whether all sizes of a picture are stored whole under `root`.

    A file that was cut, or is no picture, is none; nor is a symbolic link, whose target would be published.
    """
    return all(_is_picture(root / FOLDER / file_name(avatar, size)) for size in SIZES)


def _is_picture(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
        size = file.stat().st_size
    except OSError:
        return False
    return (head[:4], head[8:]) == (b"RIFF", b"WEBP") and size == 8 + int.from_bytes(head[4:8], "little")
