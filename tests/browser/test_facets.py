"""Filters, sort orders and the daily rotation of lists: combined, counted, kept in the address, never with an empty result."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import accumulate, product
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Route, expect

from annuaire import networks
from annuaire.curation import curation
from annuaire.directory import daily
from annuaire.directory.directory import Directory, Facet
from annuaire.french import text
from tests.support import days, roots, served, sites
from tests.support.sites import Site

DAY = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
NAMES = "() => [...document.querySelectorAll('main .p-name')].filter((link) => link.checkVisibility()).map((link) => link.textContent)"
OPTIONS = """(label) => [...[...document.querySelectorAll('.facets label')].find((found) => found.textContent.trim().startsWith(label))
  .querySelectorAll('option')].filter((option) => !option.hidden && option.value).map((option) => option.value)"""


def names(page: Page) -> list[str]:
    page.wait_for_load_state()  # a long page is rendered in parts
    found: list[str] = page.evaluate(NAMES)
    return found


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Filtrer, trier").click()
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()


def count(page: Page, shown: int, total: int) -> None:
    expect(page.get_by_role("form", name="Filtres").locator("[aria-live]")).to_have_text(
        re.compile(rf"^{shown}.fiches? sur {total}$")
    )


Left = list[set[str]]


def narrowing(directory: Directory, *axes: str) -> Iterator[tuple[tuple[Facet, ...], Left]]:
    """Yield each combination of one facet per axis, with the names that are left after each filter."""
    names = {listing.id: listing.name for listing in directory.listings}
    for chosen in product(*(directory.axes[axis].facets for axis in axes)):
        sets = accumulate((set(facet.listings) for facet in chosen), set.intersection)
        yield chosen, [{names[id] for id in left} for left in sets]


def test_filters_combine_and_each_is_an_entry_of_the_history(
    page: Page, hundred: str, invented: Directory
) -> None:
    total = len(invented.listings)
    (category, territory, network), left = next(
        (chosen, left)
        for chosen, left in narrowing(invented, "categories", "territoires", "reseaux")
        if total > len(left[0]) > len(left[1]) > len(left[2]) > 0
    )
    opened(page, f"{hundred}/comptes/")
    count(page, total, total)
    page.get_by_label("Catégorie").select_option(category.slug)
    page.get_by_label("Territoire").select_option(territory.slug)
    page.get_by_label("Réseau").select_option(network.slug)
    count(page, len(left[2]), total)
    assert set(names(page)) == left[2]
    asked = f"?categorie={category.slug}&reseau={network.slug}&territoire={territory.slug}"
    expect(page).to_have_url(re.compile(f"{re.escape(asked)}$"))

    page.go_back()
    count(page, len(left[1]), total)
    page.go_back()
    count(page, len(left[0]), total)
    page.go_back()
    count(page, total, total)
    page.go_forward()
    count(page, len(left[0]), total)
    expect(page.get_by_label("Catégorie")).to_have_value(category.slug)


def test_a_filter_by_network_shows_the_account_on_that_network(
    page: Page, hundred: str, invented: Directory
) -> None:
    for network in invented.axes["reseaux"].facets:
        page.goto(f"{hundred}/comptes/?reseau={network.slug}")
        expect(page.get_by_role("form", name="Filtres")).to_be_visible()
        lines = page.locator("main .line:visible")
        expect(lines.first.locator("i")).to_have_text(network.name)
        assert {line.locator("i").inner_text() for line in lines.all()} == {network.name}
        for line in lines.all():
            _, _, handle = line.locator("b").inner_text().partition("@")
            page_of = sites.large(100).page(f"comptes/{line.get_attribute('data-fiche')}")
            theirs = {
                (found.text_content() or "").lower() for found in page_of.all("//p[@class='account-handle']")
            }
            assert not handle or f"@{handle.lower()}" in theirs
        built = {
            line.find("a").get("href").split("/")[-2]: [
                line.find(part).text_content() for part in ("b/i", "b")
            ]
            for line in sites.large(100).page("comptes").all("//main//li[contains(@class, 'h-card')]")
        }
        # A fiche whose first account is on another network, if there is one.
        other = max(network.listings, key=lambda id: built[id][0] != network.name)
        line = page.locator(f"[data-fiche={other}]")
        expect(line.locator("i")).to_have_text(network.name)
        page.get_by_role("button", name="Tout montrer").click()
        expect(line.locator("i")).to_have_text(built[other][0])
        expect(line.locator("b")).to_have_text(built[other][1])


def test_a_shared_address_opens_with_the_same_filters(page: Page, hundred: str, invented: Directory) -> None:
    (category, territory, _), left = next(
        (chosen, left)
        for chosen, left in narrowing(invented, "categories", "territoires", "reseaux")
        if len(left[0]) > len(left[1]) > len(left[2]) > 1 and chosen[2].slug == "x"
    )
    page.goto(f"{hundred}/categories/{category.slug}/?territoire={territory.slug}&reseau=x&tri=nom")
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()
    count(page, len(left[2]), len(left[0]))
    assert names(page) == sorted(left[2], key=text.sort_key)
    expect(page.get_by_label("Trier par")).to_have_value("nom")


def test_filters_of_an_address_that_are_unknown_or_give_nothing_are_ignored(
    page: Page, hundred: str, invented: Directory
) -> None:
    (network, territory), _ = next(
        (chosen, left) for chosen, left in narrowing(invented, "reseaux", "territoires") if not left[1]
    )
    page.goto(
        f"{hundred}/comptes/?categorie=plombiers&reseau={network.slug}&territoire={territory.slug}"
        "&nature=%22%3E%3Cb%3E&tri=audience"
    )
    expect(page.get_by_label("Réseau")).to_have_value(network.slug)
    for label in ("Catégorie", "Territoire", "Nature", "Trier par"):
        expect(page.get_by_label(label)).to_have_value("")
    assert names(page)
    told = "Un filtre de cette adresse ne laisse aucune fiche"
    expect(page.locator(".facets-count")).to_contain_text(told)
    page.get_by_label("Réseau").select_option("")
    expect(page.locator(".facets-count")).not_to_contain_text(told)


def test_an_address_whose_only_filter_gives_nothing_says_so(
    page: Page, hundred: str, invented: Directory
) -> None:
    (category, territory), _ = next(
        (chosen, left) for chosen, left in narrowing(invented, "categories", "territoires") if not left[1]
    )
    page.goto(f"{hundred}/categories/{category.slug}/?territoire={territory.slug}")
    expect(page.locator(".facets-count")).to_contain_text("il est levé")


def test_no_offered_filter_gives_an_empty_result(page: Page, hundred: str, invented: Directory) -> None:
    total = len(invented.listings)
    opened(page, f"{hundred}/comptes/")
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
            count(page, total, total)


def test_the_page_of_a_facet_has_no_filter_by_its_own_axis(
    page: Page, hundred: str, invented: Directory
) -> None:
    territory = max(invented.axes["territoires"].facets, key=lambda facet: facet.count)
    opened(page, f"{hundred}/territoires/{territory.slug}/")
    expect(page.locator("select[name=territoire]")).to_have_count(0)
    expect(page.locator("select[name=reseau]")).to_be_visible()


def test_letters_without_a_fiche_are_hidden(page: Page, hundred: str, invented: Directory) -> None:
    category = next(facet for facet in invented.axes["categories"].facets if facet.count == 3)
    kept = sorted({invented.initials[id] for id in category.listings})
    assert 1 < len(kept) < len(set(invented.initials.values()))
    page.goto(f"{hundred}/comptes/?categorie={category.slug}&tri=nom")
    expect(page.get_by_role("heading", level=2)).to_have_text(kept)
    letters = page.get_by_role("navigation", name="Lettres").get_by_role("link")
    expect(letters).to_have_text(kept)


@pytest.mark.parametrize(("order", "column"), [("arrivee", "came"), ("activite", "active")])
def test_an_order_by_date_is_one_list_with_unknown_dates_last(
    page: Page, hundred: str, order: str, column: str
) -> None:
    head, brace, rest = sites.large(100).read("data/search.js").partition("{")
    index = json.loads(brace + rest.rstrip(";\n"))
    all_names = index["names"].split("\n")
    days = [f"2026-11-{1 + place % 28:02}" if place % 4 else "" for place in range(len(all_names))]
    index[column] = "\n".join(days)
    script = f"{head}{json.dumps(index)};"
    page.route("**/data/search.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(f"{hundred}/comptes/?tri={order}")
    expect(page.get_by_role("heading", level=2).filter(visible=True)).to_have_count(0)
    latest = sorted(range(len(all_names)), key=lambda place: days[place], reverse=True)
    assert names(page) == [all_names[place] for place in latest]


def with_profiles(folder: Path, **facts: dict[str, str]) -> Site:
    """Build the site of five people with profiles: `facts` by id of fiche."""
    root = roots.make_site(folder / "root")
    file = root / "snapshot" / "profiles.json"
    stored = json.loads(file.read_text("utf-8"))
    keys = {id: entry.accounts[0].key for id, entry in curation.read(root, date.max).entries.items()}
    for id, more in facts.items():
        read = {"read_on": "2026-03-12", "source": "https://x.example/", "audience": 12000}
        stored["profiles"][keys[id.replace("_", "-")]] = read | more
    file.write_text(json.dumps(stored), "utf-8")
    return sites.built(root, folder / "output")


def test_an_order_by_date_needs_enough_known_and_different_dates(page: Page, tmp_path: Path) -> None:
    """Two, then three of the five have a date of last activity; all have the same date of arrival."""
    activity = [{"last_active": f"2026-03-0{day}"} for day in (3, 1, 2)]
    always = ["Nom, de A à Z"]
    site = with_profiles(tmp_path / "two", camille_duval=activity[0], elodie_aubert=activity[1])
    with served.served(site.output) as two:
        opened(page, f"{two}/comptes/")
        assert page.get_by_label("Trier par").locator("option").all_text_contents() == always
        expect(page.get_by_label("Trier par")).to_be_hidden()  # nothing to choose
    facts = {"camille_duval": activity[0], "elodie_aubert": activity[1], "zoe_ndiaye": activity[2]}
    with served.served(with_profiles(tmp_path / "three", **facts).output) as three:
        opened(page, f"{three}/comptes/")
        orders = page.get_by_label("Trier par")
        expect(orders).to_be_visible()
        assert orders.locator("option").all_text_contents() == [*always, "Activité récente"]
        orders.select_option("activite")
        assert names(page)[:3] == ["Camille Duval", "Zoé Ndiaye", "Élodie Aubert"]


def test_the_names_of_a_ranked_edition_are_sorted_in_french(page: Page, tmp_path: Path) -> None:
    """A leading article is ignored and numbers sort by value: « Les affaires » is under A."""
    root = roots.make_site(tmp_path / "root")
    edition = root / "curation" / "editions" / "2026-11.yml"
    edition.write_text(edition.read_text("utf-8").replace("rangs: non", "rangs: oui"), "utf-8")
    for id, name in (
        ("zoe-ndiaye", "Les affaires"),
        ("mutuelle-du-phare", "L’Écume"),
        ("elodie-aubert", "1001 idées"),
    ):
        file = root / "curation" / "fiches" / f"{id}.yml"
        lines = file.read_text("utf-8").split("\n")
        file.write_text("\n".join([lines[0], f"nom: {name}", *lines[2:]]), "utf-8")
    with served.served(sites.built(root, tmp_path / "output").output) as ranked:
        page.goto(f"{ranked}/comptes/?tri=nom")
        expect(page.get_by_label("Trier par")).to_have_value("nom")
        assert names(page) == ["1001 idées", "Les affaires", "Camille Duval", "L’Écume", "Œuvres vives"]


def test_the_button_of_a_closed_panel_shows_the_count(
    page: Page, hundred: str, invented_trade: Facet
) -> None:
    opener = page.get_by_role("button", name="Filtrer, trier")
    page.goto(f"{hundred}/comptes/?categorie={invented_trade.slug}")
    expect(opener).to_have_text(f"Filtrer, trier ({invented_trade.count})")
    opener.click()
    expect(page.get_by_role("form", name="Filtres")).to_be_hidden()
    expect(opener).to_have_text(f"Filtrer, trier ({invented_trade.count})")
    opener.click()
    page.get_by_role("button", name="Tout montrer").click()
    expect(opener).to_have_text("Filtrer, trier")


def test_the_random_button_picks_among_the_filtered_fiches(
    page: Page, hundred: str, invented: Directory
) -> None:
    (category, territory), left = next(
        (chosen, left)
        for chosen, left in narrowing(invented, "categories", "territoires")
        if len(left[0]) > len(left[1]) == 1
    )
    page.goto(f"{hundred}/comptes/?categorie={category.slug}&territoire={territory.slug}")
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()
    page.get_by_role("button", name="Au hasard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(*left[1])


def test_the_fiche_of_the_day_is_on_its_page_and_on_the_home_page(page: Page, few: str) -> None:
    for day, expected in days.table()[:6]:
        page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        page.goto(f"{few}/compte-du-jour/")
        expect(page.locator("[data-name] a")).to_have_attribute("href", re.compile(f"/{expected}/"))
        expect(page.locator(".calendar time").first).to_have_attribute("datetime", day.isoformat())
        page.goto(f"{few}/")
        expect(page.locator("[data-name] a")).to_have_attribute("href", re.compile(f"/{expected}/"))


def test_without_the_data_of_the_week_no_empty_heading_is_shown(page: Page, address: str) -> None:
    page.route("**/data/semaines/**", lambda route: route.abort())
    page.goto(f"{address}/index.html")
    expect(page.locator("[data-daily]")).to_be_hidden()
    page.goto(f"{address}/compte-du-jour/index.html")
    expect(page.locator("[data-daily] ol")).to_be_visible()


def test_a_printed_list_is_sorted_by_name(page: Page, hundred: str, invented: Directory) -> None:
    page.clock.set_fixed_time(DAY)
    category = max(invented.axes["categories"].facets, key=lambda facet: facet.count)
    page.goto(f"{hundred}/categories/{category.slug}/index.html")
    rotated = names(page)
    page.evaluate(f"addEventListener('beforeprint', () => {{ window.printed = ({NAMES})(); }})")
    page.pdf()
    assert page.evaluate("printed") == sorted(rotated, key=text.sort_key) != rotated
    assert names(page) == rotated


def test_a_printed_filtered_list_shows_its_count_and_filters(
    page: Page, hundred: str, invented: Directory
) -> None:
    (territory, network), left = next(
        (chosen, left)
        for chosen, left in narrowing(invented, "territoires", "reseaux")
        if len(left[0]) > len(left[1]) > 1
    )
    page.goto(f"{hundred}/territoires/{territory.slug}/index.html?reseau={network.slug}")
    count(page, len(left[1]), territory.count)
    page.emulate_media(media="print")
    expect(page.locator(".facets-count")).to_be_visible()
    expect(page.get_by_label("Réseau")).to_be_visible()
    expect(page.get_by_label("Nature")).to_be_hidden()
    expect(page.get_by_role("button", name="Au hasard")).to_be_hidden()


@pytest.mark.parametrize("network", networks.NETWORKS, ids=lambda network: network.NETWORK)
def test_a_filter_by_network_names_the_account_as_the_fiche_does(
    page: Page, hundred: str, few: str, invented: Directory, network: ModuleType
) -> None:
    listed = {facet.slug for facet in invented.axes["reseaux"].facets}
    for place in [few, hundred] if network.NETWORK in listed else [few]:
        page.goto(f"{place}/comptes/index.html?reseau={network.NETWORK}")
        expect(page.get_by_role("form", name="Filtres")).to_be_visible()
        lines = page.locator("main .line:visible").all()[:3]
        handles = {
            line.locator(".p-name").get_attribute("href"): line.locator("b").text_content() or ""
            for line in lines
        }
        assert handles
        for href, words in handles.items():
            label, _, shown = words.partition(" ")
            assert shown, words
            page.goto(f"{place}/comptes/{href}")
            expect(
                page.locator(".account")
                .filter(has_text=label)
                .filter(has_text=re.compile(re.escape(shown)))
                .first
            ).to_be_visible()


def test_a_double_click_opens_one_form_only(page: Page, hundred: str) -> None:
    page.goto(f"{hundred}/comptes/index.html")
    page.get_by_role("button", name="Filtrer, trier").dblclick()
    expect(page.locator("form.facets")).to_have_count(1)
    page.wait_for_timeout(300)
    expect(page.locator("form.facets")).to_have_count(1)


def test_a_second_click_while_the_panel_loads_does_not_close_it(page: Page, few: str) -> None:
    delayed: list[Route] = []
    page.route("**/data/search.js", lambda route: delayed.append(route))
    page.goto(f"{few}/comptes/")
    opener = page.get_by_role("button", name="Filtrer, trier")
    opener.click()
    opener.click()
    delayed[0].continue_()
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()
    page.wait_for_timeout(300)
    expect(opener).to_have_attribute("aria-expanded", "true")
    opener.click()
    expect(page.get_by_role("form", name="Filtres")).to_be_hidden()


@pytest.mark.parametrize("file", ["data/search.js", "find.*.js"])
def test_filters_that_cannot_be_loaded_are_reported_and_tried_again(page: Page, few: str, file: str) -> None:
    page.route(f"**/{file}", lambda route: route.fulfill(status=500))
    page.goto(f"{few}/comptes/?reseau=mastodon")
    button = page.get_by_role("button", name="Filtres illisibles")
    expect(button).to_be_visible()
    page.unroute(f"**/{file}")
    button.click()
    expect(page.get_by_role("form", name="Filtres")).to_be_visible()
    expect(button).to_have_count(0)


def test_a_letter_does_not_open_a_closed_panel(page: Page, hundred: str) -> None:
    page.goto(f"{hundred}/comptes/?nature=personne")
    opener = page.get_by_role("button", name="Filtrer, trier")
    expect(opener).to_have_attribute("aria-expanded", "true")
    opener.click()
    page.get_by_role("navigation", name="Lettres").get_by_role("link").last.click()
    page.wait_for_timeout(300)
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_the_names_under_letters_begin_with_the_first_letter_every_day(page: Page, hundred: str) -> None:
    for day in (DAY, datetime(2026, 12, 31, 9, 0, tzinfo=UTC)):
        page.clock.set_fixed_time(day)
        page.goto(f"{hundred}/comptes/")
        assert names(page) == sorted(names(page), key=text.sort_key)
    expect(page.get_by_text("Chaque jour, la liste commence par une autre fiche.")).to_have_count(0)
    page.get_by_role("button", name="Filtrer, trier").click()
    assert "Tirage du jour" not in page.get_by_label("Trier par").locator("option").all_text_contents()


def test_a_category_is_rotated_in_the_order_of_names(page: Page, hundred: str, invented: Directory) -> None:
    page.clock.set_fixed_time(DAY)
    category = max(invented.axes["categories"].facets, key=lambda facet: facet.count)
    page.goto(f"{hundred}/categories/{category.slug}/?tri=nom")
    expect(page.get_by_label("Trier par")).to_have_value("nom")
    by_name = names(page)
    page.goto(f"{hundred}/categories/{category.slug}/")
    rotated = names(page)
    start = by_name.index(rotated[0])
    assert rotated == by_name[start:] + by_name[:start]
    note = page.get_by_text("Chaque jour, la liste commence par une autre fiche.")
    expect(note).to_be_visible()
    # Without names: the list changes each day.
    expect(page.locator(".guide span")).to_have_text(
        [f"{len(rotated)}\u00a0fiches", "Emporter toute la liste"]
    )
    page.get_by_role("button", name="Filtrer, trier").click()
    page.get_by_label("Trier par").select_option("nom")
    expect(note).to_be_hidden()
    page.go_back()
    expect(note).to_be_visible()
    ids = [link.get_attribute("href").split("/")[-2] for link in page.locator("main .p-name").all()]  # type: ignore[union-attr]
    edition = invented.edition
    assert ids[0] == daily.of_day(daily.shuffled(ids, edition.id), edition.edition.published, DAY.date())


@pytest.mark.parametrize(("day", "expected"), days.table())
def test_the_fiche_of_the_day_is_that_of_the_table(page: Page, few: str, day: date, expected: str) -> None:
    # The day is that of the visitor’s time zone: late at night in Paris it is the same day.
    page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 23, 30, tzinfo=ZoneInfo("Europe/Paris")))
    page.goto(f"{few}/compte-du-jour/")
    expect(page.locator("[data-name] a")).to_have_attribute("href", re.compile(f"/{expected}/"))


def test_a_calendar_that_has_ended_is_dated_again_in_french(page: Page, few: str) -> None:
    page.clock.set_fixed_time(datetime(2027, 1, 1, 12, tzinfo=UTC))
    page.goto(f"{few}/compte-du-jour/")
    expect(page.locator(".calendar time")).to_have_text(
        ["1er janvier 2027", "2 janvier 2027", "3 janvier 2027", "4 janvier 2027", "5 janvier 2027"]
    )
    expect(page.locator(".calendar sup")).to_have_text(["er"])
    expect(page.locator(".guide span")).to_have_text(["1er janvier 2027", "5\u00a0jours", "5 janvier 2027"])


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_lists_are_by_name_and_the_calendar_is_complete(
    page: Page, hundred: str, invented: Directory
) -> None:
    category = max(invented.axes["categories"].facets, key=lambda facet: facet.count)
    page.goto(f"{hundred}/categories/{category.slug}/")
    expect(page.get_by_role("button")).to_have_count(0)
    expected = [invented.by_id[id].name for id in category.listings]
    assert names(page) == expected == sorted(expected, key=text.sort_key)
    page.goto(f"{hundred}/compte-du-jour/")
    expect(page.get_by_role("main").get_by_role("listitem").filter(has=page.locator("time"))).to_have_count(
        100
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_scripts_cause_no_layout_shift(
    page: Page, address: str, directory: Directory, trade: Facet, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.route("**/*.woff2", lambda route: route.abort())  # only shifts that scripts cause
    page.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    longest = max(directory.listings, key=lambda listing: len(listing.name))
    for place in (f"categories/{trade.slug}/", "comptes/", f"comptes/{longest.id}/", ""):
        page.goto(f"{address}/{place}")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate("shift") < 0.01, place
    for query in (longest.category.name, longest.name):  # many answers, or one
        page.goto(f"{address}/recherche/index.html?q={query}")
        expect(page.locator("[data-results] li").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("shift") < 0.05, query


def test_the_filter_by_rhythm_is_offered_only_if_a_rhythm_is_known(
    page: Page, few: str, tmp_path: Path
) -> None:
    opened(page, f"{few}/comptes/")
    expect(page.locator("select[name=rythme]")).to_have_count(0)
    site = with_profiles(tmp_path, mutuelle_du_phare={"rhythm": "intense"}, zoe_ndiaye={"rhythm": "calm"})
    with served.served(site.output) as known:
        opened(page, f"{known}/comptes/")
        page.locator("select[name=rythme]").select_option("calme")
        assert names(page) == ["Zoé Ndiaye"]
