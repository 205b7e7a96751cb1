"""Portraits: which avatar a fiche shows, and its files; a fiche without one shows a monogram."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annuaire.assets.assets import Asset
from annuaire.directory.directory import Listing
from annuaire.profiles.snapshot import AVATAR_SIZES, AVATARS, avatar_file

FOLDER = "avatars"


def chosen(root: Path, listing: Listing) -> str:
    """Return the avatar of the first account of a fiche that has all its files, or an empty string."""
    names = (account.profile.avatar for account in listing.accounts if account.profile)
    for name in names:
        if name and all(_is_plain(root / AVATARS / avatar_file(name, size)) for size in AVATAR_SIZES):
            return name
    return ""


def _is_plain(file: Path) -> bool:
    """Return whether a file exists and is no symbolic link, whose target would be published."""
    return file.is_file() and not file.is_symlink()


def files(root: Path, avatar: str) -> Iterator[Asset]:
    """Yield the files of an avatar, of an empty string none; their names change with the picture."""
    for size in AVATAR_SIZES if avatar else ():
        file = avatar_file(avatar, size)
        yield Asset(f"{FOLDER}/{file}", (root / AVATARS / file).read_bytes())
