"""Reading files and listing folders: `annuaire.runtime.filesystem`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annuaire.runtime import filesystem


@pytest.mark.parametrize("size", [0, 1, 5000, 3_000_000])
def test_a_file_is_read_completely(tmp_path: Path, size: int) -> None:
    (tmp_path / "file").write_bytes(b"x" * size)
    assert filesystem.read(str(tmp_path / "file")) == b"x" * size


@pytest.mark.parametrize("size", [7, 8, 9, 12, 13, 100])
def test_of_a_file_that_is_too_large_more_than_the_limit_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(filesystem, "AT_ONCE", 4)
    written = bytes(range(size))
    (tmp_path / "file").write_bytes(written)
    found = filesystem.read(str(tmp_path / "file"), most=8)
    assert written.startswith(found)
    assert len(found) == size if size <= 8 else 8 < len(found) <= 12


def test_a_file_is_closed_even_if_it_cannot_be_read(tmp_path: Path) -> None:
    def next_descriptor() -> int:
        handle = os.open(tmp_path, os.O_RDONLY)
        os.close(handle)
        return handle

    (tmp_path / "file").write_bytes(b"x")
    before = next_descriptor()
    filesystem.read(str(tmp_path / "file"))
    with pytest.raises(IsADirectoryError):
        filesystem.read(str(tmp_path))
    assert next_descriptor() == before


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux only")
def test_a_file_with_an_unknown_size_is_read_completely() -> None:
    assert filesystem.read("/proc/self/status").startswith(b"Name:")


def test_circular_links_are_not_followed_for_ever(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(tmp_path)
    (tmp_path / "c").write_text("1", "utf-8")
    assert {name for name, _ in filesystem.walk(str(tmp_path))} == {"a", "b", "c"}


@pytest.mark.parametrize("target", ["elsewhere", "fold"])
def test_a_linked_folder_is_listed_with_what_is_in_it(tmp_path: Path, target: str) -> None:
    """Even if its path begins as that of the folder in which the link is."""
    (tmp_path / target / "deep").mkdir(parents=True)
    (tmp_path / target / "deep" / "a").write_text("1", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link").symlink_to(tmp_path / target)
    found = {name for name, _ in filesystem.walk(str(tmp_path / "folder"))}
    assert found == {"link", "link/deep", "link/deep/a"}
