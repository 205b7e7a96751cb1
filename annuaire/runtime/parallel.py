"""Work shared with a copy of this process, or done by one in the background, where there are two processors and enough to do.

What is worked on is files on the disk; what each process learnt on the way is laid down in a file without a name, so that a copy
waits for nobody to hear it, and gives back its memory. It is made by `fork`, so it starts with all that is in memory; where it
fails, the work is done here.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import os

# As in `typing`, which takes longer to import than all that an unchanged build needs of this package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType
    from typing import Any

MIN_WEIGHT = 3000  # weight of the work under which a second process costs more than it brings
MAX_CHUNKS = 4096  # chunks: a pipe holds as many bytes, so nobody waits to fill it


def share(
    pieces: Sequence[Any], work: Callable[[Any], None], learnt: Callable[[], Any], weight: int
) -> list[Any]:
    """Do `work` on each piece, from both ends of them; return what `learnt` says at the end in the copy, if there was one.

    `weight` is that of all of it: ten for what takes as long as to read a fiche, or to write a page of one.
    `learnt` returns values that `marshal` knows. A copy that fails is no fault: its share is done again here, so
    that what is wrong is raised where it can be told.
    """
    if weight < MIN_WEIGHT or not _can_copy():
        _work(pieces, work)
        return []
    size = -(-len(pieces) // MAX_CHUNKS)
    chunks = [pieces[start : start + size] for start in range(0, len(pieces), size)]
    # A pipe with one byte per chunk: whoever reads a byte may take one more. This process begins with the first chunk and the
    # copy with the last, so that each is at work on what stands together, and touches little of the other's memory.
    tickets, counter = os.pipe()
    os.write(counter, bytes(len(chunks)))
    os.close(counter)
    gc.freeze()  # what is in memory now is not looked at again: its pages stay shared

    def share_of_the_copy() -> Any:
        _take_turns(tickets, chunks[::-1], work)
        return learnt()

    begun = _begin(share_of_the_copy, marshal)
    if begun:
        return _joined(*begun, tickets, chunks, work)
    os.close(tickets)
    _work(pieces, work)
    return []


def _joined(
    copy: int, answer: int, tickets: int, chunks: Sequence[Sequence[Any]], work: Callable[[Any], None]
) -> list[Any]:
    """Work beside a copy until nothing is left, and once more on what it did not tell; return what it learnt."""
    try:
        done = _take_turns(tickets, chunks, work)
        is_whole, said = _heard(answer, copy, marshal)
        copy = 0
    finally:
        os.close(tickets)
        if copy:
            import signal

            with contextlib.suppress(ProcessLookupError):
                os.kill(copy, signal.SIGKILL)
            os.waitpid(copy, 0)
    if is_whole:
        return [said]
    for chunk in chunks[done:]:
        _work(chunk, work)
    return []


def in_background(
    work: Callable[[], Any], weight: int, serializer: ModuleType = marshal
) -> Callable[[], Any]:
    """Begin `work` in a copy; return what waits for its end and gives its result.

    Where there is no copy, or it fails, the work is done by whoever asks for the result, each time. `weight` is as for `share`. The
    result comes back through the `serializer`: `marshal` takes builtin types, `pickle` ours too.
    """
    begun = _begin(work, serializer) if weight >= MIN_WEIGHT and _can_copy() else None
    if not begun:
        return work

    def result() -> Any:
        nonlocal begun
        if begun:
            (copy, answer), begun = begun, None
            is_whole, said = _heard(answer, copy, serializer)
            if is_whole:
                return said
        return work()

    return result


def _can_copy() -> bool:
    """Say whether a copy is possible, safe (what a thread holds, nobody would release in the copy) and useful."""
    import threading  # with what is enough to do only

    if threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) > 1


def _work(pieces: Sequence[Any], work: Callable[[Any], None]) -> None:
    for piece in pieces:
        work(piece)


def _take_turns(tickets: int, chunks: Sequence[Sequence[Any]], work: Callable[[Any], None]) -> int:
    """Work on one chunk after another until none is left for anybody; return how many that were."""
    done = 0
    while os.read(tickets, 1):
        _work(chunks[done], work)
        done += 1
    return done


def _begin(work: Callable[[], Any], serializer: ModuleType) -> tuple[int, int] | None:
    """Begin `work` in a copy; return its process and the file in which it lays down the result, or None when there is none."""
    answer = _nameless()
    try:
        copy = os.fork()
    except OSError:  # too many processes, or too little memory for two
        os.close(answer)
        return None
    if not copy:
        _be_the_copy(work, answer, serializer)
    return copy, answer


def _nameless() -> int:
    """Open a file that has no name: in memory where that can be."""
    with contextlib.suppress(AttributeError, OSError):  # Linux alone has it, and not in every sandbox
        return os.memfd_create("annuaire")
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        return os.dup(file.fileno())


def _heard(answer: int, copy: int, serializer: ModuleType) -> tuple[bool, Any]:
    """Wait for the end of a copy; return whether it told all, and what."""
    from mmap import ACCESS_READ, mmap  # ten megabytes are looked at where they lie

    with os.fdopen(answer, "rb") as file:
        if os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]):
            return False, None
        with mmap(file.fileno(), 0, access=ACCESS_READ) as said:
            return True, serializer.loads(said)


def _be_the_copy(work: Callable[[], Any], answer: int, serializer: ModuleType) -> None:
    """Work, tell, and leave without a word: what is open here belongs to the first process."""
    code = 1
    try:
        found = work()
        with os.fdopen(answer, "wb") as file:
            serializer.dump(found, file)
        code = 0
    finally:
        os._exit(code)
