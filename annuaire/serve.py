"""`annuaire serve`: the site on this machine's loopback, built again at each change."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

WATCHED = ("curation", "content", "theme", "snapshot", "pelicanconf.py")
CALM = 60  # milliseconds without a change before a build: editors write a file in several steps


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the built site, its own 404 page included, without filling the terminal."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's 404 page where a static host would."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
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


def changes(root: Path, stop: threading.Event | None = None) -> Any:
    """Yield, for each calm after some changes, the sorted paths that changed, relative to `root`."""
    paths = [root / name for name in WATCHED if (root / name).exists()]
    for found in watch(*paths, step=CALM, stop_event=stop, raise_interrupt=False):
        yield sorted(str(Path(path).relative_to(root)) for _, path in found)
