"""Lists of a thousand: cut in light pages that lead to one another, each saying what it is; nobody is lost on the way."""

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
    """Read from disk, by name."""
    return sites.multitude(1000)


@pytest.fixture(scope="module")
def ranked() -> Site:
    """Fewer, ranked, for the web."""
    return sites.multitude(250, ranked=True, address=sites.ADDRESS)


@pytest.fixture(scope="module", params=["thousand", "ranked"])
def crowd(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def lists(site: Site) -> dict[str, list[BuiltPage]]:
    """Return the pages of each list that has several, in order, by the folder of the first."""
    found: dict[str, dict[int, BuiltPage]] = defaultdict(dict)
    for place, page in site.pages.items():
        if numbered := NUMBERED.match(place):
            found[numbered["list"]][int(numbered["number"])] = page
    return {
        folder: [site.page(folder), *(pages[number] for number in sorted(pages))]
        for folder, pages in found.items()
    }


def leads(page: BuiltPage, site: Site) -> set[str]:
    """Return the files to which a reader without scripts can go from a page."""
    base = f"{site.address}/" if site.address else "https://site.invalid/"
    found = set()
    for link in page.all("//a[@href][not(ancestor::template)]"):
        whole = urldefrag(urljoin(base + page.place, link.get("href")))[0]
        if whole.startswith(base):
            target = whole[len(base) :]
            found.add(f"{target}index.html" if not target or target.endswith("/") else target)
    return found


def item_list(page: BuiltPage) -> dict[str, Any] | None:
    for script in page.all("//script[@type='application/ld+json']"):
        said = json.loads(script.text_content())
        if isinstance(said, dict) and said["@type"] == "ItemList":
            return said
    return None


def shown(page: BuiltPage) -> list[str]:
    """Return the ids of the fiches of the page's own list."""
    links = page.all(
        "//main//*[contains(@class, 'cards') or contains(@class, 'lines')]//a[contains(@class, 'u-url')]/@href"
    )
    return [link.partition("comptes/")[2].partition("/")[0] for link in links]


def test_any_page_of_a_thousand_is_at_most_fourteen_kilobytes_with_its_style(crowd: Site) -> None:
    assert {
        page.place: weight(crowd, page) for page in crowd.pages.values() if weight(crowd, page) > PAGE
    } == {}


def test_scripts_weigh_the_same_whatever_the_number(crowd: Site) -> None:
    for page in crowd.pages.values():
        scripts = [script.get("src") for script in page.all("//script[@src]")]
        files = [crowd.output / PurePosixPath("theme", script.partition("theme/")[2]) for script in scripts]
        assert sum(map(compressed, files)) <= SCRIPTS, page


def test_every_kind_of_list_that_can_be_long_has_several_pages(crowd: Site) -> None:
    folders = lists(crowd).keys()
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


def test_the_longest_indexes_and_changes_are_cut_too(thousand: Site) -> None:
    folders = lists(thousand).keys()
    assert {"sujets", "editions/2026-10/depuis"} <= folders
    assert [folder for folder in folders if folder.startswith("categories/")]


def test_every_link_of_a_thousand_leads_somewhere_and_no_page_is_an_orphan(crowd: Site) -> None:
    assert links.check(crowd.output, crowd.address) == []


def test_every_fiche_is_reached_from_the_home_page_without_scripts(crowd: Site) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        for target in leads(crowd.pages[waiting.pop()], crowd) & crowd.pages.keys() - reached:
            reached.add(target)
            waiting.append(target)
    assert crowd.pages.keys() - reached == {"404.html"}


def test_from_page_to_page_one_reads_every_name_once_in_order(crowd: Site) -> None:
    pages = lists(crowd)["comptes"]
    ids = [id for page in pages for id in shown(page)]
    assert len(set(ids)) == len(ids) == len(list(crowd.under("comptes")))
    assert all(
        [str(link) for link in after.all("//nav[@class='pages']//a[@rel='prev']/@href")]
        and [str(link) for link in before.all("//nav[@class='pages']//a[@rel='next']/@href")]
        for before, after in pairwise(pages)
    )


def test_no_page_of_a_list_is_empty_and_each_says_which_it_is(crowd: Site) -> None:
    for folder, pages in lists(crowd).items():
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


def test_each_page_describes_its_own_part_of_the_list(crowd: Site) -> None:
    described = 0
    for pages in lists(crowd).values():
        place = 0
        for page in pages:
            if said := item_list(page):
                described += 1
                ids = [item["url"].rstrip("/").rpartition("/")[2] for item in said["itemListElement"]]
                assert ids == shown(page), page
                assert said["numberOfItems"] >= place + len(ids)
                place += len(ids)
    assert described > 10


def test_a_letter_leads_to_the_page_on_which_it_begins(thousand: Site) -> None:
    pages = lists(thousand)["comptes"]
    begins: dict[str, str] = {}
    for page in pages:
        for id in page.all("//div[@class='letter']/h2/@id"):
            begins.setdefault(str(id), page.place)
    for page in pages:
        for link in page.links("//nav[@class='letters']//a"):
            target = urljoin(f"https://site.invalid/{page.place}", link)
            assert urldefrag(target)[0].removeprefix("https://site.invalid/") == begins[urldefrag(target)[1]]


def test_a_ranked_list_goes_on_counting(ranked: Site) -> None:
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


def test_the_worker_keeps_a_bounded_part_of_a_thousand_from_the_start(thousand: Site, ranked: Site) -> None:
    kept = [
        json.loads(re.findall(r"const PRECACHED = (.+);", site.read("sw.js"))[0])
        for site in (thousand, ranked)
    ]
    assert [path for path in kept[0] if path.startswith("comptes/")] == ["comptes/"]
    assert "comptes/page/2/" in kept[1]
    assert not [path for path in kept[0] + kept[1] if path.startswith("data/semaines/")]


def test_a_calendar_says_no_more_than_a_year(thousand: Site) -> None:
    pages = lists(thousand)["compte-du-jour"]
    days = [str(day) for page in pages for day in page.all("//ol[@class='calendar']//time/@datetime")]
    assert (len(days), days[0], days[-1]) == (366, "2026-11-02", "2027-11-02")
    assert "la première année" in pages[0].text()
    weeks = sorted((thousand.output / "data" / "semaines").iterdir())
    assert len(weeks) == 143  # 1,000 days


def test_the_home_page_has_the_sixty_largest_territories_however_many_are_as_large(crowd: Site) -> None:
    section = crowd.page().all("//section[@aria-labelledby='par-territoire']")[0]
    numbers = [int(count) for count in section.xpath(".//li/a/span/text()")]
    assert len(numbers) == 60
    every = crowd.page("territoires").all("//ul[contains(@class, 'index-list')]//li/a/span/text()")
    assert sorted(numbers, reverse=True) == sorted(map(int, every), reverse=True)[:60]
    assert section.xpath(".//p[@class='actions']/a")


def test_numbers_of_thousands_are_grouped_wherever_they_stand(thousand: Site) -> None:
    told = thousand.page("emporter").text("//ul[@class='downloads'][1]")
    assert ", 1\u202f000\u00a0fiches" in told
