"""The benchmarks: memory of all processes, cold builds, equal content, latency until a page is served."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import corpus, measure, pages, runs, serving, targets, tools
from benchmarks.tools import Tool

FORKS = """
import os, time
child = os.fork()
held = bytearray(b"x") * 60_000_000
time.sleep(0.3)
if child:
    os.waitpid(child, 0)
"""


@pytest.fixture
def fiches() -> list[corpus.Fiche]:
    return corpus.fiches(len(corpus.CATEGORIES))


@pytest.fixture
def ours(tmp_path: Path, fiches: list[corpus.Fiche]) -> Tool:
    return tools.ours(tmp_path / "ours", fiches, whole=False)


@pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of several processes is measured on Linux only"
)
def test_the_memory_of_all_processes_counts(tmp_path: Path) -> None:
    alone = measure.run([sys.executable, "-c", FORKS.replace("os.fork()", "0")], tmp_path, {}, watched=True)
    both = measure.run([sys.executable, "-c", FORKS], tmp_path, {}, watched=True)
    assert alone.memory > 60_000_000
    assert both.memory - alone.memory > 50_000_000


@pytest.mark.skipif(
    sys.platform != "linux", reason="the memory of several processes is measured on Linux only"
)
def test_the_memory_of_a_timed_command_is_not_sampled(tmp_path: Path) -> None:
    both, largest = (
        measure.run([sys.executable, "-c", FORKS], tmp_path, {}, watched) for watched in (True, False)
    )
    assert both.memory - largest.memory > 50_000_000


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(measure.CommandFailed, match="exit code 3"):
        measure.run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path, {})


def test_clean_removes_everything_that_a_build_wrote(ours: Tool) -> None:
    before = sorted(ours.folder.iterdir())
    measure.run(ours.command, ours.folder, ours.environment)
    assert sorted(ours.folder.iterdir()) != before
    ours.clean()
    left = {path for path in ours.folder.iterdir() if path.name != "__pycache__"}
    assert left == set(before)


def test_a_round_has_one_sample_of_each_situation(ours: Tool, fiches: list[corpus.Fiche]) -> None:
    pages_of = runs.warm([ours], lambda step: None)
    assert pages_of == {ours.name: 2 * len(fiches) + 1}
    series = runs.build_rounds([ours], fiches, 1, lambda step: None)
    assert {len(samples) for samples in series.values()} == {1}
    assert fiches == corpus.fiches(len(fiches))


def test_sites_with_different_content_are_refused(ours: Tool, fiches: list[corpus.Fiche]) -> None:
    measure.run(ours.command, ours.folder, ours.environment)
    one = pages.read(ours.folder / "output")
    fiches[3].change(1)
    ours.apply_change(fiches[3])
    measure.run(ours.command, ours.folder, ours.environment)
    with pytest.raises(pages.UnequalPages, match="reprise"):
        pages.check_equal({"one": one, "other": pages.read(ours.folder / "output")})


def test_a_save_is_measured_until_its_page_is_served(ours: Tool, fiches: list[corpus.Fiche]) -> None:
    found = serving.latencies(ours, fiches, 1)
    assert len(found) == 1
    assert 0 < found[0] < 10
    assert fiches == corpus.fiches(len(fiches))


def test_targets_are_compared_with_measurements() -> None:
    lines = [
        targets.Target("cold", 3.5, 3.5),
        targets.Target("memory", 0.8, 0.81),
        targets.Target("check", 3.0, None, "s"),
    ]
    assert targets.table(lines).splitlines()[2:] == [
        "| cold | 3.5 | 3.50 | yes |",
        "| memory | 0.8 | 0.81 | **no** |",
        "| check | 3 s | – | not measured |",
    ]
