from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.directory import daily
from tests.support.days import FIRST, IDS, table

ROTATION = daily.shuffled(IDS, "2026-11")


@pytest.mark.parametrize(("day", "expected"), table())
def test_the_table_says_whose_day_it_is(day: date, expected: str) -> None:
    assert daily.of_day(ROTATION, FIRST, day) == expected


def test_each_fiche_has_one_day_of_a_turn_before_any_comes_again() -> None:
    days = [FIRST + timedelta(days=number) for number in range(2 * len(IDS))]
    seen = [daily.of_day(ROTATION, FIRST, day) for day in days]
    assert sorted(seen[: len(IDS)]) == sorted(IDS)
    assert seen[: len(IDS)] == seen[len(IDS) :]
    assert [(day, id) for day, id in zip(days, seen[: len(IDS)], strict=False)] == daily.calendar(
        ROTATION, FIRST
    )


@given(st.permutations(IDS))
def test_the_order_does_not_depend_on_the_order_of_the_list(ids: list[str]) -> None:
    assert daily.shuffled(ids, "2026-11") == daily.shuffled(IDS, "2026-11")


def test_another_edition_draws_another_order() -> None:
    assert daily.shuffled(IDS, "2026-11") != daily.shuffled(IDS, "2027-05")


def test_the_hash_is_fnv_1a_as_published() -> None:
    # The three vectors are those of the algorithm's own test suite (isthe.com/chongo/tech/comp/fnv).
    assert [daily.fnv1a(word) for word in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]
