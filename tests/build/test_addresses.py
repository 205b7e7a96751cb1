"""The pages and files of a site, and their paths."""

from __future__ import annotations

from annuaire import networks
from tests.support import roots, sites
from tests.support.sites import Site

SMALL = {
    "404.html",
    "index.html",
    "comptes/index.html",
    *(f"{name}/index.html" for name in ("compte-du-jour", "hors-ligne", "recherche")),
    *(f"comptes/{id}/index.html" for id in ("camille-duval", "elodie-aubert", "mutuelle-du-phare", "oeuvres-vives", "zoe-ndiaye")),
    "categories/index.html",
    *(f"categories/{id}/index.html" for id in ("assureurs", "aubergistes", "auteurs", "journalistes")),
    "reseaux/index.html",
    *(f"reseaux/{id}/index.html" for id in networks.BY_NAME),
    "territoires/index.html",
    *(f"territoires/{id}/index.html" for id in ("senegal", "canada", "quebec", "france", "belgique")),
    "sujets/index.html",
    *(f"sujets/{id}/index.html" for id in ("assurance", "eau", "enquete")),
    "editions/index.html",
    "editions/2026-11/index.html",
    "editions/2026-11/depuis/index.html",
    "emporter/index.html",
    *(f"{id}/index.html" for id in ("a-propos", "criteres", "commencer", "proposer", "vos-donnees", "accessibilite", "mentions")),
}  # fmt: skip


def test_the_pages_of_the_small_site_are_exactly_these(small: Site) -> None:
    assert small.pages.keys() == SMALL


def test_the_address_of_the_site_changes_no_file_name(small: Site, online: Site) -> None:
    assert small.pages.keys() == online.pages.keys()


def test_a_subject_of_a_single_fiche_has_no_page(small: Site) -> None:
    assert "sujets/hotellerie/index.html" not in small.pages
    assert "hôtellerie" in small.page("comptes/elodie-aubert").text()


def test_a_subdivision_is_also_found_under_its_country(small: Site) -> None:
    for folder in ("territoires/canada", "territoires/quebec"):
        assert "Élodie Aubert" in small.page(folder).text("//main")


def test_a_past_edition_keeps_its_page(rich: Site) -> None:
    assert {page.place for page in rich.under("editions")} == {
        "editions/2026-10/index.html",
        "editions/2026-11/index.html",
    }


def test_the_repository_gives_a_page_for_each_fiche_and_each_value_of_an_axis(real: Site) -> None:
    directory = sites.directory(roots.REPOSITORY)
    assert {page.place.split("/")[1] for page in real.under("comptes")} == set(directory.by_id)
    for axis in directory.axes.values():
        found = {page.place.split("/")[1] for page in real.under(axis.slug)}
        assert found == {facet.slug for facet in axis.facets}


def test_files_for_programs_are_published(site: Site) -> None:
    for name in (
        "sitemap.xml",
        "robots.txt",
        ".well-known/security.txt",
        "opensearch.xml",
        "manifest.webmanifest",
        "sw.js",
    ):
        assert site.read(name)
