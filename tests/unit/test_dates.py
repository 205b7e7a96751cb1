"""Dates in French sentences."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date

from annuaire.french import dates, text


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


@pytest.mark.parametrize("month", range(1, 13))
def test_the_months_are_those_of_unicode(month: int) -> None:
    """CLDR has no ordinal for the first of the month; French does."""
    for day in (1, 2, 21):
        when = date(2028, month, day)
        shown = text.typeset(format_date(when, "d MMMM y", locale="fr"))
        assert dates.date_fr(when) == (f"1er{shown[1:]}" if day == 1 else shown)
    assert dates.date_fr(f"2028-{month:02}") == text.typeset(format_date(when, "MMMM y", locale="fr"))
