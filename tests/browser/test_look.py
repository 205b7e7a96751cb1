"""Rendering in a browser: content security policy, icons, tabs, spacing, print, layout shifts of fonts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from annuaire.directory.directory import Directory, Facet
from tests.browser.test_accessibility import OVERFLOW, violations
from tests.support import served, sites
from tests.support.sites import Site

RECORD_VIOLATIONS = """
window.broken = [];
document.addEventListener('securitypolicyviolation', (event) => window.broken.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
# Text spacing of WCAG 2.2, 1.4.12; in an adopted stylesheet, because the policy forbids style elements.
SPACE_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
}"""
RECORD_SHIFTS = """
window.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.moved += entry.value; }))
  .observe({type: 'layout-shift', buffered: true});
"""
ICON_SIZES = """() => [...document.querySelectorAll('.icon')].map((icon) => {
  const box = icon.querySelector('use').getBBox();
  return Math.round(Math.max(box.width, box.height));
})"""

# The distance from the first visible element of one selector down to that of another.
GAP = """(kinds) => {
  const [above, below] = kinds.map((kind) => [...document.querySelectorAll(kind)].find((element) => element.checkVisibility()));
  return Math.round(below.getBoundingClientRect().top - above.getBoundingClientRect().bottom);
}"""
# The free width that is left beside a marker with another text.
FREE_WIDTH = """(marker, [letter, kind]) => {
  marker.textContent = letter;
  if (kind) marker.classList.add(kind);
  const range = document.createRange();
  range.selectNodeContents(marker);
  return marker.getBoundingClientRect().right - range.getBoundingClientRect().right;
}"""


@pytest.fixture(scope="module")
def patterns() -> Iterator[str]:
    """The address of the page with every component."""
    with served.served(sites.patterns().output) as address:
        yield f"{address}/composants/"


def sheets(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n")


def test_no_page_violates_its_own_policy(page: Page, address: str, kinds: list[str]) -> None:
    messages: list[str] = []
    page.on(
        "console",
        lambda message: messages.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.add_init_script(RECORD_VIOLATIONS)
    for place in kinds:
        page.goto(f"{address}/{place}", wait_until="networkidle")
        assert page.evaluate("window.broken") == [], place
    assert [text for text in messages if "404" not in text] == []


def test_the_policy_blocks_an_injected_script(page: Page, address: str) -> None:
    page.add_init_script(RECORD_VIOLATIONS)
    page.goto(f"{address}/comptes/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("window.broken.length") == 1


def test_the_policy_allows_style_and_fonts_from_a_disk(page: Page, site: Site) -> None:
    page.goto((site.output / "comptes" / "index.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').length") >= 2
    assert page.evaluate("document.styleSheets.length") == 1


def test_the_icons_of_networks_are_drawn(page: Page, address: str, directory: Directory) -> None:
    page.goto(f"{address}/reseaux/", wait_until="networkidle")
    sizes = page.evaluate(ICON_SIZES)
    assert len(sizes) >= len(directory.axes["reseaux"].facets)
    assert min(sizes) >= 8


def test_on_a_large_screen_tabs_stick_to_the_page_and_the_current_one_has_its_colour(
    page: Page, address: str, trade: Facet
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}/categories/{trade.slug}/")
    page.locator(".book").evaluate("(book) => { book.style.minHeight = '3000px'; }")  # also of a single fiche
    tabs = page.get_by_role("navigation", name="Catégories")
    opened = tabs.locator("[aria-current]")
    paper = "(element) => getComputedStyle(element).backgroundColor"
    assert opened.evaluate(paper) == page.locator("html").evaluate(paper)
    assert opened.evaluate("(element) => getComputedStyle(element).borderLeftColor") == page.locator(
        "html"
    ).evaluate(paper)
    edge = opened.evaluate("(element) => element.getBoundingClientRect().left")
    page.mouse.wheel(0, 1500)
    page.wait_for_function("() => scrollY > 500")
    expect(opened).to_be_in_viewport()
    right = page.get_by_role("article").last.evaluate("(element) => element.getBoundingClientRect().right")
    assert 0 < edge - right < 40


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_a_letter_marker_fits_its_column(page: Page, hundred: str, width: int) -> None:
    """With the widest letter, and with the word that stands for other scripts."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{hundred}/comptes/")
    page.evaluate("document.fonts.ready")
    for letter, kind in (("W", ""), ("Autres", "letter-marker-word")):
        free_width = page.locator(".letter-marker").first.evaluate(FREE_WIDTH, [letter, kind])
        assert free_width >= 4, letter


