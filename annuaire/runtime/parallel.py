"""Sharing work with a forked worker process, or running it in one in the background, where there are two processors and
enough to do.

The work is on files of the disk. The worker is made by `fork`, so it starts with all that is in memory, and writes its results
to an anonymous file: unlike with a pipe, it need not wait for a reader, and can exit and free its memory. If it fails, the work
is done in this process.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys

from annuaire import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType
    from typing import Any

MIN_WEIGHT = 3000  # weight of the work under which a worker costs more than it saves
MAX_CHUNKS = 4096  # chunks: a pipe holds at least as many bytes, so filling it never blocks


def share(
    items: Sequence[Any], work: Callable[[Any], None], results: Callable[[], Any], weight: int
) -> list[Any]:
    """Call `work` on each item, in this process and in a worker; return what `results` returns in the worker, in a list, or
    an empty list if there was no worker.

    `weight` is that of all items together: ten is the time to read a fiche, or to write the page of one.
    `results` is called when the worker has finished, and returns values of types that `marshal` knows. If the worker fails,
    its share is done again in this process, so that errors are raised where they can be reported.
    """
    if weight < MIN_WEIGHT or not _can_fork():
        _work_on(items, work)
        return []
    size = -(-len(items) // MAX_CHUNKS)
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    # A pipe with one byte per chunk: a process that reads a byte may take one more chunk. This process begins with the first
    # chunk and the worker with the last, so that each works on neighbouring items, and touches little of the other's memory.
    tickets, writer = os.pipe()
    os.write(writer, bytes(len(chunks)))
    os.close(writer)
    gc.freeze()  # the collector would write to the memory pages that both processes share

    def work_from_the_end() -> Any:
        _take_chunks(tickets, chunks[::-1], work)
        return results()

    worker = _start_worker(work_from_the_end, marshal)
    if worker:
        return _work_beside(*worker, tickets, chunks, work)
    os.close(tickets)
    _work_on(items, work)
    return []


def _work_beside(
    worker: int, output: int, tickets: int, chunks: Sequence[Sequence[Any]], work: Callable[[Any], None]
) -> list[Any]:
    """Work until no chunk is left, then wait for the worker; return its results, or redo its chunks if it failed."""
    try:
        done = _take_chunks(tickets, chunks, work)
        succeeded, found = _receive(output, worker, marshal)
        worker = 0
    finally:
        os.close(tickets)
        if worker:
            import contextlib
            import signal

            with contextlib.suppress(ProcessLookupError):  # interrupted after the worker had been waited for
                os.kill(worker, signal.SIGKILL)
                os.waitpid(worker, 0)
    if succeeded:
        return [found]
    for chunk in chunks[done:]:
        _work_on(chunk, work)
    return []


def in_background(
    work: Callable[[], Any], weight: int, serializer: ModuleType = marshal
) -> Callable[[], Any]:
    """Start `work` in a worker; return a function that waits for its end and returns its result.

    If there is no worker, or it fails, that function does the work itself, at each call. `weight` is as for `share`. The
    result is sent through the `serializer`: `marshal` for builtin types, `pickle` for our own.
    """
    started = _start_worker(work, serializer) if weight >= MIN_WEIGHT and _can_fork() else None
    if not started:
        return work

    def result() -> Any:
        nonlocal started
        if started:
            (worker, output), started = started, None
            succeeded, found = _receive(output, worker, serializer)
            if succeeded:
                return found
        return work()

    return result


def _can_fork() -> bool:
    """Return whether forking is safe (a lock that another thread holds would never be released in the worker) and useful
    (there are two processors)."""
    threads = sys.modules.get("threading")  # if nothing has imported it, there is one
    if threads and threads.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) > 1


def _work_on(items: Sequence[Any], work: Callable[[Any], None]) -> None:
    for item in items:
        work(item)


def _take_chunks(tickets: int, chunks: Sequence[Sequence[Any]], work: Callable[[Any], None]) -> int:
    """Work on one chunk after another while tickets are left; return how many chunks that were."""
    done = 0
    while os.read(tickets, 1):
        _work_on(chunks[done], work)
        done += 1
    return done


def _start_worker(work: Callable[[], Any], serializer: ModuleType) -> tuple[int, int] | None:
    """Fork a worker that does `work`; return its process id and the file to which it writes the result, or None if the system
    refuses to fork."""
    output = _open_anonymous_file()
    try:
        worker = os.fork()
    except OSError:  # too many processes, or too little memory for two
        os.close(output)
        return None
    if not worker:
        _run_worker(work, output, serializer)
    return worker, output


def _open_anonymous_file() -> int:
    """Open a file without a name, in memory where possible; return its descriptor."""
    try:
        return os.memfd_create("annuaire")
    except (AttributeError, OSError):  # only on Linux, and not in every sandbox
        pass
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        return os.dup(file.fileno())


def _receive(output: int, worker: int, serializer: ModuleType) -> tuple[bool, Any]:
    """Wait for a worker to exit; return whether it succeeded, and its result."""
    from mmap import ACCESS_READ, mmap  # ten megabytes are read without a copy

    with os.fdopen(output, "rb") as file:
        if os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]):
            return False, None
        with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            return True, serializer.loads(content)


def _run_worker(work: Callable[[], Any], output: int, serializer: ModuleType) -> None:
    """Do the work, write its result and exit without clean-up: buffers and exit handlers are those of the first process."""
    code = 1
    try:
        found = work()
        with os.fdopen(output, "wb") as file:
            serializer.dump(found, file)
        code = 0
    finally:
        os._exit(code)
