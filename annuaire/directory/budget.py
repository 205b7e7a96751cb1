"""Reading time: how many messages a day a selection brings, and a selection that fits the time one has.

Paces are whole tenths of a message a week, so that `theme/static/js/takeaway/budget.js`, which runs in the browser, gets exactly
the same results. `reading_time` and `propose` are its reference implementation: only tests call them.
An unknown pace is None: it is counted apart and never proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annuaire.directory.directory import Listing
from annuaire.directory.record import NOT_REDISTRIBUTABLE
from annuaire.model import Profile

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


def pace(listing: Listing) -> int | None:
    """Return the measured pace of the account to follow first, in tenths of a message a week."""
    return tenths(listing.accounts[0].network, listing.accounts[0].profile)


def tenths(network: str, profile: Profile | None) -> int | None:
    """Return the measured pace of an account whose profile is shown, in tenths of a message a week."""
    if profile is None or profile.weekly is None or network in NOT_REDISTRIBUTABLE:
        return None
    return round(profile.weekly * 10)


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
