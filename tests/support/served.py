"""A folder served on this machine's loopback, and the ways to start a Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annuaire.building import serve

# Chromium asks its maker's hosts at each start, whatever it is told; the last flag ends that.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


def chromium() -> str | None:
    """Return the machine's own Chromium; without one Playwright takes the one that it has fetched."""
    return shutil.which("chromium")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder as `annuaire serve` does; yield its address, without a last slash."""
    server = serve.start(folder, 0)
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
