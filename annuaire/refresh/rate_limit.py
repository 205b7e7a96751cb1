"""The rate limiter: one request at a time goes to a host, with a rest after it, whichever lane it comes from.

A lane never asks its own host out of turn. But a server can redirect to any other, and eight lanes that are sent to one
host would all be there at once, and none would hear that it asks to be left alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from annuaire.refresh import politeness
from annuaire.runtime import clock

TURN_TIMEOUT = 30.0  # seconds that a request waits for its turn at the most: it keeps a worker meanwhile


class OutOfTurn(OSError):
    """A host cannot be asked soon: it asked to be left alone, or others are there for long."""


class RateLimiter:
    """When each host may be asked; `gap` is the rest between two requests, in seconds."""

    def __init__(self, gap: float) -> None:
        self.gap = gap
        self.stopped = threading.Event()
        self._ready: dict[str, float] = {}
        self._doors: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def ready(self, host: str) -> float:
        """Return the moment (monotonic) before which `host` is not to be asked."""
        return self._ready.get(host, 0.0)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the turn of one request to `host`, and let the host rest after it, however it ended.

        Raises:
            OutOfTurn: it would take too long, or all is to end.
        """
        until = time.monotonic() + TURN_TIMEOUT
        with self._lock:
            door = self._doors.setdefault(host, threading.Lock())
        if not door.acquire(timeout=TURN_TIMEOUT):
            raise OutOfTurn(host)
        try:
            if self.ready(host) > until or self.stopped.wait(max(0.0, self.ready(host) - time.monotonic())):
                raise OutOfTurn(host)
            try:
                yield
            finally:
                self._hold(host, min(self.gap, politeness.GAPS.get(host, self.gap)))
        finally:
            door.release()

    def heed(self, host: str, status: int, headers: Mapping[str, str]) -> None:
        """Leave `host` alone for as long as its answer asks."""
        self._hold(host, politeness.wait(status, headers, clock.now()))

    def _hold(self, host: str, seconds: float) -> None:
        with self._lock:
            self._ready[host] = max(self.ready(host), time.monotonic() + seconds)
