from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from annuaire.curation import curation
from annuaire.model import Curation
from annuaire.runtime import parallel
from tests.support import roots
from tests.unit.test_readings import TODAY, read

MANY = list(range(parallel.MIN_WEIGHT))


@pytest.fixture(autouse=True)
def copies(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two processors and no thread, whatever else the tests have started; return the processes that are copied."""
    made: list[int] = []
    fork = os.fork

    def noted() -> int:
        copy = fork()
        made.append(copy)
        return copy

    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "fork", noted)
    return made


def shared(many: list[int], interrupt: Callable[[], None] = lambda: None) -> set[int]:
    """Share the squaring of numbers; hold what comes to what should, and return which processes worked."""
    made: dict[int, tuple[int, int]] = {}

    def work(number: int) -> None:
        interrupt()
        made[number] = number * number, os.getpid()
        threading.Event().wait(0.0001)  # so that neither is done before the other has begun

    for others in parallel.share(many, work, made.copy, len(many)):
        made.update(others)
    assert {number: square for number, (square, _) in made.items()} == {number: number**2 for number in many}
    return {process for _, process in made.values()}


def hold_that_none_is_left(copies: list[int]) -> None:
    assert len(copies) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(copies[0], os.WNOHANG)


def test_much_work_is_done_by_two(copies: list[int]) -> None:
    assert shared(MANY) == {os.getpid(), *copies}
    hold_that_none_is_left(copies)


def test_each_begins_at_its_end_and_they_meet(copies: list[int]) -> None:
    many = list(range(3 * parallel.MAX_CHUNKS + 1))
    made: dict[int, int] = {}

    def work(number: int) -> None:
        made[number] = os.getpid()
        threading.Event().wait(0.00001)

    [theirs] = parallel.share(many, work, made.copy, parallel.MIN_WEIGHT)
    assert sorted([*made, *theirs]) == many
    assert set(made.values()) == {os.getpid()}
    assert max(made) < min(theirs)


def test_little_work_is_done_by_one() -> None:
    assert shared(MANY[:-1]) == {os.getpid()}


def test_one_processor_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    assert shared(MANY) == {os.getpid()}


def test_beside_another_thread_nothing_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert shared(MANY) == {os.getpid()}


def test_a_copy_that_the_system_refuses_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    opened = sorted(Path("/proc/self/fd").iterdir()) if Path("/proc/self/fd").is_dir() else []
    assert shared(MANY) == {os.getpid()}
    assert not opened or len(sorted(Path("/proc/self/fd").iterdir())) == len(opened)


def test_the_share_of_a_copy_that_fails_is_done_again(copies: list[int]) -> None:
    here = os.getpid()

    def fail() -> None:
        if os.getpid() != here:
            os._exit(3)

    assert shared(MANY, fail) == {here}
    hold_that_none_is_left(copies)


def test_whoever_is_stopped_leaves_nobody_at_work(copies: list[int]) -> None:
    here = os.getpid()

    def stop() -> None:
        if os.getpid() == here:
            raise KeyboardInterrupt
        threading.Event().wait(60)

    with pytest.raises(KeyboardInterrupt):
        shared(MANY, stop)
    hold_that_none_is_left(copies)


def test_what_is_done_aside_is_done_by_a_copy(copies: list[int]) -> None:
    result = parallel.in_background(lambda: {"by": os.getpid(), "much": "é" * 200_000}, parallel.MIN_WEIGHT)
    assert result() == {"by": copies[0], "much": "é" * 200_000}
    hold_that_none_is_left(copies)


def test_what_was_done_aside_may_be_asked_for_again(copies: list[int]) -> None:
    result = parallel.in_background(lambda: [1, 2], parallel.MIN_WEIGHT)
    assert result() == result() == [1, 2]
    hold_that_none_is_left(copies)


def test_a_copy_waits_for_nobody_to_hear_it(copies: list[int]) -> None:
    result = parallel.in_background(lambda: "é" * 200_000, parallel.MIN_WEIGHT)
    end = time.monotonic() + 60
    while not os.waitid(os.P_PID, copies[0], os.WEXITED | os.WNOWAIT | os.WNOHANG):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert result() == "é" * 200_000
    hold_that_none_is_left(copies)


def test_where_memory_cannot_be_a_file_a_file_is_one(
    copies: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> int:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "memfd_create", refuse, raising=False)
    assert parallel.in_background(os.getpid, parallel.MIN_WEIGHT)() == copies[0]
    hold_that_none_is_left(copies)


def test_a_little_is_not_done_aside_nor_before_it_is_asked_for() -> None:
    asked: list[int] = []
    result = parallel.in_background(lambda: asked.append(1) or os.getpid(), parallel.MIN_WEIGHT - 1)
    assert not asked
    assert result() == os.getpid()


def test_what_a_copy_fails_to_do_aside_is_done_here(copies: list[int]) -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            raise OSError
        return 42

    assert parallel.in_background(work, parallel.MIN_WEIGHT)() == 42
    hold_that_none_is_left(copies)


def test_without_a_copy_what_is_aside_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    assert parallel.in_background(os.getpid, parallel.MIN_WEIGHT)() == os.getpid()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="how a process is known to be over")
def test_a_copy_whose_result_nobody_asks_for_ends_with_whoever_began_it() -> None:
    program = (
        "import os; from annuaire.runtime import parallel; parallel._can_copy = lambda: True; fork = os.fork\n"
        "def noted():\n    copy = fork()\n    if copy: print(copy, flush=True)\n    return copy\n"
        "os.fork = noted; parallel.in_background(lambda: 'x' * 1_000_000, parallel.MIN_WEIGHT)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    ended = time.monotonic() + 30
    while is_alive(int(said.stdout)):
        assert time.monotonic() < ended
        time.sleep(0.01)


def is_alive(process: int) -> bool:
    """Say whether a process is at work; whose that is over, nobody may be there to bury."""
    try:
        said = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return said.rpartition(")")[2].split()[0] != "Z"


def test_two_processes_read_and_report_as_one(
    root: Path, copies: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        source = roots.fiche(0).replace("Explique", f"Dit, {number} fois,")
        for old in ("camille", "CamilleDuval", "https://"):
            source = source.replace(old, f"{old}{number}")
        (root / "curation" / "fiches" / f"camille-{number}.yml").write_text(source, "utf-8")
    faulty = root / "curation" / "fiches" / "faute.yml"
    faulty.write_text("nom: [", "utf-8")

    def both_ways() -> list[object]:
        said = []
        for enough in (10_000, 300):
            monkeypatch.setattr(parallel, "MIN_WEIGHT", enough)
            said.append(read(root))
            shutil.rmtree(root / ".cache")
        return said

    alone, together = both_ways()
    assert together == alone
    assert isinstance(alone, tuple)
    assert len(alone) == 1
    faulty.unlink()
    alone, together = both_ways()
    assert together == alone
    assert isinstance(alone, Curation)
    assert len(copies) == 2


def test_what_a_copy_read_is_what_was_written(root: Path, copies: list[int]) -> None:
    result = parallel.in_background(lambda: curation.read(root, TODAY), parallel.MIN_WEIGHT, pickle)
    found = result()
    assert len(copies) == 1
    assert found == curation.read(root, TODAY)
