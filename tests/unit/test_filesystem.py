"""Reading files and listing folders: `annuaire.runtime.filesystem`."""

from __future__ import annotations

from pathlib import Path

import pytest

from annuaire.runtime import filesystem


@pytest.mark.parametrize("size", [0, 1, 5000, 3_000_000])
def test_a_file_is_read_completely(tmp_path: Path, size: int) -> None:
    (tmp_path / "file").write_bytes(b"x" * size)
    assert filesystem.read(str(tmp_path / "file")) == b"x" * size


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux only")
def test_a_file_with_an_unknown_size_is_read_completely() -> None:
    assert filesystem.read("/proc/self/status").startswith(b"Name:")


def test_circular_links_are_not_followed_for_ever(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(tmp_path)
    (tmp_path / "c").write_text("1", "utf-8")
    assert {name for name, _ in filesystem.walk(str(tmp_path))} == {"a", "b", "c"}
