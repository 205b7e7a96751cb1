"""Where `annuaire serve` has its builds made: in a new process each time, because Pelican keeps global state, yet
without importing everything again, because that takes longer than building a small site (see `fork_server`)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection

PAUSE = 0.01  # seconds between two requests to end


class BuildRunner:
    """Runs the same command again and again. The process that it keeps is started when a command needs it."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = list(words)
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection
        self._is_asked = False

    def __enter__(self) -> BuildRunner:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def build(self, *words: str) -> int:
        """Run the command, with some more words, and return its exit code; when the process that was kept dies of it
        twice, 2."""
        self.interrupt()
        for _ in range(2):
            try:
                self._ask(words)
                code: int = self._connection.recv()
            except (EOFError, OSError):
                self.stop()
            else:
                return code
        return 2

    def begin(self) -> None:
        """Run the command while other things are done, until `interrupt`."""
        try:
            self._ask(())
            self._is_asked = True
        except OSError:
            self.stop()

    def interrupt(self) -> None:
        """End the command that was begun, where it has not ended by itself."""
        if not self._is_asked or self._process is None:
            return
        self._is_asked = False
        try:
            os.killpg(self._process.pid, signal.SIGTERM)
            while not self._connection.poll(PAUSE):  # a build that had hardly begun did not hear it
                os.killpg(self._process.pid, signal.SIGTERM)
            self._connection.recv()
        except (EOFError, OSError):
            self.stop()

    def _ask(self, words: Sequence[str]) -> None:
        if self._process is None:
            self._start()
        self._connection.send([*self._words, *words])

    def stop(self) -> None:
        """End the process, and the build that it may be making; the next command starts another one."""
        if self._process is None:
            return
        self._is_asked = False
        self._connection.close()
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait()
        self._process = None

    def _start(self) -> None:
        self._connection, their_end = Pipe()
        # Its own session: Ctrl+C is for us alone, who then end it and say so once.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "annuaire.fork_server", str(their_end.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=[their_end.fileno()],
            start_new_session=True,
        )
        their_end.close()
