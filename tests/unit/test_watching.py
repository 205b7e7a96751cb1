"""A system that lets nobody watch; what is seen is tested on a real server (tests/build/test_serve)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annuaire.building import watching
from annuaire.errors import AnnuaireError


def test_a_system_that_lets_nothing_more_be_watched_is_told_and_nothing_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = watching._looked

    def refused(paths: list[Path], over: threading.Event, **ways: object) -> Iterator[set[Path]]:
        if ways:  # the watcher of the root; the other one begins
            raise RuntimeError("OS file watch limit reached")
        return looked(paths, over, **ways)

    monkeypatch.setattr(watching, "_looked", refused)
    before = threading.active_count()
    with pytest.raises(AnnuaireError, match="Fermer un éditeur"), watching.Watch(tmp_path):
        pytest.fail("nothing is watched")
    assert threading.active_count() == before
