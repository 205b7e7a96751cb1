"""Related fiches: those that share most subjects and categories, then those nearest in reading order.

Comparing all pairs would be quadratic. So each fiche is compared only with its nearest neighbours, in reading order, in each
list that it is in: in short lists, such as those of subjects, with all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

SUBJECT, CATEGORY = 3, 1  # weights of a shared one
NEIGHBOURS = 8  # on each side


def nearest(fiches: Sequence[tuple[Collection[str], Collection[str]]], wanted: int) -> list[list[int]]:
    """Return, for each fiche, the places of the at most `wanted` others that it resembles most, best first.

    A fiche is given as its subjects and its categories. Fiches that share nothing are not related.
    """
    owned, bits, lists = _indexed(fiches)
    span = 2 * len(fiches)  # larger than distance and side together, so that what is shared decides first
    found = []
    for place, own in enumerate(owned):
        near: set[int] = set()
        for key in own:
            near.update(_neighbours(lists[key], place))
        # A sort key in one integer, the smallest is best: the shared weight, then the distance, then the side.
        ours = bits[place]
        ranked = sorted([
            2 * abs(other - place) + (other > place) - span * (ours & bits[other]).bit_count()
            for other in near
        ])  # fmt: skip
        found.append([_decoded(place, number % span) for number in ranked[:wanted]])
    return found


def _decoded(place: int, number: int) -> int:
    """Return the other place from `2 * distance + side`, the low part of a sort key."""
    return place + number // 2 if number % 2 else place - number // 2


def _indexed(
    fiches: Iterable[tuple[Collection[str], Collection[str]]],
) -> tuple[list[list[int]], list[int], list[list[int]]]:
    """Number all subjects and categories, in order of first use.

    Returns:
        For each fiche, the numbers of its subjects and categories.
        For each fiche, a bit mask with as many bits for each of these numbers as its weight: the number of bits common to two
        masks is the weight of what the two fiches share.
        For each number, the places of the fiches that have it.
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


def _neighbours(places: list[int], place: int) -> list[int]:
    """Return the nearest neighbours of a place, in a sorted list that contains it."""
    at = bisect_left(places, place)
    return places[max(0, at - NEIGHBOURS) : at] + places[at + 1 : at + 1 + NEIGHBOURS]
