"""Connections to checked addresses only, which another thread can cut: time is up, or somebody wants to leave.

A server can send one byte at a time, or none while it is being connected to; neither ends by itself. What one thread
holds open is in its `Watch`, from before it connects until its answer is read.
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


class Watch:
    """What a thread's request holds open, and whether it was cut."""

    def __init__(self) -> None:
        self.connection: _Watched | None = None
        self.is_cut = False

    def cut(self) -> None:
        """End the request, whatever it is waiting for, now or as soon as it has something to wait for."""
        self.is_cut = True
        if self.connection is not None:
            self.connection.cut()

    def hold(self, connection: _Watched) -> None:
        """Watch a connection from now on; one that comes after the cut is cut at once."""
        self.connection = connection
        if self.is_cut:
            connection.cut()

    def release(self) -> None:
        """Watch nothing any more; a connection that goes back to its pool keeps its own copy of the socket."""
        connection, self.connection = self.connection, None
        if connection is not None and connection.sock is None:
            connection.release()


def watch() -> Watch:
    """Return a new watch over the request that this thread is about to send."""
    made = _current.watch = Watch()
    return made


class _Watched:
    """A connection of urllib3 that goes to an address that `guard` has checked, and that its thread's watch can cut."""

    allow_loopback = False
    copy: socket.socket | None = None
    sock: Any

    def _new_conn(self) -> socket.socket:
        conn: Any = self
        host, port, watch = conn._dns_host, conn.port, _current.watch
        fault: OSError | None = None
        for family, literal in self._addresses(host, port)[:4]:
            if watch.is_cut:
                break
            try:
                found = socket.socket(family, socket.SOCK_STREAM)
            except OSError as error:  # this machine has no such addresses
                fault = error
                continue
            found.settimeout(CONNECT_TIMEOUT)
            self.release()
            # TLS takes the socket's descriptor away; a copy of it still cuts the same connection.
            self.copy = found.dup()
            watch.hold(self)
            try:
                found.connect((literal, port))
            except OSError as error:
                found.close()
                fault = error
                continue
            watch.hold(self)  # again: a socket that was cut just before it connects has not noticed
            return found
        self.release()
        raise NewConnectionError(conn, f"{host}: {fault}") from fault

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

    def cut(self) -> None:
        """End the connection, whatever it is waiting for."""
        if self.copy is not None:
            with suppress(OSError):
                self.copy.shutdown(socket.SHUT_RDWR)

    def request(self, *args: Any, **kwargs: Any) -> Any:
        _current.watch.hold(self)
        return super().request(*args, **kwargs)  # type: ignore[misc]

    def close(self) -> None:
        super().close()  # type: ignore[misc]
        # http.client closes a connection as soon as it has the headers of an answer that ends with it: its
        # body is still to come, and to be watched.
        if getattr(_current, "watch", None) is None or _current.watch.connection is not self:
            self.release()


class _Plain(_Watched, HTTPConnection):
    pass


class _Secure(_Watched, HTTPSConnection):
    pass


def pools(allow_loopback: bool) -> dict[str, type]:
    """Return urllib3's pools by scheme, of guarded connections; those of tests may go to this machine."""
    allowed = {"allow_loopback": allow_loopback}
    plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": type("Plain", (_Plain,), allowed)})
    secure = type("Pools", (HTTPSConnectionPool,), {"ConnectionCls": type("Secure", (_Secure,), allowed)})
    return {"http": plain, "https": secure}
