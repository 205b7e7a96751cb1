"""Output folders that are refused, and failures of a swap; swaps of real builds are tested in tests/build/test_failures."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from annuaire.building import swap
from annuaire.errors import AnnuaireError
from annuaire.runtime import filesystem


def folder(place: Path, content: str) -> Path:
    (place / "deep").mkdir(parents=True)
    (place / "deep" / "index.html").write_text(content, "utf-8")
    return place


def test_a_mount_point_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "volume")
    swap.check_output(tmp_path / "volume" / "site", tmp_path / "root")
    with pytest.raises(AnnuaireError, match=r"est un disque à part.*volume/site"):
        swap.check_output(tmp_path / "volume", tmp_path / "root")


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not apply to root")
def test_a_site_that_was_made_read_only_is_replaced_and_leaves_nothing(tmp_path: Path) -> None:
    output, fresh = folder(tmp_path / "output", "old"), folder(tmp_path / ".output.new", "new")
    for place in (output, output / "deep"):
        place.chmod(0o555)
    swap.replace(output, fresh)
    assert (output / "deep" / "index.html").read_text("utf-8") == "new"
    assert [found.name for found in tmp_path.iterdir()] == ["output"]


def test_a_folder_that_cannot_be_deleted_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, fresh = folder(tmp_path / "output", "old"), folder(tmp_path / ".output.new", "new")
    folder(tmp_path / ".output.old", "older")
    monkeypatch.setattr(shutil, "rmtree", lambda *arguments, **options: None)
    with pytest.raises(AnnuaireError, match=r"\.output\.old gêne la construction"):
        swap.replace(output, fresh)
    assert (output / "deep" / "index.html").read_text("utf-8") == "old"


@pytest.mark.parametrize(
    "output", ["", "..", "annuaire", "content/site", "curation", "snapshot", "snapshot/site", "theme"]
)
def test_a_site_never_replaces_the_project_even_with_an_index_page(tmp_path: Path, output: str) -> None:
    root = tmp_path / "above" / "root"
    root.mkdir(parents=True)
    place = (root / output).resolve()
    place.mkdir(parents=True, exist_ok=True)
    (place / "index.html").write_text("mine", "utf-8")
    with pytest.raises(AnnuaireError, match="ne peut pas être mis"):
        swap.check_output(place, root)


def test_what_a_killed_build_began_is_finished_before_another_starts(tmp_path: Path) -> None:
    """It may have been killed since the command began, which looks for such a build first, too."""
    output = tmp_path / "output"
    folder(tmp_path / ".output.old", "old")
    with swap.staging(output) as fresh:
        assert (output / "deep" / "index.html").read_text("utf-8") == "old"
        (fresh / "unfinished.html").write_text("", "utf-8")
    assert [found.name for found in tmp_path.iterdir()] == ["output"]


def test_a_site_is_replaced_whatever_is_left_of_an_older_one(tmp_path: Path) -> None:
    output, fresh = folder(tmp_path / "output", "old"), folder(tmp_path / ".output.new", "new")
    folder(tmp_path / ".output.old", "older")
    swap.replace(output, fresh)
    assert (output / "deep" / "index.html").read_text("utf-8") == "new"
    assert [found.name for found in tmp_path.iterdir()] == ["output"]


def test_a_patch_adds_and_deletes_folders(tmp_path: Path) -> None:
    output, fresh = folder(tmp_path / "output", "old"), tmp_path / ".output.new"
    folder(output / "a" / "b", "old")
    folder(output / "c", "old")
    folder(fresh / "d" / "e", "new")
    swap.patch(output, fresh, ["a/b/deep/index.html", "c/deep/index.html", "c/deep/gone.html", "f/gone.html"])
    files = {file.relative_to(output).as_posix(): file.read_text("utf-8") for file in output.rglob("*.html")}
    assert files == {"deep/index.html": "old", "d/e/deep/index.html": "new"}
    assert sorted(found.name for found in output.iterdir()) == ["d", "deep"]
    assert [found.name for found in tmp_path.iterdir()] == ["output"]


def test_a_site_may_be_put_where_no_folder_is_yet(tmp_path: Path) -> None:
    for _ in range(2):
        with swap.locked(tmp_path / "a" / "b" / "site"):
            assert (tmp_path / "a" / "b").is_dir()


def test_a_patch_that_fails_is_not_retried(tmp_path: Path) -> None:
    output, fresh = folder(tmp_path / "output", "old"), folder(tmp_path / ".output.new", "new")
    shutil.rmtree(output / "deep")
    (output / "deep").write_text("in the way", "utf-8")
    with pytest.raises(OSError):
        swap.patch(output, fresh, [])
    swap.recover(output)
    assert [found.name for found in tmp_path.iterdir()] == ["output"]


def test_nothing_outside_of_the_site_is_deleted(tmp_path: Path) -> None:
    output, fresh = (
        folder(tmp_path / "site" / "output", "old"),
        folder(tmp_path / "site" / ".output.new", "new"),
    )
    other = folder(tmp_path / "other", "mine")
    files = sorted(other.rglob("*"))
    swap.patch(output, fresh, [str(file) for file in files] + [f"../../other/{file.name}" for file in files])
    assert sorted(other.rglob("*")) == files


@pytest.mark.parametrize("path", ["kept", "deep", "index.html"])
def test_what_a_link_in_the_site_leads_to_is_neither_deleted_nor_written_to(
    tmp_path: Path, path: str
) -> None:
    output, fresh = folder(tmp_path / "output", "old"), folder(tmp_path / ".output.new", "new")
    (fresh / "index.html").write_text("new", "utf-8")
    outside = folder(tmp_path / "outside", "mine")
    swap._delete(output / path)
    (output / path).symlink_to(outside)
    removed = filesystem.sizes(str(output)).keys() - filesystem.sizes(str(fresh)).keys()
    swap.patch(output, fresh, {*removed, f"{path}/deep/index.html"})
    assert (outside / "deep" / "index.html").read_text("utf-8") == "mine"
    assert filesystem.sizes(str(output)) == {"index.html": 3, "deep/index.html": 3}


def test_an_empty_folder_of_a_build_empties_none_of_the_site(tmp_path: Path) -> None:
    output, fresh = folder(tmp_path / "output", "old"), tmp_path / ".output.new"
    (fresh / "deep").mkdir(parents=True)
    swap.patch(output, fresh, [])
    assert (output / "deep" / "index.html").read_text("utf-8") == "old"


def test_a_folder_in_the_place_of_a_file_is_replaced(tmp_path: Path) -> None:
    output, fresh = folder(tmp_path / "output", "old"), tmp_path / ".output.new"
    folder(output / "index.html", "in the way")
    fresh.mkdir()
    (fresh / "index.html").write_text("new", "utf-8")
    swap.patch(output, fresh, [])
    assert (output / "index.html").read_text("utf-8") == "new"


def test_a_build_that_waits_for_another_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    threading.Timer(0.2, lambda: os.close(other)).start()
    with swap.locked(tmp_path / "site"):
        assert "attend" in capsys.readouterr().out
    with swap.locked(tmp_path / "site"):
        assert capsys.readouterr().out == ""


def test_a_site_is_locked_until_the_end_of_the_build_even_if_that_fails(tmp_path: Path) -> None:
    now = fcntl.LOCK_EX | fcntl.LOCK_NB
    another = os.open(tmp_path, os.O_RDONLY)
    with suppress(ValueError), swap.locked(tmp_path / "site"):
        with pytest.raises(BlockingIOError):
            fcntl.flock(another, now)
        raise ValueError
    fcntl.flock(another, now)
    os.close(another)


@pytest.mark.parametrize(
    ("inside", "beside", "is_taken"),
    [
        (["index.html"], "", False),
        (["index.html", "photos/chat.jpg"], "", False),
        (["index.html"], ".site.made", True),
        (["photos/chat.jpg"], ".site.made", False),  # foreign files in the folder of a former site
        (["index.html", "api/v1/annuaire.jsonld"], "", True),
        (["index.html", "api/v1/annuaire.jsonld", ".git/HEAD"], ".site.made", False),
        (["index.html", "api/v1/annuaire.jsonld", ".git"], "", False),
        ([], "", True),
        (["index.html"], ".site.old", True),  # left by a build that was killed
        (["index.html"], ".site.due", True),
        ([".well-known/security.txt", ".DS_Store"], ".site.made", True),  # what « rm -rf site/* » leaves
        ([".well-known/security.txt", ".DS_Store"], "", False),
        ([".DS_Store", "photos/chat.jpg"], ".site.made", False),
    ],
)
def test_only_a_site_of_ours_without_a_git_history_is_replaced(
    tmp_path: Path, inside: list[str], beside: str, is_taken: bool
) -> None:
    place = tmp_path / "site"
    place.mkdir()
    for name in inside:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("", "utf-8")
    if beside:
        (tmp_path / beside).mkdir()
    if is_taken:
        swap.check_output(place, tmp_path / "root")
    else:
        with pytest.raises(AnnuaireError, match="autre chose"):
            swap.check_output(place, tmp_path / "root")
