"""What a build reads: a change of any of it is built, as a full build would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.test_edits import build, substitute
from tests.support import roots, sites
from tests.support.sites import Site

EXTENSION = """
from jinja2.ext import Extension

class Shout(Extension):
    def preprocess(self, source, name, filename=None):
        return source.replace("Sitemap", VALUE)
"""
PLUGIN = """
from pelican.plugins import signals

def named(generator):
    generator.context["EXTRA"] = VALUE

def register():
    signals.generator_init.connect(named)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return roots.make_site(tmp_path / "root")


def setting(root: Path, text: str) -> None:
    substitute(root / "pelicanconf.py", r"\Z", f"\n{text}\n")


def files_of_the_theme(root: Path, value: str) -> None:
    (root / "statiques").mkdir(exist_ok=True)
    (root / "statiques" / "a.txt").write_text(value, "utf-8")
    setting(root, 'THEME_STATIC_PATHS = [str(ROOT / "statiques")]')


def files_beside_content(root: Path, value: str) -> None:
    (root / "extra").mkdir(exist_ok=True)
    (root / "extra" / "a.txt").write_text(value, "utf-8")
    setting(
        root,
        'STATIC_PATHS = ["images", "../extra"]\nEXTRA_PATH_METADATA = {"../extra/a.txt": {"path": "a.txt"}}',
    )


def extension_of_jinja(root: Path, value: str) -> None:
    (root / "shout.py").write_text(EXTENSION.replace("VALUE", repr(value)), "utf-8")
    setting(root, 'JINJA_ENVIRONMENT["extensions"] = ["shout.Shout"]')


def plugin_in_an_earlier_folder(root: Path, value: str) -> None:
    for folder in ("a", "b"):
        (root / folder).mkdir(exist_ok=True)
    (root / ("b" if value == "number one" else "a") / "extra.py").write_text(
        PLUGIN.replace("VALUE", repr(value)), "utf-8"
    )
    if value == "number one":
        substitute(root / "theme" / "templates" / "robots.txt", r"\Z", "{{ EXTRA }}")
    setting(root, 'PLUGIN_PATHS = [str(ROOT / "a"), str(ROOT / "b")]\nPLUGINS = ["annuaire.plugin", "extra"]')


@pytest.mark.parametrize(
    "edit", [files_of_the_theme, files_beside_content, extension_of_jinja, plugin_in_an_earlier_folder]
)
def test_a_change_is_built(root: Path, edit: Callable[[Path, str], None]) -> None:
    edit(root, "number one")
    settings = (root / "pelicanconf.py").read_text("utf-8")
    build(root, root / "output")
    edit(root, "number two")
    (root / "pelicanconf.py").write_text(settings, "utf-8")
    build(root, root / "output")
    found = Site(root / "output").bytes()
    assert any(b"number two" in content for content in found.values())
    build(root, root / "cold")
    assert found == Site(root / "cold").bytes()


def test_a_site_and_its_theme_that_are_copied_together_are_on_their_own(root: Path, tmp_path: Path) -> None:
    shutil.move(root / "theme", tmp_path / "theme")
    setting(root, 'THEME = str(ROOT.parent / "theme")')
    build(root, root / "output")
    for name in ("root", "theme"):
        shutil.copytree(tmp_path / name, tmp_path / "copy" / name)
    (tmp_path / "copy" / "theme" / "templates" / "robots.txt").write_text("# two\n", "utf-8")
    build(tmp_path / "copy" / "root", tmp_path / "copy" / "root" / "output")
    assert (tmp_path / "copy" / "root" / "output" / "robots.txt").read_text("utf-8") == "# two"


def test_settings_changed_within_a_second_are_read(root: Path) -> None:
    """Python's cached bytecode has the time of the last change in whole seconds."""
    substitute(root / "theme" / "templates" / "robots.txt", r"\Z", "{{ EXTRA }}")
    setting(root, "EXTRA = 'one'")
    file = root / "pelicanconf.py"
    before = file.stat()
    for value in ("one", "two"):
        substitute(file, "^EXTRA = .*$", f"EXTRA = {value!r}")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        done = sites.annuaire(root, "build", PYTHONDONTWRITEBYTECODE="")
        assert done.returncode == 0, done.stderr
        assert (root / "output" / "robots.txt").read_text("utf-8").endswith(value)
