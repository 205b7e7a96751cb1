"""The names of territories are looked up once."""

from __future__ import annotations

from pathlib import Path

import pytest

from annuaire.curation import territory_names
from annuaire.french import territories
from annuaire.runtime import cachefile


def test_countries_are_named_beside_their_regions(tmp_path: Path) -> None:
    named = territory_names.names(str(tmp_path), {"CA-QC", "FR"})
    assert named == {"CA-QC": "Québec", "CA": "Canada", "FR": "France"}


def test_only_a_territory_that_is_new_is_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = territories.name
    monkeypatch.setattr(territories, "name", lambda code: asked.append(code) or real(code))
    for codes in ({"FR"}, {"FR"}, {"FR", "BE"}, {"BE"}):
        assert codes <= territory_names.names(str(tmp_path), codes).keys()
    assert asked == ["FR", "BE"]


def test_a_damaged_cache_is_ignored(tmp_path: Path) -> None:
    named = territory_names.names(str(tmp_path), {"FR"})
    (tmp_path / cachefile.FOLDER / "territoires").write_bytes(b"x" * 80)
    assert territory_names.names(str(tmp_path), {"FR"}) == named


def test_without_a_place_to_keep_them_they_are_looked_up(tmp_path: Path) -> None:
    (tmp_path / cachefile.FOLDER).write_text("a file where the folder would be")
    assert territory_names.names(str(tmp_path), {"FR"}) == {"FR": "France"}
