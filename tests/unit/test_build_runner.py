"""The client of the fork server: each command gets its own exit code, whatever happened to the one before."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annuaire.building.build_runner import BuildRunner
from tests.support import roots


@pytest.fixture
def runner(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BuildRunner]:
    """Return one whose command is a check, which is quick and succeeds."""
    monkeypatch.setenv("PYTHONPATH", str(roots.REPOSITORY))
    with BuildRunner(["--root", str(root), "check"]) as found:
        yield found


def test_commands_are_run_by_one_server_until_it_is_stopped(runner: BuildRunner, root: Path) -> None:
    assert runner.build() == 0
    server = runner._process
    (root / "curation" / "annuaire.yml").unlink()
    assert runner.build() == 1
    assert runner.build("--bogus") == 2
    assert runner._process is server
    runner.stop()
    assert server is not None and server.returncode is not None
    assert runner.build() == 1


def test_a_command_that_finds_its_server_dead_is_run_by_another(runner: BuildRunner) -> None:
    assert runner.build() == 0
    server = runner._process
    assert server is not None
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    assert runner.build() == 0
    assert runner._process is not server


def test_if_the_server_died_nothing_is_run_in_the_background_and_the_next_command_succeeds(
    runner: BuildRunner,
) -> None:
    assert runner.build() == 0
    server = runner._process
    assert server is not None
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    runner.build_in_background()
    assert runner._process is None
    assert runner.build() == 0


def test_a_runner_may_be_stopped_before_its_first_command_and_again(runner: BuildRunner) -> None:
    runner.stop()
    assert runner.build() == 0
    runner.stop()
    runner.stop()


def test_a_server_that_never_starts_fails_each_command(
    runner: BuildRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", shutil.which("false"))
        assert runner.build() == 2
        runner.build_in_background()
        assert runner.build() == 2
    assert runner.build() == 0


def test_the_code_of_a_command_that_was_interrupted_is_not_taken_for_that_of_the_next(
    runner: BuildRunner,
) -> None:
    for _ in range(2):
        runner.build_in_background()
        assert runner.build("--bogus") == 2
        assert runner.build() == 0


def test_after_a_stop_nothing_is_left_in_the_background(runner: BuildRunner) -> None:
    runner.build_in_background()
    runner.stop()
    assert [runner.build(), runner.build()] == [0, 0]
