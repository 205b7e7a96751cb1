"""The built site on this machine's loopback, as a static host would show it."""

from __future__ import annotations

import re
import sys
import threading
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from annuaire import messages

# Seconds without a site before it is said that there is none: a swap takes a thousandth of that.
SWAP_TIMEOUT = 1.0
# This machine's own names, at any port: it may be seen through a tunnel.
_HERE = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]+)?", re.IGNORECASE)


class _NotFound(Exception):
    """Nothing is at the address that was asked for, or was an instant ago."""


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the built site, its own 404 page included, without filling the terminal."""

    def send_head(self) -> Any:
        """Find what was asked for; look again when the whole folder was being replaced by a build meanwhile.

        A page of the web whose name was made to lead here (DNS rebinding) reads nothing of a draft.
        """
        if not _HERE.fullmatch(self.headers.get("Host", "localhost")):
            address = f"http://127.0.0.1:{self.connection.getsockname()[1]}/"
            said = messages.say("serving-elsewhere", address=address)
            return self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", said.encode())
        end = time.monotonic() + SWAP_TIMEOUT
        while True:
            before = self._site()
            try:
                return super().send_head()
            except (_NotFound, ValueError):  # no path has a NUL
                is_late = time.monotonic() > end
                missing = self._missing() if is_late or (before and before == self._site()) else None
                if missing or is_late:
                    return self._send_missing(missing)
                time.sleep(0.001)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Leave what is missing to `send_head`."""
        if code == HTTPStatus.NOT_FOUND:
            raise _NotFound
        super().send_error(code, message, explain)

    def list_directory(self, path: Any) -> Any:
        """Show no list of files: a folder without a page is not found, as on a static host."""
        raise _NotFound

    def _site(self) -> int:
        """Return what tells one built folder from the next, or 0 between two."""
        try:
            return Path(self.directory).stat().st_ino
        except OSError:
            return 0

    def _missing(self) -> bytes | None:
        """Return the site's 404 page, unless there is none, or none at this instant.

        Its links are relative where SITEURL is not known, and here they must lead from any address.
        """
        try:
            found = (Path(self.directory) / "404.html").read_bytes()
            return found.replace(b"<head>", b'<head><base href="/">', 1)
        except OSError:
            return None

    def _send_missing(self, body: bytes | None) -> None:
        """Show the site's 404 page where a static host would."""
        if body is None:
            super().send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(HTTPStatus.NOT_FOUND, "text/html", body)

    def _send(self, status: HTTPStatus, type: str, body: bytes) -> None:
        """Send an answer that is in no file."""
        self.send_response(status)
        self.send_header("Content-Type", f"{type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Have browsers ask each time: the page may just have been rebuilt."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for the curator."""


class SiteServer(ThreadingHTTPServer):
    """Bears with browsers that leave a page before they have it whole."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of anything but a connection that was closed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def start(output: Path, port: int) -> SiteServer:
    """Serve `output` on 127.0.0.1 in the background; `OSError` when the port is taken."""
    server = SiteServer(("127.0.0.1", port), partial(SiteHandler, directory=str(output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
