"""Reproducible builds: same inputs, same bytes, on any machine, without network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from annuaire.building import swap
from tests.support import roots, sites
from tests.support.sites import Site


def copy_reversed(root: Path, target: Path) -> Path:
    """Copy a root in reverse order, with other timestamps and permissions, as a new clone may have."""
    for file in sorted((file for file in root.rglob("*") if file.is_file()), reverse=True):
        copy = target / file.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        os.utime(copy, (0, 1_000_000_000))
        copy.chmod(0o600)
    return target


def test_the_bytes_do_not_depend_on_environment_path_order_or_date(rich: Site, tmp_path: Path) -> None:
    elsewhere = copy_reversed(sites.rich_root(), tmp_path / "Ailleurs, là-bas")
    done = sites.annuaire(
        elsewhere, "build", "--output", tmp_path / "other name", SITEURL=sites.ADDRESS, TZ="Pacific/Kiritimati",
        LC_ALL="tr_TR.UTF-8", LANG="C", PYTHONHASHSEED="12345", SOURCE_DATE_EPOCH="1826000000", COLUMNS="40",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    here, there = rich.bytes(), Site(tmp_path / "other name").bytes()
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


def test_no_file_contains_a_path_of_the_machine(site: Site) -> None:
    for name, content in site.bytes().items():
        assert str(sites.scratch()).encode() not in content, name
        assert str(Path.home()).encode() + b"/" not in content, name


def test_the_building_process_cannot_reach_the_network() -> None:
    """All sites of these tests are built with this environment."""
    attempt = "import socket; socket.create_connection(('127.0.0.1', 9))"
    for code in (
        attempt,
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('a.example', 80)",
    ):
        done = subprocess.run(
            [sys.executable, "-c", code], env=sites.environment(), capture_output=True, text=True
        )
        assert "PermissionError: no network in a build" in done.stderr


def test_a_build_writes_only_its_output_and_its_record(tmp_path: Path) -> None:
    root = shutil.copytree(sites.small_root(), tmp_path / "root")
    shutil.rmtree(root / ".cache", ignore_errors=True)
    before = {file: file.stat().st_mtime_ns for file in root.rglob("*")}
    assert sites.annuaire(root, "build", "--output", tmp_path / "output").returncode == 0
    shutil.rmtree(root / ".cache")
    assert {file: file.stat().st_mtime_ns for file in root.rglob("*")} == before
    assert sorted(found.name for found in tmp_path.iterdir()) == [".output.made", "output", "root"]


def test_files_of_a_former_build_are_deleted(tmp_path: Path) -> None:
    output = tmp_path / "output"
    (output / swap.SITE_MARKER).parent.mkdir(parents=True)
    for name in ("index.html", "old.html", swap.SITE_MARKER):
        (output / name).write_text("old", "utf-8")
    sites.built(sites.small_root(), output)
    assert not (output / "old.html").exists()


def test_a_changed_reason_changes_only_the_pages_that_show_it(tmp_path: Path) -> None:
    """Otherwise the whole site would be uploaded again, and every browser would fetch it again."""
    root = roots.make_site(tmp_path / "root")
    before = sites.built(root, tmp_path / "before").bytes()
    file = root / "curation" / "fiches" / "elodie-aubert.yml"
    file.write_text(file.read_text("utf-8").replace("Tient une auberge", "Tient une belle auberge"), "utf-8")
    after = sites.built(root, tmp_path / "after").bytes()
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    pages = {path for path in changed if path.endswith(".html")}
    assert {path for path in pages if b"belle auberge" not in after[path]} == set()
    assert "comptes/elodie-aubert/index.html" in pages
    assert {path for path in changed if path.startswith(("data/", "theme/"))} >= {
        "data/search.js",
        "data/selection.json",
    }
