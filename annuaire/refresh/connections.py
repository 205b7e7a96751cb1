"""Connections to checked addresses only, which another thread can end: time is up, or somebody wants to leave.

A server can send one byte at a time, or none while it is being connected to; neither ends by itself. What one thread
holds open is in its `Cancellation`, from before it connects until its answer is read.
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

CONNECT_TIMEOUT = 5.0  # seconds until a connection is made
_current = threading.local()


class Cancellation:
    """What a thread's request holds open, for another thread to end; and whether it was."""

    def __init__(self) -> None:
        self.connection: _Cancellable | None = None
        self.is_cancelled = False

    def cancel(self) -> None:
        """End the request, whatever it is waiting for, now or as soon as it has something to wait for."""
        self.is_cancelled = True
        if self.connection is not None:
            self.connection.cancel()

    def hold(self, connection: _Cancellable) -> None:
        """Hold a connection from now on; one that comes after the cancelling is ended at once."""
        self.connection = connection
        if self.is_cancelled:
            connection.cancel()

    def release(self) -> None:
        """Hold nothing any more; a connection that goes back to its pool keeps its own copy of the socket."""
        connection, self.connection = self.connection, None
        if connection is not None and connection.sock is None:
            connection.release()


def cancellation() -> Cancellation:
    """Return a new cancellation of the request that this thread is about to send."""
    made = _current.cancellation = Cancellation()
    return made


class _Cancellable:
    """A connection of urllib3 that goes to an address that `guard` has checked, and that its thread's cancellation can end."""

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
            except OSError as error:  # this machine has no such addresses
                failure = error
                continue
            found.settimeout(CONNECT_TIMEOUT)
            self.release()
            # TLS takes the socket's descriptor away; a copy of it still ends the same connection.
            self.copy = found.dup()
            current.hold(self)
            try:
                found.connect((literal, port))
            except OSError as error:
                found.close()
                failure = error
                continue
            current.hold(self)  # again: a socket that was shut down just before it connects has not noticed
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
        """Let go of the copy of the socket, once the answer is read or the connection is dropped."""
        if self.copy is not None:
            self.copy.close()
            self.copy = None

    def cancel(self) -> None:
        """End the connection, whatever it is waiting for."""
        if self.copy is not None:
            with suppress(OSError):
                self.copy.shutdown(socket.SHUT_RDWR)

    def request(self, *args: Any, **kwargs: Any) -> Any:
        _current.cancellation.hold(self)
        return super().request(*args, **kwargs)  # type: ignore[misc]

    def close(self) -> None:
        super().close()  # type: ignore[misc]
        # http.client closes a connection as soon as it has the headers of an answer that ends with it: its
        # body is still to come, and to be held.
        if getattr(_current, "cancellation", None) is None or _current.cancellation.connection is not self:
            self.release()


class _Plain(_Cancellable, HTTPConnection):
    pass


class _Secure(_Cancellable, HTTPSConnection):
    pass


def pools(allow_loopback: bool) -> dict[str, type]:
    """Return urllib3's pools by scheme, of guarded connections; those of tests may go to this machine."""
    allowed = {"allow_loopback": allow_loopback}
    plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": type("Plain", (_Plain,), allowed)})
    secure = type("Pools", (HTTPSConnectionPool,), {"ConnectionCls": type("Secure", (_Secure,), allowed)})
    return {"http": plain, "https": secure}
