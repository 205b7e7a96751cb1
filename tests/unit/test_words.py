"""Words of search: splitting, stems, names and handles (`reference.words`)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.french import territories
from annuaire.search.rules import rules
from tests.support.reference.words import handle_words, name_words, shortened, stem, words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("L’assureur d’à côté", "assureur a cote"),
        ("jusqu'au bout", "au bout"),
        ("musicien·ne·s", "musicien"),
        ("auteur(e)s", "auteur"),
        ("élu·e·s", "elu"),
        ("artisan-e-s et rédacteur/trice", "artisan et redacteur"),
        ("cuisinier.ère.s", "cuisinier"),
        ("Le Seac’h", "le seach"),
        ("aujourd’hui", "aujourdhui"),
        ("Œuvre, cœur, Ælfric", "oeuvre coeur aelfric"),
        ("@Camille@mastodon.example", "camille mastodon example"),
        ("https://www.camille.example/blog", "camille example blog"),
        ("https://x.com/camille", "camille"),
        ("donnees.essai.fr", "donnees essai fr"),
        ("« ! »", ""),
    ],
)
def test_a_text_is_cut_into_words(written: str, expected: str) -> None:
    assert " ".join(words(written)) == expected


@pytest.mark.parametrize(
    "family",
    [
        "auteur auteurs auteure auteures autrice autrices",
        "assureur assureurs assureuse assureuses",
        "chroniqueur chroniqueuse chroniqueuses",
        "journaliste journalistes",
        "journal journaux",
        "conseiller conseillere conseilleres",
        "coiffeur coiffeuse",
        "hotelier hoteliere hotelieres",
        "musicien musicienne musiciennes",
        "politicien politicienne",
        "professeur professeure professeurs",
        "senateur senatrice senatrices",
        "depute deputee deputes deputees",
        "elu elue elus elues",
        "quebecois quebecoise quebecoises",
        "francais francaise francaises",
        "sportif sportive",
        "reseau reseaux",
        "serieux serieuse",
        "jeu jeux",
        "lieu lieux",
        "voeu voeux",
        "maire mairesse",
        "coach coachs coaches",
        "avocat avocate avocates",
        "emploi emplois",
    ],
)
def test_plural_and_feminine_have_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["presse pres", "mode modele", "poste pot", "livre libre", "art arme"])
def test_other_words_have_different_stems(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("name", "also"),
    [
        ("MonGrandPhare", "grand"),
        ("ABCLibre", "libre"),
        ("Bon Port", "bonport"),
        ("Ousmane N’Diaye", "ndiaye"),
        ("L’Auberge", "lauberge"),
        ("20Minutes", "minutes"),
    ],
)
def test_a_name_is_also_found_under_its_other_spellings(name: str, also: str) -> None:
    assert also in name_words(name)


@pytest.mark.parametrize(
    ("handle", "full", "pieces", "rest"),
    [
        ("Camille_Duval@mastodon.example", "camilleduval", "camille duval", "mastodon example"),
        ("@CamilleDuval", "camilleduval", "camille duval", ""),
        ("company/belle-mutuelle", "bellemutuelle", "belle mutuelle", "company"),
        ("camille.example/feed/atom.xml", "camille", "camille", "example feed atom xml"),
        ("x.example/", "x", "x", "example"),
        ("@", "", "", ""),
    ],
)
def test_a_handle_is_separated_from_its_server(handle: str, full: str, pieces: str, rest: str) -> None:
    found = handle_words(handle)
    assert found[0] == [full]
    assert set(pieces.split()) <= set(found[1])
    assert set(rest.split()) == set(found[2]) - set(found[1])


@given(st.text(max_size=80))
def test_any_text_has_words_without_capitals_accents_or_spaces(written: str) -> None:
    for word in words(written):
        assert word
        assert word == word.lower() or not word.isascii()
        assert not any(char.isspace() for char in word)
        assert isinstance(stem(word), str)


def test_the_rules_can_be_read_by_a_browser_as_they_are() -> None:
    assert all(len(letter) == 1 for letter in rules()["letters"])
    assert rules()["letters"]["œ"] == "oe"
    assert rules()["letters"]["’"] == rules()["letters"]["‘"] == "'"


def test_peoples_and_capitals_are_those_of_a_place_there_is() -> None:
    places = (*territories._countries(), *territories._subdivisions())
    assert rules()["demonyms"].keys() <= {territories.slug(code, territories.name(code)) for code in places}


@pytest.mark.parametrize(
    "handle", ["in/camille", "company/phare", "school/phare", "showcase/phare", "c/phare", "user/phare"]
)
def test_a_pasted_account_is_not_shortened_to_its_folder(handle: str) -> None:
    assert shortened(f"https://www.reseau.example/{handle}/?trk=nav") == [
        f"https://www.reseau.example/{handle}"
    ]
