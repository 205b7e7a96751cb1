"""`annuaire build --profile`: the time of each stage."""

from __future__ import annotations

from pathlib import Path

from tests.support import sites


def test_stages_are_printed_and_the_site_is_the_same(tmp_path: Path) -> None:
    done = sites.annuaire(sites.small_root(), "build", "--profile", "--output", tmp_path / "output")
    assert done.returncode == 0, done.stderr
    summary, table = done.stdout.split("\n\n")
    assert summary.startswith("5\u00a0fiches publiées")
    for stage in ("démarrage de Python", "lecture de curation/", "pages", "en tout"):
        assert stage in table
    assert sites.Site(tmp_path / "output").bytes() == sites.small().bytes()
