"""Stages: what each takes is its own, the whole adds up, and nothing is left when nobody follows."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from annuaire import messages, stages

PACKAGE = Path(stages.__file__).parent


def test_a_stage_inside_another_is_not_counted_twice() -> None:
    with stages.following() as followed, stages.stage("pelican"):
        time.sleep(0.02)
        with stages.stage("pages"):
            time.sleep(0.05)
    assert 0.05 <= followed.seconds["pages"] < 0.2
    assert 0.02 <= followed.seconds["pelican"] < 0.05


def test_a_stage_entered_again_goes_on_and_keeps_its_place() -> None:
    with stages.following() as followed:
        for name in ("reading", "pages", "reading"):
            with stages.stage(name):
                time.sleep(0.01)
    assert followed.seconds["reading"] >= 0.02
    assert [name for name in followed.seconds if name in ("reading", "pages")] == ["reading", "pages"]


def test_a_stage_that_fails_is_counted_and_left() -> None:
    with pytest.raises(ValueError), stages.following() as followed, stages.stage("pages"):
        raise ValueError
    assert "pages" in followed.seconds
    assert "pages" in followed.table(messages.stages())


def test_without_anyone_following_a_stage_is_nothing() -> None:
    with stages.following() as followed:
        pass
    with stages.stage("pages"):
        time.sleep(0.01)
    assert "pages" not in followed.seconds


def test_the_shares_of_the_table_add_up_in_french() -> None:
    with stages.following() as followed, stages.stage("pages"):
        time.sleep(0.02)
    *lines, last = followed.table(messages.stages()).splitlines()
    assert last.startswith("en tout") and last.endswith("100\u202f%")
    shares = [int(share) for line in lines for share in re.findall(r"(\d+)\u202f%", line)]
    assert len(shares) == len(lines)
    assert abs(sum(shares) - 100) <= len(lines) / 2
    assert all(re.search(r"\d,\d{3} s", line) for line in lines)


def test_every_stage_of_the_program_has_its_name_and_no_name_is_left_over() -> None:
    sources = [file.read_text("utf-8") for file in PACKAGE.rglob("*.py")]
    used = {name for source in sources for name in re.findall(r'\bstage\("(\w+)"\)', source)}
    assert used | {stages.START, stages.REST, "whole"} == messages.STAGES.keys()
