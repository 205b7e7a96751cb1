"""One request at a time to a host, hosts side by side. Knows no network: it is given who asks and who reads.

A host that asked to be left alone keeps its lane waiting, not a worker. A lane whose wait would be too long,
a host that does not answer at all, a refresh whose time is up: what is left ends with answers that say so,
without a request.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from annuaire import addresses
from annuaire.readers.exchange import Answer, Request
from annuaire.refresh.session import Session

MAX_HOSTS = 8  # asked at once
MAX_RETRIES = 1  # times that a request is asked again after « later »
MAX_SILENCES = 3  # requests in a row without any answer, after which a host is down
NO_RESPONSE = ("unreachable", "timeout")  # errors with which nothing came

_Follow = Callable[[Answer], Iterable[Request]]


def drive(first: Iterable[Request], session: Session, follow: _Follow, until: float) -> None:
    """Ask all requests and those that `follow` makes of each answer, until none is left.

    `until` is the moment (monotonic) after which nothing more is sent.
    """
    lanes = _Lanes(session, follow, until)
    lanes.add(first)
    with ThreadPoolExecutor(MAX_HOSTS, thread_name_prefix="host") as pool:
        try:
            while lanes.waiting or lanes.running:
                lanes.start(pool)
                lanes.collect()
        except BaseException:  # Ctrl-C: to leave the pool is to wait for every answer that is on its way
            session.stop()
            raise


@dataclass
class _Lanes:
    session: Session
    follow: _Follow
    until: float
    waiting: dict[str, deque[Request]] = field(default_factory=dict)
    running: dict[Future[Answer], Request] = field(default_factory=dict)
    tries: Counter[Request] = field(default_factory=Counter)
    silences: Counter[str] = field(default_factory=Counter)

    def add(self, requests: Iterable[Request]) -> None:
        for request in requests:
            self.waiting.setdefault(request.host, deque()).append(request)

    def free(self) -> list[str]:
        """Return the hosts that have something waiting and nothing running."""
        busy = {request.host for request in self.running.values()}
        return [host for host in self.waiting if host not in busy]

    def start(self, pool: ThreadPoolExecutor) -> None:
        """Send what may be sent now; end what never will."""
        for host in self.free():
            error = self.hopeless(host)
            if error:
                for request in self.waiting.pop(host):
                    self.add(self.follow(Answer(request, self.session.today, error=error)))
            elif len(self.running) < MAX_HOSTS and self.session.ready(host) <= time.monotonic():
                request = self.waiting[host].popleft()
                if not self.waiting[host]:
                    del self.waiting[host]
                self.running[pool.submit(self.session.ask, request)] = request

    def collect(self) -> None:
        """Wait for an answer, or until a host is ready; let answers be followed."""
        moments = [self.session.ready(host) - time.monotonic() for host in self.free()]
        pause = max(0.005, min(moments)) if moments and len(self.running) < MAX_HOSTS else None
        if not self.running:
            time.sleep(pause or 0)
        done, _ = wait(self.running, timeout=pause, return_when=FIRST_COMPLETED)
        for future in done:
            request = self.running.pop(future)
            answer = self.outcome(future, request)
            host = request.host
            self.silences[host] = self.silences[host] + 1 if answer.error in NO_RESPONSE else 0
            # Where it was redirected, it is the last host that says « later ».
            said_by = addresses.host(answer.url) or host
            is_later = answer.status in (429, 503) and self.session.ready(said_by) > time.monotonic()
            if is_later and self.tries[request] < MAX_RETRIES:
                self.tries[request] += 1
                self.waiting.setdefault(host, deque()).appendleft(request)
            else:
                self.add(self.follow(answer))

    def outcome(self, future: Future[Answer], request: Request) -> Answer:
        """Return an answer, whatever happened: a fault of ours over one account must not cost the others theirs."""
        try:
            return future.result()
        except Exception:
            return Answer(request, self.session.today, error="program")

    def hopeless(self, host: str) -> str:
        """Say why a host is not to be asked any more, or empty."""
        now, ready = time.monotonic(), self.session.ready(host)
        if self.silences[host] >= MAX_SILENCES:
            return "unreachable"
        if ready - now > self.session.max_wait:
            return "rate-limited"
        return "out-of-time" if max(now, ready) > self.until else ""
