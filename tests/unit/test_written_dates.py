"""Dates in other notations: what is meant is proposed, what is ambiguous is not guessed."""

from __future__ import annotations

import pytest

from annuaire.schemas import written_dates


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3 mai 2025", "2025-05-03"),
        ("le 3 mai 2025", "2025-05-03"),
        ("1er août 2025", "2025-08-01"),
        ("22 nov. 2026", "2026-11-22"),
        ("mai 2025", "2025-05"),
        ("03/05/2025", "2025-05-03"),
        ("3.5.2025", "2025-05-03"),
        ("03/2025", "2025-03"),
        ("2025/3/5", "2025-03-05"),
        ("2025/3", "2025-03"),
        ("2026–11–22", "2026-11-22"),
    ],
)
def test_a_date_is_understood_in_any_notation(written: str, expected: str) -> None:
    assert written_dates.normalize(written) == expected


@pytest.mark.parametrize(
    "written", ["jui 2025", "ma 2025", "oc 2025", "31/02/2025", "05/13/2025", "25/5/3", "printemps 2025", ""]
)
def test_invalid_or_ambiguous_dates_are_not_guessed(written: str) -> None:
    assert written_dates.normalize(written) == ""


def test_a_month_is_not_proposed_where_a_day_is_wanted() -> None:
    assert written_dates.explain("mai 2025", wants_day=True) == ("date-incomplete", "2025-05")
    assert written_dates.explain("2025-05", wants_day=True) == ("date-incomplete", "2025-05")
    assert written_dates.explain("mai 2025", wants_day=False) == ("date-turned", "2025-05")
