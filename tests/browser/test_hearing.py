"""What is heard, as Orca was heard to say it: what axe cannot judge. Each test is a fault that was heard once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

# What Firefox tells readers is clickable, although it is no control.
CLICKABLE = """() => {
  const add = EventTarget.prototype.addEventListener;
  window.clickable = [];
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    const control = this instanceof Element && this.matches('a, button, input, select, summary');
    if (type === 'click' && this instanceof Element && !control) clickable.push(this.className || this.localName);
    return add.call(this, type, ...rest);
  };
}"""
# What changes in the tray, each list what readers are told at once.
CHANGES = """() => {
  window.changes = [];
  const watch = new MutationObserver((records) => changes.push(records.map(({ type }) => type)));
  watch.observe(document.querySelector('.tray'), { attributes: true, childList: true, subtree: true });
}"""
# Spaces at the ends of what is only heard, which the box that hides it may swallow.
SWALLOWED = """() => [...document.querySelectorAll('.unseen:not(:empty)')].filter(
  (element) => !element.closest('[hidden]') && element.innerText !== element.textContent).map((element) => element.outerHTML)"""

# What the last script of a page brings.
LAST = {"emporter/": ".board", "recherche/": ".tray", "comptes/": ".tray", "comptes/camille-duval/": ".tray"}


def said(page: Page) -> list[str]:
    """Return the texts that Chromium gives to readers."""
    tree: dict[str, Any] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [
        node["name"]["value"]
        for node in tree["nodes"]
        if not node["ignored"] and node["role"]["value"] == "StaticText"
    ]


def test_the_strokes_between_the_steps_of_a_breadcrumb_are_silent(page: Page, few: str) -> None:
    page.goto(f"{few}/categories/journalistes/")
    found = said(page)
    assert "Accueil" in found
    assert "/" not in found


def test_what_is_only_heard_keeps_its_spaces(page: Page, address: str, kinds: list[str]) -> None:
    """« 3 fiches », not « 3fiches »."""
    found = {}
    for place in kinds:
        page.goto(f"{address}/{place}")
        assert page.locator(".unseen").count()
        found[place] = page.evaluate(SWALLOWED)
    assert {place: swallowed for place, swallowed in found.items() if swallowed} == {}


def test_no_letter_is_a_landmark(page: Page, few: str) -> None:
    page.goto(f"{few}/comptes/")
    expect(page.get_by_role("heading", name="C", exact=True)).to_be_visible()
    expect(page.get_by_role("region")).to_have_count(0)


def test_who_dictates_calls_the_search_field_by_what_is_written_in_it(page: Page, address: str) -> None:
    """WCAG 2.5.3."""
    page.goto(address)
    field = page.get_by_role("searchbox")
    written = field.get_attribute("placeholder")
    assert written
    expect(page.get_by_role("searchbox", name=written)).to_have_count(1)  # whatever its case


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_the_number_of_answers_is_heard_once_typing_pauses(page: Page, few: str, place: str) -> None:
    page.clock.install()
    page.goto(f"{few}/{place}")
    page.clock.pause_at("2100-01-01")
    heard = page.get_by_role("search").locator("[aria-live]")
    page.get_by_role("searchbox").press_sequentially("journaliste")
    expect(page.locator(".found-count" if place else ".search-answers p")).to_have_text("2\u00a0fiches")
    expect(heard).to_be_empty()
    page.clock.resume()
    expect(heard).to_have_text("2\u00a0fiches")


def test_the_first_fiche_that_is_kept_is_heard(page: Page, few: str) -> None:
    """Of a tray that comes with its text nothing is heard: it comes first, and its text then."""
    page.goto(f"{few}/categories/journalistes/")
    page.locator(".tick input").first.wait_for()
    page.evaluate(CHANGES)
    page.locator(".tick input").first.check()
    expect(page.locator(".tray [aria-live]")).to_have_text("1 fiche gardée")
    assert page.evaluate("changes") == [["attributes"], ["childList"]]


def test_the_number_of_kept_fiches_is_not_said_again_at_each_answer(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=duval")
    page.get_by_role("main").get_by_role("checkbox", name="Garder Camille Duval").check()
    expect(page.locator(".tray [aria-live]")).to_have_text("1 fiche gardée")
    page.evaluate(CHANGES)
    page.get_by_role("searchbox").fill("aubert")
    expect(page.get_by_role("checkbox", name="Garder Élodie Aubert")).to_be_visible()
    assert page.evaluate("changes") == []


def test_what_is_announced_can_be_read_again(page: Page, few: str) -> None:
    """Of a role « status » Orca 43 reads the role, « barre d’état », full or empty, and never the text."""
    for place, last in LAST.items():
        page.goto(f"{few}/{place}")
        page.locator(last).wait_for(state="attached")
        expect(page.locator("[aria-live]")).not_to_have_count(0)
        expect(page.get_by_role("status", include_hidden=True)).to_have_count(0)


def test_only_controls_are_called_clickable(page: Page, few: str) -> None:
    page.add_init_script(f"({CLICKABLE})()")
    found = {}
    for place in LAST:
        page.goto(f"{few}/{place}")
        page.locator(LAST[place]).wait_for(state="attached")
        found[place] = page.evaluate("clickable")
    assert {place: clickable for place, clickable in found.items() if clickable} == {}


def test_a_server_that_is_none_is_said_with_its_field(page: Page, few: str) -> None:
    """The focus goes to the field at once, and what is said elsewhere is cut."""
    page.goto(f"{few}/comptes/camille-duval/")
    page.get_by_text("Je suis sur…").click()
    field = page.get_by_label("Mon serveur Mastodon")
    field.fill("rien")
    field.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("Écrire le serveur, par exemple mastodon.example.")
