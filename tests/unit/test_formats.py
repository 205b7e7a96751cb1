"""Dates in curation/: full and partial ones (`annuaire.french.dates`)."""

from __future__ import annotations

from datetime import date

import pytest

from annuaire.french import dates


@pytest.mark.parametrize("written", ["2026-11-22", "2024-02-29", "0001-01-01"])
def test_a_day_that_exists_is_read(written: str) -> None:
    assert dates.day(written) == date.fromisoformat(written)


@pytest.mark.parametrize(
    "written",
    ["2026-02-29", "2026-13-01", "2026-11", "20261122", "2026-W47-7", "22/11/2026", "", "0000-01-01"],
)
def test_a_day_that_does_not_exist_is_nothing(written: str) -> None:
    assert dates.day(written) is None


@pytest.mark.parametrize(
    ("written", "first"),
    [("2018", date(2018, 1, 1)), ("2018-03", date(2018, 3, 1)), ("2018-03-04", date(2018, 3, 4))],
)
def test_a_year_or_a_month_is_read_as_its_first_day(written: str, first: date) -> None:
    assert dates.first_day(written) == first


@pytest.mark.parametrize("written", ["", "18", "2018-13", "2018-02-30", "2018-3", "0000", "inconnu", "2018-"])
def test_a_partial_date_that_does_not_exist_is_nothing(written: str) -> None:
    assert dates.first_day(written) is None
