"""The rate limiter: one request at a time to each host, with a pause after it, across all threads.

The scheduler already sends one request at a time to a host. But a server can redirect to another one: without this module,
eight requests redirected to the same host would reach it at once, and ignore the delay that it asks for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from annuaire.refresh import politeness
from annuaire.runtime import clock

SLOT_TIMEOUT = 30.0  # seconds that a request waits for its slot at most: it blocks a worker thread meanwhile


class RateLimited(OSError):
    """A host cannot be requested soon: it asked for a long delay, or too many requests are waiting for it."""


class RateLimiter:
    """Decides when each host may be requested; `gap` is the pause between two requests, in seconds."""

    def __init__(self, gap: float) -> None:
        self.gap = gap
        self.stopped = threading.Event()
        self._ready: dict[str, float] = {}
        self._host_locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def ready(self, host: str) -> float:
        """Return the time (monotonic) before which `host` must not be requested."""
        return self._ready.get(host, 0.0)

    @contextmanager
    def slot(self, host: str) -> Iterator[None]:
        """Wait until one request may be sent to `host`; start the pause after it, whether it succeeded or not.

        Raises:
            RateLimited: the wait would be too long, or the refresh is being stopped.
        """
        until = time.monotonic() + SLOT_TIMEOUT
        with self._lock:
            host_lock = self._host_locks.setdefault(host, threading.Lock())
        if not host_lock.acquire(timeout=SLOT_TIMEOUT):
            raise RateLimited(host)
        try:
            if self.ready(host) > until or self.stopped.wait(max(0.0, self.ready(host) - time.monotonic())):
                raise RateLimited(host)
            try:
                yield
            finally:
                self._delay(host, min(self.gap, politeness.GAPS.get(host, self.gap)))
        finally:
            host_lock.release()

    def delay_as_asked(self, host: str, status: int, headers: Mapping[str, str]) -> None:
        """Delay the next request to `host` by as much as its answer asks."""
        self._delay(host, politeness.wait(status, headers, clock.now()))

    def _delay(self, host: str, seconds: float) -> None:
        with self._lock:
            self._ready[host] = max(self.ready(host), time.monotonic() + seconds)
