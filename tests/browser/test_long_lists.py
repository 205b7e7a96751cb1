"""Lists on several pages: read page by page without scripts; filtered and sorted as a whole with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annuaire.directory import daily
from annuaire.directory.directory import Directory
from tests.browser.test_accessibility import too_wide, violations
from tests.browser.test_facets import count, names, opened
from tests.support import served, sites
from tests.support.sites import Site


@pytest.fixture(scope="module")
def large() -> Site:
    return sites.large(250)


@pytest.fixture(scope="module")
def directory(large: Site) -> Directory:
    return sites.directory(sites.large_root(250, False))


@pytest.fixture(scope="module")
def large_address(large: Site) -> Iterator[str]:
    with served.served(large.output) as address:
        yield address


@pytest.fixture(scope="module")
def ranked() -> Iterator[str]:
    with served.served(sites.large(120, True).output) as address:
        yield address


def of_network(directory: Directory, network: str) -> list[str]:
    return [
        one.name for one in directory.listings if network in {account.network for account in one.accounts}
    ]


def next_button(page: Page) -> Any:
    return page.get_by_role("button", name="La suite")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_numbered_pages_have_the_whole_list(
    page: Page, large_address: str, directory: Directory
) -> None:
    page.goto(f"{large_address}/comptes/")
    read = names(page)
    pages = page.get_by_role("navigation", name="Pages de la liste")
    while pages.get_by_role("link", name="Page suivante").count():
        pages.get_by_role("link", name="Page suivante").click()
        read += names(page)
    assert read == [listing.name for listing in directory.listings]
    expect(page).to_have_title(re.compile("^Les 250, de A à Z, page 3 sur 3 — "))
    expect(pages.locator("[aria-current=page]")).to_have_text("Page 3")
    pages.get_by_role("link", name="Page 1").click()
    expect(page).to_have_title(re.compile("^Les 250, de A à Z — "))
    expect(page.get_by_role("button")).to_have_count(0)


def test_a_filter_on_any_page_applies_to_the_whole_list(
    page: Page, large_address: str, directory: Directory
) -> None:
    opened(page, f"{large_address}/comptes/page/2/")
    count(page, 250, 250)
    assert names(page) == [listing.name for listing in directory.listings[100:200]]
    expected = of_network(directory, "x")
    page.get_by_label("Réseau").select_option("x")
    count(page, len(expected), 250)
    assert names(page) == expected[:30]
    expect(page).to_have_url(re.compile(r"/comptes/page/2/\?reseau=x$"))
    expect(page.get_by_role("navigation", name="Pages de la liste")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Lettres")).to_be_hidden()
    page.get_by_role("button", name="Tout montrer").click()
    expect(page.get_by_role("navigation", name="Pages de la liste")).to_be_visible()
    assert names(page) == [listing.name for listing in directory.listings[100:200]]


def test_further_answers_are_loaded_with_the_keyboard(
    page: Page, large_address: str, directory: Directory
) -> None:
    page.goto(f"{large_address}/comptes/?reseau=bluesky")
    expected = of_network(directory, "bluesky")
    expect(next_button(page)).to_be_visible()
    shown = 30
    while next_button(page).is_visible():
        next_button(page).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".entries a").nth(shown)).to_be_focused()
        shown += 30
    assert names(page) == expected


def test_a_shared_address_gives_the_same_answers_and_back_restores_them(
    page: Page, large_address: str
) -> None:
    page.goto(f"{large_address}/territoires/france/page/2/?reseau=mastodon&nature=personne")
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()
    first = names(page)
    assert len(first) == 30
    page.get_by_label("Nature").select_option("organisation")
    assert not set(first) & set(names(page))
    page.go_back()
    expect(page.get_by_label("Nature")).to_have_value("personne")
    assert names(page) == first


def test_the_list_of_a_facet_is_filtered_within_itself(
    page: Page, large_address: str, directory: Directory
) -> None:
    facet = next(facet for facet in directory.axes["territoires"].facets if facet.slug == "france")
    opened(page, f"{large_address}/territoires/france/")
    count(page, facet.count, facet.count)
    expect(page.locator("select[name=territoire]")).to_have_count(0)
    page.get_by_label("Nature").select_option("personne")
    shown = [directory.by_id[id] for id in facet.listings]
    people = [listing.name for listing in shown if listing.is_person]
    count(page, len(people), facet.count)
    assert names(page) == people[:30]


def test_answers_have_reasons_and_can_be_selected(
    page: Page, large_address: str, directory: Directory
) -> None:
    page.goto(f"{large_address}/comptes/?reseau=x")
    first = next(one for one in directory.listings if "x" in {account.network for account in one.accounts})
    answer = page.get_by_role("article").filter(visible=True).first
    expect(answer.locator(".entry-reason")).to_have_text(first.reason)
    answer.get_by_role("checkbox", name=f"Garder {first.name}").check()
    expect(page.get_by_role("complementary", name="Ma sélection")).to_contain_text("1 fiche gardée")


def test_the_random_button_draws_from_the_whole_list(
    page: Page, large_address: str, directory: Directory
) -> None:
    page.add_init_script("Math.random = () => 0.9999")
    page.goto(f"{large_address}/comptes/")
    page.get_by_role("button", name="Au hasard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(directory.listings[-1].name)


def test_a_list_on_several_pages_is_not_rotated(page: Page, large_address: str, directory: Directory) -> None:
    for day in (3, 17):
        page.clock.set_fixed_time(datetime(2026, 12, day, 12, tzinfo=UTC))
        page.goto(f"{large_address}/comptes/")
        assert names(page) == [listing.name for listing in directory.listings[:100]]
    opened(page, f"{large_address}/comptes/")
    orders = page.get_by_label("Trier par").locator("option").all_text_contents()
    assert orders[0] == "Nom, de A à Z"
    assert "Tirage du jour" not in orders


def test_the_fiche_of_the_day_loads_only_the_data_of_its_week(
    page: Page, large_address: str, directory: Directory
) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    edition = directory.edition
    for time in (
        datetime(2026, 11, 2, 12, tzinfo=UTC),
        datetime(2027, 3, 1, 12, tzinfo=UTC),
        datetime(2030, 1, 1, 12, tzinfo=UTC),
    ):
        page.clock.set_fixed_time(time)
        expected = daily.of_day(directory.rotation, edition.edition.published, time.date())
        for place in ("", "compte-du-jour/"):
            page.goto(f"{large_address}/{place}")
            expect(page.locator("[data-name] a")).to_have_attribute(
                "href", re.compile(f"/comptes/{expected}/")
            )
            expect(page.locator("[data-reason]")).to_have_text(directory.by_id[expected].reason)
    data = {url.rpartition("/data/")[2] for url in requested if "/data/" in url}
    assert len(data) == 3
    assert all(name.startswith("semaines/") for name in data)


def test_a_ranked_list_has_its_numbers_on_each_page_and_in_answers(page: Page, ranked: str) -> None:
    page.goto(f"{ranked}/comptes/page/2/")
    lines = page.locator(".line").all_text_contents()
    assert [int(line.partition(".")[0]) for line in lines] == list(range(101, 121))
    opened(page, f"{ranked}/comptes/page/2/")
    page.get_by_label("Nature").select_option("personne")
    numbers = [int(text.partition(".")[0]) for text in page.locator(".entry-name").all_text_contents()]
    assert numbers == sorted(numbers)
    assert len(numbers) == 30
    page.get_by_label("Trier par").select_option("nom")
    assert names(page) == sorted(names(page), key=str.casefold)


def test_pages_filters_and_the_fiche_of_the_day_work_from_a_disk(
    page: Page, large: Site, directory: Directory
) -> None:
    page.goto((large.output / "comptes" / "index.html").as_uri())
    page.get_by_role("link", name="Page suivante").click()
    assert names(page) == [listing.name for listing in directory.listings[100:200]]
    page.get_by_role("button", name="Filtrer, trier").click()
    page.get_by_label("Réseau").select_option("x")
    assert names(page) == of_network(directory, "x")[:30]
    page.goto((large.output / "index.html").as_uri())
    expect(page.locator("[data-name] a")).to_be_visible()
    expect(page.locator("[data-reason]")).not_to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "place",
    ["comptes/page/2/", "territoires/france/page/2/", "comptes/page/2/?reseau=x", "editions/2026-11/page/2/"],
)
def test_axe_finds_nothing_on_a_further_page(
    page: Page, large_address: str, axe: str, place: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.add_init_script(axe)
    page.goto(f"{large_address}/{place}")
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


def test_further_pages_fit_a_small_screen(page: Page, large_address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    places = ["comptes/page/2/", "territoires/france/page/2/", "categories/page/2/", "comptes/?reseau=x"]
    assert too_wide(page, large_address, places) == {}
