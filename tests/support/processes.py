"""An `annuaire` command that runs while a test reads its output and waits for conditions."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import sites

TIMEOUT = 60.0  # seconds: generous, for a busy machine
# A program with `lose`: a signal arrives in a destructor, where nothing can be raised, then comes long work.
LOSING = """
import signal, time
class Losing:
    def __del__(self):
        signal.raise_signal(signal.{signal})
def lose():
    Losing()
    time.sleep(20)
"""


def until(condition: Callable[[], object], what: str) -> None:
    """Wait until a condition is true, or fail with a message that names it (`what`)."""
    end = time.monotonic() + TIMEOUT
    while not condition():
        assert time.monotonic() < end, f"not within {TIMEOUT:.0f} s: {what}"
        time.sleep(0.05)


class Running:
    """A running `annuaire` process, and its output so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.output = ""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.output += line

    def wait_for(self, text: str, times: int = 1) -> None:
        """Wait until the output contains a text so many times."""
        self.until(lambda: self.output.count(text) >= times, f"« {text} »")

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait until a condition is true, or fail with all the output until then."""
        try:
            until(condition, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; its output:\n{self.output}") from None


@contextmanager
def running(root: Path, *arguments: str) -> Iterator[Running]:
    """Start `annuaire` on `root`; terminate it at the end, whatever happens."""
    command = [sys.executable, "-m", "annuaire", "--root", str(root), *arguments]
    environment = sites.environment(PYTHONUNBUFFERED="1")
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, cwd=root
    )
    try:
        yield Running(process)
    finally:
        process.terminate()
        process.wait(timeout=TIMEOUT)
