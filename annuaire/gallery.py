"""Which fiches have a portrait, and the files to publish for them; all others have a monogram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annuaire.assets import Asset
from annuaire.directory import Listing
from annuaire.snapshot import AVATARS

FOLDER = "avatars"
SIZES = (96, 192)


def chosen(root: Path, listings: Iterable[Listing]) -> dict[str, str]:
    """Return the avatar of each fiche that has one: of its first account whose files are all there."""
    found = {}
    for listing in listings:
        names = (account.profile.avatar for account in listing.accounts if account.profile)
        for name in names:
            if name and all((root / AVATARS / _file(name, size)).is_file() for size in SIZES):
                found[listing.id] = name
                break
    return found


def files(root: Path, avatars: Iterable[str]) -> Iterator[Asset]:
    """Yield the files of the avatars; their names change when the pictures do."""
    for name in sorted(set(avatars)):
        for size in SIZES:
            file = _file(name, size)
            yield Asset(f"{FOLDER}/{file}", (root / AVATARS / file).read_bytes())


def _file(name: str, size: int) -> str:
    return f"{name}-{size}.webp"
