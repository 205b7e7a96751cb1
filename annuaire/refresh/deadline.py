"""A bound to what one answer may cost to read: what strangers send can keep a parser busy for days."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PARSE_TIMEOUT = 5.0  # seconds that one answer may take to read


class Passed(BaseException):
    """The time is over. No `Exception`: nothing that is being read may swallow it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End what is done here after so many seconds; in the main thread only, where signals are heard.

    Regular expressions look for signals too, so that one which takes the square of its text ends as well.

    Raises:
        Passed: the time is over.
    """

    def stop(_: int, __: FrameType | None) -> None:
        raise Passed

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
