"""`annuaire build --profile`: the same site, and where the time went."""

from __future__ import annotations

from pathlib import Path

from tests.support import sites


def test_it_tells_where_the_time_went_after_the_same_build(tmp_path: Path) -> None:
    done = sites.annuaire(sites.small_root(), "build", "--profile", "--output", tmp_path / "output")
    assert done.returncode == 0, done.stderr
    said, table = done.stdout.split("\n\n")
    assert said.startswith("5\u00a0fiches publiées")
    for stage in ("démarrage de Python", "lecture de curation/", "pages", "en tout"):
        assert stage in table
    assert sites.Site(tmp_path / "output").bytes() == sites.small().bytes()
