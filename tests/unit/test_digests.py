"""Digests of contents: the same for the same bytes under the same names, another for anything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annuaire.runtime import digests


def test_boundaries_of_parts_count() -> None:
    assert digests.of(b"ab", b"c") != digests.of(b"a", b"bc") != digests.of(b"abc")


def folder(root: Path, **files: str) -> str:
    for name, content in files.items():
        file = root / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return digests.of_folder(str(root))


def test_the_digest_of_a_folder_depends_on_names_and_contents(tmp_path: Path) -> None:
    first = folder(tmp_path / "one", a="1", b__c="2")
    assert folder(tmp_path / "two", b__c="2", a="1") == first
    assert folder(tmp_path / "three", a="1", b__d="2") != first
    assert folder(tmp_path / "four", a="12", b__c="") != first
    assert folder(tmp_path / "five", a="1", b__c="2", b__e="") != first


def test_timestamps_do_not_count(tmp_path: Path) -> None:
    first = folder(tmp_path, a="1")
    os.utime(tmp_path / "a", (0, 0))
    assert digests.of_folder(str(tmp_path)) == first


def test_bytecode_does_not_count(tmp_path: Path) -> None:
    first = folder(tmp_path, a="1")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"2")
    assert digests.of_folder(str(tmp_path)) == first


def test_file_types_count(tmp_path: Path) -> None:
    found = set()
    for number, make in enumerate([
        lambda file: file.write_text("", "utf-8"),
        lambda file: file.mkdir(),
        lambda file: file.symlink_to(tmp_path / "empty"),
        lambda file: file.symlink_to(tmp_path / "nowhere"),
        lambda file: None,
    ]):  # fmt: skip
        (tmp_path / "empty").write_text("", "utf-8")
        inside = tmp_path / str(number)
        inside.mkdir()
        make(inside / "a")
        found.add(digests.of_folder(str(inside)))
    assert len(found) == 4 + 1


def test_a_missing_file_has_an_empty_digest(tmp_path: Path) -> None:
    assert digests.of_file(str(tmp_path / "absent")) == ""
    assert digests.of_folder(str(tmp_path / "absent")) == folder(tmp_path / "empty")


def test_the_digest_of_the_program_changes_with_python_and_its_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = digests.program.__wrapped__
    first = now()
    assert now() == first
    (tmp_path / "site-packages" / "jinja2-99.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site-packages")])
    second = now()
    monkeypatch.setattr(sys, "version", "another")
    assert len({first, second, now()}) == 3


def test_a_link_to_itself_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", "utf-8")
    before = digests.of_folder(str(tmp_path))
    (tmp_path / "b").symlink_to(tmp_path / "b")
    assert digests.of_folder(str(tmp_path)) == before


def test_a_pipe_without_a_writer_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert digests.of_file(str(tmp_path / "pipe")) == digests.of_content(b"")


def test_missing_folders_of_libraries_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "site-packages" / "a-1.dist-info").mkdir(parents=True)
    folders = [f"{tmp_path}/nowhere/site-packages", f"{tmp_path}/site-packages"]
    assert list(digests._installed(folders)) == [b"a-1.dist-info"]
