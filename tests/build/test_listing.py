"""The page of a fiche."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from annuaire.rendering.own_settings import MAX_RELATED
from tests.support import roots, sites
from tests.support.sites import BuiltPage, Site

NBSP, THIN = "\u00a0", "\u202f"


def accounts(page: BuiltPage) -> list[str]:
    """Return the text of each account, in the order of the page."""
    return [item.text_content() for item in page.all("//section[@aria-labelledby='comptes']/ul/li")]


def follow(page: BuiltPage) -> dict[str, str]:
    """Return the addresses of the follow links, by their text."""
    return {link.text_content(): link.get("href", "") for link in page.all("//a[contains(@class, 'follow')]")}


@pytest.mark.parametrize("place", range(len(roots.PEOPLE)))
def test_a_fiche_shows_its_name_reason_signature_and_date(small: Site, place: int) -> None:
    page = small.page(f"comptes/{roots.PEOPLE[place][0]}")
    assert page.text("//h1") == roots.PEOPLE[place][1]
    shown = page.text("//main").replace(NBSP, " ").replace(THIN, " ")
    assert roots.REASONS[place] in shown
    assert "Par la rédaction, le 1er novembre 2026" in shown


def test_the_reason_comes_before_the_accounts(real: Site) -> None:
    for page in real.under("comptes"):
        assert page.source.index("p-note") < page.source.index("account-first")


def test_accounts_are_in_the_order_of_networks_without_a_preference(small: Site) -> None:
    shown = accounts(small.page("comptes/camille-duval"))
    assert [text.split()[0].rstrip(",") for text in shown] == ["Mastodon", "X", "Site"]


def test_the_preferred_account_comes_first_and_is_marked(rich: Site) -> None:
    shown = accounts(rich.page("comptes/camille-duval"))
    assert [text.split()[0].rstrip(",") for text in shown] == ["X", "Mastodon", "Bluesky", "Site"]
    assert ["à suivre d’abord" in text for text in shown] == [True, False, False, False]


def test_the_only_account_has_no_mark(real: Site) -> None:
    for page in real.under("comptes"):
        assert ("à suivre d’abord" in page.source) == (len(accounts(page)) > 1)


FOLLOW = [
    ("camille-duval", "Suivre sur Mastodon", "https://mastodon.example/@camille"),
    ("camille-duval", "Suivre sur X", "https://x.com/intent/follow?screen_name=CamilleDuval"),
    ("camille-duval", "Lire le site", "https://camille.example/"),
    ("elodie-aubert", "Suivre sur Bluesky", "https://bsky.app/profile/elodie.example"),
    ("elodie-aubert", "S’abonner au flux", "https://elodie.example/flux.xml"),
    (
        "mutuelle-du-phare",
        "S’abonner sur YouTube",
        "https://www.youtube.com/@mutuellephare?sub_confirmation=1",
    ),
    ("mutuelle-du-phare", "Voir sur LinkedIn", "https://www.linkedin.com/company/mutuelle-du-phare/"),
]


@pytest.mark.parametrize(("id", "words", "address"), FOLLOW)
def test_each_network_has_its_own_follow_link(small: Site, id: str, words: str, address: str) -> None:
    assert follow(small.page(f"comptes/{id}"))[words] == address


def test_an_account_followed_elsewhere_also_links_its_profile(small: Site) -> None:
    assert "https://x.com/CamilleDuval" in small.page("comptes/camille-duval").links()


def test_each_account_shows_its_evidence_with_its_date(small: Site) -> None:
    for page in small.under("comptes"):
        for shown in accounts(page):
            assert f"Vu en octobre{NBSP}2026 (preuve " in shown
    assert "https://preuve.example/mastodon" in small.page("comptes/camille-duval").links()


def test_evidence_dates_are_as_precise_as_written(rich: Site) -> None:
    x, mastodon, bluesky, site = accounts(rich.page("comptes/camille-duval"))
    assert "Vu en 2019 (preuve 1)" in x
    assert "Vu à une date inconnue (preuve 2)" in mastodon
    assert f"Vu en mars{NBSP}2018 (preuve 3)" in bluesky
    assert f"Vu le 1er{NBSP}novembre{NBSP}2026 (preuve 4)" in site


def test_evidence_that_is_not_online_is_quoted_without_a_link(rich: Site) -> None:
    letter = rich.page("comptes/camille-duval").all("//li[@id='preuve-2']")[0]
    assert f"Une lettre du 3{NBSP}mai" in letter.text_content()
    assert letter.xpath(".//a") == []


def test_evidence_on_a_code_forge_is_named_by_repository_and_file(tmp_path: Path) -> None:
    root = roots.make_site(tmp_path / "root")
    file = root / "curation" / "fiches" / "zoe-ndiaye.yml"
    place = "https://github.com/essais/corpus/blob/b698d4af/presse/medias.csv"
    file.write_text(
        file.read_text("utf-8").replace("https://preuve.example/site, vu: 2026-10", f"{place}, vu: 2019-06"),
        "utf-8",
    )
    page = sites.built(root, tmp_path / "output").page("comptes/zoe-ndiaye")
    shown = page.text("//section[@aria-labelledby='preuves']")
    assert f"essais/corpus, dépôt GitHub, vu en juin{NBSP}2019" in shown
    assert "presse/medias.csv" in shown
    assert "github.com" not in shown


def test_each_account_links_its_evidence_and_no_source_is_repeated(site: Site) -> None:
    for page in site.under("comptes"):
        sources = page.all("//ol[@class='evidence']/li")
        shown = [(item.xpath("string(.//a/@href)"), item.xpath("string(p[1])")) for item in sources]
        assert len(set(shown)) == len(shown), page
        for item in page.all("//section[@aria-labelledby='comptes']/ul/li"):
            assert item.xpath(".//a[starts-with(@href, '#preuve-')]"), page


def test_a_profile_is_shown_with_its_source_and_the_day_it_was_read(small: Site) -> None:
    page = small.page("comptes/camille-duval")
    assert (
        f"Profil lu le 12{NBSP}mars{NBSP}2026{NBSP}: environ 12{THIN}000{NBSP}abonnés, selon mastodon.example"
        in accounts(page)[0]
    )


def test_a_profile_without_audience_says_only_when_it_was_read(rich: Site) -> None:
    shown = accounts(rich.page("comptes/camille-duval"))[2]
    assert f"Profil lu le 1er{NBSP}novembre{NBSP}2026" in shown
    assert "abonné" not in shown


def test_zero_and_one_are_singular(rich: Site) -> None:
    x, mastodon, *_ = accounts(rich.page("comptes/camille-duval"))
    assert f": environ 0{NBSP}abonné, selon" in x
    assert f": environ 1{NBSP}abonné, selon" in mastodon


def test_a_profile_that_was_never_read_is_marked(small: Site) -> None:
    assert "Profil pas encore relevé" in accounts(small.page("comptes/camille-duval"))[1]
    assert "Profil pas encore relevé" in accounts(small.page("comptes/elodie-aubert"))[0]


def test_a_caveat_is_shown(rich: Site) -> None:
    assert rich.page("comptes/camille-duval").text("//p[b[contains(., 'Réserve')]]").endswith("&lt;&")


def test_a_caveat_goes_with_the_reason_into_feeds(rich: Site) -> None:
    assert "<p>Réserve. " in html.unescape(rich.read("flux/changements.xml"))


def test_related_fiches_are_linked_and_never_the_fiche_itself(small: Site, real: Site) -> None:
    for site in (small, real):
        for page in site.under("comptes"):
            found = page.links("//section[@aria-labelledby='voisines']//a")
            assert len(found) <= MAX_RELATED
            assert f"../../{page.place}" not in found
    assert (
        1 <= len(small.page("comptes/camille-duval").links("//section[@aria-labelledby='voisines']//a")) <= 4
    )


def test_previous_and_next_links_go_through_the_category(small: Site, real: Site) -> None:
    """The links « avant » and « après » go through the fiches that have the same main category."""
    for site in (small, real):
        following = {page.place: page.links("//a[@rel='next']") for page in site.under("comptes")}
        previous = {page.place: page.links("//a[@rel='prev']") for page in site.under("comptes")}
        for place, found in following.items():
            for address in found:
                back = address.removeprefix("../../")
                assert back in previous
                if previous[back]:
                    assert len(found) == 1, place
    assert small.page("comptes/camille-duval").links("//a[@rel='next']")


def test_without_repository_or_contact_a_report_links_to_the_page_of_proposals(small: Site) -> None:
    page = small.page("comptes/camille-duval")
    links = {link.text_content(): link.get("href") for link in page.all("//a")}
    assert "Modifier cette fiche" not in links
    assert links["Signaler une erreur"] == "../../proposer/index.html#signaler-une-erreur"


def test_a_fiche_links_to_the_page_about_stored_data(real: Site) -> None:
    for page in real.under("comptes"):
        assert "../../vos-donnees/index.html" in page.links("//article//p[@class='actions']/a"), page.place


def test_modify_links_to_the_file_of_the_fiche_and_report_to_the_contact(rich: Site) -> None:
    page = rich.page("comptes/zoe-ndiaye")
    links = {link.text_content(): link.get("href", "") for link in page.all("//a")}
    assert links["Modifier cette fiche"] == "https://forge.example/edit/main/curation/fiches/zoe-ndiaye.yml"
    assert links["Signaler une erreur"].startswith("mailto:o'brien%26fils@annuaire.example?subject=Cinq%20")
