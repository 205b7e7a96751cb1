"""Corrections of French typography: what a plain keyboard types is corrected, and nothing else is changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.french.corrections import corrected
from annuaire.french.text import typeset
from tests.build.test_french import FAULTS, RULES


def shown(text: str) -> str:
    return text.replace("\u00a0", "_").replace("\u202f", "~")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('Un "mot" juste...', "Un «_mot_» juste…"),
        ('"Ça va?" dit-elle, "oui".', "«_Ça va~?_» dit-elle, «_oui_»."),
        ("Une oeuvre du coeur; deux voeux.", "Une œuvre du cœur~; deux vœux."),
        ("OEUVRE", "ŒUVRE"),
        ("OEUVRES, noeuds, moeurs, boeufs, oeil, choeur", "ŒUVRES, nœuds, mœurs, bœufs, œil, chœur"),
        ("La belle-soeur, la manoeuvre, le désoeuvré, sans rancoeur, consoeurs", "La belle-sœur, la manœuvre, le désœuvré, sans rancœur, consœurs"),
        ("Quoi? Vraiment!", "Quoi~? Vraiment~!"),
        ("«Quoi?»", "«_Quoi~?_»"),
        ("Le 1 novembre 2026", "Le 1er_novembre_2026"),
        ("1\u00a0mai", "1er_mai"),
        ("12000 élèves, en 2026 encore", "12~000 élèves, en 2026 encore"),
    ],
)  # fmt: skip
def test_plain_typography_is_corrected(written: str, printed: str) -> None:
    assert shown(corrected(written)) == printed


@pytest.mark.parametrize(
    "written",
    [
        "https://coeur.example/soeur?q=oeuvre et coeur.example, @soeur, soeur@piaille.example",
        "camille.example/oeuvres, mon.coeur, coeur-net.example",
        "un écran de 12 pouces (12\")",
        "75011 Paris, en 2026",
        "un poème, la moelle, un goéland, coexister",
        "R&amp;D &amp; conseil",
        "11 mai, 1 million, 1 mairie, 01000 en tête, 3,14159 environ",
        "des points .... encore",
    ],
)  # fmt: skip
def test_correct_or_ambiguous_texts_are_unchanged(written: str) -> None:
    assert corrected(written) == typeset(written)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "none and one are singular"])
def test_the_faults_that_tests_of_pages_detect_are_corrected(rule: str) -> None:
    """Otherwise continuous integration would refuse curation that passes the check."""
    assert not re.search(RULES[rule], corrected(f"{FAULTS[rule]} ici"))


@given(st.text(alphabet="oeuvrcil\"'.?!; 1mai«»&\u00a0", max_size=24))
def test_a_corrected_text_needs_no_more_corrections(written: str) -> None:
    assert corrected(corrected(written)) == corrected(written)


@given(st.text(alphabet="oOeEuvr.?!; 1234mai»", max_size=24).filter(lambda text: text[:1].isalpha()))
def test_a_fault_is_corrected_in_any_context(written: str) -> None:
    """A quick test decides whether a text needs corrections at all: it must not miss any."""
    assert corrected(f'"a" — {written}') == f"«\u00a0a\u00a0» — {corrected(written)}"
