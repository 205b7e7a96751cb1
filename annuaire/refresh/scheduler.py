"""The scheduler: one queue of requests for each host, one request at a time to a host, several hosts in parallel.

It is independent of networks: a callback parses the answers. A host that asked for a delay keeps its queue waiting, not a
worker thread. When the delay would be too long, a host does not answer at all, or the time of the refresh is over, the
requests left are not sent and end with an error answer.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from annuaire import addresses
from annuaire.readers.exchange import Answer, Request
from annuaire.refresh.session import Session

MAX_HOSTS = 8  # in parallel
MAX_RETRIES = 1  # of one request, after a 429 or a 503
MAX_UNANSWERED = 3  # requests in a row without any answer, after which a host is considered down
NO_RESPONSE = ("unreachable", "timeout")  # errors without any answer
# … and those by which a captive portal answers in the place of everybody.
NO_NETWORK = (*NO_RESPONSE, "certificate", "refused-address")

_Follow = Callable[[Answer], Iterable[Request]]


def drive(first: Iterable[Request], session: Session, follow: _Follow, until: float) -> None:
    """Send all requests, and those that `follow` returns for each answer, until none is left.

    `until` is the time (monotonic) after which nothing more is sent.
    """
    queues = _Queues(session, follow, until)
    queues.add(first)
    pool = ThreadPoolExecutor(MAX_HOSTS, thread_name_prefix="host")
    try:
        while queues.waiting or queues.running:
            queues.start(pool)
            queues.collect()
    except BaseException:  # Ctrl-C: nothing that is pending is waited for
        session.stop()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


@dataclass
class _Queues:
    session: Session
    follow: _Follow
    until: float
    waiting: dict[str, deque[Request]] = field(default_factory=dict)
    running: dict[Future[Answer], Request] = field(default_factory=dict)
    tries: Counter[Request] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)

    def add(self, requests: Iterable[Request]) -> None:
        for request in requests:
            self.waiting.setdefault(request.host, deque()).append(request)

    def idle_hosts(self) -> Iterator[str]:
        """Yield the hosts that have waiting requests and no running one, until MAX_HOSTS are running: thousands may be waiting,
        and after each answer only the first few can be asked."""
        busy = {request.host for request in self.running.values()}
        for host in list(self.waiting):
            if len(self.running) >= MAX_HOSTS:
                return
            if host not in busy:
                yield host

    def start(self, pool: ThreadPoolExecutor) -> None:
        """Send the requests that may be sent now; abandon those that never will be."""
        for host in self.idle_hosts():
            error = self.abandon_reason(host)
            if error:
                for request in self.waiting.pop(host):
                    self.add(self.follow(Answer(request, self.session.today, error=error)))
            elif self.session.ready(host) <= time.monotonic():
                request = self.waiting[host].popleft()
                if not self.waiting[host]:
                    del self.waiting[host]
                self.running[pool.submit(self.session.ask, request)] = request

    def collect(self) -> None:
        """Wait for an answer, or until a host is ready; add the requests that follow from answers."""
        moments = [self.session.ready(host) for host in self.idle_hosts()]
        pause = max(0.005, min(moments) - time.monotonic()) if moments else None
        if not self.running:
            time.sleep(pause or 0)
        done, _ = wait(self.running, timeout=pause, return_when=FIRST_COMPLETED)
        for future in done:
            request = self.running.pop(future)
            answer = self.outcome(future, request)
            host = request.host
            self.unanswered[host] = self.unanswered[host] + 1 if answer.error in NO_RESPONSE else 0
            # After a redirect, it is the last host that asks to retry later.
            answering = addresses.host(answer.url) or host
            is_later = answer.status in (429, 503) and self.session.ready(answering) > time.monotonic()
            if is_later and self.tries[request] < MAX_RETRIES:
                self.tries[request] += 1
                self.waiting.setdefault(host, deque()).appendleft(request)
            else:
                self.add(self.follow(answer))

    def outcome(self, future: Future[Answer], request: Request) -> Answer:
        """Return the answer of a finished request, an error answer after a bug of ours: it must not stop the other requests."""
        try:
            return future.result()
        except Exception:
            return Answer(request, self.session.today, error="program")

    def abandon_reason(self, host: str) -> str:
        """Return the reason why a host must not be requested any more, or empty."""
        now, ready = time.monotonic(), self.session.ready(host)
        if self.unanswered[host] >= MAX_UNANSWERED:
            return "unreachable"
        if ready - now > self.session.max_wait:
            return "rate-limited"
        return "out-of-time" if max(now, ready) > self.until else ""
