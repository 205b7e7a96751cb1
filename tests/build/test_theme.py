"""Templates and stylesheets of the theme: all loaded from it and used, autoescaped, without placeholders."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import roots, sites
from tests.support.sites import Site

# Pelican's own templates for articles: each build loads them but, without articles, never renders them.
UNUSED = {"tag.html", "category.html", "author.html", "period_archives.html"}

# Writes the file of each template that Jinja loads, then runs the command.
RECORDER = """
import sys
from jinja2 import FileSystemLoader
get_source = FileSystemLoader.get_source
def recorded(self, environment, template):
    found = get_source(self, environment, template)
    print(found[1], "autoescape" if environment.autoescape is True else "raw", file=sys.stderr, sep="|")
    return found
FileSystemLoader.get_source = recorded
from annuaire.__main__ import main
sys.exit(main())
"""


def theme() -> Path:
    return sites.rich_root() / "theme" / "templates"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """Return the file of each template that a build loads, and « autoescape » or « raw »."""
    root = sites.rich_root()
    words = ["--root", str(root), "build", "--output", str(tmp_path_factory.mktemp("recorded") / "output")]
    command = [sys.executable, "-c", RECORDER, *words]
    done = subprocess.run(
        command, env=sites.environment(), cwd=root, capture_output=True, text=True, check=True
    )
    return [line.split("|") for line in done.stderr.splitlines()]


def test_every_loaded_template_is_of_our_theme(loaded: list[list[str]]) -> None:
    ours = [file for file, _ in loaded if Path(file).is_relative_to(theme())]
    assert len(ours) > 20
    assert {Path(file).name for file, _ in loaded} - {Path(file).name for file in ours} == UNUSED


def test_every_template_is_autoescaped(loaded: list[list[str]]) -> None:
    assert [file for file, how in loaded if how != "autoescape"] == []


def test_every_template_of_the_theme_is_used(loaded: list[list[str]]) -> None:
    folder = roots.REPOSITORY / "theme" / "templates"
    ours = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    used = {file.removeprefix(f"{theme()}/") for file, _ in loaded}
    assert ours - used == {"patterns.html"}  # the page of components, for designers


def test_no_placeholder_is_left_in_a_page(small: Site, rich: Site) -> None:
    for site in (small, rich):
        for page in site.pages.values():
            assert "[[" not in page.source, page


def test_missing_facts_about_the_publisher_are_marked_as_such(small: Site) -> None:
    text = small.page("mentions").text()
    for missing in ("l’adresse viendra", "le nom viendra", "l’hébergeur viendra"):
        assert missing in text


def test_the_contact_is_a_mailto_link(rich: Site) -> None:
    assert any(link.startswith("mailto:") for link in rich.page("mentions").links("//main//a"))


def test_the_name_of_the_stylesheet_changes_with_its_content(small: Site) -> None:
    sheets = list((small.output / "theme" / "css").glob("site.*.css"))
    assert len(sheets) == 1
    for page in small.pages.values():
        assert page.all("//link[@rel='stylesheet']")[0].get("href").endswith(sheets[0].name)


def test_every_css_file_of_the_theme_is_imported(small: Site) -> None:
    """A component that main.css does not import would have no style."""
    folder = roots.REPOSITORY / "theme" / "static" / "css"
    sheets = {"main.css", "find.css", "feed.css"}  # see `assets.published`
    imported = "".join((folder / sheet).read_text("utf-8") for sheet in sorted(sheets))
    for file in folder.rglob("*.css"):
        name = file.relative_to(folder).as_posix()
        assert name in sheets or f'"{name}"' in imported, name
