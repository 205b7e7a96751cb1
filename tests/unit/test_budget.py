"""Proposals: never more than the given time, only the given categories, no fiche whose pace is unknown."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.support.reference import budget
from tests.support.reference.budget import Candidate

TRADES = ("assureurs", "auteurs", "journalistes", "médecins")
paces = st.one_of(st.none(), st.integers(0, 3000))
people = st.lists(st.tuples(st.sampled_from(TRADES), paces), max_size=40).map(
    lambda found: [Candidate(f"p{place}", trade, pace) for place, (trade, pace) in enumerate(found)]
)
categories = st.lists(st.sampled_from(TRADES), unique=True)


@given(people, categories, st.integers(0, 240))
def test_a_proposal_fits_the_time(people: list[Candidate], categories: list[str], minutes: int) -> None:
    by_id = {item.id: item for item in people}
    chosen = [by_id[id] for id in budget.propose(people, categories, minutes)]
    assert len(chosen) == len({item.id for item in chosen})
    assert all(item.category in categories and item.pace is not None for item in chosen)
    assert budget.reading_time([item.pace for item in chosen]).minutes <= minutes
    # No candidate that was left out would have fitted.
    left = minutes * budget.TENTHS_A_MINUTE - sum(item.pace or 0 for item in chosen)
    others = [
        item
        for item in people
        if item.category in categories and item not in chosen and item.pace is not None
    ]
    assert all(item.pace is not None and item.pace > left for item in others)


@given(people, categories)
def test_with_enough_time_categories_are_served_round_robin(
    people: list[Candidate], categories: list[str]
) -> None:
    """No category has two more than another that still has a candidate."""
    chosen = budget.propose(people, categories, 10**6)
    by_id = {item.id: item for item in people}
    have = Counter(item.category for item in people if item.pace is not None)
    served: Counter[str] = Counter()
    for id in chosen:
        trade = by_id[id].category
        assert all(served[trade] <= served[other] for other in categories if served[other] < have[other])
        served[trade] += 1
    assert all(served[trade] == have[trade] for trade in categories)


@given(st.lists(paces, max_size=60))
def test_unknown_paces_are_counted_apart_and_minutes_never_underestimated(found: list[int | None]) -> None:
    time = budget.reading_time(found)
    known = [pace for pace in found if pace is not None]
    assert time.unknown == len(found) - len(known)
    exact = sum(known) / 10 / 7 * budget.SECONDS / 60
    assert exact - 1e-9 <= time.minutes < exact + 1
    assert abs(time.messages - sum(known) / 70) <= 0.5 + 1e-9


def test_forty_two_messages_a_day_are_twenty_one_minutes() -> None:
    assert budget.reading_time([42 * 70]) == budget.ReadingTime(messages=42, minutes=21, unknown=0)
