"""Portraits: which avatar a fiche shows, and its files; a fiche without one shows a monogram."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annuaire.assets.assets import Asset
from annuaire.directory.directory import Listing
from annuaire.profiles import stored_avatars

FOLDER = "avatars"


def chosen(root: Path, listing: Listing) -> str:
    """Return the avatar of the first account of a fiche that has all its files, or an empty string."""
    names = (account.profile.avatar for account in listing.accounts if account.profile)
    return next((name for name in names if name and stored_avatars.is_complete(root, name)), "")


def files(root: Path, avatar: str) -> Iterator[Asset]:
    """Yield the files of an avatar, of an empty string none; their names change with the picture."""
    for size in stored_avatars.SIZES if avatar else ():
        file = stored_avatars.file_name(avatar, size)
        yield Asset(f"{FOLDER}/{file}", (root / stored_avatars.FOLDER / file).read_bytes())
