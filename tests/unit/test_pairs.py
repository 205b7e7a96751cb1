from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from annuaire import pairs, readings
from annuaire.model import Curation
from tests.support import roots
from tests.unit.test_readings import read

MANY = list(range(pairs.ENOUGH + 1))


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)


def squares(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return each number's square beside the process that worked it out."""
    return [(number * number, os.getpid()) for number in numbers]


def processes(made: list[tuple[int, int]]) -> int:
    """Hold what was made to what should be, and return how many processes made it."""
    assert [square for square, _ in made] == [number * number for number in MANY[: len(made)]]
    return len({process for _, process in made})


def no_child_is_left() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_much_work_is_done_by_two_in_order() -> None:
    assert processes(pairs.both(squares, MANY)) == 2
    assert no_child_is_left()


def test_little_work_is_done_by_one() -> None:
    assert processes(pairs.both(squares, MANY[:-2])) == 1


def test_one_processor_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    assert processes(pairs.both(squares, MANY)) == 1
    monkeypatch.delattr(os, "sched_getaffinity")
    assert processes(pairs.both(squares, MANY)) == 1


def test_beside_another_thread_there_is_no_fork() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert processes(pairs.both(squares, MANY)) == 1
    finally:
        done.set()
        other.join()


def test_a_fork_that_the_system_refuses_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0  # noqa: PTH208
    monkeypatch.setattr(os, "fork", refuse)
    assert processes(pairs.both(squares, MANY)) == 1
    assert not before or len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


@pytest.mark.parametrize("dies", [True, False])
def test_what_the_second_process_does_not_send_the_first_one_makes(dies: bool) -> None:
    here = os.getpid()

    def work(numbers: Sequence[int]) -> list[tuple[int, int]]:
        if os.getpid() != here and dies:
            os._exit(3)
        if os.getpid() != here:
            raise ZeroDivisionError
        return squares(numbers)

    assert processes(pairs.both(work, MANY)) == 1
    assert no_child_is_left()


def test_whoever_is_stopped_leaves_nobody_at_work() -> None:
    here = os.getpid()

    def work(numbers: Sequence[int]) -> list[tuple[int, int]]:
        if os.getpid() == here:
            raise KeyboardInterrupt
        threading.Event().wait(60)
        return []

    with pytest.raises(KeyboardInterrupt):
        pairs.both(work, MANY)
    assert no_child_is_left()


def test_two_processes_read_and_report_as_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        source = roots.fiche(0).replace("Explique", f"Dit, {number} fois,")
        for old in ("camille", "CamilleDuval", "https://"):
            source = source.replace(old, f"{old}{number}")
        (root / "curation" / "fiches" / f"camille-{number}.yml").write_text(source, "utf-8")
    faulty = root / "curation" / "fiches" / "faute.yml"
    faulty.write_text("nom: [", "utf-8")

    def both_ways() -> list[object]:
        said = []
        for enough in (1000, 30):
            monkeypatch.setattr(pairs, "ENOUGH", enough)
            said.append(read(root))
            (root / ".cache" / readings.NAME).unlink()
        return said

    alone, together = both_ways()
    assert alone == together
    assert len(alone) == 1
    faulty.unlink()
    alone, together = both_ways()
    assert alone == together
    assert isinstance(alone, Curation)
