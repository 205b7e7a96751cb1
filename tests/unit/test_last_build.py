"""What is recorded of a build: it holds for the same contents, and for nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annuaire.runtime import digests, parallel
from annuaire.runtime.last_build import LastBuild, sizes

MADE = {"listings": 5, "pages": 9, "warnings": [], "behind": False}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in (
        "curation/fiches/a.yml",
        "theme/templates/base.html",
        "pelicanconf.py",
        "output/index.html",
        "elsewhere/data.csv",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    record(tmp_path)
    return tmp_path


def last_build(root: Path) -> LastBuild:
    return LastBuild(str(root), str(root / "output"))


def record(root: Path) -> None:
    last_build(root).save(["elsewhere"], ["COLOUR"], sizes(str(root / "output")), MADE, {})


def stamp(root: Path) -> Path:
    return root / ".output.made" / "build"


def test_the_same_contents_hold_and_say_what_was_made(site: Path) -> None:
    found = last_build(site)
    assert found.is_up_to_date()
    assert found.made == MADE


def test_another_date_is_no_change(site: Path) -> None:
    for file in site.rglob("*"):
        os.utime(file, (0, 0))
    assert last_build(site).is_up_to_date()


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "curation" / "fiches" / "a.yml").write_text("other", "utf-8"),
        lambda root: (root / "curation" / "fiches" / "b.yml").write_text("", "utf-8"),
        lambda root: (root / "theme" / "templates" / "base.html").unlink(),
        lambda root: (root / "pelicanconf.py").write_text("other", "utf-8"),
        lambda root: (root / "snapshot").mkdir() or (root / "snapshot" / "profiles.json").write_text("{}", "utf-8"),
        lambda root: (root / "elsewhere" / "data.csv").write_text("other", "utf-8"),
        lambda root: (root / "output" / "index.html").write_text("shorter", "utf-8"),
        lambda root: (root / "output" / "index.html").unlink(),
        lambda root: (root / "output" / "more.html").write_text("", "utf-8"),
        lambda root: (root / "output").rename(root / "gone"),
    ],
)  # fmt: skip
def test_another_content_is_a_change(site: Path, change: Callable[[Path], object]) -> None:
    change(site)
    assert not last_build(site).is_up_to_date()


@pytest.mark.parametrize("name", ["SITEURL", "SOURCE_DATE_EPOCH", "COLOUR"])
def test_another_variable_is_a_change(site: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OF_NOBODY", "1")
    assert last_build(site).is_up_to_date()
    monkeypatch.setenv(name, "1")
    assert not last_build(site).is_up_to_date()


def test_no_value_of_a_variable_is_written(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLOUR", "a secret")
    record(site)
    assert "a secret" not in stamp(site).read_text("utf-8")


def test_what_another_program_recorded_does_not_hold(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "program", lambda: "another")
    assert not last_build(site).is_up_to_date()


def test_what_is_invalidated_does_not_hold(site: Path) -> None:
    last_build(site).invalidate()
    assert not last_build(site).is_up_to_date()


def test_another_build_of_the_same_output_is_the_one_that_counts(site: Path) -> None:
    waiting = last_build(site)
    (site / "curation" / "fiches" / "a.yml").write_text("another", "utf-8")
    record(site)
    waiting.reload()
    assert not waiting.is_up_to_date()


def test_a_file_saved_while_the_site_is_made_is_seen_by_the_next_build(site: Path) -> None:
    building = last_build(site)
    (site / "curation" / "fiches" / "a.yml").write_text("saved in between", "utf-8")
    building.save([], [], sizes(str(site / "output")), MADE, {})
    assert not last_build(site).is_up_to_date()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\xff\x00", b"0" * 32, b"0" * 33 + b"{", b"0" * 100_000],
)
def test_a_damaged_record_is_none(site: Path, content: bytes) -> None:
    stamp(site).write_bytes(content)
    assert not last_build(site).is_up_to_date()


def test_each_truncation_is_no_record(site: Path) -> None:
    whole = stamp(site).read_bytes()
    for length in range(0, len(whole), 7):
        stamp(site).write_bytes(whole[:length])
        assert not last_build(site).is_up_to_date()


def test_where_nothing_can_be_kept_a_build_goes_on(site: Path) -> None:
    shutil.rmtree(stamp(site).parent)
    stamp(site).parent.write_text("a file in the way", "utf-8")
    record(site)
    assert not last_build(site).is_up_to_date()


def test_what_another_build_made_meanwhile_is_looked_at_again(site: Path) -> None:
    first = last_build(site)
    assert first.files() == {"index.html": 17}
    (site / "output" / "more.html").write_text("more", "utf-8")
    assert first.files() == {"index.html": 17}  # as when it was made
    record(site)
    first.reload()
    assert first.files() == {"index.html": 17, "more.html": 4}


def test_a_large_site_is_looked_at_as_a_small_one_is(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "MIN_WEIGHT", 1)
    monkeypatch.setattr(parallel, "_can_copy", lambda: True)
    assert last_build(site).is_up_to_date()
    (site / "output" / "index.html").write_text("shorter", "utf-8")
    assert not last_build(site).is_up_to_date()


@pytest.mark.parametrize(
    "path",
    ["curation/editions/2026-11.yml", "curation/schema/fiche.schema.json", "curation/annuaire.yml", "curation/categories.yml",
     "snapshot/avatars/a.webp", "content/pages/questions.md", "theme/static/js/site.js", "plugin.py"],
)  # fmt: skip
def test_a_file_that_comes_where_every_build_reads_is_a_change(site: Path, path: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text("", "utf-8")
    assert not last_build(site).is_up_to_date()


def test_what_was_left_to_the_next_build_is_not_held(site: Path) -> None:
    found = last_build(site)
    found.save([], [], sizes(str(site / "output")), MADE | {"behind": True}, {})
    assert not last_build(site).is_up_to_date()


def test_the_parts_of_a_site_are_found_again_and_not_beside_another_site(site: Path) -> None:
    files = sizes(str(site / "output"))
    last_build(site).save([], [], files, MADE, {"digests": {"a": "1"}})
    kept = (stamp(site).parent / "parts").read_bytes()
    assert last_build(site).parts() == {"digests": {"a": "1"}}
    last_build(site).save([], [], files | {"more.html": 4}, MADE, {"digests": {"a": "2"}})
    (stamp(site).parent / "parts").write_bytes(kept)
    assert last_build(site).parts() == {}
