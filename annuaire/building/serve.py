"""The HTTP server of `annuaire serve`, on the loopback interface; it answers as a static host would."""

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
from urllib.parse import quote, urlsplit

from annuaire import messages

# Seconds to wait for a site that is being replaced, which takes about a thousandth of that.
SWAP_TIMEOUT = 1.0
# Host headers of the loopback interface, with any port: the site may be viewed through a tunnel.
_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]+)?", re.IGNORECASE)


class _NotFound(Exception):
    """There is no file at the address, or there was none a moment ago."""


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the built site, with its own 404 page, and logs nothing."""

    def send_head(self) -> Any:
        """Find the file that is asked for; retry if a build was replacing the whole folder meanwhile.

        Other Host headers are refused: a web site must not read drafts by DNS rebinding.
        """
        if not _LOOPBACK.fullmatch(self.headers.get("Host", "localhost")):
            address = f"http://127.0.0.1:{self.connection.getsockname()[1]}/"
            said = messages.say("serving-elsewhere", address=address)
            return self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", said.encode())
        deadline = time.monotonic() + SWAP_TIMEOUT
        while True:
            before = self._folder_id()
            try:
                return super().send_head()
            except (_NotFound, ValueError):  # a NUL in the path
                is_timed_out = time.monotonic() > deadline
                is_certain = is_timed_out or (before and before == self._folder_id())
                page = self._not_found_page() if is_certain else None
                if page or is_timed_out:
                    return self._send_not_found(page)
                time.sleep(0.001)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Raise for a 404, which `send_head` handles."""
        if code == HTTPStatus.NOT_FOUND:
            raise _NotFound
        super().send_error(code, message, explain)

    def list_directory(self, path: Any) -> Any:
        """Show no directory listing: a folder without an index is not found, as on a static host."""
        raise _NotFound

    def _folder_id(self) -> int:
        """Return the inode of the site's folder, which differs after each replacement, or 0 while there is no folder."""
        try:
            return Path(self.directory).stat().st_ino
        except OSError:
            return 0

    def _not_found_page(self) -> bytes | None:
        """Return the site's 404 page, or None if there is none at this moment.

        A base element is added: without SITEURL its links are relative, and the page is shown at any address. Its links within
        itself are given that address, to which the base element would not lead.
        """
        try:
            page = (Path(self.directory) / "404.html").read_bytes()
            here = quote(urlsplit(self.path).path, safe="/%").encode()
            return page.replace(b"<head>", b'<head><base href="/">', 1).replace(
                b'href="#', b'href="%s#' % here
            )
        except (OSError, ValueError):  # an address with a bracket
            return None

    def _send_not_found(self, body: bytes | None) -> None:
        """Send the site's 404 page, or Python's if there is none."""
        if body is None:
            super().send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(HTTPStatus.NOT_FOUND, "text/html", body)

    def _send(self, status: HTTPStatus, type: str, body: bytes) -> None:
        """Send a response that does not come from a file."""
        self.send_response(status)
        self.send_header("Content-Type", f"{type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Disable the browser cache: the page may just have been rebuilt."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing: the terminal is for messages to the curator."""


class SiteServer(ThreadingHTTPServer):
    """A server that tolerates browsers closing a connection early."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report any error except a closed connection."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def start(output: Path, port: int) -> SiteServer:
    """Serve `output` on 127.0.0.1 in a background thread.

    Raises:
        OSError: the port is taken, or not permitted.
    """
    server = SiteServer(("127.0.0.1", port), partial(SiteHandler, directory=str(output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
