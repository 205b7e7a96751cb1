"""One command as a whole process: its wall time, or the memory of all its processes together.

Not both in one run: Linux stops a process for as long as its memory is counted, which made builds by two processes up to
a tenth slower.

Run by its own name, this file is a small process that starts the command: Linux counts the memory of whoever
starts a program in that program's peak, and the benchmark itself is not small.
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

EVERY = 0.01  # seconds between two looks at the memory of several processes


@dataclass(frozen=True)
class Sample:
    """What one run took: wall seconds, seconds of all processors together, bytes at the peak of all processes together
    if it was watched, else of the largest."""

    seconds: float
    processor: float
    memory: int


class CommandFailed(Exception):
    """A command that was to be measured did not end well; the message is what it printed."""


def usual() -> dict[str, str]:
    """Return the environment without Python's variables: some machines forbid it to keep its bytecode, as a user's
    does not."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def run(command: list[str], folder: Path, environment: dict[str, str], watched: bool = False) -> Sample:
    """Run a command in a folder, with these variables beside the usual ones; its memory is `watched` or its time is
    measured."""
    report = folder / ".measure.json"
    found = subprocess.run(
        [sys.executable, "-I", "-S", __file__, str(report), "watched" if watched else "", *command],
        cwd=folder,
        env=usual() | environment,
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


class Together(threading.Thread):
    """Looks at how much memory a process and those that it started hold, as long as there are several.

    Memory that processes share is counted once (PSS). The peak of one alone is the kernel's to tell: it misses none.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.peak = process, 0

    def run(self) -> None:
        """Look again and again, until the process is no more."""
        while Path(f"/proc/{self.process}/task").is_dir():
            several = family(self.process)
            if len(several) > 1:
                self.peak = max(self.peak, sum(map(proportional, several)))
            time.sleep(EVERY)


def family(process: int) -> list[int]:
    """Return a process and all that it started, those that these started included."""
    found = [process]
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            started = children.read_text().split()
        except OSError:  # it has just ended
            continue
        found += [other for child in started for other in family(int(child))]
    return found


def proportional(process: int) -> int:
    """Return the bytes of a process, of what it shares with others only its part; 0 when it is no more."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def main(report: str, watched: str, *command: str) -> int:
    """Start the command, wait for it, write what it took; return its exit code."""
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    together = Together(child)
    if watched:
        together.start()
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    taken = [seconds, usage.ru_utime + usage.ru_stime, max(largest, together.peak)]
    Path(report).write_text(json.dumps(taken), "utf-8")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
