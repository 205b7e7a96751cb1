"""Worker processes (`annuaire.runtime.parallel`)."""

from __future__ import annotations

import marshal
import os
import pickle
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from annuaire.curation import curation
from annuaire.model import Curation
from annuaire.runtime import parallel
from tests.support import roots
from tests.unit.test_readings import TODAY, read

MANY = list(range(parallel.MIN_WEIGHT))


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Pretend that there are two processors and one thread; return a list of the workers that are forked."""
    made: list[int] = []
    fork = os.fork

    def counted() -> int:
        worker = fork()
        made.append(worker)
        return worker

    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "fork", counted)
    return made


def shared(numbers: list[int], interrupt: Callable[[], None] = lambda: None) -> set[int]:
    """Share the squaring of numbers; check the results, and return which processes worked."""
    made: dict[int, tuple[int, int]] = {}

    def work(number: int) -> None:
        interrupt()
        made[number] = number * number, os.getpid()
        threading.Event().wait(0.0001)  # so that neither process finishes before the other has begun

    for others in parallel.share(numbers, work, made.copy, len(numbers)):
        made.update(others)
    assert {number: square for number, (square, _) in made.items()} == {
        number: number**2 for number in numbers
    }
    return {process for _, process in made.values()}


def assert_no_worker_is_left(workers: list[int]) -> None:
    assert len(workers) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(workers[0], os.WNOHANG)


def test_much_work_is_shared(workers: list[int]) -> None:
    assert shared(MANY) == {os.getpid(), *workers}
    assert_no_worker_is_left(workers)


def test_both_work_from_opposite_ends_until_they_meet(workers: list[int]) -> None:
    numbers = list(range(3 * parallel.MAX_CHUNKS + 1))
    made: dict[int, int] = {}

    def work(number: int) -> None:
        made[number] = os.getpid()
        threading.Event().wait(0.00001)

    [of_worker] = parallel.share(numbers, work, made.copy, parallel.MIN_WEIGHT)
    assert sorted([*made, *of_worker]) == numbers
    assert set(made.values()) == {os.getpid()}
    assert max(made) < min(of_worker)


def test_little_work_is_not_shared() -> None:
    assert shared(MANY[:-1]) == {os.getpid()}


def test_with_one_processor_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    assert shared(MANY) == {os.getpid()}


@pytest.mark.parametrize(("processors", "forks"), [(None, False), (1, False), (2, True)])
def test_where_affinity_is_unknown_all_processors_count(
    processors: int | None, forks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert parallel._can_fork() == forks


def test_with_another_thread_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert shared(MANY) == {os.getpid()}
    assert parallel.in_background(os.getpid, parallel.MIN_WEIGHT)() == os.getpid()


def test_if_the_system_refuses_to_fork_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    opened = sorted(Path("/proc/self/fd").iterdir()) if Path("/proc/self/fd").is_dir() else []
    assert shared(MANY) == {os.getpid()}
    assert not opened or len(sorted(Path("/proc/self/fd").iterdir())) == len(opened)


def test_the_share_of_a_failed_worker_is_done_again(workers: list[int]) -> None:
    here = os.getpid()
    done: list[int] = []

    def fail() -> None:
        if os.getpid() != here:
            os._exit(3)
        done.append(1)

    assert shared(MANY, fail) == {here}
    assert len(done) == len(MANY)  # and nothing else is
    assert_no_worker_is_left(workers)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to see which files are open")
def test_no_file_is_left_open(workers: list[int]) -> None:
    before = sorted(Path("/proc/self/fd").iterdir())
    shared(MANY)
    parallel.in_background(os.getpid, parallel.MIN_WEIGHT)()
    assert len(workers) == 2
    assert len(sorted(Path("/proc/self/fd").iterdir())) == len(before)


def test_an_interrupt_kills_the_worker(workers: list[int]) -> None:
    here = os.getpid()

    def stop() -> None:
        if os.getpid() == here:
            raise KeyboardInterrupt
        threading.Event().wait(60)

    with pytest.raises(KeyboardInterrupt):
        shared(MANY, stop)
    assert_no_worker_is_left(workers)


def test_an_interrupt_while_results_are_read_is_raised(
    workers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(content: bytes) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(parallel, "marshal", SimpleNamespace(dump=marshal.dump, loads=interrupted))
    with pytest.raises(KeyboardInterrupt):
        shared(MANY)
    assert_no_worker_is_left(workers)


def test_background_work_is_done_by_a_worker(workers: list[int]) -> None:
    result = parallel.in_background(lambda: {"by": os.getpid(), "much": "é" * 200_000}, parallel.MIN_WEIGHT)
    assert result() == {"by": workers[0], "much": "é" * 200_000}
    assert_no_worker_is_left(workers)


def test_a_background_result_can_be_read_again(workers: list[int]) -> None:
    result = parallel.in_background(lambda: [1, 2], parallel.MIN_WEIGHT)
    assert result() == result() == [1, 2]
    assert_no_worker_is_left(workers)


def test_a_worker_exits_before_its_result_is_read(workers: list[int]) -> None:
    result = parallel.in_background(lambda: "é" * 200_000, parallel.MIN_WEIGHT)
    end = time.monotonic() + 60
    while not os.waitid(os.P_PID, workers[0], os.WEXITED | os.WNOWAIT | os.WNOHANG):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert result() == "é" * 200_000
    assert_no_worker_is_left(workers)


def test_without_memfd_a_temporary_file_is_used(workers: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> int:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "memfd_create", refuse, raising=False)
    assert parallel.in_background(os.getpid, parallel.MIN_WEIGHT)() == workers[0]
    assert_no_worker_is_left(workers)


def test_little_work_is_not_done_in_background_but_on_demand() -> None:
    asked: list[int] = []
    result = parallel.in_background(lambda: asked.append(1) or os.getpid(), parallel.MIN_WEIGHT - 1)
    assert not asked
    assert result() == os.getpid()


def test_background_work_of_a_failed_worker_is_done_here(workers: list[int]) -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            raise OSError
        return 42

    assert parallel.in_background(work, parallel.MIN_WEIGHT)() == 42
    assert_no_worker_is_left(workers)


def test_if_the_system_refuses_to_fork_background_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    assert parallel.in_background(os.getpid, parallel.MIN_WEIGHT)() == os.getpid()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see whether a process has ended")
def test_a_worker_whose_result_is_not_read_does_not_outlive_its_work() -> None:
    program = (
        "import os; from annuaire.runtime import parallel; parallel._can_fork = lambda: True; fork = os.fork\n"
        "def counted():\n    worker = fork()\n    if worker: print(worker, flush=True)\n    return worker\n"
        "os.fork = counted; parallel.in_background(lambda: 'x' * 1_000_000, parallel.MIN_WEIGHT)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    end = time.monotonic() + 30
    while is_alive(int(done.stdout)):
        assert time.monotonic() < end
        time.sleep(0.01)


def is_alive(process: int) -> bool:
    """Return whether a process is running; one that has ended may stay a zombie."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_two_processes_read_and_report_the_same_as_one(
    root: Path, workers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        source = roots.fiche(0).replace("Explique", f"Dit, {number} fois,")
        for old in ("camille", "CamilleDuval", "https://"):
            source = source.replace(old, f"{old}{number}")
        (root / "curation" / "fiches" / f"camille-{number}.yml").write_text(source, "utf-8")
    faulty = root / "curation" / "fiches" / "faute.yml"
    faulty.write_text("nom: [", "utf-8")

    def both_ways() -> list[object]:
        results = []
        for weight in (10_000, 300):
            monkeypatch.setattr(parallel, "MIN_WEIGHT", weight)
            results.append(read(root))
            shutil.rmtree(root / ".cache")
        return results

    single, shared_result = both_ways()
    assert shared_result == single
    assert isinstance(single, tuple)
    assert len(single) == 1
    faulty.unlink()
    single, shared_result = both_ways()
    assert shared_result == single
    assert isinstance(single, Curation)
    assert len(workers) == 2


def test_a_curation_read_by_a_worker_is_the_same(root: Path, workers: list[int]) -> None:
    result = parallel.in_background(lambda: curation.read(root, TODAY), parallel.MIN_WEIGHT, pickle)
    found = result()
    assert len(workers) == 1
    assert found == curation.read(root, TODAY)
