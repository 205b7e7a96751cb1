"""A time limit for parsing one answer: untrusted input can keep a parser busy for days."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PARSE_TIMEOUT = 5.0  # seconds to parse one answer


class Exceeded(BaseException):
    """The time limit is exceeded. Not a subclass of `Exception`, so that no parser can swallow it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Interrupt the block after so many seconds; only in the main thread, which receives signals.

    The `re` module checks for signals too, so that a regular expression in quadratic time is interrupted as well.

    Raises:
        Exceeded: the block took longer.
    """

    def stop(_: int, __: FrameType | None) -> None:
        raise Exceeded

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
