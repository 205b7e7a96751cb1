"""Measures a command as a whole process: its wall time, or the memory of all its processes together.

Not both in one run: Linux stops a process while its memory is counted, which made builds in two processes up to a tenth
slower.

Run as a script, this file is a small process that starts the command: Linux includes the memory of the parent process in
the peak of a program that it starts, and the benchmark itself is not small.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.01  # seconds between two samples of memory


@dataclass(frozen=True)
class Sample:
    """The measurement of one run: wall time and processor time in seconds, peak memory in bytes: of all processes together if it
    was watched, else of the largest one."""

    seconds: float
    processor: float
    memory: int


class CommandFailed(Exception):
    """A measured command failed; the message is its output."""


def base_environment() -> dict[str, str]:
    """Return the environment without Python's variables: on some machines they disable the bytecode cache, unlike on those of
    users."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def run(command: list[str], folder: Path, environment: dict[str, str], watched: bool = False) -> Sample:
    """Run a command in a folder, with additional environment variables. If `watched`, its memory is measured, else its time."""
    report = folder / ".measure.json"
    found = subprocess.run(
        [sys.executable, "-I", "-S", __file__, str(report), "watched" if watched else "", *command],
        cwd=folder,
        env=base_environment() | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        raise CommandFailed(
            f"{Path(command[0]).name}: exit code {found.returncode}\n{found.stdout}{found.stderr}"
        )
    taken = json.loads(report.read_text("utf-8"))
    report.unlink()
    return Sample(*taken)


class MemoryWatcher(threading.Thread):
    """Samples the memory of a process and its descendants, while there are descendants.

    Memory shared by processes is counted once (PSS). For a single process the kernel knows the exact peak.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.peak = process, 0

    def run(self) -> None:
        """Sample until the process has ended."""
        while Path(f"/proc/{self.process}/task").is_dir():
            processes = process_tree(self.process)
            if len(processes) > 1:
                self.peak = max(self.peak, sum(map(proportional_set_size, processes)))
            time.sleep(INTERVAL)


def process_tree(process: int) -> list[int]:
    """Return a process and all its descendants."""
    found = [process]
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            started = children.read_text().split()
        except OSError:  # the process has just ended
            continue
        found += [other for child in started for other in process_tree(int(child))]
    return found


def proportional_set_size(process: int) -> int:
    """Return the bytes of a process, with its share of shared memory; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def main(report: str, watched: str, *command: str) -> int:
    """Run the command and write its measurement; return its exit code."""
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    watcher = MemoryWatcher(child)
    if watched:
        watcher.start()
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    taken = [seconds, usage.ru_utime + usage.ru_stime, max(largest, watcher.peak)]
    Path(report).write_text(json.dumps(taken), "utf-8")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
