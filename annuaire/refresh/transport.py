"""The HTTP adapter below the cache: checks addresses, and limits the duration and the size of answers.

Every request, and every hop of a redirect, passes here. It goes through `connections`, which are checked and can be
cancelled: when the request times out, or at once on Ctrl-C. The size of a body is checked after decompression, while it is
being received: 48 kB of gzip can be 50 MB.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from annuaire.refresh import connections, guard
from annuaire.refresh.rate_limit import RateLimiter

READ_TIMEOUT, TOTAL_TIMEOUT = 15.0, 40.0  # seconds without a byte, and for a whole request
_CHUNK = 65_536
# The only headers that reach the cache: no cookie, for one.
_KEPT = ("content-type", "x-robots-tag", "etag", "last-modified", "location")

_current = threading.local()


def sent_by_this_thread() -> int:
    """Return how many requests this thread has sent."""
    return int(getattr(_current, "sent", 0))


class TooLarge(requests.RequestException):
    """The body is larger than the limit of its kind."""


class Loopback(NamedTuple):
    """For tests only: every host is served by this port of 127.0.0.1. No setting and no environment variable enables it."""

    port: int
    secure: bool = False

    def address(self, url: str) -> str:
        """Return the address of the test server for `url`."""
        scheme = "https" if self.secure else "http"
        return urlunsplit(urlsplit(url)._replace(scheme=scheme, netloc=f"127.0.0.1:{self.port}"))


class Transport(HTTPAdapter):
    """The adapter of `Session`; `max_bytes` is the limit of a body by `Accept` header, `limiter` decides when to send."""

    def __init__(
        self,
        max_bytes: dict[str, int],
        limiter: RateLimiter,
        loopback: Loopback | None = None,
        total: float = TOTAL_TIMEOUT,
    ) -> None:
        self.max_bytes = max_bytes
        self.limiter = limiter
        self.loopback = loopback
        self.total = total
        self.sent = 0
        self._lock = threading.Lock()
        self._live: set[connections.Cancellation] = set()
        super().__init__(max_retries=0, pool_connections=64, pool_maxsize=8)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Use pools of guarded connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = connections.pools(self.loopback is not None)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request and read the whole body, up to its limit."""
        host = guard.check_url(request.url or "")
        sent = request.copy()
        # requests-cache sets this header for its own use.
        sent.headers.pop("Cache-Control", None)
        if self.loopback:
            sent.headers["Host"] = host
            sent.url = self.loopback.address(request.url or "")
        with self.limiter.slot(host):
            _current.sent = sent_by_this_thread() + 1
            with self._lock:
                self.sent += 1
            with self._cancellable():
                options = {**kwargs, "stream": True, "timeout": (connections.CONNECT_TIMEOUT, READ_TIMEOUT)}
                response = super().send(sent, *args, **options)
                body = self._body(response, request.headers.get("Accept", ""))
            self.limiter.delay_as_asked(host, response.status_code, response.headers)
        # The cache stores the request with a redirect: remove the token, which is only for its network.
        without_token = request.copy()
        without_token.headers.pop("Authorization", None)
        response.url, response.request = request.url or "", without_token
        kept = {name: value for name, value in response.headers.items() if name.lower() in _KEPT}
        response.headers.clear()
        response.headers.update(kept)
        response.cookies.clear()
        response.raw = HTTPResponse(BytesIO(body), kept, response.status_code, preload_content=False)
        response._content, response._content_consumed = body, True  # type: ignore[attr-defined]
        return response

    def _body(self, response: requests.Response, accept: str) -> bytes:
        max_bytes = self.max_bytes.get(accept, 0)
        body = bytearray()
        try:
            while chunk := response.raw.read1(_CHUNK, decode_content=True):
                body += chunk
                if len(body) > max_bytes:
                    raise TooLarge("body", response=response)
        except BaseException:
            response.raw.close()
            raise
        response.raw.release_conn()
        return bytes(body)

    def stop(self) -> None:
        """Cancel all pending requests and all later ones."""
        self.limiter.stopped.set()
        with self._lock:
            live = list(self._live)
        for cancellation in live:
            cancellation.cancel()

    @contextmanager
    def _cancellable(self) -> Iterator[None]:
        """Cancel a request after `total` seconds, and raise `Timeout`: without a content length, a body that was cut off would
        look complete and be cached."""
        cancellation = connections.cancellation()
        with self._lock:
            self._live.add(cancellation)
            cancellation.is_cancelled = self.limiter.stopped.is_set()
        timer = threading.Timer(self.total, cancellation.cancel)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception as error:
            if cancellation.is_cancelled:
                raise requests.Timeout("total") from error
            raise
        finally:
            timer.cancel()
            with self._lock:
                self._live.discard(cancellation)
            cancellation.release()
        if cancellation.is_cancelled:
            raise requests.Timeout("total")
