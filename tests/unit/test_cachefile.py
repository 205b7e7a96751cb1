"""Cache files (`annuaire.runtime.cachefile`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.runtime import cachefile

VALUE = (1, {"a": ("b", None, True)}, ["é"])


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    cachefile.save(str(tmp_path / ".cache"), "x", "source", VALUE)
    return tmp_path / ".cache" / "x"


def test_a_saved_value_is_loaded_and_no_other_file_is_left(kept: Path) -> None:
    assert cachefile.load(str(kept.parent), "x", "source") == VALUE
    assert [file.name for file in kept.parent.iterdir()] == ["x"]


def test_a_value_of_another_source_is_a_miss(kept: Path) -> None:
    assert cachefile.load(str(kept.parent), "x", "other") is None
    assert cachefile.load(str(kept.parent), "y", "source") is None


@given(st.data())
def test_a_damaged_file_is_a_miss(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    root = tmp_path_factory.mktemp("root")
    cachefile.save(str(root / ".cache"), "x", "source", VALUE)
    file = root / ".cache" / "x"
    whole = file.read_bytes()
    place = data.draw(st.integers(0, len(whole)))
    damage = data.draw(st.binary(max_size=4))
    damaged = data.draw(
        st.sampled_from([whole[:place], whole[:place] + damage + whole[place + len(damage) :], damage])
    )
    file.write_bytes(damaged)
    assert cachefile.load(str(root / ".cache"), "x", "source") == (VALUE if damaged == whole else None)


@pytest.mark.parametrize("name", [".cache", ".cache/x"])
def test_a_file_or_folder_in_the_way_is_no_error(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir(parents=True)
    if name == ".cache":
        (tmp_path / name).rmdir()
        (tmp_path / name).write_text("")
    cachefile.save(str(tmp_path / ".cache"), "x", "source", VALUE)
    assert cachefile.load(str(tmp_path / ".cache"), "x", "source") is None


@pytest.mark.parametrize("call", ["os.replace", "builtins.open"])
def test_an_exit_while_saving_leaves_no_file(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*arguments: object) -> None:
        raise SystemExit

    monkeypatch.setattr(call, end)
    with pytest.raises(SystemExit):
        cachefile.save(str(tmp_path), "x", "source", VALUE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", ["makedirs", "replace"])
def test_a_value_that_cannot_be_written_is_not_cached_and_leaves_no_file(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, call, refuse)
    cachefile.save(str(tmp_path / ".cache"), "x", "source", VALUE)
    assert cachefile.load(str(tmp_path / ".cache"), "x", "source") is None
    assert list(tmp_path.glob(".cache/*")) == []


def test_what_killed_processes_left_unfinished_is_deleted(tmp_path: Path) -> None:
    """It may hold what a fiche said that has been deleted since."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    names = ("x", f"x.{ended.pid}", f"x.{os.getpid()}", "x.y")
    for name in names:
        (tmp_path / name).write_text("Camille", "utf-8")
    cachefile.save(str(tmp_path), "z", "source", VALUE)
    assert {file.name for file in tmp_path.iterdir()} == {*names, "z"} - {f"x.{ended.pid}"}
