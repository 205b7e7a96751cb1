"""A command that keeps running while a test looks at it: its words are read as they come."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import sites

PATIENCE = 60.0  # seconds: generous, for a machine with other work to do


def until(true: Callable[[], object], what: str) -> None:
    """Wait for something to become true, or fail saying that it did not."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"not within {PATIENCE:.0f} s: {what}"
        time.sleep(0.05)


class Running:
    """A started `annuaire`, and all that it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line

    def says(self, words: str, times: int = 1) -> None:
        self.until(lambda: self.said.count(words) >= times, f"« {words} »")

    def until(self, true: Callable[[], object], what: str) -> None:
        """Wait for something to become true, or fail with all that was said until then."""
        try:
            until(true, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; it said:\n{self.said}") from None


@contextmanager
def running(root: Path, *words: str) -> Iterator[Running]:
    """Start `annuaire` on `root`; it is ended, whatever happens."""
    command = [sys.executable, "-m", "annuaire", "--root", str(root), *words]
    environment = sites.environment(PYTHONUNBUFFERED="1")
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, cwd=root
    )
    try:
        yield Running(process)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
