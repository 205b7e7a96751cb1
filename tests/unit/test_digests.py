"""Digests of contents: the same for the same bytes under the same names, another for anything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annuaire.runtime import digests, filesystem


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


def test_the_order_in_which_the_system_lists_a_folder_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, walk = folder(tmp_path, a="1", b__c="2", d="3"), filesystem.walk
    monkeypatch.setattr(filesystem, "walk", lambda path: reversed(list(walk(path))))
    assert digests.of_folder(str(tmp_path)) == first


def test_a_file_that_cannot_be_read_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rights, or its deletion meanwhile, are told by whoever reads it next."""

    def refuse(path: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    first, second = folder(tmp_path, a=""), folder(tmp_path, a="1")
    monkeypatch.setattr(filesystem, "read", refuse)
    assert len({first, second, digests.of_folder(str(tmp_path))}) == 3


def test_the_content_of_a_link_is_not_handed_on(tmp_path: Path) -> None:
    """Whoever reads the file next decides whether it may be one."""
    opened: dict[str, bytes] = {}
    folder(tmp_path, a="1", b__c="2")
    (tmp_path / "link").symlink_to("a")
    digests.of_folder(str(tmp_path), opened)
    assert opened == {"a": b"1", "b/c": b"2"}


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
    def now() -> str:
        monkeypatch.setattr(digests, "_program", "")  # as in another process
        return digests.program()

    first = now()
    assert now() == first
    (tmp_path / "site-packages" / "jinja2-99.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site-packages")])
    second = now()
    monkeypatch.setattr(sys, "version", "another")
    assert len({first, second, now()}) == 3


def test_the_digest_of_the_program_changes_with_its_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "__file__", str(tmp_path / "runtime" / "digests.py"))
    found = set()
    for content in ("1", "2"):
        monkeypatch.setattr(digests, "_program", "")
        folder(tmp_path, other__module=content)
        found.add(digests.program())
    assert len(found) == 2


def test_a_link_to_itself_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", "utf-8")
    before = digests.of_folder(str(tmp_path))
    (tmp_path / "b").symlink_to(tmp_path / "b")
    assert digests.of_folder(str(tmp_path)) == before


def test_a_pipe_without_a_writer_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert digests.of_file(str(tmp_path / "pipe")) == digests.of_content(b"")


@pytest.mark.parametrize("place", ["site-packages", "dist-packages"])
def test_libraries_are_known_by_the_names_of_their_versions(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a-1.dist-info", "b-2.dist-info", "a"):
        (tmp_path / place / name).mkdir(parents=True)
    (tmp_path / "src" / "c-3.dist-info").mkdir(parents=True)
    folders, listed = [f"{tmp_path}/nowhere/{place}", f"{tmp_path}/{place}", f"{tmp_path}/src"], os.listdir
    for in_order in (sorted, lambda names: sorted(names, reverse=True)):
        monkeypatch.setattr(os, "listdir", lambda folder, in_order=in_order: in_order(listed(folder)))
        assert list(digests._installed(folders)) == [b"a-1.dist-info", b"b-2.dist-info"]
