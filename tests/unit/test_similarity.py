"""Related fiches: the same as by comparing all pairs, as long as lists are short."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annuaire.directory import similarity

topics = st.tuples(
    st.sets(st.sampled_from("abcdef"), max_size=4), st.sets(st.sampled_from("xyz"), min_size=1, max_size=2)
)


def compared_with_each(fiches: list[tuple[set[str], set[str]]], wanted: int) -> list[list[int]]:
    found = []
    for place, (subjects, categories) in enumerate(fiches):
        scores = {
            other: 3 * len(subjects & theirs) + len(categories & there)
            for other, (theirs, there) in enumerate(fiches)
            if other != place
        }
        related = sorted((-score, abs(other - place), other) for other, score in scores.items() if score)
        found.append([other for _, _, other in related[:wanted]])
    return found


@given(st.lists(topics, max_size=similarity.NEIGHBOURS + 1))
def test_in_short_lists_the_result_is_that_of_comparing_all_pairs(
    fiches: list[tuple[set[str], set[str]]],
) -> None:
    assert similarity.nearest(fiches, 4) == compared_with_each(fiches, 4)


@given(st.lists(topics, max_size=60))
def test_related_fiches_share_something_and_are_others(fiches: list[tuple[set[str], set[str]]]) -> None:
    for place, related in enumerate(similarity.nearest(fiches, 4)):
        subjects, categories = fiches[place]
        assert place not in related
        assert len(set(related)) == len(related) <= 4
        assert all(subjects & fiches[other][0] or categories & fiches[other][1] for other in related)


def test_a_fiche_with_the_same_rare_subject_is_found_at_any_distance() -> None:
    crowd: list[tuple[set[str], set[str]]] = [({"common"}, {"all"}) for _ in range(1000)]
    crowd[0] = crowd[999] = ({"common", "rare"}, {"all"})
    assert similarity.nearest(crowd, 4)[0][0] == 999


def test_equally_similar_fiches_are_sorted_by_their_distance() -> None:
    crowd: list[tuple[set[str], set[str]]] = [(set(), {"all"}) for _ in range(100)]
    assert similarity.nearest(crowd, 4)[50] == [49, 51, 48, 52]
