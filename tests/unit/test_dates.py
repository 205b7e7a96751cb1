"""Dates in French sentences."""

from __future__ import annotations

from datetime import date

import pytest

from annuaire.french import dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2018, 3, 1), "1er\u00a0mars\u00a02018"),
        ("2018-03-01", "1er\u00a0mars\u00a02018"),
        (date(2018, 8, 21), "21\u00a0août\u00a02018"),
        ("2018-12-31", "31\u00a0décembre\u00a02018"),
        (date(2018, 1, 11), "11\u00a0janvier\u00a02018"),
        ("2018-02", "février\u00a02018"),
        ("2018", "2018"),
        ("", "date inconnue"),
        (None, "date inconnue"),
    ],
)
def test_a_date_is_written_as_in_a_sentence(value: date | str | None, expected: str) -> None:
    assert dates.date_fr(value) == expected
