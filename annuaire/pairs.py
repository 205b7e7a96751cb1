"""Work on many things shared by two processes, where there are two processors.

The second process is a fork: it has all that the first one has, does its half, sends what it made back through a pipe,
and ends. Whatever goes wrong with it, the first one does that half itself.
"""

from __future__ import annotations

import marshal
import os
import signal
from collections.abc import Callable, Sequence
from typing import TypeVar

ENOUGH = 1000  # things, each some tenths of a millisecond: below, a second process costs what it brings
_BEFORE = 20  # done before the fork: what they import and load, the second process then has too

_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")  # builtin types: what `marshal` knows


def both(work: Callable[[Sequence[_Thing]], list[_Made]], things: Sequence[_Thing]) -> list[_Made]:
    """Return `work(things)`, half of it done by a second process when there is much."""
    if len(things) < ENOUGH or not _can_share():
        return work(things)
    first = work(things[:_BEFORE])
    middle = (_BEFORE + len(things)) // 2
    try:
        receiving, child = _start(work, things[middle:])
    except OSError:  # too many processes, or too little memory for two
        return first + work(things[_BEFORE:])
    try:
        first += work(things[_BEFORE:middle])
        with open(receiving, "rb", closefd=False) as pipe:
            sent = pipe.read()
    except BaseException:  # somebody stops us, most likely: then nobody works on for nothing
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(receiving)
        _, status = os.waitpid(child, 0)
    return first + (marshal.loads(sent) if status == 0 else work(things[middle:]))


def _start(work: Callable[[Sequence[_Thing]], list[_Made]], things: Sequence[_Thing]) -> tuple[int, int]:
    """Start the second process; return where its work will arrive, and its number."""
    receiving, sending = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(receiving)
        os.close(sending)
        raise
    if child:
        os.close(sending)
        return receiving, child
    code = 1
    try:
        os.close(receiving)
        with open(sending, "wb") as pipe:
            pipe.write(marshal.dumps(work(things)))
        code = 0
    finally:
        os._exit(code)  # nothing of the first process is flushed, said or tidied up twice


def _can_share() -> bool:
    """Say whether a fork is possible, safe (no thread holds a lock that nobody would release) and useful."""
    import threading

    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return processors > 1 and threading.active_count() == 1
