"""A watcher that the system refuses; changes that are seen are tested on a real server (tests/build/test_serve)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

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
