"""Reading time: how many messages a day a selection brings, and a selection that fits the time one has, as in
`theme/static/js/takeaway/budget.js`. Paces are in tenths of a message a week; an unknown one is None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SECONDS = 30  # to read one message
TENTHS_A_DAY = 70  # tenths of a message a week in one message a day
TENTHS_A_MINUTE = TENTHS_A_DAY * 60 // SECONDS  # in one minute of reading a day


class Candidate(NamedTuple):
    """A fiche that may be proposed: its id, its main category, its pace in tenths of a message a week."""

    id: str
    category: str
    pace: int | None


class ReadingTime(NamedTuple):
    """The daily reading of a selection; `messages` and `minutes` leave out the `unknown` fiches, whose pace is None."""

    messages: int
    minutes: int
    unknown: int


def reading_time(paces: Sequence[int | None]) -> ReadingTime:
    """Return the daily reading time for paces in tenths of a message a week.

    Minutes are rounded up, so that it never takes longer than announced.
    """
    known = [pace for pace in paces if pace is not None]
    total = sum(known)
    return ReadingTime(
        messages=(total + TENTHS_A_DAY // 2) // TENTHS_A_DAY,
        minutes=-(-total // TENTHS_A_MINUTE),
        unknown=len(paces) - len(known),
    )


def propose(candidates: Sequence[Candidate], categories: Sequence[str], minutes: int) -> list[str]:
    """Return ids whose total reading time never exceeds `minutes` a day.

    Round-robin: each category in turn gives its next candidate that still fits, in the order of `candidates`, until none
    fits. So no category gets a second one before each category with a candidate that fits has its first.
    """
    left = minutes * TENTHS_A_MINUTE
    waiting = {
        category: [item for item in candidates if item.category == category] for category in categories
    }
    chosen: list[str] = []
    found = True
    while found:
        found = False
        for queue in waiting.values():
            fit = next((item for item in queue if item.pace is not None and item.pace <= left), None)
            if fit is not None and fit.pace is not None:
                queue.remove(fit)
                chosen.append(fit.id)
                left -= fit.pace
                found = True
    return chosen