def test_the_footer_touches_the_content_of_a_short_page(page: Page, few: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(f"{few}/editions/")
    assert page.evaluate(GAP, [".book", ".colophon"]) == 0


def test_there_is_a_space_after_a_list(page: Page, address: str, trade: Facet) -> None:
    page.goto(f"{address}/categories/{trade.slug}/")
    assert page.evaluate(GAP, [".cards", ".part"]) >= 24


@pytest.mark.parametrize("width", [360, 1280])
def test_scripts_do_not_move_the_first_letter(page: Page, hundred: str, width: int) -> None:
    """The empty list that is for orders by date takes no space."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{hundred}/comptes/")
    above = ".letters" if width < 1024 else ".filters"
    line = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize) * 1.5")
    assert page.evaluate(GAP, [above, ".letter"]) == line * (2 if width < 1024 else 1)


def test_the_number_after_a_name_on_two_lines_is_on_the_second(page: Page, few: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{few}/")
    link = page.locator(".contents .index-list a").first
    link.evaluate("(link) => { link.firstChild.textContent = 'Communicateurs et communicatrices '; }")
    name = link.evaluate(
        "(link) => { const range = document.createRange(); range.selectNode(link.firstChild); return [...range.getClientRects()].map((box) => box.top); }"
    )
    assert len(name) == 2
    number = link.locator("span").first.bounding_box()
    assert number
    assert number["y"] + number["height"] / 2 > name[1]


def test_on_a_small_screen_tabs_are_below_the_fiches(page: Page, address: str, trade: Facet) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/categories/{trade.slug}/")
    tabs = page.get_by_role("navigation", name="Catégories").bounding_box()
    last = page.get_by_role("article").last.bounding_box()
    assert tabs and last
    assert tabs["y"] > last["y"]


@pytest.mark.parametrize("id", ["camille-duval", "elodie-aubert", "mutuelle-du-phare"])
def test_on_a_phone_the_account_to_follow_is_on_the_first_screen(page: Page, few: str, id: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{few}/comptes/{id}/")
    follow = page.locator(".account-first .account-ways a").bounding_box()
    assert follow
    assert follow["y"] + follow["height"] <= 740


def test_on_a_phone_the_breadcrumb_does_not_repeat_the_title(page: Page, few: str) -> None:
    page.goto(f"{few}/comptes/camille-duval/")
    here = page.get_by_role("navigation", name="Fil d’Ariane").get_by_text("Camille Duval")
    page.set_viewport_size({"width": 1280, "height": 740})
    expect(here).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(here).to_be_hidden()


@pytest.mark.parametrize(
    "media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
)
def test_axe_finds_nothing_in_any_component(page: Page, patterns: str, axe: str, media: Any) -> None:
    page.emulate_media(**media)
    page.add_init_script(axe)
    page.goto(patterns)
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_component_is_wider_than_its_page(page: Page, patterns: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(patterns)
    assert page.evaluate(OVERFLOW) == ""


def test_pages_fit_with_wcag_text_spacing(page: Page, address: str, kinds: list[str]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for place in kinds:
        page.goto(f"{address}/{place}")
        page.evaluate(SPACE_TEXT)
        assert page.evaluate(OVERFLOW) == "", place


def test_a_small_category_prints_on_one_sheet_and_the_hundred_on_four(
    page: Page, hundred: str, invented: Directory
) -> None:
    small = next(facet for facet in invented.axes["categories"].facets if facet.count == 3)
    page.goto(f"{hundred}/categories/{small.slug}/")
    assert sheets(page.pdf(prefer_css_page_size=True)) == 1
    page.goto(f"{hundred}/comptes/")
    assert sheets(page.pdf(prefer_css_page_size=True)) <= 4


def test_a_printed_list_has_two_columns_on_white(page: Page, hundred: str) -> None:
    page.set_viewport_size({"width": 680, "height": 960})
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{hundred}/comptes/")
    assert (
        page.locator("html").evaluate("(element) => getComputedStyle(element).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert page.locator(".lines").first.evaluate("(element) => getComputedStyle(element).columnCount") == "2"
    assert not page.get_by_role("navigation", name="Lettres").is_visible()


def test_the_printed_home_page_is_aligned_with_the_margin(page: Page, few: str) -> None:
    page.set_viewport_size({"width": 680, "height": 960})
    page.emulate_media(media="print")
    page.goto(f"{few}/")
    left = "(element) => element.getBoundingClientRect().left"
    margin = page.locator(".masthead-title").evaluate(left)
    assert page.locator("h1").evaluate(left) == margin
    assert page.locator(".contents .heading").evaluate(left) == margin


@pytest.mark.parametrize(
    ("place", "title", "word"),
    [("", "h1", "francophones"), ("comptes/zoe-ndiaye/", ".listing-reason", "abonnements")],
)
def test_long_words_of_titles_are_not_broken_at_double_size_on_a_phone(
    page: Page, few: str, place: str, title: str, word: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{few}/{place}")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    lines = page.locator(title).evaluate(
        "(element, word) => { element.textContent = word; const range = document.createRange(); range.selectNodeContents(element); return range.getClientRects().length; }",
        word,
    )
    assert lines == 1


@pytest.mark.parametrize("width", [412, 1280])
def test_late_fonts_cause_little_layout_shift(page: Page, address: str, trade: Facet, width: int) -> None:
    """Fallback fonts have the same metrics. Core Web Vitals call a shift under 0.1 good; Debian has the fallback DejaVu."""

    def delay(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    page.route("**/*.woff2", delay)
    page.add_init_script(RECORD_SHIFTS)
    page.set_viewport_size({"width": width, "height": 823})
    for place in ("index.html", "comptes/index.html", f"categories/{trade.slug}/index.html"):
        page.goto(f"{address}/{place}", wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        assert page.evaluate("window.moved") < 0.1, place
