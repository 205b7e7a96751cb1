"""Numbers in letters (`annuaire.french.numerals`)."""

from __future__ import annotations

import pytest

from annuaire.french import numerals


@pytest.mark.parametrize(
    ("number", "short", "long"),
    [
        (1, "Le seul", "Le seul compte"),
        (2, "Les deux", "Les deux comptes"),
        (12, "Les douze", "Les douze comptes"),
        (16, "Les seize", "Les seize comptes"),
        (17, "Les 17", "Les 17 comptes"),
        (100, "Les cent", "Les cent comptes"),
        (250, "Les 250", "Les 250 comptes"),
        (10_000, "Les 10\u202f000", "Les 10\u202f000 comptes"),
    ],
)
def test_a_number_of_one_word_is_in_letters_and_one_is_alone(number: int, short: str, long: str) -> None:
    assert (numerals.all_the(number), numerals.all_the(number, "compte")) == (short, long)
