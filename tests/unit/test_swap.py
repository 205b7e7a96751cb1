"""A folder that is in the way; that builds are swapped, mended and finished is tested on real ones (tests/build/test_failures)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from annuaire import swap
from annuaire.errors import AnnuaireError


def folder(place: Path, content: str) -> Path:
    (place / "deep").mkdir(parents=True)
    (place / "deep" / "index.html").write_text(content, "utf-8")
    return place


@pytest.mark.skipif(os.geteuid() == 0, reason="rights do not hold for the superuser")
def test_a_site_that_was_made_read_only_is_replaced_and_leaves_nothing(tmp_path: Path) -> None:
    output, fresh = folder(tmp_path / "output", "old"), folder(tmp_path / ".output.new", "new")
    for place in (output, output / "deep"):
        place.chmod(0o555)
    swap.replace(output, fresh)
    assert (output / "deep" / "index.html").read_text("utf-8") == "new"
    assert [found.name for found in tmp_path.iterdir()] == ["output"]


def test_what_cannot_be_removed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, fresh = folder(tmp_path / "output", "old"), folder(tmp_path / ".output.new", "new")
    folder(tmp_path / ".output.old", "older")
    monkeypatch.setattr(shutil, "rmtree", lambda *arguments, **options: None)
    with pytest.raises(AnnuaireError, match=r"\.output\.old gêne la construction"):
        swap.replace(output, fresh)
    assert (output / "deep" / "index.html").read_text("utf-8") == "old"
