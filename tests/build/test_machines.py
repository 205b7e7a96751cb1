"""Data for programs (JSON-LD, microformats, previews, sitemap, robots.txt, security.txt), read by third-party parsers."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import extruct
import mf2py
import pytest
from lxml import etree

from tests.support import roots, sites
from tests.support.sites import ADDRESS, BuiltPage, Site

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@cache
def json_ld(page: BuiltPage) -> dict[str, dict[str, Any]]:
    """Return the JSON-LD objects of a page, by type."""
    found = extruct.extract(page.source, base_url=ADDRESS, syntaxes=["json-ld"], uniform=True)["json-ld"]
    return {item["@type"]: item for item in found}


def h_cards(page: BuiltPage) -> list[dict[str, Any]]:
    """Return the properties of the h-cards of a page, as found by a parser of microformats."""
    found = mf2py.parse(doc=page.source, url=f"{ADDRESS}/{page.place}")["items"]
    return [item["properties"] for item in found if "h-card" in item["type"]]


def meta(page: BuiltPage, attribute: str = "property") -> dict[str, str]:
    return {item.get(attribute): item.get("content") for item in page.all(f"//meta[@{attribute}]")}


def public_address(page: BuiltPage) -> str:
    """Return the public address of a page."""
    return f"{ADDRESS}/{page.place.removesuffix('index.html')}"


@pytest.mark.parametrize("place", range(len(roots.PEOPLE)))
def test_a_fiche_is_a_profile_page(online: Site, place: int) -> None:
    id, name, nature, *_ = roots.PEOPLE[place]
    page = online.page(f"comptes/{id}")
    found = json_ld(page)["ProfilePage"]
    assert found["url"] == public_address(page)
    assert found["mainEntity"]["@type"] == ("Person" if nature == "personne" else "Organization")
    assert found["mainEntity"]["name"] == name
    assert found["mainEntity"]["description"] == meta(page, "name")["description"]
    assert found["mainEntity"]["sameAs"]
    assert datetime.fromisoformat(found["dateCreated"]) == datetime(2026, 11, 1, tzinfo=UTC)


def test_a_fiche_has_a_breadcrumb_list(online: Site) -> None:
    steps = json_ld(online.page("comptes/camille-duval"))["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["name"] for step in steps] == ["Cinq comptes", "Journalistes", "Camille Duval"]
    known = {public_address(page) for page in online.pages.values()}
    assert {step["item"] for step in steps} <= known


@pytest.mark.parametrize(
    ("folder", "count"), [("comptes", 5), ("categories/auteurs", 2), ("reseaux/x", 2), ("sujets/eau", 3)]
)
def test_a_list_of_fiches_is_an_item_list_in_the_order_of_the_page(
    online: Site, folder: str, count: int
) -> None:
    page = online.page(folder)
    found = json_ld(page)["ItemList"]
    items = found["itemListElement"]
    assert found["numberOfItems"] == len(items) == count
    assert not any("position" in item for item in items)
    assert [item["url"] for item in items] == page.links("//main//*[contains(@class, 'h-card')]//a")
    assert found["itemListOrder"].endswith("ItemListUnordered")


def test_a_ranked_edition_is_an_ordered_list(rich: Site) -> None:
    found = json_ld(rich.page("comptes"))["ItemList"]
    assert found["itemListOrder"].endswith("ItemListOrderAscending")
    ends = [item["url"].rstrip("/").rpartition("/")[2] for item in found["itemListElement"]]
    assert ends[:2] == ["zoe-ndiaye", "oeuvres-vives"]
    assert [item["position"] for item in found["itemListElement"]] == list(range(1, len(ends) + 1))


def test_the_home_page_describes_the_site(online: Site) -> None:
    found = json_ld(online.page())["WebSite"]
    assert (found["name"], found["url"], found["inLanguage"]) == ("Cinq comptes", f"{ADDRESS}/", "fr")


def test_json_ld_has_language_identifier_and_licence(online: Site) -> None:
    page = online.page("comptes/camille-duval")
    fiche, steps = json_ld(page)["ProfilePage"], json_ld(page)["BreadcrumbList"]["itemListElement"]
    assert (fiche["inLanguage"], fiche["mainEntity"]["@id"]) == ("fr", f"{public_address(page)}#fiche")
    listed = json_ld(online.page("comptes"))["ItemList"]["itemListElement"]
    assert {item["@type"] for item in (*steps, *listed)} == {"ListItem"}
    site = json_ld(online.page())["WebSite"]
    assert site["license"].startswith("https://creativecommons.org/licenses/by-sa/4.0/")
    assert site["description"] == meta(online.page(), "name")["description"]


@pytest.mark.parametrize("place", range(len(roots.PEOPLE)))
def test_a_fiche_is_an_h_card(online: Site, place: int) -> None:
    page = online.page(f"comptes/{roots.PEOPLE[place][0]}")
    card = h_cards(page)[0]
    assert card["name"] == [roots.PEOPLE[place][1]]
    assert card["note"] == [meta(page, "name")["description"]]
    assert card["uid"] == [public_address(page)]
    assert set(json_ld(page)["ProfilePage"]["mainEntity"]["sameAs"]) | {public_address(page)} == set(
        card["url"]
    )


def test_every_fiche_of_a_list_is_an_h_card(real: Site) -> None:
    directory = sites.directory(roots.REPOSITORY)
    trade = max(directory.axes["categories"].facets, key=lambda facet: facet.count)
    counts = {"comptes": len(directory.listings), f"categories/{trade.slug}": trade.count}
    for folder, count in counts.items():
        pages = [page for place, page in real.pages.items() if re.match(rf"{folder}/(page/|index)", place)]
        cards = [card for page in pages for card in h_cards(page)]
        assert len(cards) == count
        assert all(card["name"] and card["url"] for card in cards)
    # The list of the hundred shows names only; those of categories show reasons, too.
    assert all(card["note"] for card in h_cards(real.page(f"categories/{trade.slug}")))


def test_pages_have_open_graph_properties(site: Site) -> None:
    for page in site.pages.values():
        properties = meta(page)
        assert properties["og:locale"] == "fr_FR"
        assert properties["og:title"] in page.text("//title")
        assert properties["og:description"] == meta(page, "name")["description"]
        assert properties["og:type"] == ("profile" if page in list(site.under("comptes")) else "website"), (
            page
        )


def test_with_siteurl_canonical_and_open_graph_addresses_are_those_of_the_page(online: Site) -> None:
    for place, page in online.pages.items():
        canonical = page.links("//link[@rel='canonical']")
        if place == "404.html":
            assert canonical == []
        else:
            assert canonical == [meta(page)["og:url"]] == [public_address(page)]


def test_without_siteurl_no_page_has_a_canonical_address(small: Site) -> None:
    for page in small.pages.values():
        assert page.links("//link[@rel='canonical']") == []
        assert "og:url" not in meta(page)


def test_the_sitemap_lists_every_page_once_and_nothing_else(online: Site) -> None:
    urls = etree.fromstring(online.read("sitemap.xml").encode())
    listed = [loc.text for loc in urls.iter(f"{SITEMAP}loc")]
    assert sorted(listed) == sorted(
        public_address(page)
        for place, page in online.pages.items()
        if place != "404.html" and meta(page, "name").get("robots") != "noindex"
    )


def test_the_sitemap_obeys_the_protocol(site: Site) -> None:
    """The rules of https://www.sitemaps.org/protocol.html."""
    source = site.read("sitemap.xml").encode()
    assert source.startswith(b"<?xml")
    assert len(source) <= 50 * 1024 * 1024
    urls = etree.fromstring(source)
    assert urls.tag == f"{SITEMAP}urlset"
    assert 1 <= len(urls) <= 50_000
    hosts = set()
    for url in urls:
        assert [child.tag for child in url] == [f"{SITEMAP}loc"]  # no lastmod: the date is not known
        loc = str(url[0].text)
        assert len(loc) < 2048
        assert re.fullmatch(r"https?://[!-~]+", loc)
        hosts.add(loc.split("/")[2])
    assert len(hosts) == 1


