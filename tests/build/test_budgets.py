"""The site is light on a poor connection: what a page costs, compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.support.sites import BuiltPage, Site

PAGE, SCRIPTS, INDEX, FONTS = 14_000, 10_000, 12_000, 60_000  # bytes


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def weight(site: Site, page: BuiltPage) -> int:
    """Return what a page and its stylesheet cost."""
    sheet = page.file.parent / page.links("//link[@rel='stylesheet']")[0]
    return compressed(page.file) + compressed(sheet)


@pytest.mark.parametrize("folder", ["categories", "comptes", "editions", "sujets"])
def test_a_page_of_a_kind_is_at_most_fourteen_kilobytes_with_its_style(real: Site, folder: str) -> None:
    heavy = {page.place: weight(real, page) for page in real.under(folder) if weight(real, page) > PAGE}
    assert heavy == {}


def test_the_home_page_is_as_light(real: Site) -> None:
    assert weight(real, real.page()) <= PAGE


def test_fonts_are_at_most_sixty_kilobytes(real: Site) -> None:
    fonts = [file for file in real.output.rglob("*") if file.suffix in (".woff2", ".woff", ".ttf", ".otf")]
    assert all(file.suffix == ".woff2" for file in fonts)
    assert sum(file.stat().st_size for file in fonts) <= FONTS


def test_scripts_are_at_most_ten_kilobytes_before_search_is_used(real: Site) -> None:
    for page in real.pages.values():
        scripts = [page.file.parent / script.get("src") for script in page.all("//script[@src]")]
        assert sum(map(compressed, scripts)) <= SCRIPTS, page


def test_the_first_search_asks_for_at_most_twelve_kilobytes_of_index(real: Site) -> None:
    assert [compressed(file) <= INDEX for file in (real.output / "theme").glob("search.*.js")] == [True]
    assert [compressed(file) <= INDEX for file in (real.output / "theme").glob("reasons.*.js")] == [True]


def test_a_page_has_one_stylesheet_and_no_style_of_its_own(real: Site) -> None:
    for page in real.pages.values():
        assert len(page.all("//link[@rel='stylesheet']")) == 1, page
        assert page.all("//style") == [], page
        assert page.tree.xpath("//@style") == [], page


def test_every_font_comes_with_its_licence(real: Site) -> None:
    names = {file.stem.split("-")[0].lower() for file in real.output.rglob("*.woff2")}
    licences = {file.stem.removeprefix("OFL-").lower() for file in real.output.rglob("OFL-*.txt")}
    assert names <= licences
