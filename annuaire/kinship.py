"""Which fiches resemble each other: those that share most subjects and categories, then those whose names are nearest.

To compare each with each would take a hundred times longer for ten times as many. So each is compared with its nearest
neighbours, by name, in each list that it is in; in short lists, as those of subjects are, with all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence

SUBJECT, CATEGORY = 3, 1  # what sharing one of them weighs
NEIGHBOURS = 8  # on each side


def nearest(fiches: Sequence[tuple[Collection[str], Collection[str]]], wanted: int) -> list[list[int]]:
    """Return, for each of the fiches in their order, the places of the few that it resembles most.

    A fiche is its subjects and its categories. Those that share nothing are no kin.
    """
    subjects = [frozenset(said) for said, _ in fiches]
    categories = [frozenset(filed) for _, filed in fiches]
    lists: dict[tuple[str, str], list[int]] = defaultdict(list)
    keys = [[*(("subject", one) for one in said), *(("category", one) for one in filed)]
            for said, filed in zip(subjects, categories, strict=True)]  # fmt: skip
    for place, own in enumerate(keys):
        for key in own:
            lists[key].append(place)

    found = []
    for place, own in enumerate(keys):
        near = {other for key in own for other in _around(lists[key], place)}
        said, filed = subjects[place], categories[place]
        ranked = sorted(
            (
                -SUBJECT * len(said & subjects[other]) - CATEGORY * len(filed & categories[other]),
                abs(other - place),
                other,
            )
            for other in near
        )
        found.append([other for _, _, other in ranked[:wanted]])
    return found


def _around(places: list[int], place: int) -> list[int]:
    """Return the neighbours of a place in a sorted list that has it."""
    if len(places) == 1:
        return []
    at = bisect_left(places, place)
    return places[max(0, at - NEIGHBOURS) : at] + places[at + 1 : at + 1 + NEIGHBOURS]
