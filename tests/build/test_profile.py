"""What a build tells of itself: how many fiches, and with `--profile` the time of each stage."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support import sites


def test_only_pages_of_fiches_are_counted_as_such(tmp_path: Path) -> None:
    root = shutil.copytree(sites.small_root(), tmp_path / "root")
    settings = root / "pelicanconf.py"
    text = settings.read_text("utf-8").replace('"comptes/{slug}/index.html"', '"{slug}/index.html"')
    settings.write_text(text.replace('"comptes/{slug}/"', '"{slug}/"'), "utf-8")
    done = sites.annuaire(root, "build")
    assert done.returncode == 0, done.stderr
    assert (root / "output" / "camille-duval" / "index.html").is_file()
    assert done.stdout.startswith("5\u00a0fiches publiées")


def test_stages_are_printed_and_the_site_is_the_same(tmp_path: Path) -> None:
    done = sites.annuaire(sites.small_root(), "build", "--profile", "--output", tmp_path / "output")
    assert done.returncode == 0, done.stderr
    summary, table = done.stdout.split("\n\n")
    assert summary.startswith("5\u00a0fiches publiées")
    for stage in ("démarrage de Python", "lecture de curation/", "pages", "en tout"):
        assert stage in table
    assert sites.Site(tmp_path / "output").bytes() == sites.small().bytes()
