"""A folder served on loopback, and how to start Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annuaire.building import serve

# Chromium sends requests to its vendor at each start, whatever the options; the last flag stops that.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


def chromium() -> str | None:
    """Return the path of the system's Chromium, or None: Playwright then uses the one that it installed."""
    return shutil.which("chromium")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder as `annuaire serve` does; yield its address, without a trailing slash."""
    server = serve.start(folder, 0)
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
