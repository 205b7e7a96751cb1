"""Connections of urllib3, to checked addresses only, which another thread can cancel: on a timeout, or on Ctrl-C.

A server can send one byte at a time, or nothing while a connection is being made: neither ends by itself. The `Cancellation` of a
thread holds its open connection, from before it connects until its answer is read.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from annuaire.refresh import guard

CONNECT_TIMEOUT = 5.0  # seconds to make a connection
_current = threading.local()


class Cancellation:
    """The open connection of one thread's request, for another thread to cancel."""

    def __init__(self) -> None:
        self.connection: _Cancellable | None = None
        self.is_cancelled = False

    def cancel(self) -> None:
        """Abort the request: now, or as soon as it has a connection."""
        self.is_cancelled = True
        if self.connection is not None:
            self.connection.cancel()

    def hold(self, connection: _Cancellable) -> None:
        """Set the connection to cancel; abort it at once if the request is cancelled already."""
        self.connection = connection
        if self.is_cancelled:
            connection.cancel()

    def release(self) -> None:
        """Forget the connection; one that goes back to its pool keeps its duplicate of the socket."""
        connection, self.connection = self.connection, None
        if connection is not None and connection.sock is None:
            connection.release()


def cancellation() -> Cancellation:
    """Make the cancellation of the request that this thread is about to send."""
    new = _current.cancellation = Cancellation()
    return new


class _Cancellable:
    """Mixin for connections of urllib3: connects only to addresses checked by `guard`, and can be cancelled by another thread."""

    allow_loopback = False
    copy: socket.socket | None = None
    sock: Any

    def _new_conn(self) -> socket.socket:
        conn: Any = self
        host, port, current = conn._dns_host, conn.port, _current.cancellation
        failure: OSError | None = None
        for family, literal in self._addresses(host, port)[:4]:
            if current.is_cancelled:
                break
            try:
                found = socket.socket(family, socket.SOCK_STREAM)
            except OSError as error:  # this machine does not support this address family
                failure = error
                continue
            found.settimeout(CONNECT_TIMEOUT)
            self.release()
            # TLS detaches the descriptor of this socket; a duplicate can still shut the connection down.
            self.copy = found.dup()
            current.hold(self)
            try:
                found.connect((literal, port))
            except OSError as error:
                found.close()
                failure = error
                continue
            current.hold(self)  # again: shutting down a socket just before it connects has no effect
            return found
        self.release()
        raise NewConnectionError(conn, f"{host}: {failure}") from failure

    def _addresses(self, host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
        if self.allow_loopback and host == "127.0.0.1":
            return [(socket.AF_INET, host)]
        try:
            return guard.resolve(host, port)
        except OSError as error:
            raise NewConnectionError(self, f"{host}: {error}") from error  # type: ignore[arg-type]

    def release(self) -> None:
        """Close the duplicate of the socket, once the answer is read or the connection is dropped."""
        if self.copy is not None:
            self.copy.close()
            self.copy = None

    def cancel(self) -> None:
        """Shut the connection down, whatever it is waiting for."""
        if self.copy is not None:
            with suppress(OSError):
                self.copy.shutdown(socket.SHUT_RDWR)

    def request(self, *args: Any, **kwargs: Any) -> Any:
        _current.cancellation.hold(self)
        return super().request(*args, **kwargs)  # type: ignore[misc]

    def close(self) -> None:
        super().close()  # type: ignore[misc]
        # With « Connection: close », http.client calls this as soon as it has the headers: the body is still to be read, and
        # must remain cancellable.
        if getattr(_current, "cancellation", None) is None or _current.cancellation.connection is not self:
            self.release()


class _Plain(_Cancellable, HTTPConnection):
    pass


class _Secure(_Cancellable, HTTPSConnection):
    pass


def pools(allow_loopback: bool) -> dict[str, type]:
    """Return pool classes of guarded connections by scheme, for urllib3; `allow_loopback` is for tests."""
    allowed = {"allow_loopback": allow_loopback}
    plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": type("Plain", (_Plain,), allowed)})
    secure = type("Pools", (HTTPSConnectionPool,), {"ConnectionCls": type("Secure", (_Secure,), allowed)})
    return {"http": plain, "https": secure}
