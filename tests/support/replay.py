"""A replay server on loopback, which plays the networks: canned answers by host and path, with delays and misbehaviour.

`transport.Loopback(server.port)` sends all requests here, whatever their host, which is in the `Host` header.
An answer is a `Reply`, a function that makes one of an `Asked`, or a function of the handler that writes to the connection itself
(marked by `on_the_wire`).
"""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Reply:
    """A canned answer: body, status, content type, other headers, and a delay before it, in seconds."""

    body: bytes = b""
    status: int = 200
    type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0


def as_json(value: Any, status: int = 200, **kwargs: Any) -> Reply:
    """Return a JSON reply."""
    return Reply(json.dumps(value).encode(), status, **kwargs)


Misbehaviour = Callable[["_Handler"], None]
Answerer = Callable[["Asked"], "Reply | Misbehaviour"]


@dataclass(frozen=True)
class Asked:
    """A request as the server received it."""

    host: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    at: float

    def all(self, name: str) -> list[str]:
        """Return the values of a query parameter."""
        return [value for key, value in self.query if key == name]


@dataclass
class Replay:
    """A running server. `routes` are by host, then by path (« * » and « /* »: any other); `seen` has the requests received."""

    routes: dict[str, dict[str, Reply | Misbehaviour | Answerer]] = field(default_factory=dict)
    latency: float = 0.0
    seen: list[Asked] = field(default_factory=list)
    port: int = 0
    most_at_once: dict[str, int] = field(default_factory=dict)
    hosts_at_once: int = 0
    _now: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def on(self, address: str, answer: Any) -> None:
        """Set the answer for `https://host/path`; a path of « * » is for all other paths of the host."""
        parts = urlsplit(address if "://" in address else f"https://{address}")
        self.routes.setdefault(parts.hostname or "", {})[parts.path or "/"] = answer

    def find(self, asked: Asked) -> Any:
        """Return the answer for a request: 404 if there is no route."""
        paths = self.routes.get(asked.host) or self.routes.get("*") or {}
        found = paths.get(asked.path) or paths.get("/*")
        if found is None:
            return Reply(b'{"error": "Record not found"}', 404)
        return found

    @contextmanager
    def counting(self, host: str) -> Iterator[None]:
        """Record how many requests are served at the same time."""
        with self._lock:
            self._now[host] = self._now.get(host, 0) + 1
            self.most_at_once[host] = max(self.most_at_once.get(host, 0), self._now[host])
            self.hosts_at_once = max(self.hosts_at_once, sum(1 for count in self._now.values() if count))
        try:
            yield
        finally:
            with self._lock:
                self._now[host] -= 1


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a body sent after its headers would wait 40 ms for their acknowledgement
    server: _Server

    def do_GET(self) -> None:
        replay = self.server.replay
        parts = urlsplit(self.path)
        host = (self.headers.get("Host") or "").partition(":")[0]
        asked = Asked(host, parts.path, tuple(parse_qsl(parts.query)), dict(self.headers), time.monotonic())
        replay.seen.append(asked)
        with replay.counting(host):
            time.sleep(replay.latency)
            found = replay.find(asked)
            if not isinstance(found, Reply):
                found = found(asked) if getattr(found, "answers", True) else found(self)
            if isinstance(found, Reply):
                self.reply(found)

    def reply(self, reply: Reply) -> None:
        time.sleep(reply.delay)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing: requests are in `Replay.seen`."""


def on_the_wire(function: Misbehaviour) -> Misbehaviour:
    """Mark a function that writes to the connection itself."""
    function.answers = False  # type: ignore[attr-defined]
    return function


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    replay: Replay

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore closed connections: they are expected here."""


@contextmanager
def running(certificate: Path | None = None, **settings: Any) -> Iterator[Replay]:
    """Run a server until the end of the block; with TLS if a certificate (PEM with its key) is given."""
    replay = Replay(**settings)
    server = _Server(("127.0.0.1", 0), _Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.replay = replay
    replay.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
