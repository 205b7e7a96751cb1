"""Which fiches have a portrait, and the files to publish for it; all others have a monogram."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annuaire.assets.assets import Asset
from annuaire.directory.directory import Listing
from annuaire.profiles.snapshot import AVATAR_SIZES, AVATARS, avatar_file

FOLDER = "avatars"


def chosen(root: Path, listing: Listing) -> str:
    """Return the avatar of a fiche, or nothing: that of its first account whose files are all there."""
    names = (account.profile.avatar for account in listing.accounts if account.profile)
    for name in names:
        if name and all(_is_plain(root / AVATARS / avatar_file(name, size)) for size in AVATAR_SIZES):
            return name
    return ""


def _is_plain(file: Path) -> bool:
    """Say whether a file is there, and no link: what that leads to would be published."""
    return file.is_file() and not file.is_symlink()


def files(root: Path, avatar: str) -> Iterator[Asset]:
    """Yield the files of an avatar, if it is one; their names change when the picture does."""
    for size in AVATAR_SIZES if avatar else ():
        file = avatar_file(avatar, size)
        yield Asset(f"{FOLDER}/{file}", (root / AVATARS / file).read_bytes())
