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

    A fiche is its subjects and its categories. Those that share nothing are not related.
    """
    owned, bits, lists = _filed(fiches)
    span = 2 * len(fiches)  # larger than what distance and side add up to: what is shared decides first
    found = []
    for place, own in enumerate(owned):
        near: set[int] = set()
        for key in own:
            near.update(_around(lists[key], place))
        # One number for each, the least for the best: what is shared, then how far, then which side.
        ours = bits[place]
        ranked = sorted([
            2 * abs(other - place) + (other > place) - span * (ours & bits[other]).bit_count()
            for other in near
        ])  # fmt: skip
        found.append([_place(place, number % span) for number in ranked[:wanted]])
    return found


def _place(place: int, number: int) -> int:
    return place + number // 2 if number % 2 else place - number // 2


def _filed(
    fiches: Iterable[tuple[Collection[str], Collection[str]]],
) -> tuple[list[list[int]], list[int], list[list[int]]]:
    """Number all subjects and categories, as they come.

    Return, by fiche, the numbers of its own; by fiche, a mask in which each of them has as many bits as it weighs, so that the
    bits that two masks share are the weight of what the fiches share; by number, the places of the fiches that have it.
    """
    numbers: dict[tuple[int, str], int] = {}
    lists: list[list[int]] = []
    owned, bits = [], []
    width = max(SUBJECT, CATEGORY)  # bits of a mask that each number has
    for place, (subjects, categories) in enumerate(fiches):
        weighed = [*((SUBJECT, name) for name in subjects), *((CATEGORY, name) for name in categories)]
        keys = {numbers.setdefault(thing, len(numbers)): thing[0] for thing in weighed}
        lists += [[] for _ in range(len(numbers) - len(lists))]
        for key in keys:
            lists[key].append(place)
        owned.append(list(keys))
        bits.append(sum(((1 << weight) - 1) << width * key for key, weight in keys.items()))
    return owned, bits, lists


def _around(places: list[int], place: int) -> list[int]:
    """Return the neighbours of a place in a sorted list that has it."""
    at = bisect_left(places, place)
    return places[max(0, at - NEIGHBOURS) : at] + places[at + 1 : at + 1 + NEIGHBOURS]
