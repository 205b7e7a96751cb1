"""Which fiches resemble each other: those that share most subjects and categories, then those whose names are nearest.

To compare each with each would take a hundred times longer for ten times as many. So each is compared with its nearest
neighbours, by name, in each list that it is in; in short lists, as those of subjects are, with all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

SUBJECT, CATEGORY = 3, 1  # what sharing one of them weighs
NEIGHBOURS = 8  # on each side


def nearest(fiches: Sequence[tuple[Collection[str], Collection[str]]], wanted: int) -> list[list[int]]:
    """Return, for each of the fiches in their order, the places of the few that it resembles most.

    A fiche is its subjects and its categories. Those that share nothing are no kin.
    """
    subjects, by_subject = _filed([said for said, _ in fiches])
    categories, by_category = _filed([filed for _, filed in fiches])
    span = 2 * len(fiches)
    found = []
    for place, (said, filed) in enumerate(zip(subjects, categories, strict=True)):
        near: set[int] = set()
        for lists, (own, _) in ((by_subject, said), (by_category, filed)):
            for key in own:
                near.update(_around(lists[key], place))
        # One number for each, the least for the best: what is shared, then how far, then which side.
        ours, theirs = said[1], filed[1]
        ranked = sorted([
            2 * abs(other - place) + (other > place)
            - span * (SUBJECT * (ours & subjects[other][1]).bit_count() + CATEGORY * (theirs & categories[other][1]).bit_count())
            for other in near
        ])  # fmt: skip
        found.append([_place(place, number % span) for number in ranked[:wanted]])
    return found


def _place(place: int, number: int) -> int:
    return place + number // 2 if number % 2 else place - number // 2


def _filed(things: Iterable[Collection[str]]) -> tuple[list[tuple[list[int], int]], list[list[int]]]:
    """Number the things; return, for each fiche, those that it has and the same as bits, then the fiches of each thing."""
    numbers: dict[str, int] = {}
    lists: list[list[int]] = []
    found = []
    for place, own in enumerate(things):
        keys = [numbers.setdefault(key, len(numbers)) for key in dict.fromkeys(own)]
        lists += [[] for _ in range(len(numbers) - len(lists))]
        for key in keys:
            lists[key].append(place)
        found.append((keys, sum(1 << key for key in keys)))
    return found, lists


def _around(places: list[int], place: int) -> list[int]:
    """Return the neighbours of a place in a sorted list that has it."""
    at = bisect_left(places, place)
    return places[max(0, at - NEIGHBOURS) : at] + places[at + 1 : at + 1 + NEIGHBOURS]
