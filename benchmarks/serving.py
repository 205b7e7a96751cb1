"""Benchmark of live rebuilds: the time from saving a fiche to its new page being served, ours compared with Hugo's server."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks import measure
from benchmarks.corpus import Fiche
from benchmarks.runs import NotRebuilt
from benchmarks.tools import Tool

ROUNDS = {100: 9, 1000: 7, 10000: 5}
MIN_POLL_INTERVAL = 0.003  # seconds between two requests for the page, at first
POLL_DIVISOR = 50  # then a fiftieth of the elapsed time, because requests are work for the server too
PAUSE = 0.7  # seconds between two saves: people take longer
TIMEOUT = 120.0  # seconds


def latencies(tool: Tool, fiches: list[Fiche], rounds: int) -> list[float]:
    """Serve, change a fiche `rounds` times, and return the seconds until each new page is served."""
    tool.clean()
    with _serving(tool) as port:
        found = []
        for number in range(rounds + 1):
            fiche = fiches[number * 7 % len(fiches)]
            before = fiche.reason
            words = fiche.change(1000 + number)
            time.sleep(PAUSE)
            tool.apply_change(fiche)
            # From the end of the write, because Hugo's single file of all fiches takes time to write, and one of our fiches none.
            saved = time.perf_counter()
            _wait(lambda: words in _page(port, fiche), f"{tool.name}: « {words} » is not served")  # noqa: B023
            found.append(time.perf_counter() - saved)
            fiche.reason = before
            tool.apply_change(fiche)
            _wait(lambda: words not in _page(port, fiche), f"{tool.name}: « {words} » is still served")  # noqa: B023
    return found[1:]  # the first one is the warm-up


@contextmanager
def _serving(tool: Tool) -> Iterator[int]:
    """Start a tool's server and yield its port once it answers."""
    assert tool.serve
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        tool.serve(port),
        cwd=tool.folder,
        env=measure.base_environment() | tool.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(lambda: _get(port, "/"), f"{tool.name}: its server does not answer")
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _wait(true: Callable[[], object], otherwise: str) -> None:
    started = time.monotonic()
    while not true():
        passed = time.monotonic() - started
        if passed > TIMEOUT:
            raise NotRebuilt(otherwise)
        time.sleep(max(MIN_POLL_INTERVAL, passed / POLL_DIVISOR))


def _page(port: int, fiche: Fiche) -> str:
    return _get(port, f"/comptes/{fiche.id}/")


def _get(port: int, path: str) -> str:
    """Return a page, or an empty text while there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()
    return text if answer.status == 200 else ""
