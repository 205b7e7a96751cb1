"""Screen readers: faults that axe does not detect. Each test is for a fault that was heard once with Orca."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

# Records the elements that have a click listener although they are not controls: Firefox announces them as clickable.
CLICKABLE = """() => {
  const add = EventTarget.prototype.addEventListener;
  window.clickable = [];
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    const control = this instanceof Element && this.matches('a, button, input, select, summary');
    if (type === 'click' && this instanceof Element && !control) clickable.push(this.className || this.localName);
    return add.call(this, type, ...rest);
  };
}"""
# Records the mutations of the tray: each list is what screen readers are notified of at once.
CHANGES = """() => {
  window.changes = [];
  const watch = new MutationObserver((records) => changes.push(records.map(({ type }) => type)));
  watch.observe(document.querySelector('.tray'), { attributes: true, childList: true, subtree: true });
}"""
# Visually hidden texts that lose spaces at their ends because of the way they are hidden.
SWALLOWED = """() => [...document.querySelectorAll('.unseen:not(:empty)')].filter(
  (element) => !element.closest('[hidden]') && element.innerText !== element.textContent).map((element) => element.outerHTML)"""

# An element that the last script of a page adds.
LAST_ELEMENT = {
    "emporter/": ".board",
    "recherche/": ".tray",
    "comptes/": ".tray",
    "comptes/camille-duval/": ".tray",
}


def accessible_texts(page: Page) -> list[str]:
    """Return the texts in Chromium's accessibility tree."""
    tree: dict[str, Any] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [
        node["name"]["value"]
        for node in tree["nodes"]
        if not node["ignored"] and node["role"]["value"] == "StaticText"
    ]


def test_the_separators_of_a_breadcrumb_are_not_read(page: Page, few: str) -> None:
    page.goto(f"{few}/categories/journalistes/")
    found = accessible_texts(page)
    assert "Accueil" in found
    assert "/" not in found


def test_visually_hidden_texts_keep_their_spaces(page: Page, address: str, kinds: list[str]) -> None:
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


def test_the_name_of_the_search_field_is_its_visible_label(page: Page, address: str) -> None:
    """WCAG 2.5.3."""
    page.goto(address)
    field = page.get_by_role("searchbox")
    written = field.get_attribute("placeholder")
    assert written
    expect(page.get_by_role("searchbox", name=written)).to_have_count(1)  # case-insensitive


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_the_number_of_answers_is_announced_when_typing_pauses(page: Page, few: str, place: str) -> None:
    page.clock.install()
    page.goto(f"{few}/{place}")
    page.clock.pause_at("2100-01-01")
    announced = page.get_by_role("search").locator("[aria-live]")
    page.get_by_role("searchbox").press_sequentially("journaliste")
    expect(page.locator(".found-count" if place else ".search-answers p")).to_have_text("2\u00a0fiches")
    expect(announced).to_be_empty()
    page.clock.resume()
    expect(announced).to_have_text("2\u00a0fiches")


def test_the_first_selected_fiche_is_announced(page: Page, few: str) -> None:
    """A live region that appears with its text is not announced: the tray appears first, then gets its text."""
    page.goto(f"{few}/categories/journalistes/")
    page.locator(".tick input").first.wait_for()
    page.evaluate(CHANGES)
    page.locator(".tick input").first.check()
    expect(page.locator(".tray [aria-live]")).to_have_text("1 fiche gardée")
    assert page.evaluate("changes") == [["attributes"], ["childList"]]


def test_the_number_of_selected_fiches_is_not_announced_again_with_new_answers(page: Page, few: str) -> None:
    page.goto(f"{few}/recherche/?q=duval")
    page.get_by_role("main").get_by_role("checkbox", name="Garder Camille Duval").check()
    expect(page.locator(".tray [aria-live]")).to_have_text("1 fiche gardée")
    page.evaluate(CHANGES)
    page.get_by_role("searchbox").fill("aubert")
    expect(page.get_by_role("checkbox", name="Garder Élodie Aubert")).to_be_visible()
    assert page.evaluate("changes") == []


def test_live_regions_do_not_have_the_role_status(page: Page, few: str) -> None:
    """For the role « status » Orca 43 reads only the name of the role, « barre d’état », never the text."""
    for place, last in LAST_ELEMENT.items():
        page.goto(f"{few}/{place}")
        page.locator(last).wait_for(state="attached")
        expect(page.locator("[aria-live]")).not_to_have_count(0)
        expect(page.get_by_role("status", include_hidden=True)).to_have_count(0)


def test_only_controls_have_click_listeners(page: Page, few: str) -> None:
    page.add_init_script(f"({CLICKABLE})()")
    found = {}
    for place in LAST_ELEMENT:
        page.goto(f"{few}/{place}")
        page.locator(LAST_ELEMENT[place]).wait_for(state="attached")
        found[place] = page.evaluate("clickable")
    assert {place: clickable for place, clickable in found.items() if clickable} == {}


def test_the_error_of_an_invalid_server_describes_its_field(page: Page, few: str) -> None:
    """The focus goes to the field at once, which interrupts announcements elsewhere."""
    page.goto(f"{few}/comptes/camille-duval/")
    page.get_by_text("Je suis sur…").click()
    field = page.get_by_label("Mon serveur Mastodon")
    field.fill("rien")
    field.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("Écrire le serveur, par exemple mastodon.example.")
