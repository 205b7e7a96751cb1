"""The daily rotation (`annuaire.directory.daily`)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.directory import daily
from tests.support.days import FIRST, IDS, table

ROTATION = daily.shuffled(IDS, "2026-11")


@pytest.mark.parametrize(("day", "expected"), table())
def test_the_fiche_of_a_day_is_that_of_the_table(day: date, expected: str) -> None:
    assert daily.of_day(ROTATION, FIRST, day) == expected


def test_a_rotation_has_each_fiche_once_then_repeats() -> None:
    days = [FIRST + timedelta(days=number) for number in range(2 * len(IDS))]
    seen = [daily.of_day(ROTATION, FIRST, day) for day in days]
    assert sorted(seen[: len(IDS)]) == sorted(IDS)
    assert seen[: len(IDS)] == seen[len(IDS) :]
    assert [(day, id) for day, id in zip(days, seen[: len(IDS)], strict=False)] == daily.calendar(
        ROTATION, FIRST
    )


@given(st.permutations(IDS))
def test_the_rotation_does_not_depend_on_the_initial_order(ids: list[str]) -> None:
    assert daily.shuffled(ids, "2026-11") == daily.shuffled(IDS, "2026-11")


def test_another_edition_has_another_rotation() -> None:
    assert daily.shuffled(IDS, "2026-11") != daily.shuffled(IDS, "2027-05")


def test_the_hash_is_fnv_1a_as_published() -> None:
    # The three vectors are those of the algorithm's own test suite (isthe.com/chongo/tech/comp/fnv).
    assert [daily.fnv1a(word) for word in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]
