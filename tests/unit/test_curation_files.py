"""Files of curation/: reading, digests, stray files (`annuaire.curation.curation_files`)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from annuaire.curation import curation_files
from annuaire.model import Problem
from annuaire.runtime import digests, filesystem
from annuaire.textfiles import plainfile


def test_every_file_is_opened_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = filesystem.read
    monkeypatch.setattr(filesystem, "read", lambda path, *how: opened.append(path) or real(path, *how))
    found = curation_files.gather(str(root), {})
    written = [path for path in opened if path.endswith(".yml")]
    assert len(written) == len(set(written)) == len(found.contents) == 8
    assert found.digests == {name: digests.of_content(found.contents[name]) for name in found.contents}


def test_the_same_files_have_the_same_digest_wherever_they_are(root: Path, tmp_path: Path) -> None:
    before = curation_files.gather(str(root), {}).digest
    root.rename(tmp_path / "elsewhere")
    assert before == curation_files.gather(str(tmp_path / "elsewhere"), {}).digest != ""


@pytest.mark.parametrize(
    "name",
    [
        "annuaire.yml",
        "categories.yml",
        "fiches/zoe-ndiaye.yml",
        "editions/2026-11.yml",
        "schema/fiche.schema.json",
    ],
)
def test_any_change_changes_the_digest(name: str, root: Path) -> None:
    before = curation_files.gather(str(root), {}).digest
    with (root / "curation" / name).open("a") as file:
        file.write("\n")
    assert curation_files.gather(str(root), {}).digest not in ("", before)


def test_another_name_is_another_digest(root: Path) -> None:
    before = curation_files.gather(str(root), {}).digest
    file = root / "curation" / "fiches" / "zoe-ndiaye.yml"
    file.rename(file.with_name("zoe.yml"))
    assert curation_files.gather(str(root), {}).digest not in ("", before)


def test_another_program_is_another_digest(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = curation_files.gather(str(root), {}).digest
    monkeypatch.setattr(digests, "program", lambda: "another")
    assert curation_files.gather(str(root), {}).digest != before


def test_a_file_that_cannot_be_opened_has_no_digest(root: Path) -> None:
    os.mkfifo(root / "curation" / "fiches" / "anne.yml")
    found = curation_files.gather(str(root), {})
    assert isinstance(found.contents["fiches/anne.yml"], Problem)
    assert found.digest == ""


@pytest.mark.parametrize("name", ["fiches", "editions", ""])
def test_without_a_folder_there_is_no_digest(root: Path, name: str) -> None:
    shutil.rmtree(root / "curation" / name)
    found = curation_files.gather(str(root), {})
    assert (found.digest, found.strays) == ("", [])


def test_what_programs_keep_beside_the_files_is_no_change(root: Path) -> None:
    before = curation_files.gather(str(root), {})
    (root / "curation" / ".obsidian").mkdir()
    (root / "curation" / ".notes.yml").write_text("", "utf-8")
    (root / "curation" / "fiches" / "zoe-ndiaye.yml~").write_text("", "utf-8")
    after = curation_files.gather(str(root), {})
    assert (after.digest, after.strays) == (before.digest, [])


def test_a_link_to_the_same_content_has_no_digest(root: Path) -> None:
    file = root / "curation" / "fiches" / "zoe-ndiaye.yml"
    file.rename(root / "zoe.yml")
    file.symlink_to(root / "zoe.yml")
    assert curation_files.gather(str(root), {}).digest == ""


def test_a_circular_link_elsewhere_does_not_stop_the_check(root: Path) -> None:
    link = root / "curation" / "fiches-bis"
    link.symlink_to(link)
    assert curation_files.gather(str(root), {}).strays == []
    link.with_name("notes.yml").symlink_to(link)
    assert [found.path for found in curation_files.gather(str(root), {}).strays] == ["curation/notes.yml"]


def test_fiches_that_were_opened_already_are_not_opened_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: dict[str, bytes] = {}
    digests.of_folder(str(root / "curation" / "fiches"), opened)
    expected = curation_files.gather(str(root), {})
    real = plainfile.load
    monkeypatch.setattr(
        plainfile, "load", lambda path, name: real(path, name) if "/fiches/" not in path else None
    )
    assert opened
    assert curation_files.gather(str(root), opened) == expected


def test_a_fiche_that_is_too_large_is_reported_though_it_was_opened_already(root: Path) -> None:
    file = root / "curation" / "fiches" / "camille-duval.yml"
    large = b"# " + b"a" * plainfile.MAX_BYTES
    file.write_bytes(large)
    found = curation_files.gather(str(root), {file.name: large})
    assert isinstance(found.contents[f"fiches/{file.name}"], Problem)
