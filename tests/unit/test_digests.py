"""Digests of contents: the same for the same bytes under the same names, another for anything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annuaire.runtime import digests


def test_where_a_part_ends_counts() -> None:
    assert digests.of(b"ab", b"c") != digests.of(b"a", b"bc") != digests.of(b"abc")


def folder(root: Path, **files: str) -> str:
    for name, content in files.items():
        file = root / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return digests.of_folder(str(root))


def test_a_folder_is_its_names_and_contents(tmp_path: Path) -> None:
    first = folder(tmp_path / "one", a="1", b__c="2")
    assert folder(tmp_path / "two", b__c="2", a="1") == first
    assert folder(tmp_path / "three", a="1", b__d="2") != first
    assert folder(tmp_path / "four", a="12", b__c="") != first
    assert folder(tmp_path / "five", a="1", b__c="2", b__e="") != first


def test_a_clock_changes_nothing(tmp_path: Path) -> None:
    first = folder(tmp_path, a="1")
    os.utime(tmp_path / "a", (0, 0))
    assert digests.of_folder(str(tmp_path)) == first


def test_bytecode_is_nobody_s_content(tmp_path: Path) -> None:
    first = folder(tmp_path, a="1")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"2")
    assert digests.of_folder(str(tmp_path)) == first


def test_what_bears_a_name_counts(tmp_path: Path) -> None:
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


def test_what_is_not_there_has_no_digest_and_no_fault(tmp_path: Path) -> None:
    assert digests.of_file(str(tmp_path / "absent")) == ""
    assert digests.of_folder(str(tmp_path / "absent")) == folder(tmp_path / "empty")


def test_another_python_or_another_library_is_another_program(
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


def test_a_link_to_itself_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", "utf-8")
    before = digests.of_folder(str(tmp_path))
    (tmp_path / "b").symlink_to(tmp_path / "b")
    assert digests.of_folder(str(tmp_path)) == before


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert digests.of_file(str(tmp_path / "pipe")) == digests.of_content(b"")


def test_libraries_may_be_looked_for_where_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "site-packages" / "a-1.dist-info").mkdir(parents=True)
    folders = [f"{tmp_path}/nowhere/site-packages", f"{tmp_path}/site-packages"]
    assert list(digests._installed(folders)) == [b"a-1.dist-info"]
