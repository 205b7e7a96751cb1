"""Stages: nested ones are counted apart, shares add up, and nothing is recorded without `Timings`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annuaire.messages import terminal
from annuaire.runtime import stages

PACKAGE = Path(stages.__file__).parents[1]


class Clock:
    """A clock that advances only when `wait` is called."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def wait(self, seconds: float) -> None:
        self.seconds += seconds

    def perf_counter(self) -> float:
        return self.seconds

    def process_time(self) -> float:
        return 0.5


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(stages, "time", clock)
    return clock


def test_a_stage_inside_another_is_not_counted_twice(clock: Clock) -> None:
    with stages.Timings() as timings:
        clock.wait(1)
        with stages.stage("pelican"):
            clock.wait(2)
            with stages.stage("pages"):
                clock.wait(4)
            clock.wait(8)
    assert timings.seconds == {stages.START: 0.5, stages.REST: 1, "pelican": 10, "pages": 4}


def test_a_stage_entered_again_goes_on_and_keeps_its_place(clock: Clock) -> None:
    with stages.Timings() as timings:
        for name in ("reading", "pages", "reading"):
            with stages.stage(name):
                clock.wait(1)
    assert timings.seconds["reading"] == 2
    assert [name for name in timings.seconds if name in ("reading", "pages")] == ["reading", "pages"]


def test_a_stage_that_raises_is_counted() -> None:
    with pytest.raises(ValueError), stages.Timings() as timings, stages.stage("pages"):
        raise ValueError
    assert "pages" in timings.seconds
    assert "pages" in timings.table(terminal.STAGES)


def test_outside_of_timing_a_stage_is_not_counted() -> None:
    with stages.Timings() as timings:
        pass
    with stages.stage("pages"):
        pass
    assert "pages" not in timings.seconds


def test_the_shares_of_the_table_add_up_in_french(clock: Clock) -> None:
    with stages.Timings() as timings, stages.stage("pages"):
        clock.wait(2)
    *lines, last = timings.table(terminal.STAGES).splitlines()
    assert last.startswith("en tout") and last.endswith("100\u202f%")
    shares = [int(share) for line in lines for share in re.findall(r"(\d+)\u202f%", line)]
    assert len(shares) == len(lines)
    assert abs(sum(shares) - 100) <= len(lines) / 2
    assert all(re.search(r"\d,\d{3} s", line) for line in lines)


def test_every_stage_has_a_label_and_no_label_is_unused() -> None:
    sources = [file.read_text("utf-8") for file in PACKAGE.rglob("*.py")]
    used = {name for source in sources for name in re.findall(r'\bstage\("(\w+)"\)', source)}
    assert used | {stages.START, stages.REST, "whole"} == terminal.STAGES.keys()
