"""Which changes are reported, and watchers that fail; more changes are made under a real server (tests/build/test_serve)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchfiles import Change

from annuaire.building import watching
from annuaire.errors import AnnuaireError


def test_a_refused_watcher_is_reported_and_all_threads_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = watching._watch

    def refused(paths: list[Path], stop: threading.Event, **options: object) -> Iterator[set[Path]]:
        if options:  # the watcher of the root; the other one begins
            raise RuntimeError("OS file watch limit reached")
        return original(paths, stop, **options)

    monkeypatch.setattr(watching, "_watch", refused)
    before = threading.active_count()
    with pytest.raises(AnnuaireError, match="Fermer un éditeur"), watching.Watch(tmp_path):
        pytest.fail("nothing is watched")
    assert threading.active_count() == before


def test_any_other_error_of_a_watcher_is_raised_where_changes_are_waited_for(tmp_path: Path) -> None:
    watch = watching.Watch(tmp_path)

    def fail() -> None:
        raise PermissionError(13, "Permission denied")

    watch._run(fail)
    with pytest.raises(PermissionError):
        next(watch.changes())


def test_changes_during_a_build_are_reported_together_without_the_temporary_files_of_editors(
    tmp_path: Path,
) -> None:
    watch = watching.Watch(tmp_path)
    one, other, gone = (tmp_path / name for name in ("one.yml", "other.yml", ".one.yml.saved"))
    one.touch()
    other.touch()
    for found in ({other}, {gone}, {one, other}):
        watch._events.put(found)
    changes = watch.changes()
    assert next(changes) == [one, other]
    watch._events.put({gone})
    assert next(changes) == [gone]


@pytest.mark.parametrize("name", ["pelicanconf.py", "curation", "content", "theme", "snapshot"])
def test_of_the_root_settings_and_watched_folders_are_reported(name: str) -> None:
    assert watching.RootFilter()(Change.modified, f"/site/{name}")


@pytest.mark.parametrize("name", ["README.md", "output", "flycheck_pelicanconf.py"])
def test_of_the_root_nothing_else_is_reported(name: str) -> None:
    assert not watching.RootFilter()(Change.modified, f"/site/{name}")


def test_other_folders_of_the_root_are_not_watched(tmp_path: Path) -> None:
    environment, settings = tmp_path / "environment", tmp_path / "pelicanconf.py"
    environment.mkdir()
    with watching.Watch(tmp_path) as watch:
        for file in (environment / "module.py", tmp_path / "README.md", settings):
            file.touch()
        assert next(watch.changes()) == [settings]
