"""The structure of every page, for screen readers, keyboards and search engines: headings, landmarks, titles, links."""

from __future__ import annotations

import itertools
from collections import Counter

from annuaire.assets import avatar_files
from annuaire.curation import front_matter
from tests.support import sites
from tests.support.sites import BuiltPage, Site


def name(page: BuiltPage, landmark: object) -> str:
    """Return the accessible name of a landmark."""
    labelled = landmark.get("aria-labelledby")  # type: ignore[attr-defined]
    if labelled:
        return page.text(f"//*[@id='{labelled}']").strip()
    return landmark.get("aria-label", "")  # type: ignore[attr-defined, no-any-return]


def test_pages_are_declared_to_be_in_french(site: Site) -> None:
    for page in site.pages.values():
        assert page.tree.get("lang") == "fr", page


def test_headings_have_one_first_level_and_skip_no_level(site: Site) -> None:
    for page in site.pages.values():
        levels = [int(heading.tag[1]) for heading in page.all("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels.count(1) == 1, page
        # The masthead has no heading, so the first one is that of the page.
        assert levels[0] == 1, page
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (page, levels)


def test_no_heading_is_empty(site: Site) -> None:
    for page in site.pages.values():
        assert all(heading.text_content().strip() for heading in page.all("//h1|//h2|//h3|//h4")), page


def test_a_page_has_one_main_one_header_one_footer(site: Site) -> None:
    for page in site.pages.values():
        for landmark in ("//main", "//body/header", "//body/footer"):
            assert len(page.all(landmark)) == 1, (page, landmark)


def test_landmarks_of_a_kind_have_different_names(site: Site) -> None:
    for page in site.pages.values():
        for kind in ("//nav", "//section"):
            names = [name(page, landmark) for landmark in page.all(kind)]
            assert all(names), (page, kind, names)
            assert len(set(names)) == len(names), (page, kind, names)


def test_the_first_link_skips_to_the_content(site: Site) -> None:
    for page in site.pages.values():
        first = page.all("//body//a")[0]
        assert first.get("href") == "#contenu", page
        assert first.text_content() == "Aller au contenu"
        assert page.all("//main")[0].get("id") == "contenu"


def test_ids_are_unique_and_references_to_them_exist(site: Site) -> None:
    for page in site.pages.values():
        ids = Counter(page.tree.xpath("//@id"))
        assert not [id for id, count in ids.items() if count > 1], page
        for reference in page.tree.xpath("//@aria-labelledby|//@aria-describedby|//@aria-controls|//@for"):
            assert set(reference.split()) <= ids.keys(), (page, reference)


def test_no_two_pages_have_the_same_title(small: Site, rich: Site) -> None:
    """Only invented sites are tested: two people of a real edition may have the same name."""
    for site in (small, rich):
        titles = Counter(page.text("//title") for page in site.pages.values())
        assert [title for title, count in titles.items() if count > 1] == []


def test_a_title_names_the_page_then_the_site(site: Site) -> None:
    title = site.page().text("//title")
    for place, page in site.pages.items():
        if place != "index.html":
            assert page.text("//title").endswith(f" — {title}"), page


def test_every_page_has_one_description(site: Site) -> None:
    written = [page.tree.xpath("//meta[@name='description']/@content") for page in site.pages.values()]
    assert all(len(found) == 1 and found[0].strip() for found in written)


def test_the_descriptions_of_two_pages_differ(real: Site) -> None:
    written = Counter(
        page.tree.xpath("//meta[@name='description']/@content")[0] for page in real.pages.values()
    )
    assert [text for text, count in written.items() if count > 1] == []


def test_every_link_has_a_text(site: Site) -> None:
    for page in site.pages.values():
        for link in page.all("//a[@href]"):
            assert link.text_content().strip() or link.get("aria-label"), (page, link.get("href"))


def test_links_with_the_same_text_have_the_same_target_in_header_and_footer(real: Site) -> None:
    for page in real.pages.values():
        for part in ("//header//a", "//footer//a"):
            addresses: dict[str, set[str]] = {}
            for link in page.all(part):
                addresses.setdefault(link.text_content(), set()).add(link.get("href"))
            assert all(len(found) == 1 for found in addresses.values()), page


def test_the_menu_marks_the_current_section(small: Site) -> None:
    for folder, label in (
        ("comptes/camille-duval", "Les cinq"),
        ("categories/auteurs", "Catégories"),
        ("reseaux", "Réseaux"),
        ("territoires/quebec", "Territoires"),
        ("editions/2026-11", "Éditions"),
        ("commencer", "Commencer"),
    ):
        marked = small.page(folder).all("//body/header//nav//*[@aria-current]")
        assert [link.text_content() for link in marked] == [label]


def test_the_breadcrumb_marks_the_current_page(site: Site) -> None:
    for page in site.under("comptes"):
        marked = page.all("//nav[@aria-label='Fil d’Ariane']//*[@aria-current='page']")
        assert len(marked) == 1, page
        assert marked[0].text_content() == page.text("//h1")


def test_pages_are_complete_without_scripts(site: Site) -> None:
    for page in site.pages.values():
        assert page.all("//noscript") == []
        assert (
            page.all("//*[@hidden][not(ancestor::template)]") == []
        )  # a template needs a script to be shown


def test_lists_reserve_the_space_of_their_filters(small: Site, rich: Site) -> None:
    for site in (small, rich):
        for folder in ("comptes", "reseaux/x"):
            assert site.page(folder).all("//template[@data-script and @data-turning][.//*[@data-filters]]")


def test_the_reserved_slugs_of_pages_are_the_folders_of_the_site(online: Site) -> None:
    prose = {file.stem for file in (sites.small_root() / "content" / "pages").glob("*.md")}
    folders = {file.name for file in online.output.iterdir() if file.is_dir()}
    # This site has no portraits, whose folder is reserved, too.
    assert folders - prose - {".well-known"} | {avatar_files.FOLDER} == set(front_matter.RESERVED_SLUGS)


def test_adjacent_texts_are_separated_without_css(site: Site) -> None:
    """In a text browser, or pasted elsewhere: « 22 novembre 2026 100 fiches », not « 2026100 fiches »."""
    assert any(page.all("//p[@class='guide']/span[2]") for page in site.pages.values())
    for page in site.pages.values():
        assert "</span><span" not in page.source, page


def test_the_page_of_a_network_shows_only_accounts_on_it(small: Site) -> None:
    found = {}
    for page in small.under("reseaux"):
        labels = page.all("//main//*[contains(@class, 'card-handles')]//b")
        found[page.text("//h1")] = {label.text_content() for label in labels}
    assert len(found) > 3
    assert found == {name: {name} for name in found}
