"""The last yard before the wire, below the cache: what may be asked, for how long, how much may come back.

Each request, and each hop of a redirect, passes here. The socket goes to an address that `guard` has checked.
A watch cuts the connection when its time is up, even if a server sends one byte at a time. Bodies are counted
once decoded, while they come: 48 kB of gzip can be 50 MB.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from annuaire import guard

CONNECT, READ, TOTAL = 5.0, 15.0, 40.0  # seconds
_CHUNK = 65_536
# What is kept of an answer's headers: no cookie reaches the cache.
_KEPT = (
    "content-type", "date", "etag", "last-modified", "location", "retry-after", "x-ratelimit-remaining",
    "x-ratelimit-reset", "x-rate-limit-remaining", "x-rate-limit-reset", "ratelimit-remaining", "ratelimit-reset",
)  # fmt: skip

_current = threading.local()


def here() -> int:
    """Return how many requests this thread has sent."""
    return int(getattr(_current, "sent", 0))


class TooLarge(requests.RequestException):
    """The body is larger than what was asked for can be."""


class Loopback(NamedTuple):
    """For tests only: every host is served by this port of 127.0.0.1. No setting and no variable leads here."""

    port: int
    secure: bool = False

    def address(self, url: str) -> str:
        """Return where a test's server answers for `url`."""
        scheme = "https" if self.secure else "http"
        return urlunsplit(urlsplit(url)._replace(scheme=scheme, netloc=f"127.0.0.1:{self.port}"))


class _Watched:
    """A connection to checked addresses only, whose socket can be cut from another thread."""

    allow_loopback = False
    watch: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        conn: Any = self
        host, port = conn._dns_host, conn.port
        if self.allow_loopback and host == "127.0.0.1":
            addresses = [(socket.AF_INET, host)]
        else:
            try:
                addresses = guard.resolve(host, port)
            except OSError as error:
                raise NewConnectionError(conn, f"{host}: {error}") from error
        fault: OSError | None = None
        for family, literal in addresses[:4]:
            found = socket.socket(family, socket.SOCK_STREAM)
            found.settimeout(CONNECT)
            try:
                found.connect((literal, port))
            except OSError as error:
                found.close()
                fault = error
                continue
            self.release_watch()
            # TLS takes the socket's descriptor away; a copy of it still cuts the same connection.
            self.watch = found.dup()
            _current.connection = self
            return found
        raise NewConnectionError(conn, f"{host}: {fault}") from fault

    def release_watch(self) -> None:
        """Let go of the copy of the socket, once the answer is read or the connection is dropped."""
        if self.watch is not None:
            self.watch.close()
            self.watch = None

    def cut(self) -> None:
        """End the connection, whatever it is waiting for."""
        if self.watch is not None:
            with suppress(OSError):
                self.watch.shutdown(socket.SHUT_RDWR)

    def request(self, *args: Any, **kwargs: Any) -> Any:
        _current.connection = self
        return super().request(*args, **kwargs)  # type: ignore[misc]

    def close(self) -> None:
        super().close()  # type: ignore[misc]
        # http.client closes a connection as soon as it has the headers of an answer that ends with it: its
        # body is still to come, and to be watched.
        if getattr(_current, "connection", None) is not self:
            self.release_watch()


class _Plain(_Watched, HTTPConnection):
    pass


class _Secure(_Watched, HTTPSConnection):
    pass


class Transport(HTTPAdapter):
    """The adapter of `Session`; `largest` is the cap on bodies by `Accept` header."""

    def __init__(
        self, largest: dict[str, int], loopback: Loopback | None = None, total: float = TOTAL
    ) -> None:
        self.largest = largest
        self.loopback = loopback
        self.total = total
        self.sent = 0
        self._lock = threading.Lock()
        super().__init__(max_retries=0, pool_connections=64, pool_maxsize=8)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make pools whose connections are guarded."""
        super().init_poolmanager(*args, **kwargs)
        allowed = {"allow_loopback": self.loopback is not None}
        plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": type("Plain", (_Plain,), allowed)})
        secure = type("Pools", (HTTPSConnectionPool,), {"ConnectionCls": type("Secure", (_Secure,), allowed)})
        self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": secure}

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request and read its whole, bounded body."""
        host = guard.check_url(request.url or "")
        sent = request.copy()
        # requests-cache speaks to itself through this header.
        sent.headers.pop("Cache-Control", None)
        if self.loopback:
            sent.headers["Host"] = host
            sent.url = self.loopback.address(request.url or "")
        _current.sent = here() + 1
        with self._lock:
            self.sent += 1
        with self._watch():
            response = super().send(sent, *args, **{**kwargs, "stream": True, "timeout": (CONNECT, READ)})
            body = self._body(response, request.headers.get("Accept", ""))
        response.url, response.request = request.url or "", request
        kept = {name: value for name, value in response.headers.items() if name.lower() in _KEPT}
        response.headers.clear()
        response.headers.update(kept)
        response.cookies.clear()
        response.raw = HTTPResponse(BytesIO(body), kept, response.status_code, preload_content=False)
        response._content, response._content_consumed = body, True  # type: ignore[attr-defined]
        return response

    def _body(self, response: requests.Response, accept: str) -> bytes:
        largest = self.largest.get(accept, 0)
        body = bytearray()
        try:
            while chunk := response.raw.read1(_CHUNK, decode_content=True):
                body += chunk
                if len(body) > largest:
                    raise TooLarge("body", response=response)
        except BaseException:
            response.raw.close()
            raise
        response.raw.release_conn()
        return bytes(body)

    @contextmanager
    def _watch(self) -> Iterator[None]:
        """Cut what lasts longer than `total`, and say so: a body without a length would look whole."""
        _current.connection = None
        place = _current.__dict__
        late = threading.Event()

        def cut() -> None:
            late.set()
            connection = place.get("connection")
            if connection is not None:
                connection.cut()

        timer = threading.Timer(self.total, cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception as error:
            if late.is_set():
                raise requests.Timeout("total") from error
            raise
        finally:
            timer.cancel()
            connection, _current.connection = _current.connection, None
            if connection is not None and connection.sock is None:
                connection.release_watch()
        if late.is_set():
            raise requests.Timeout("total")