def test_robots_are_allowed_everywhere_and_get_the_address_of_the_sitemap(online: Site) -> None:
    lines = online.read("robots.txt").splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in lines
    assert not [line for line in lines if line.startswith("Disallow")]


def test_security_txt_has_the_fields_of_rfc_9116(site: Site) -> None:
    text = site.read(".well-known/security.txt")
    fields = [line.split(": ", 1) for line in text.splitlines() if line and not line.startswith("#")]
    values = dict(fields)
    assert len(values) == len(fields)
    assert (
        {"Contact", "Expires"} <= values.keys() <= {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    )
    assert values["Contact"].startswith(
        ("mailto:", "https://") if site.address else ("mailto:", "http://localhost")
    )
    assert values["Preferred-Languages"] == "fr"
    expires = datetime.fromisoformat(values["Expires"])
    assert expires.tzinfo == UTC
    assert values["Canonical"].endswith("/.well-known/security.txt")


def test_security_txt_has_the_address_unescaped(rich: Site) -> None:
    """The file is not HTML: an escaped address would be wrong."""
    assert "Contact: mailto:o'brien&fils@annuaire.example\n" in rich.read(".well-known/security.txt")


def test_security_txt_expires_within_a_year_of_the_newest_part_of_the_site(site: Site) -> None:
    expires = re.search(r"Expires: (\S+)", site.read(".well-known/security.txt"))
    newest = json.loads(site.read("api/v1/index.json"))["updated"]
    assert expires
    assert 300 < (date.fromisoformat(expires[1][:10]) - date.fromisoformat(newest)).days <= 366


def test_texts_for_programs_end_with_a_newline(site: Site) -> None:
    for name in ("robots.txt", ".well-known/security.txt"):
        assert site.read(name).endswith("\n"), name
