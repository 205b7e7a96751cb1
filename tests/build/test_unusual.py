"""Unusual but valid curation: territories with the same name, other scripts, a plain keyboard's typography, a single fiche."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.build.test_french import RULES, faults
from tests.support import roots, sites
from tests.support.sites import Site

PLACES = ("LU", "LU-LU", "BE-WLX", "CH-JU", "FR-39")
NAMES = ("Zoé", "Анна", "20 Minutes", "🎵🎵", "Élodie")
SUBJECTS = ("[日本, C++]", "[日本, C#]", "[中国, C#]", "[中国, C++]", "[日本, eau]")


def change(root: Path, place: int, key: str, value: str) -> None:
    """Change the value of a key that is on one line, in a fiche of `roots.PEOPLE`."""
    file = root / "curation" / "fiches" / f"{roots.PEOPLE[place][0]}.yml"
    lines = file.read_text("utf-8").splitlines()
    written = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in lines]
    assert written != lines
    file.write_text("\n".join(written) + "\n", "utf-8")


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = roots.make_site(tmp_path_factory.mktemp("unusual") / "root")
    for place, (name, territory, subjects) in enumerate(zip(NAMES, PLACES, SUBJECTS, strict=True)):
        change(root, place, "nom", f'"{name}"')
        change(root, place, "territoire", territory)
        change(root, place, "sujets", subjects)
    edition = root / "curation" / "editions" / "2026-11.yml"
    source = edition.read_text("utf-8")
    edition.write_text(source.replace("Édition d’essai", "Édition de Noël à Québec"), "utf-8")
    return sites.built(root, root / "output")


def test_territories_with_the_same_name_have_a_page_each(unusual: Site) -> None:
    made = {place.split("/")[1] for place in unusual.pages if place.startswith("territoires/")}
    assert made - {"index.html"} == {
        "luxembourg", "luxembourg-lu-lu", "luxembourg-be-wlx", "belgique", "suisse", "jura-ch-ju", "france", "jura-fr-39",
    }  # fmt: skip


def test_names_in_other_scripts_are_headed_as_others_and_not_as_numbers(unusual: Site) -> None:
    page = unusual.page("comptes")
    parts = page.all("//div[h2[contains(@class, 'letter-marker')]]")
    shown = {part.xpath("string(h2)"): part.xpath(".//a[contains(@class, 'u-url')]/text()") for part in parts}
    assert shown == {"0–9": ["20 Minutes"], "E": ["Élodie"], "Z": ["Zoé"], "Autres": ["Анна", "🎵🎵"]}
    places = page.links("//nav[@class='letters']//a")
    assert places == [f"#{part.xpath('string(h2/@id)')}" for part in parts]


def test_the_edition_keeps_its_capitals_inside_a_sentence(unusual: Site) -> None:
    assert ", édition de Noël à Québec, à jour au" in unusual.page().text("//footer")


def test_a_subject_without_a_slug_has_no_page_and_signs_are_spelt_out_in_slugs(unusual: Site) -> None:
    made = {place.split("/")[1] for place in unusual.pages if place.startswith("sujets/")}
    assert made - {"index.html"} == {"c-diese", "c-plus-plus"}
    subjects = unusual.page("comptes/camille-duval").all("//*[@class='p-category' and contains(., '日本')]")
    assert [subject.tag for subject in subjects] == ["span"]


def test_a_straight_apostrophe_is_curved_in_titles_and_downloads(tmp_path: Path) -> None:
    root = roots.make_site(tmp_path / "root")
    for place in (0, 1):
        change(root, place, "nom", f"Camille d'Ans {place}")
        change(root, place, "sujets", "[droit d'auteur]")
    for name, before, after in (
        ("annuaire.yml", "titre: Cinq comptes", "titre: L'annuaire des cinq"),
        ("categories.yml", "  nom: Auteurs", "  nom: L'écrit, auteurs"),
    ):
        file = root / "curation" / name
        source = file.read_text("utf-8")
        assert before in source
        file.write_text(source.replace(before, after), "utf-8")
    site = sites.built(root, root / "output")
    titles = "".join(page.text("//title") for page in site.pages.values())
    downloads = [site.read(f"comptes/{name}") for name in ("liste.md", "contacts.vcf", "tableau.csv")]
    for text in ("L’annuaire des cinq", "L’écrit, auteurs", "Camille d’Ans 1", "roit d’auteur"):
        assert text in titles  # where subjects are capitalised
        assert any(text in file for file in downloads)
    assert not [text for text in (titles, *downloads) if "'" in text]


def test_plain_typography_is_corrected_on_every_page(tmp_path: Path) -> None:
    root = roots.make_site(tmp_path / "root")
    typed = 'L\'oeuvre "juste"... Quoi? Le 1 mai, 12000 soeurs; du coeur!'
    fiche = root / "curation" / "fiches" / f"{roots.PEOPLE[0][0]}.yml"
    source = fiche.read_text("utf-8")
    assert "pourquoi: >-\n  " in source
    fiche.write_text(source.replace("pourquoi: >-\n  ", f"pourquoi: >-\n  {typed} "), "utf-8")
    edition = root / "curation" / "editions" / "2026-11.yml"
    source = edition.read_text("utf-8")
    edition.write_text(source.replace("Édition d’essai", 'L\'oeuvre du 1 mai, "12000 voix..."'), "utf-8")
    page = root / "content" / "pages" / "a-propos.md"
    text = page.read_text("utf-8").replace("Title: À", f"Title: {typed} À")
    assert "Summary: " in text
    text = text.replace("Summary: ", f"Summary: {typed} ")
    page.write_text(text + f"\n{typed} R&D ; `l'oeuvre...`\n", "utf-8")
    site = sites.built(root, root / "output")
    assert {rule: found for rule, pattern in RULES.items() if (found := faults(site, pattern))} == {}
    assert "l'oeuvre..." in site.page("a-propos").text("//code")


def single_fiche_root(folder: Path, *flags: str) -> Path:
    """Return a root of one fiche, whose profile has these flags."""
    root = roots.make_site(folder / "root")
    curation = root / "curation"
    for name, *_ in roots.PEOPLE[1:]:
        (curation / "fiches" / f"{name}.yml").unlink()
    settings = (curation / "annuaire.yml").read_text("utf-8")
    (curation / "annuaire.yml").write_text(settings.replace("places: 5", "places: 1"), "utf-8")
    categories = (curation / "categories.yml").read_text("utf-8").split("- id: ")[1:]
    kept = [f"- id: {one}" for one in categories if one.startswith(("auteurs", "journalistes"))]
    (curation / "categories.yml").write_text("".join(kept), "utf-8")
    (curation / "editions" / "2026-11.yml").write_text(
        "date: 2026-11-02\ntitre: Édition d’essai\nrangs: non\nfiches: [camille-duval]\n", "utf-8"
    )
    facts = {"read_on": "2026-11-01", "source": "https://mastodon.example/", "flags": list(flags)}
    stored = {"profiles": {"mastodon:camille@mastodon.example": facts}, "refreshed_on": None, "version": 1}
    (root / "snapshot" / "profiles.json").write_text(json.dumps(stored), "utf-8")
    return root


def test_a_single_fiche_is_counted_in_the_singular(tmp_path: Path) -> None:
    root = single_fiche_root(tmp_path)
    assert sites.annuaire(root, "build").stdout.startswith("1\u00a0fiche publiée, ")
    assert sites.annuaire(root, "build").stdout.startswith("Rien n’a changé\u00a0: 1\u00a0fiche publiée, ")


def test_a_list_of_one_fiche_has_no_filters_and_an_empty_list_says_so(tmp_path: Path) -> None:
    root = single_fiche_root(tmp_path)
    site = sites.built(root, root / "output")
    page = site.page("comptes")
    assert page.text("//h1") == "Le seul compte"
    assert page.text("//title").startswith("Le seul, de A à Z")
    assert not page.all("//template//*[@data-filters]")
    assert site.page().text("//p[@class='cover-links']/a") == "Feuilleter le seul"
    subjects = site.page("sujets")
    assert subjects.all("//main//p[.='Aucun pour l’instant.']")
    assert not subjects.all("//main//ul[not(*)]")


def test_an_edition_of_withheld_fiches_is_reported_in_one_sentence(tmp_path: Path) -> None:
    done = sites.annuaire(single_fiche_root(tmp_path, "memorial"), "build")
    assert done.returncode == 2
    assert done.stderr.startswith("Aucune fiche de l’édition 2026-11 ne peut être montrée")
    assert done.stderr.count("\n") == 1


def test_an_image_of_a_page_is_published_and_kept_when_only_a_fiche_changes(tmp_path: Path) -> None:
    root = roots.make_site(tmp_path / "root")
    (root / "content" / "images").mkdir()
    (root / "content" / "images" / "point.gif").write_bytes(b"GIF89a")
    page = root / "content" / "pages" / "criteres.md"
    page.write_text(page.read_text("utf-8") + "\n![Un point]({static}/images/point.gif)\n", "utf-8")
    fiche = root / "curation" / "fiches" / "camille-duval.yml"
    for word in ("jargon", "détour"):
        fiche.write_text(fiche.read_text("utf-8").replace("jargon", word), "utf-8")
        site = sites.built(root, root / "output")
        assert 'src="../images/point.gif"' in site.page("criteres").source
        assert (root / "output" / "images" / "point.gif").read_bytes() == b"GIF89a"
