"""One request at a time to a host, hosts side by side. Knows no network: it is given who asks and who reads.

A host that asked to be left alone keeps its lane waiting, not a worker. A lane whose wait would be too long,
or a refresh whose time is up, ends with answers that say so, without a request.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from annuaire.exchange import Answer, Request
from annuaire.session import Session

HOSTS = 8  # asked at once
AGAIN = 1  # times that a request is asked again after « later »


def drive(
    first: Iterable[Request],
    session: Session,
    follow: Callable[[Answer], Iterable[Request]],
    until: float,
) -> None:
    """Ask all requests and those that `follow` makes of each answer, until none is left.

    `until` is the moment (monotonic) after which nothing more is sent.
    """
    lanes: dict[str, deque[Request]] = {}
    running: dict[Future[Answer], Request] = {}
    tries: dict[Request, int] = {}

    def add(requests: Iterable[Request]) -> None:
        for request in requests:
            lanes.setdefault(request.host, deque()).append(request)

    def finish(answer: Answer) -> None:
        add(follow(answer))

    add(first)
    with ThreadPoolExecutor(HOSTS, thread_name_prefix="host") as pool:
        while lanes or running:
            busy = {request.host for request in running.values()}
            for host in [host for host in lanes if host not in busy]:
                fault = _hopeless(host, session, until)
                if fault:
                    for request in lanes.pop(host):
                        finish(Answer(request, session.today, fault=fault))
                elif len(running) < HOSTS and session.ready(host) <= time.monotonic():
                    request = lanes[host].popleft()
                    running[pool.submit(session.ask, request)] = request
                    if not lanes[host]:
                        del lanes[host]
            done, _ = wait(running, timeout=_pause(lanes, running, session), return_when=FIRST_COMPLETED)
            if not running and lanes:
                time.sleep(_pause(lanes, running, session) or 0)
            for future in done:
                request = running.pop(future)
                answer = future.result()
                later = answer.status in (429, 503) and session.ready(request.host) > time.monotonic()
                if later and tries.get(request, 0) < AGAIN:
                    tries[request] = tries.get(request, 0) + 1
                    lanes.setdefault(request.host, deque()).appendleft(request)
                else:
                    finish(answer)


def _hopeless(host: str, session: Session, until: float) -> str:
    """Say why a host is not to be asked any more, or empty."""
    now, ready = time.monotonic(), session.ready(host)
    if ready - now > session.longest:
        return "rate-limited"
    return "out-of-time" if max(now, ready) > until else ""


def _pause(
    lanes: dict[str, deque[Request]], running: dict[Future[Answer], Request], session: Session
) -> float | None:
    """Return how long to wait for the next lane to be ready; no limit when only running requests matter."""
    busy = {request.host for request in running.values()}
    waits = [session.ready(host) - time.monotonic() for host in lanes if host not in busy]
    if not waits or len(running) >= HOSTS:
        return None
    return max(0.005, min(waits))
