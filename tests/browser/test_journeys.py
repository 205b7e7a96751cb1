"""Journeys of visitors: with the mouse, with the keyboard only, without scripts, from a disk, in print."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from annuaire.directory.directory import Directory, Facet
from tests.support import served, sites
from tests.support.sites import Site

FOLLOW_LINK = re.compile(r"^(Suivre sur|S’abonner|Voir sur|Lire le site)")
# Whether the focused element, or the card around it, has a visible outline.
VISIBLE_FOCUS = """() => {
  const element = document.activeElement;
  const outlined = (node) => node && getComputedStyle(node).outlineStyle !== 'none' && parseFloat(getComputedStyle(node).outlineWidth) >= 2;
  return outlined(element) || outlined(element.closest('.card, .entry'));
}"""


def link_name(trade: Facet) -> re.Pattern[str]:
    """Return a pattern for the name of a link to a category."""
    return re.compile(f"^{re.escape(trade.name)}")


def visit(page: Page, trade: Facet) -> str:
    """Click from the home page to a fiche of a category; return the address of the first follow link."""
    page.get_by_role("main").get_by_role("link", name=link_name(trade)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(trade.name)
    page.wait_for_load_state()  # the list is rotated
    first = page.get_by_role("main").get_by_role("article").first
    name = first.get_by_role("heading").inner_text()
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    link = page.get_by_role("link", name=FOLLOW_LINK).first
    expect(link).to_be_visible()
    return link.get_attribute("href") or ""


def test_the_home_page_leads_to_a_follow_link(page: Page, address: str, trade: Facet) -> None:
    page.goto(address)
    assert visit(page, trade).startswith(("https://", "http://"))
    assert "/comptes/" in page.url


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_home_page_leads_to_a_follow_link_without_scripts(page: Page, address: str, trade: Facet) -> None:
    page.goto(address)
    assert visit(page, trade).startswith(("https://", "http://"))


def test_the_home_page_leads_to_a_follow_link_from_a_disk(page: Page, site: Site, trade: Facet) -> None:
    page.goto((site.output / "index.html").as_uri())
    assert visit(page, trade).startswith(("https://", "http://"))
    assert page.url.startswith("file://")
    assert page.url.endswith("/index.html")
    size = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "Archivo" in size
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="Accueil").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_click_anywhere_on_a_card_opens_its_fiche(page: Page, hundred: str, invented_trade: Facet) -> None:
    page.goto(f"{hundred}/categories/{invented_trade.slug}/")
    card = page.get_by_role("article").nth(1)
    name = card.get_by_role("heading").inner_text()
    reason = card.locator(".card-reason")
    reason.scroll_into_view_if_needed()
    box = reason.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_next_and_previous_links_lead_through_a_category(
    page: Page, hundred: str, invented: Directory
) -> None:
    listing = next(found for found in invented.listings if invented.neighbours[found.id][1])
    page.goto(f"{hundred}/categories/{listing.category.slug}/?tri=nom")
    expect(page.get_by_label("Trier par")).to_have_value("nom")
    page.get_by_role("article").get_by_role("link", name=listing.name).click()
    # A click does not wait until the next page is loaded.
    page.wait_for_url("**/comptes/*/*")
    first = page.url
    pager = page.get_by_role("navigation", name=re.compile("^Fiches voisines"))
    pager.locator("[rel=next]").click()
    expect(page).not_to_have_url(first)
    page.wait_for_load_state()
    pager.locator("[rel=prev]").click()
    expect(page).to_have_url(first)


def test_letters_lead_to_their_part_of_the_list(page: Page, hundred: str) -> None:
    page.goto(f"{hundred}/comptes/")
    page.get_by_role("navigation", name="Lettres").get_by_role("link", name="M", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="M", exact=True)).to_be_in_viewport()


def test_the_404_page_leads_to_the_home_page(page: Page, address: str) -> None:
    answer = page.goto(f"{address}/nulle-part")
    assert answer and answer.status == 404
    page.get_by_role("main").get_by_role("link", name="L’accueil").click()
    expect(page).to_have_url(f"{address}/index.html")


def test_the_keyboard_alone_reaches_a_follow_link_with_a_visible_focus(
    page: Page, address: str, trade: Facet
) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.wait_for_function(VISIBLE_FOCUS)

    menu = page.get_by_role("navigation", name="Principale").get_by_role("link")
    tab_to(page, menu.filter(has_text="Catégories"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Catégories")
    page.wait_for_load_state()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    expect(page.get_by_role("main")).to_be_focused()
    tab_to(page, page.get_by_role("main").get_by_role("link", name=link_name(trade)))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(trade.name)

    tab_to(page, page.get_by_role("article").first.get_by_role("link"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/comptes/*/*")
    tab_to(page, page.get_by_role("link", name=FOLLOW_LINK).first)


def tab_to(page: Page, target: Locator, max_presses: int = 60) -> None:
    """Press Tab until a link has the focus; assert that the focus is visible at each stop."""
    page.wait_for_load_state()  # while a page loads, scripts may replace the focused element
    for _ in range(max_presses):
        page.keyboard.press("Tab")
        page.wait_for_function(VISIBLE_FOCUS)
        if target.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail("the keyboard never reached the link")


def test_the_focus_is_visible_with_forced_colours_too(page: Page, address: str, trade: Facet) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}/categories/{trade.slug}/")
    tab_to(page, page.get_by_role("article").first.get_by_role("link"))


def test_a_printed_fiche_shows_its_addresses(page: Page, address: str, site: Site) -> None:
    """Readers of the printed page can type the addresses of accounts and evidence."""
    page.emulate_media(media="print")
    page.goto(f"{address}/{next(site.under('comptes')).place}")
    shown = page.evaluate("""() => [...document.querySelectorAll('.account a[href^="http"]')]
      .filter((link) => link.checkVisibility() && !link.textContent.startsWith('http'))
      .filter((link) => !getComputedStyle(link, '::after').content.includes(link.getAttribute('href').slice(0, 12)))
      .map((link) => link.outerHTML)""")
    assert shown == []
    assert not page.get_by_role("navigation", name="Principale").is_visible()


def test_a_printed_page_of_prose_shows_its_addresses(page: Page, few: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{few}/mentions/")
    content = page.evaluate(
        "getComputedStyle(document.querySelector('.prose a[href^=http]'), '::after').content"
    )
    assert "creativecommons.org" in content


def test_the_tray_is_not_printed(page: Page, address: str) -> None:
    page.goto(f"{address}/comptes/")
    page.locator(".tick input").first.check()
    tray = page.get_by_role("complementary", name="Ma sélection")
    expect(tray).to_be_visible()
    page.emulate_media(media="print")
    expect(tray).to_be_hidden()


def test_a_page_can_be_printed(page: Page, address: str) -> None:
    page.goto(f"{address}/comptes/")
    assert page.pdf().startswith(b"%PDF")


def test_a_page_requests_only_itself_its_style_script_icon_and_fonts(
    page: Page, address: str, trade: Facet
) -> None:
    resource_types: list[str] = []
    page.on("request", lambda request: resource_types.append(request.resource_type))
    page.goto(f"{address}/categories/{trade.slug}/", wait_until="networkidle")
    assert set(resource_types) <= {"document", "stylesheet", "script", "font", "image", "other"}
    assert resource_types.count("document") == resource_types.count("stylesheet") == 1
    assert resource_types.count("font") <= 3


def test_hostile_texts_run_no_script(page: Page) -> None:
    site = sites.built(sites.rich_root(), sites.scratch() / "rich-local")
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    with served.served(site.output) as address:
        for place in (
            "",
            "comptes/camille-duval/",
            "editions/2026-11/",
            "mentions/",
            "recherche/?q=camille",
            "comptes/?tri=arrivee",
            "compte-du-jour/",
        ):
            page.goto(f"{address}/{place}")
            page.locator("h1").click()
            assert page.locator("img, i[onclick], script:not([type], [src])").count() == 0
    assert dialogs == []
