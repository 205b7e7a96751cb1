"""Filters, orders, the day's turn: combined, counted, in the address, and never a way to an empty page."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from annuaire.directory import daily
from annuaire.french import text
from tests.support import roots, served, sites, turns
from tests.support.sites import Site

DAY = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
NAMES = "() => [...document.querySelectorAll('main .p-name')].filter((link) => link.checkVisibility()).map((link) => link.textContent)"
OPTIONS = """(label) => [...[...document.querySelectorAll('.facets label')].find((found) => found.textContent.trim().startsWith(label))
  .querySelectorAll('option')].filter((option) => !option.hidden && option.value).map((option) => option.value)"""


def names(page: Page) -> list[str]:
    page.wait_for_load_state()  # a long page comes in parts
    found: list[str] = page.evaluate(NAMES)
    return found


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Filtrer, trier").click()
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()


def count(page: Page, shown: int, whole: int) -> None:
    expect(page.get_by_role("form", name="Filtres").locator("[aria-live]")).to_have_text(
        re.compile(rf"^{shown}.fiches? sur {whole}$")
    )


def test_choices_combine_and_are_counted_in_the_address(page: Page, address: str) -> None:
    opened(page, f"{address}/comptes/")
    count(page, 100, 100)
    page.get_by_label("Catégorie").select_option("informaticiens")
    page.get_by_label("Territoire").select_option("canada")
    page.get_by_label("Réseau").select_option("mastodon")
    count(page, 1, 100)
    assert names(page) == ["ERPLibre"]
    expect(page).to_have_url(re.compile(r"\?categorie=informaticiens&reseau=mastodon&territoire=canada$"))

    page.go_back()
    count(page, 2, 100)
    page.go_back()
    count(page, 20, 100)
    page.go_back()
    count(page, 100, 100)
    page.go_forward()
    count(page, 20, 100)
    expect(page.get_by_label("Catégorie")).to_have_value("informaticiens")


@pytest.mark.parametrize(
    ("network", "label"),
    [("x", "X"), ("bluesky", "Bluesky"), ("linkedin", "LinkedIn"), ("youtube", "YouTube"), ("site", "Site")],
)
def test_a_filter_by_network_shows_the_account_that_is_on_it(
    page: Page, address: str, site: sites.Site, network: str, label: str
) -> None:
    page.goto(f"{address}/comptes/?reseau={network}")
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()
    lines = page.locator("main .line:visible")
    expect(lines.first.locator("i")).to_have_text(label)
    assert {line.locator("i").inner_text() for line in lines.all()} == {label}
    for line in lines.all():
        _, _, handle = line.locator("b").inner_text().partition("@")
        page_of = site.page(f"comptes/{line.get_attribute('data-fiche')}")
        theirs = {
            (found.text_content() or "").lower() for found in page_of.all("//p[@class='account-handle']")
        }
        assert not handle or f"@{handle.lower()}" in theirs
    built = site.page("comptes").all("//li[@data-fiche='abondance']/b")[0].text_content()
    page.get_by_role("button", name="Tout montrer").click()
    expect(page.locator("[data-fiche=abondance] b")).to_have_text(built or "")


def test_a_shared_address_opens_on_the_same_choices(page: Page, address: str) -> None:
    page.goto(f"{address}/categories/journalistes/?territoire=suisse&reseau=x&tri=nom")
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()
    shown = names(page)
    count(page, len(shown), 28)
    assert len(shown) == 7
    assert shown == sorted(shown, key=text.sort_key)
    expect(page.get_by_label("Trier par")).to_have_value("nom")


def test_what_an_address_asks_in_vain_is_left_out(page: Page, address: str) -> None:
    page.goto(
        f"{address}/comptes/?categorie=plombiers&reseau=bluesky&territoire=tchad&nature=%22%3E%3Cb%3E&tri=audience"
    )
    expect(page.get_by_label("Réseau")).to_have_value("bluesky")
    for label in ("Catégorie", "Territoire", "Nature", "Trier par"):
        expect(page.get_by_label(label)).to_have_value("")
    assert names(page)


def test_no_choice_leads_to_an_empty_page(page: Page, address: str) -> None:
    opened(page, f"{address}/comptes/")
    for axis, other in (("Territoire", "Réseau"), ("Réseau", "Catégorie"), ("Catégorie", "Territoire")):
        values = page.evaluate(OPTIONS, axis)[:6]
        assert values, axis
        for value in values:
            page.get_by_label(axis).select_option(value)
            choices = page.evaluate(OPTIONS, other)
            assert choices, (axis, value, other)
            for choice in choices:
                page.get_by_label(other).select_option(choice)
                assert names(page), (axis, value, other, choice)
            page.get_by_role("button", name="Tout montrer").click()
            count(page, 100, 100)


def test_the_axis_of_the_page_itself_is_not_asked_again(page: Page, address: str) -> None:
    opened(page, f"{address}/territoires/quebec/")
    expect(page.locator("select[name=territoire]")).to_have_count(0)
    expect(page.locator("select[name=reseau]")).to_be_visible()


def test_letters_without_a_fiche_are_put_away(page: Page, address: str) -> None:
    page.goto(f"{address}/comptes/?categorie=coachs&tri=nom")
    expect(page.get_by_role("heading", level=2)).to_have_text(["C", "D", "R"])
    letters = page.get_by_role("navigation", name="Lettres").get_by_role("link")
    expect(letters).to_have_text(["C", "D", "R"])


@pytest.mark.parametrize(("order", "column"), [("arrivee", "since"), ("activite", "active")])
def test_an_order_by_date_is_one_list_with_the_unknown_last(
    page: Page, site: Site, address: str, order: str, column: str
) -> None:
    head, brace, rest = site.read("data/search.js").partition("{")
    index = json.loads(brace + rest.rstrip(";\n"))
    days = [f"2026-11-{1 + place % 28:02}" if place % 4 else "" for place in range(100)]
    index[column] = "\n".join(days)
    script = f"{head}{json.dumps(index)};"
    page.route("**/data/search.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(f"{address}/comptes/?tri={order}")
    expect(page.get_by_role("heading", level=2).filter(visible=True)).to_have_count(0)
    called = index["names"].split("\n")
    latest = sorted(range(100), key=lambda place: days[place], reverse=True)
    assert names(page) == [called[place] for place in latest]


def test_neither_audience_nor_what_few_have_nor_what_all_have_alike_is_an_order(
    page: Page, address: str
) -> None:
    """Of the hundred, six say when they published, and all came on one day."""
    opened(page, f"{address}/comptes/")
    assert page.get_by_label("Trier par").locator("option").all_text_contents() == [
        "Tirage du jour",
        "Nom, de A à Z",
    ]


def test_a_panel_that_is_put_away_leaves_how_many_the_filter_keeps(page: Page, address: str) -> None:
    opener = page.get_by_role("button", name="Filtrer, trier")
    page.goto(f"{address}/comptes/?categorie=coachs")
    expect(opener).to_have_text("Filtrer, trier (3)")
    opener.click()
    expect(page.get_by_role("form", name="Filtres")).to_be_hidden()
    expect(opener).to_have_text("Filtrer, trier (3)")
    opener.click()
    page.get_by_role("button", name="Tout montrer").click()
    expect(opener).to_have_text("Filtrer, trier")


def test_chance_picks_among_what_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}/comptes/?categorie=mode&territoire=suisse")
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()
    page.get_by_role("button", name="Au hasard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Femina (Suisse)")


def test_the_list_begins_with_the_fiche_of_the_day_and_goes_round(page: Page) -> None:
    with served.served(sites.small().output) as address:
        for day, expected in turns.table()[:6]:
            page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
            page.goto(f"{address}/comptes/")
            first = page.locator("main .p-name").first
            expect(first).to_have_attribute("href", re.compile(f"/{expected}/"))
            page.goto(f"{address}/compte-du-jour/")
            expect(page.locator("[data-name] a")).to_have_attribute("href", re.compile(f"/{expected}/"))
            expect(page.locator(".calendar time").first).to_have_attribute("datetime", day.isoformat())
            page.goto(f"{address}/")
            expect(page.locator("[data-name] a")).to_have_attribute("href", re.compile(f"/{expected}/"))


def test_a_day_that_cannot_be_fetched_leaves_no_heading_alone(page: Page, address: str) -> None:
    page.route("**/data/semaines/**", lambda route: route.abort())
    page.goto(f"{address}/index.html")
    expect(page.locator("[data-daily]")).to_be_hidden()
    page.goto(f"{address}/compte-du-jour/index.html")
    expect(page.locator("[data-daily] ol")).to_be_visible()


def test_on_paper_the_list_begins_with_its_first_name(page: Page, address: str) -> None:
    page.clock.set_fixed_time(DAY)
    page.goto(f"{address}/comptes/index.html")
    turning = names(page)
    page.evaluate(f"addEventListener('beforeprint', () => {{ window.printed = ({NAMES})(); }})")
    page.pdf()
    assert page.evaluate("printed") == sorted(turning, key=text.sort_key) != turning
    assert names(page) == turning


def test_on_paper_a_filtered_list_says_how_many_of_how_many(page: Page, address: str) -> None:
    page.goto(f"{address}/territoires/quebec/index.html?reseau=bluesky")
    count(page, len(names(page)), 24)
    page.emulate_media(media="print")
    expect(page.locator(".facets-count")).to_be_visible()
    expect(page.get_by_label("Réseau")).to_be_visible()
    expect(page.get_by_label("Nature")).to_be_hidden()
    expect(page.get_by_role("button", name="Au hasard")).to_be_hidden()


@pytest.mark.parametrize("network", ["site", "flux", "youtube", "linkedin", "mastodon", "bluesky", "x"])
def test_whatever_network_is_chosen_its_account_is_named_as_its_fiche_does(
    page: Page, address: str, network: str
) -> None:
    page.goto(f"{address}/comptes/index.html?reseau={network}")
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()
    lines = page.locator("main .line:visible").all()[:3]
    said = {
        line.locator(".p-name").get_attribute("href"): line.locator("b").text_content() or ""
        for line in lines
    }
    assert said
    for href, words in said.items():
        label, _, shown = words.partition(" ")
        assert shown, words
        page.goto(f"{address}/comptes/{href}")
        expect(page.locator(".account").filter(has_text=label).filter(has_text=shown).first).to_be_visible()


def test_two_who_ask_for_filters_at_once_have_one_form(page: Page, address: str) -> None:
    page.goto(f"{address}/comptes/index.html")
    page.get_by_role("button", name="Filtrer, trier").dblclick()
    expect(page.locator("form.facets")).to_have_count(1)
    page.wait_for_timeout(300)
    expect(page.locator("form.facets")).to_have_count(1)


def test_a_category_goes_round_too_in_the_order_of_names(page: Page, address: str) -> None:
    page.clock.set_fixed_time(DAY)
    page.goto(f"{address}/categories/journalistes/?tri=nom")
    expect(page.get_by_label("Trier par")).to_have_value("nom")
    by_name = names(page)
    page.goto(f"{address}/categories/journalistes/")
    turned = names(page)
    start = by_name.index(turned[0])
    assert turned == by_name[start:] + by_name[:start]
    note = page.get_by_text("Chaque jour, la liste commence par une autre fiche.")
    expect(note).to_be_visible()
    assert (
        page.locator(".guide").inner_text() == f"{len(turned)}\u00a0fiches"
    )  # it names nobody: the list turns
    page.get_by_role("button", name="Filtrer, trier").click()
    page.get_by_label("Trier par").select_option("nom")
    expect(note).to_be_hidden()
    page.go_back()
    expect(note).to_be_visible()
    ids = [link.get_attribute("href").split("/")[-2] for link in page.locator("main .p-name").all()]  # type: ignore[union-attr]
    assert ids[0] == daily.of_day(daily.drawn(ids, "2026-11"), date(2026, 11, 22), DAY.date())


@pytest.mark.parametrize(("day", "expected"), turns.table())
def test_the_browser_agrees_with_the_table_of_days(page: Page, day: date, expected: str) -> None:
    # The day is that of the visitor’s own calendar: late at night in Paris it is not tomorrow yet.
    page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 23, 30, tzinfo=ZoneInfo("Europe/Paris")))
    with served.served(sites.small().output) as address:
        page.goto(f"{address}/compte-du-jour/")
        expect(page.locator("[data-name] a")).to_have_attribute("href", re.compile(f"/{expected}/"))


def test_a_calendar_that_is_over_is_dated_again_in_french(page: Page) -> None:
    page.clock.set_fixed_time(datetime(2027, 1, 1, 12, tzinfo=UTC))
    with served.served(sites.small().output) as address:
        page.goto(f"{address}/compte-du-jour/")
        expect(page.locator(".calendar time")).to_have_text(
            ["1er janvier 2027", "2 janvier 2027", "3 janvier 2027", "4 janvier 2027", "5 janvier 2027"]
        )
        expect(page.locator(".calendar sup")).to_have_text(["er"])
        expect(page.locator(".guide span")).to_have_text(
            ["1er janvier 2027", "5\u00a0jours", "5 janvier 2027"]
        )


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_lists_are_by_name_and_the_calendar_is_honest(page: Page, address: str) -> None:
    page.goto(f"{address}/categories/journalistes/")
    expect(page.get_by_role("button")).to_have_count(0)
    shown = page.get_by_role("main").get_by_role("heading", level=2).all_text_contents()
    assert shown[0].startswith("Les affaires")  # « Les » does not count: it stands with the A
    page.goto(f"{address}/compte-du-jour/")
    expect(page.get_by_role("main").get_by_role("listitem").filter(has=page.locator("time"))).to_have_count(
        100
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_what_scripts_add_moves_nothing_under_the_readers_eyes(
    page: Page, address: str, site: Site, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.route("**/*.woff2", lambda route: route.abort())  # what scripts move, not what fonts do
    page.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    longest = max(site.under("comptes"), key=lambda found: len(found.text("//h1")))
    for place in ("categories/journalistes/", "comptes/", longest.place, ""):
        page.goto(f"{address}/{place}")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate("shift") < 0.01, place


def test_a_rhythm_is_asked_only_where_one_is_known(page: Page, tmp_path: Path) -> None:
    with served.served(sites.small().output) as small:
        opened(page, f"{small}/comptes/")
        expect(page.locator("select[name=rythme]")).to_have_count(0)
    root = roots.make_site(tmp_path / "root")
    file = root / "snapshot" / "profiles.json"
    stored = json.loads(file.read_text("utf-8"))
    fact = {"read_on": "2026-03-12", "source": "https://x.example/"}
    stored["profiles"] |= {
        "x:mutuellephare": fact | {"rhythm": "intense"},
        "bluesky:zoe.example": fact | {"rhythm": "calm"},
    }
    file.write_text(json.dumps(stored), "utf-8")
    site = sites.built(root, tmp_path / "output")
    with served.served(site.output) as small:
        opened(page, f"{small}/comptes/")
        page.locator("select[name=rythme]").select_option("calme")
        assert names(page) == ["Zoé Ndiaye"]
