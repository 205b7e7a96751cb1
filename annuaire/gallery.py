"""Which fiches have a portrait, and the files to publish for it; all others have a monogram."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annuaire.assets import Asset
from annuaire.directory import Listing
from annuaire.snapshot import AVATARS

FOLDER = "avatars"
SIZES = (96, 192)


def chosen(root: Path, listing: Listing) -> str:
    """Return the avatar of a fiche, or nothing: that of its first account whose files are all there."""
    names = (account.profile.avatar for account in listing.accounts if account.profile)
    for name in names:
        if name and all((root / AVATARS / _file(name, size)).is_file() for size in SIZES):
            return name
    return ""


def files(root: Path, avatar: str) -> Iterator[Asset]:
    """Yield the files of an avatar, if it is one; their names change when the picture does."""
    for size in SIZES if avatar else ():
        file = _file(avatar, size)
        yield Asset(f"{FOLDER}/{file}", (root / AVATARS / file).read_bytes())


def _file(name: str, size: int) -> str:
    return f"{name}-{size}.webp"
