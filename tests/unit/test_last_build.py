"""The record of a build: it is valid for the same contents, and for nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annuaire.runtime import cachefile, digests, parallel
from annuaire.runtime.filesystem import sizes
from annuaire.runtime.last_build import BYTES_OF_PAGE, LastBuild, fingerprint

MADE = {"listings": 5, "pages": 9, "warnings": [], "deferred": False}


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
    found = last_build(root)
    found.open_fiches()
    found.save(["elsewhere"], ["COLOUR"], sizes(str(root / "output")), MADE, {})


def stamp(root: Path) -> Path:
    return root / ".output.made" / "build"


def test_the_same_contents_are_up_to_date_and_the_summary_is_kept(site: Path) -> None:
    found = last_build(site)
    assert found.is_up_to_date()
    assert found.made == MADE


def test_another_timestamp_is_no_change(site: Path) -> None:
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


def test_fiches_need_not_be_opened_again(site: Path) -> None:
    content = b"curation/fiches/a.yml"
    found = last_build(site)
    assert found.fiches == {"a.yml": content}
    (site / "curation/fiches/a.yml").write_text("written since", "utf-8")
    assert found.open_fiches() == found.digests["curation/fiches"]
    assert last_build(site).open_fiches() != found.open_fiches()
    assert found.fiches == {"a.yml": content}


def test_without_a_record_fiches_are_opened_when_they_are_read(site: Path) -> None:
    digest = last_build(site).open_fiches()
    stamp(site).unlink()
    found = last_build(site)
    assert not found.fiches and "curation/fiches" not in found.digests
    assert found.open_fiches() == found.digests["curation/fiches"] == digest
    assert found.fiches.keys() == {"a.yml"}


def test_a_record_that_knows_of_no_fiches_is_never_up_to_date(site: Path) -> None:
    stamp(site).unlink()
    last_build(site).save(["elsewhere"], [], sizes(str(site / "output")), MADE, {})
    found = last_build(site)
    assert not found.is_up_to_date() and not found.only_fiches_changed()


def test_the_order_in_which_files_were_written_does_not_count() -> None:
    files = {"a.html": 1, "b.html": 2}
    assert fingerprint(files) == fingerprint(dict(reversed(files.items())))
    assert len({fingerprint(one) for one in (files, {}, files | {"a.html": 2}, {"a.html": 1})}) == 4


def test_values_of_variables_are_not_written(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLOUR", "a secret")
    record(site)
    assert "a secret" not in stamp(site).read_text("utf-8")


def test_the_record_of_another_version_of_the_program_is_not_used(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "program", lambda: "another")
    assert not last_build(site).is_up_to_date()


def test_an_invalidated_record_is_not_used(site: Path) -> None:
    last_build(site).invalidate()
    assert not last_build(site).is_up_to_date()


def test_the_record_of_a_concurrent_build_is_reloaded(site: Path) -> None:
    waiting = last_build(site)
    (site / "curation" / "fiches" / "a.yml").write_text("another", "utf-8")
    record(site)
    waiting.reload()
    assert not waiting.is_up_to_date()


def test_a_change_during_a_build_is_seen_by_the_next_one(site: Path) -> None:
    building = last_build(site)
    (site / "curation" / "fiches" / "a.yml").write_text("saved in between", "utf-8")
    building.save([], [], sizes(str(site / "output")), MADE, {})
    assert not last_build(site).is_up_to_date()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\xff\x00", b"0" * 32, b"0" * 33 + b"{", b"0" * 100_000],
)
def test_a_damaged_record_is_not_used(site: Path, content: bytes) -> None:
    stamp(site).write_bytes(content)
    assert not last_build(site).is_up_to_date()


def test_a_truncated_record_is_not_used(site: Path) -> None:
    whole = stamp(site).read_bytes()
    for length in range(0, len(whole), 7):
        stamp(site).write_bytes(whole[:length])
        assert not last_build(site).is_up_to_date()


def test_a_record_that_cannot_be_written_is_no_error(site: Path) -> None:
    shutil.rmtree(stamp(site).parent)
    stamp(site).parent.write_text("a file in the way", "utf-8")
    record(site)
    assert not last_build(site).is_up_to_date()


def test_the_output_is_scanned_again_after_a_concurrent_build(site: Path) -> None:
    first = last_build(site)
    assert first.files() == {"index.html": 17}
    (site / "output" / "more.html").write_text("more", "utf-8")
    assert first.files() == {"index.html": 17}  # as when it was made
    record(site)
    first.reload()
    assert first.files() == {"index.html": 17, "more.html": 4}


def test_a_large_output_is_scanned_in_a_worker_with_the_same_result(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked, fork = [], os.fork

    def counted_fork() -> int:
        forked.append(fork())
        return forked[-1]

    found = last_build(site)
    found.save([], [], sizes(str(site / "output")), MADE, {"pages": "a" * 1000 * BYTES_OF_PAGE})
    monkeypatch.setattr(parallel, "_can_fork", lambda: True)
    monkeypatch.setattr(os, "fork", counted_fork)
    assert last_build(site).is_up_to_date()
    (site / "output" / "index.html").write_text("shorter", "utf-8")
    assert not last_build(site).is_up_to_date()
    assert len(forked) == 2
    record(site)
    forked.clear()
    assert last_build(site).is_up_to_date()
    assert not forked


@pytest.mark.parametrize(
    "path",
    ["curation/editions/2026-11.yml", "curation/schema/fiche.schema.json", "curation/annuaire.yml", "curation/categories.yml",
     "snapshot/avatars/a.webp", "content/pages/questions.md", "theme/static/js/site.js", "plugin.py"],
)  # fmt: skip
def test_a_new_input_is_a_change(site: Path, path: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text("", "utf-8")
    assert not last_build(site).is_up_to_date()


@pytest.mark.parametrize("path", ["theme/templates/base.html", "pelicanconf.py", "elsewhere/data.csv"])
def test_what_was_changed_and_changed_back_during_a_build_is_built_again(site: Path, path: str) -> None:
    found = last_build(site)
    found.watch()
    found.open_fiches()
    (site / path).write_text("another", "utf-8")
    (site / path).write_text(path, "utf-8")
    found.save(["elsewhere"], ["COLOUR"], sizes(str(site / "output")), MADE, {})
    assert not last_build(site).is_up_to_date()
    record(site)
    assert last_build(site).is_up_to_date()


def test_what_is_only_read_during_a_build_is_not_built_again(site: Path) -> None:
    found = last_build(site)
    found.watch()
    found.open_fiches()
    (site / "theme/templates/base.html").read_text("utf-8")
    found.save(["elsewhere"], ["COLOUR"], sizes(str(site / "output")), MADE, {})
    assert last_build(site).is_up_to_date()


@pytest.mark.parametrize(
    "accident",
    [
        lambda output: (output / "empty").mkdir(),
        lambda output: (output / "link").symlink_to(output / "index.html"),
        lambda output: (output / "link").symlink_to("nowhere"),
        lambda output: (output / "link").symlink_to(output.parent),
        lambda output: (output / "__pycache__").mkdir(),
        lambda output: output.with_name(".output.new").mkdir(),
    ],
)
def test_what_no_build_leaves_in_a_site_is_a_change(site: Path, accident: Callable[[Path], object]) -> None:
    accident(site / "output")
    assert not last_build(site).is_up_to_date()


@pytest.mark.parametrize(
    "place", ["curation", "theme", "theme/templates", "pelicanconf.py", "curation/fiches"]
)
def test_a_link_in_the_place_of_an_input_is_a_change(site: Path, place: str) -> None:
    (site / place).rename(site / "moved")
    (site / place).symlink_to(site / "moved")
    assert not last_build(site).is_up_to_date()


def test_a_file_that_does_not_belong_into_curation_is_a_change(site: Path) -> None:
    (site / "curation" / "forgotten.yml").write_text("", "utf-8")
    assert not last_build(site).is_up_to_date()


def test_a_variable_that_only_prose_names_stays_known_while_only_fiches_change(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "curation" / "fiches" / "a.yml").write_text("another", "utf-8")
    found = last_build(site)
    found.open_fiches()
    found.save(["elsewhere"], [], sizes(str(site / "output")), MADE, {})
    monkeypatch.setenv("COLOUR", "red")
    assert not last_build(site).is_up_to_date()


def test_a_site_with_deferred_parts_is_not_up_to_date(site: Path) -> None:
    found = last_build(site)
    found.save([], [], sizes(str(site / "output")), MADE | {"deferred": True}, {})
    assert not last_build(site).is_up_to_date()


def test_a_change_of_fiches_only_is_told_from_any_other(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert last_build(site).only_fiches_changed()
    for change in (
        lambda folder: (folder / "a.yml").write_text("another", "utf-8"),
        lambda folder: (folder / "b.yml").write_text("", "utf-8"),
        lambda folder: (folder / "a.yml").unlink(),
    ):
        change(site / "curation" / "fiches")
        assert last_build(site).only_fiches_changed()
    monkeypatch.setenv("COLOUR", "red")
    assert not last_build(site).only_fiches_changed()
    monkeypatch.delenv("COLOUR")
    assert last_build(site).only_fiches_changed()
    (site / "elsewhere" / "data.csv").write_text("other", "utf-8")
    assert not last_build(site).only_fiches_changed()


def test_without_a_record_anything_may_have_changed(site: Path) -> None:
    for _ in range(2):  # the second time there is none to delete
        last_build(site).invalidate()
        assert not last_build(site).only_fiches_changed()


def test_the_record_of_parts_is_used_for_the_same_files_only(site: Path) -> None:
    files = sizes(str(site / "output"))
    last_build(site).save([], [], files, MADE, {"digests": {"a": "1"}})
    kept = (stamp(site).parent / "parts").read_bytes()
    assert last_build(site).parts() == {"digests": {"a": "1"}}
    last_build(site).save([], [], files | {"more.html": 4}, MADE, {"digests": {"a": "2"}})
    (stamp(site).parent / "parts").write_bytes(kept)
    assert last_build(site).parts() == {}


def test_no_older_record_of_parts_is_used_if_the_new_one_cannot_be_written(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk may be full for a moment, and two sites of different contents may have files of the same sizes."""
    files, save = sizes(str(site / "output")), cachefile.save
    last_build(site).save([], [], files, MADE, {"digests": {"a": "1"}})
    monkeypatch.setattr(
        cachefile, "save", lambda folder, name, *rest: name == "parts" or save(folder, name, *rest)
    )
    building = last_build(site)
    building.invalidate()
    building.save([], [], files, MADE, {"digests": {"a": "2"}})
    assert last_build(site).is_up_to_date()
    assert last_build(site).parts() == {}
