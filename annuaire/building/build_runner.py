"""The client of the fork server, through which `annuaire serve` runs its builds.

Each build is a new process, because Pelican keeps global state; it is forked, because importing everything again would take
longer than building a small site (see `fork_server`).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection

PAUSE = 0.01  # seconds between two signals to end a build


class BuildRunner:
    """Runs the same command again and again. The fork server is started when a command needs it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = list(arguments)
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection
        self._is_in_background = False

    def __enter__(self) -> BuildRunner:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def build(self, *arguments: str) -> int:
        """Run the command, with some more arguments, and return its exit code.

        A build in the background is ended first. If the fork server dies, it is started again once; then the code is 2.
        """
        self.interrupt()
        for _ in range(2):
            try:
                self._send(arguments)
                code: int = self._connection.recv()
            except (EOFError, OSError):
                self.stop()
            else:
                return code
        return 2

    def build_in_background(self) -> None:
        """Start the command and return at once; `interrupt` ends it."""
        try:
            self._send(())
            self._is_in_background = True
        except OSError:
            self.stop()

    def interrupt(self) -> None:
        """End the build in the background, if there is one."""
        if not self._is_in_background or self._process is None:
            return
        self._is_in_background = False
        try:
            os.killpg(self._process.pid, signal.SIGTERM)
            while not self._connection.poll(PAUSE):  # a build that has just been forked may have ignored it
                os.killpg(self._process.pid, signal.SIGTERM)
            self._connection.recv()
        except (EOFError, OSError):
            self.stop()

    def _send(self, arguments: Sequence[str]) -> None:
        if self._process is None:
            self._start()
        self._connection.send([*self._arguments, *arguments])

    def stop(self) -> None:
        """End the fork server, and a build that is running; the next command starts another server."""
        if self._process is None:
            return
        self._is_in_background = False
        self._connection.close()
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait()
        self._process = None

    def _start(self) -> None:
        self._connection, their_end = Pipe()
        # In a session of its own, so that Ctrl+C is sent to this process only, which then ends the other.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "annuaire.fork_server", str(their_end.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=[their_end.fileno()],
            start_new_session=True,
        )
        their_end.close()
