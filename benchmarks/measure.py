"""One command as a whole process: its wall time and the memory of its largest process.

Run by its own name, this file is a small process that starts the command: Linux counts the memory of whoever
starts a program in that program's peak, and the benchmark itself is not small.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sample:
    """What one run took: wall seconds, seconds of all processors together, bytes at the peak."""

    seconds: float
    processor: float
    memory: int


class CommandFailed(Exception):
    """A command that was to be measured did not end well; the message is what it printed."""


def run(command: list[str], folder: Path, environment: dict[str, str]) -> Sample:
    """Run a command in a folder, with these variables beside the usual ones.

    Python's own are left out: some machines forbid it to keep its bytecode, which a user's does not.
    """
    usual = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    report = folder / ".measure.json"
    found = subprocess.run(
        [sys.executable, "-I", "-S", __file__, str(report), *command],
        cwd=folder,
        env=usual | environment,
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


def main(report: str, *command: str) -> int:
    """Start the command, wait for it, write what it took; return its exit code."""
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    scale = 1 if sys.platform == "darwin" else 1024
    taken = [seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale]
    Path(report).write_text(json.dumps(taken), "utf-8")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
