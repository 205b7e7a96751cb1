"""Territories: codes, names, suggestions, slugs (`annuaire.french.territories`)."""

from __future__ import annotations

from collections import Counter

import pytest
from babel import Locale

from annuaire.french import namesakes, territories, text


@pytest.mark.parametrize("code", ["SN", "CA-QC", "BE-BRU", "FR-IDF", "CH-GE", "RE"])
def test_an_iso_code_exists_and_has_a_french_name(code: str) -> None:
    assert territories.exists(code)
    assert territories.name(code)


@pytest.mark.parametrize("code", ["", "sn", "UK", "QC", "CA-ZZ", "CA-", "-", "Québec", "SEN", "ca-qc", "XX"])
def test_similar_texts_are_not_codes(code: str) -> None:
    assert not territories.exists(code)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("CD", "République démocratique du Congo"),
        ("CI", "Côte d’Ivoire"),
        ("CA-QC", "Québec"),
        ("BE-BRU", "Bruxelles"),
        ("CH-GE", "Genève"),
        ("FR-PAC", "Provence-Alpes-Côte d’Azur"),
        ("BE-VLI", "Limbourg"),
        ("CH-BE", "Berne"),
        ("CA-PE", "Île-du-Prince-Édouard"),
        ("MA-12", "Dakhla-Oued Ed-Dahab"),
    ],
)
def test_names_are_the_usual_french_ones(code: str, name: str) -> None:
    assert territories.name(code) == name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Québec", "CA-QC"), ("quebec", "CA-QC"), ("ca-qc", "CA-QC"), ("ca_qc", "CA-QC"), ("sénégal", "SN"),
        ("Sénégall", "SN"), ("sn", "SN"), ("UK", "GB"), ("RDC", "CD"), ("SEN", "SN"), ("FRA", "FR"), ("USA", "US"),
        ("Réunion", "RE"), ("le Maroc", "MA"), ("Wallonie", "BE-WAL"), ("CH-Genève", "CH-GE"), ("Cote d'Ivoire", "CI"),
        ("fr-974", "RE"), ("FR-971", "GP"), ("Birmanie", "MM"), ("Libéria", "LR"), ("provence-alpes-cote d'azur", "FR-PAC"),
        ("Berne", "CH-BE"), ("Bern", "CH-BE"), ("Belgium", "BE"), ("CA QC", "CA-QC"), ("Liban (LB)", "LB"), ("FR-75", "FR-75C"),
    ],
)  # fmt: skip
def test_usual_names_lead_to_the_code(written: str, code: str) -> None:
    assert territories.suggest(written) == code


@pytest.mark.parametrize(
    "written", ["Atlantide", "ZZ", "", "   ", "Maghreb", "Europe", "Congo", "Montréal", "x" * 500]
)
def test_nothing_is_suggested_for_other_texts(written: str) -> None:
    assert territories.suggest(written) is None


def test_countries_have_the_names_that_cldr_gives_them_but_two() -> None:
    cldr = Locale("fr").territories
    other = {
        code: territories.name(code)
        for code in territories._countries()
        if territories.name(code) != cldr[code]
    }
    assert other == {"CD": "République démocratique du Congo", "CG": "République du Congo"}


def test_each_suggestion_exists() -> None:
    for code in territories._folded_names().values():
        assert territories.exists(code)


def test_the_country_of_a_region_is_its_first_half() -> None:
    assert territories.country("CA-QC") == "CA"
    assert territories.country("SN") == "SN"


EVERYWHERE = (*territories._countries(), *territories._subdivisions())


def test_no_two_places_have_one_address() -> None:
    places = [code for code in EVERYWHERE if not territories.country_code_of(code)]
    assert len({territories.slug(code, territories.name(code)) for code in places}) == len(places)


def test_the_hard_coded_duplicates_are_those_of_the_list() -> None:
    plain = Counter(text.slugify(territories.name(code)) for code in EVERYWHERE)
    assert {slug for slug, number in plain.items() if number > 1} == namesakes.SHARED_SLUGS


def test_both_codes_of_a_place_exist() -> None:
    for code, own in namesakes.COUNTRY_CODE_OF.items():
        assert territories.exists(code)
        assert territories.exists(own)
        assert not territories.country_code_of(own)


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("LU", "luxembourg"), ("LU-LU", "luxembourg-lu-lu"), ("BE-WLX", "luxembourg-be-wlx"), ("RE", "la-reunion"),
        ("CH-JU", "jura-ch-ju"), ("FR-39", "jura-fr-39"), ("CA-QC", "quebec"), ("CH-GE", "geneve"),
    ],
)  # fmt: skip
def test_a_region_has_its_code_in_its_address_only_where_another_place_has_its_name(
    code: str, slug: str
) -> None:
    assert territories.slug(code, territories.name(code)) == slug
