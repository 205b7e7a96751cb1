"""Pagination of long lists: light pages, linked to each other, each with its own title, and every fiche on one of them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from tests.build.test_budgets import PAGE, SCRIPTS, compressed, weight
from tests.support import links, sites
from tests.support.sites import BuiltPage, Site

NUMBERED = re.compile(r"^(?P<list>.+)/page/(?P<number>\d+)/index\.html$")


@pytest.fixture(scope="module")
def thousand() -> Site:
    """A site of a thousand fiches in the order of names, to be read from disk."""
    return sites.large(1000)


@pytest.fixture(scope="module")
def ranked() -> Site:
    """A site of 250 fiches with ranks, for the web."""
    return sites.large(250, ranked=True, address=sites.ADDRESS)


@pytest.fixture(scope="module", params=["thousand", "ranked"])
def large(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def lists(site: Site) -> dict[str, list[BuiltPage]]:
    """Return the pages of each list that has several, in order, by the folder of the first page."""
    found: dict[str, dict[int, BuiltPage]] = defaultdict(dict)
    for place, page in site.pages.items():
        if numbered := NUMBERED.match(place):
            found[numbered["list"]][int(numbered["number"])] = page
    return {
        folder: [site.page(folder), *(pages[number] for number in sorted(pages))]
        for folder, pages in found.items()
    }


def linked_files(page: BuiltPage, site: Site) -> set[str]:
    """Return the files to which a page links, for readers without scripts."""
    base = f"{site.address}/" if site.address else "https://site.invalid/"
    found = set()
    for link in page.all("//a[@href][not(ancestor::template)]"):
        full = urldefrag(urljoin(base + page.place, link.get("href")))[0]
        if full.startswith(base):
            target = full[len(base) :]
            found.add(f"{target}index.html" if not target or target.endswith("/") else target)
    return found


def item_list(page: BuiltPage) -> dict[str, Any] | None:
    for script in page.all("//script[@type='application/ld+json']"):
        data = json.loads(script.text_content())
        if isinstance(data, dict) and data["@type"] == "ItemList":
            return data
    return None


def shown(page: BuiltPage) -> list[str]:
    """Return the ids of the fiches in the list of a page."""
    links = page.all(
        "//main//*[contains(@class, 'cards') or contains(@class, 'lines')]//a[contains(@class, 'u-url')]/@href"
    )
    return [link.partition("comptes/")[2].partition("/")[0] for link in links]


def test_no_page_exceeds_its_budget(large: Site) -> None:
    assert {
        page.place: weight(large, page) for page in large.pages.values() if weight(large, page) > PAGE
    } == {}


def test_scripts_stay_in_their_budget(large: Site) -> None:
    for page in large.pages.values():
        scripts = [script.get("src") for script in page.all("//script[@src]")]
        files = [large.output / PurePosixPath("theme", script.partition("theme/")[2]) for script in scripts]
        assert sum(map(compressed, files)) <= SCRIPTS, page


def test_every_kind_of_long_list_is_paginated(large: Site) -> None:
    folders = lists(large).keys()
    for expected in (
        "comptes",
        "categories",
        "compte-du-jour",
        "recherche",
        "emporter",
        "territoires/france",
        "reseaux/x",
        "editions/2026-10",
        "editions/2026-11",
    ):
        assert expected in folders


def test_subjects_changes_and_categories_are_paginated(thousand: Site) -> None:
    folders = lists(thousand).keys()
    assert {"sujets", "editions/2026-10/depuis"} <= folders
    assert [folder for folder in folders if folder.startswith("categories/")]


def test_the_link_checker_finds_no_fault(large: Site) -> None:
    assert links.check(large.output, large.address) == []


def test_every_fiche_is_reached_from_the_home_page_without_scripts(large: Site) -> None:
    reached, queue = {"index.html"}, ["index.html"]
    while queue:
        for target in linked_files(large.pages[queue.pop()], large) & large.pages.keys() - reached:
            reached.add(target)
            queue.append(target)
    assert large.pages.keys() - reached == {"404.html"}


def test_the_pages_of_names_have_every_fiche_once_and_are_linked(large: Site) -> None:
    pages = lists(large)["comptes"]
    ids = [id for page in pages for id in shown(page)]
    assert len(set(ids)) == len(ids) == len(list(large.under("comptes")))
    assert all(
        [str(link) for link in after.all("//nav[@class='pages']//a[@rel='prev']/@href")]
        and [str(link) for link in before.all("//nav[@class='pages']//a[@rel='next']/@href")]
        for before, after in pairwise(pages)
    )


def test_no_page_of_a_list_is_empty_and_each_has_its_number(large: Site) -> None:
    for folder, pages in lists(large).items():
        for number, page in enumerate(pages, 1):
            which = f"page {number} sur {len(pages)}"
            assert page.all("//main//li[not(ancestor::nav)] | //main//dt"), page
            assert (which in page.text("//title")) == (number > 1), page
            assert (which in str(page.all("//meta[@name='description']/@content")[0])) == (number > 1), page
            [current] = page.all("//nav[@class='pages']//*[@aria-current]")
            assert current.text_content() == f"Page {number}", page
            crumb = page.text("//nav[@class='breadcrumb']//li[last()]")
            assert (crumb == f"Page {number}") == (number > 1), page
        assert len({page.text("//title") for page in pages}) == len(pages), folder


def test_the_item_list_of_a_page_has_the_fiches_of_that_page(large: Site) -> None:
    described = 0
    for pages in lists(large).values():
        place = 0
        for page in pages:
            if data := item_list(page):
                described += 1
                ids = [item["url"].rstrip("/").rpartition("/")[2] for item in data["itemListElement"]]
                assert ids == shown(page), page
                assert data["numberOfItems"] >= place + len(ids)
                place += len(ids)
    assert described > 10


def test_a_letter_links_to_the_page_on_which_it_begins(thousand: Site) -> None:
    pages = lists(thousand)["comptes"]
    begins: dict[str, str] = {}
    for page in pages:
        for id in page.all("//div[@class='letter']/h2/@id"):
            begins.setdefault(str(id), page.place)
    for page in pages:
        for link in page.links("//nav[@class='letters']//a"):
            target = urljoin(f"https://site.invalid/{page.place}", link)
            assert urldefrag(target)[0].removeprefix("https://site.invalid/") == begins[urldefrag(target)[1]]


def test_ranks_continue_on_further_pages(ranked: Site) -> None:
    place = 0
    for page in lists(ranked)["comptes"]:
        [line] = page.all("//ol[contains(@class, 'lines')]")
        assert int(line.get("start")) == place + 1
        assert [int(item.text_content().partition(".")[0]) for item in line] == list(
            range(place + 1, place + len(line) + 1)
        )
        place += len(line)
    assert place == 250
    members = [
        (int(found.get("start") or 1), len(found))
        for page in lists(ranked)["editions/2026-11"]
        for found in page.all("//ol[@class='members']")
    ]
    assert members[0][0] == 1
    for (first, length), (after, _) in pairwise(members):
        assert after == first + length


def test_every_page_of_a_list_is_in_the_sitemap_under_its_own_address(ranked: Site) -> None:
    places = set(re.findall(r"<loc>(.+?)</loc>", ranked.read("sitemap.xml")))
    for pages in lists(ranked).values():
        for page in pages:
            address = f"{ranked.address}/{page.place.removesuffix('index.html')}"
            assert address in places
            assert page.links("//link[@rel='canonical']") == [address]


def test_the_service_worker_precaches_a_bounded_number_of_pages(thousand: Site, ranked: Site) -> None:
    precached = [
        json.loads(re.findall(r"const PRECACHED = (.+);", site.read("sw.js"))[0])
        for site in (thousand, ranked)
    ]
    assert [path for path in precached[0] if path.startswith("comptes/")] == ["comptes/"]
    assert "comptes/page/2/" in precached[1]
    assert not [path for path in precached[0] + precached[1] if path.startswith("data/semaines/")]


def test_the_calendar_has_at_most_a_year(thousand: Site) -> None:
    pages = lists(thousand)["compte-du-jour"]
    days = [str(day) for page in pages for day in page.all("//ol[@class='calendar']//time/@datetime")]
    assert (len(days), days[0], days[-1]) == (366, "2026-11-02", "2027-11-02")
    assert "la première année" in pages[0].text()
    weeks = sorted((thousand.output / "data" / "semaines").iterdir())
    assert len(weeks) == 143  # 1,000 days


def test_the_home_page_has_exactly_sixty_of_the_largest_territories(large: Site) -> None:
    section = large.page().all("//section[@aria-labelledby='par-territoire']")[0]
    counts = [int(count) for count in section.xpath(".//li/a/span/text()")]
    assert len(counts) == 60
    all_counts = large.page("territoires").all("//ul[contains(@class, 'index-list')]//li/a/span/text()")
    assert sorted(counts, reverse=True) == sorted(map(int, all_counts), reverse=True)[:60]
    assert section.xpath(".//p[@class='actions']/a")


def test_thousands_are_grouped(thousand: Site) -> None:
    assert ", 1\u202f000\u00a0fiches" in thousand.page("emporter").text("//ul[@class='downloads'][1]")
