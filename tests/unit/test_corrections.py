"""What a curator types on a plain keyboard is printed as French is, and nothing else is touched."""

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
def test_what_fingers_forget_is_corrected(written: str, printed: str) -> None:
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
def test_what_is_well_or_in_doubt_stays(written: str) -> None:
    assert corrected(written) == typeset(written)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "none and one are singular"])
def test_no_rule_that_pages_are_held_to_is_left_to_the_fingers_of_a_curator(rule: str) -> None:
    """Or what a check finds well, continuous integration would refuse."""
    assert not re.search(RULES[rule], corrected(f"{FAULTS[rule]} ici"))


@given(st.text(alphabet="oeuvrcil\"'.?!; 1mai«»&\u00a0", max_size=24))
def test_what_is_corrected_is_well(written: str) -> None:
    assert corrected(corrected(written)) == corrected(written)


@given(st.text(alphabet="oOeEuvr.?!; 1234mai»", max_size=24).filter(lambda text: text[:1].isalpha()))
def test_what_stands_beside_something_odd_is_corrected_as_it_is_alone(written: str) -> None:
    """One look decides whether a text is corrected at all: it must miss nothing."""
    assert corrected(f'"a" — {written}') == f"«\u00a0a\u00a0» — {corrected(written)}"
