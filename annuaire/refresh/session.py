"""The HTTP session of a refresh, with its cache: one `Request` in, one `Answer` out, never an exception.

A token is sent in a header and is stored nowhere: the cache redacts it, nothing here logs.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from datetime import date, timedelta
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError

from annuaire import addresses
from annuaire.errors import RefusedAddress
from annuaire.readers import exchange
from annuaire.readers.exchange import Answer, Request
from annuaire.refresh import answer_cache, fetch_errors, politeness
from annuaire.refresh.rate_limit import RateLimiter
from annuaire.refresh.transport import TOTAL_TIMEOUT, Loopback, Transport, sent_by_this_thread
from annuaire.runtime import clock

FILE = Path(".cache/refresh.sqlite")
MAX_REDIRECTS = 3
_KINDS = (exchange.JSON, exchange.WEBFINGER, exchange.ACTOR, exchange.FEED, exchange.PAGE, exchange.PICTURE)
_CLOCK_SKEW = timedelta(minutes=5)  # tolerated for a cached answer that is dated in the future


@dataclass
class Session:
    """A session over one cache file; raises `SettingsError` when that file cannot be written.

    `agent` is the User-Agent; with `fresh`, cached answers are ignored. In seconds: `max_wait` is the longest delay accepted from
    a host, `gap` the pause between two requests to it, `total` the timeout of a whole request. `loopback` is for tests: see
    `transport.Loopback`.
    """

    root: Path
    agent: str
    today: date
    fresh: bool = False
    loopback: Loopback | None = None
    max_wait: float = politeness.MAX_WAIT
    gap: float = politeness.GAP
    total: float = TOTAL_TIMEOUT
    cached: int = 0

    def __post_init__(self) -> None:
        file = self.root / FILE
        file.parent.mkdir(exist_ok=True)
        self._lock = threading.Lock()
        self._limiter = RateLimiter(self.gap)
        max_bytes = {kind.accept: kind.max_bytes for kind in _KINDS}
        self._transport = Transport(max_bytes, self._limiter, self.loopback, self.total)
        self._http = answer_cache.open_cache(file)
        self._http.trust_env = False
        self._http.max_redirects = MAX_REDIRECTS
        self._http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._http.headers["User-Agent"] = self.agent
        for scheme in ("https://", "http://"):
            self._http.mount(scheme, self._transport)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, failure: object, *_: object) -> None:
        if failure is None:  # otherwise, a request that hangs may hold the cache
            self._http.close()  # type: ignore[no-untyped-call]

    @property
    def sent(self) -> int:
        """How many requests were sent, redirects included."""
        return self._transport.sent

    def stop(self) -> None:
        """Cancel pending requests, and send no more."""
        self._transport.stop()

    def clear_cache(self) -> None:
        """Empty the cache.

        Raises:
            SettingsError: the cache cannot be written.
        """
        answer_cache.clear(self._http, self.root / FILE)

    def ready(self, host: str) -> float:
        """Return the time (monotonic) before which `host` must not be requested."""
        return self._limiter.ready(host)

    def ask(self, request: Request) -> Answer:
        """Return the answer to a request, from the cache if it is not older than the validity of its kind."""
        headers = {"Accept": request.kind.accept}
        if request.token:
            headers["Authorization"] = f"Bearer {request.token}"
        before = sent_by_this_thread()
        try:
            asked = {"headers": headers, "expire_after": request.kind.validity}
            response = self._http.get(request.url, force_refresh=self.fresh, **asked)
            if sent_by_this_thread() == before and self._must_revalidate(response, request):
                response = self._http.get(request.url, force_refresh=True, **asked)
        except (
            requests.RequestException,
            HTTPError,
            RefusedAddress,
            OSError,
            ValueError,
            sqlite3.Error,
        ) as error:
            return Answer(request, self.today, error=fetch_errors.reason(error))
        was_cached = sent_by_this_thread() == before
        if was_cached:
            with self._lock:
                self.cached += 1
        return Answer(
            request,
            day=self._day(response, request) if was_cached else self.today,
            status=response.status_code,
            body=response.content,
            content_type=response.headers.get("Content-Type", ""),
            robots=response.headers.get("X-Robots-Tag", ""),
            url=response.url,
            permanent_url=_permanent_url(response),
            cached=was_cached,
        )

    def _must_revalidate(self, response: requests.Response, request: Request) -> bool:
        """Say whether a cached answer must be requested again although it has not expired.

        A negative answer is valid only on its day: reused later, it would count as a repeated one. A 401 or 403 to a request
        with a token may be about that token, which may have changed. An answer dated in the future was stored under a wrong
        clock, and would stay valid until then.
        """
        until = clock.now() + request.kind.validity + _CLOCK_SKEW
        if any(
            hop.expires and hop.expires > until
            for hop in (response, *response.history)
            if hasattr(hop, "expires")
        ):
            return True
        is_about_token = bool(request.token) and response.status_code in (401, 403)
        return is_about_token or (response.status_code >= 400 and self._day(response, request) < self.today)

    def _day(self, response: requests.Response, request: Request) -> date:
        """Return the day on which a cached answer was last confirmed by its server."""
        expires = getattr(response, "expires", None)
        return min(self.today, (expires - request.kind.validity).date()) if expires else self.today


def _permanent_url(response: requests.Response) -> str:
    """Return the final address when every redirect was permanent, or empty."""
    hops = [hop.status_code for hop in response.history]
    return addresses.safe_https(response.url) if hops and all(code in (301, 308) for code in hops) else ""
