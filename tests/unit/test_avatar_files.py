"""Whose portrait is shown; how it is shown is tested on built sites."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from annuaire.assets import avatar_files
from annuaire.curation import curation
from annuaire.directory.assembly import assemble
from annuaire.profiles import snapshot
from annuaire.profiles.stored_avatars import FOLDER

FIRST, SECOND = "a" * 12, "b" * 12


def picture(name: str) -> bytes:
    """Return a WebP file as far as anybody looks into it, another for each name."""
    return b"RIFF" + (4 + len(name)).to_bytes(4, "little") + b"WEBP" + name.encode()


def chosen(root: Path, avatars: dict[str, str]) -> str:
    """Return the portrait that is shown for a fiche whose accounts have these avatars."""
    file = root / snapshot.FILE
    stored = json.loads(file.read_text("utf-8"))
    [known] = stored["profiles"].values()
    stored["profiles"] = {key: known | {"avatar": avatar} for key, avatar in avatars.items()}
    file.write_text(json.dumps(stored), "utf-8")
    directory = assemble(curation.read(root, date(2026, 11, 22)), snapshot.read(root))
    return avatar_files.chosen(root, directory.by_id["camille-duval"])


def test_a_symbolic_link_is_not_published(root: Path) -> None:
    (root / FOLDER).mkdir(parents=True)
    for size in (96, 192):
        (root / FOLDER / f"{FIRST}-{size}.webp").symlink_to(root / snapshot.FILE)
    assert chosen(root, {"mastodon:camille@mastodon.example": FIRST}) == ""


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        ([], ""),
        ([f"{FIRST}-96.webp"], ""),
        ([f"{FIRST}-192.webp"], ""),
        ([f"{FIRST}-96.webp", f"{SECOND}-96.webp", f"{SECOND}-192.webp"], SECOND),
        ([f"{name}-{size}.webp" for name in (FIRST, SECOND) for size in (96, 192)], FIRST),
    ],
)
def test_the_first_complete_avatar_is_shown(root: Path, files: list[str], shown: str) -> None:
    (root / FOLDER).mkdir(parents=True)
    for name in files:
        (root / FOLDER / name).write_bytes(picture(name))
    found = chosen(root, {"mastodon:camille@mastodon.example": FIRST, "x:camilleduval": SECOND})
    assert found == shown
    made = {asset.path: asset.content for asset in avatar_files.files(root, found)}
    assert made == (
        {f"avatars/{shown}-{size}.webp": picture(f"{shown}-{size}.webp") for size in (96, 192)}
        if shown
        else {}
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"RIFF", picture(FIRST)[:-1], picture(FIRST) + b"\0", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"version https://git-lfs.github.com/spec/v1\n"],
)  # fmt: skip
@pytest.mark.parametrize("size", [96, 192])
def test_what_is_no_whole_picture_is_not_published(root: Path, content: bytes, size: int) -> None:
    (root / FOLDER).mkdir(parents=True)
    for other in (96, 192):
        (root / FOLDER / f"{FIRST}-{other}.webp").write_bytes(content if other == size else picture(FIRST))
    assert chosen(root, {"mastodon:camille@mastodon.example": FIRST}) == ""
