"""Accessibility: axe on each kind of page, in several media, and what axe does not measure (widths, target sizes, motion)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from playwright.sync_api import Page

from annuaire.directory.directory import Facet
from tests.support.sites import Site

RUN = "() => axe.run(document, {resultTypes: ['violations'], preload: false})"
# The targets of clicks that are smaller than 24 pixels (WCAG 2.2, 2.5.8), with their size.
SMALL = """() => {
  const seen = [...document.querySelectorAll('a[href], button, input, select, summary')].filter(
    (element) => element.checkVisibility() && !element.closest('p, dd, .prose, .skip') );
  const box = (element) => element.getBoundingClientRect();
  return seen.filter((element) => box(element).height < 24 || box(element).width < 24)
    .filter((element) => getComputedStyle(element, '::after').position !== 'absolute')
    .map((element) => `${element.textContent.trim()} ${Math.round(box(element).width)}×${Math.round(box(element).height)}`);
}"""
OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return '';
  const worst = [...document.querySelectorAll('body *')].filter(
    (element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1).at(-1);
  return `${wide} px: ${worst ? worst.outerHTML.slice(0, 120) : '?'}`;
}"""


def violations(page: Page) -> list[str]:
    found: dict[str, Any] = page.evaluate(RUN)
    return [
        f"{fault['id']}: {fault['help']} {[node['target'] for node in fault['nodes']][:3]}"
        for fault in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_by_day_and_by_night(
    page: Page, address: str, kinds: list[str], axe: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.add_init_script(axe)
    faults = {}
    for place in kinds:
        page.goto(f"{address}/{place}")
        faults[place] = violations(page)
    assert {place: found for place, found in faults.items() if found} == {}


def test_axe_finds_nothing_on_a_phone_with_forced_colours(
    page: Page, address: str, kinds: list[str], axe: str
) -> None:
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": 360, "height": 740})
    page.add_init_script(axe)
    faults = {}
    for place in kinds:
        page.goto(f"{address}/{place}")
        faults[place] = violations(page)
    assert {place: found for place, found in faults.items() if found} == {}


def test_axe_reports_a_planted_fault(page: Page, axe: str) -> None:
    page.add_init_script(axe)
    page.goto(
        "data:text/html,<html lang=fr><title>t</title><main><h1>t</h1><p style='color:%23bbb'>gris<img src=data:,>"
    )
    found = " ".join(violations(page))
    assert "color-contrast" in found
    assert "image-alt" in found


def too_wide(page: Page, address: str, places: Iterable[str], enlarged: bool = False) -> dict[str, str]:
    """Return the pages that are wider than the screen: by how much, and because of which element."""
    found = {}
    for place in places:
        page.goto(f"{address}/{place}")
        if enlarged:
            page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate("document.fonts.ready")
        found[place] = page.evaluate(OVERFLOW)
    return {place: how for place, how in found.items() if how}


def test_no_page_is_wider_than_320_pixels_with_fallback_fonts(page: Page, address: str, site: Site) -> None:
    # Not by `page.route`, which switches the cache of the browser off: there are more than two hundred pages.
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setBlockedURLs", {"urls": ["*.woff2"]})
    page.set_viewport_size({"width": 320, "height": 640})
    assert too_wide(page, address, site.pages) == {}
    loaded = page.evaluate(
        "[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family)"
    )
    assert not {name.strip('"') for name in loaded} & {"Archivo", "Baskervville"}


def test_no_kind_of_page_is_wider_than_320_pixels(page: Page, address: str, kinds: list[str]) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert too_wide(page, address, kinds) == {}


@pytest.mark.parametrize("width", [360, 640, 768, 1280])
def test_text_of_double_size_fits(page: Page, address: str, kinds: list[str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    tables = ["vos-donnees/index.html", "commencer/index.html"]
    assert too_wide(page, address, [*kinds, *tables], enlarged=True) == {}


def test_the_tray_never_hides_the_focused_element(page: Page, hundred: str, invented_trade: Facet) -> None:
    """WCAG 2.4.11, on a phone, with one fiche selected."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{hundred}/categories/{invented_trade.slug}/")
    page.locator(".tick input").first.check()
    page.locator("body").evaluate("(body) => { body.tabIndex = -1; body.focus(); }")
    hidden = """() => {
      const tray = document.querySelector('.tray');
      const focused = document.activeElement;
      const top = tray.getBoundingClientRect().top;
      return !tray.contains(focused) && focused.getBoundingClientRect().bottom > top && focused.outerHTML;
    }"""
    for _ in range(45):
        page.keyboard.press("Tab")
        assert not page.evaluate(hidden)


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_at_least_24_pixels_high_and_wide(
    page: Page, address: str, kinds: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    small = {}
    for place in kinds:
        page.goto(f"{address}/{place}")
        small[place] = page.evaluate(SMALL)
    assert {place: found for place, found in small.items() if found} == {}


def test_dark_mode_changes_the_background(page: Page, address: str) -> None:
    page.goto(address)
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    day = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) != day


def test_nothing_is_animated(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0
