"""WebKit, the engine of Safari: Debian's build of it, in a window on a screen that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import Proxy, WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

NEEDED = ("WebKitWebDriver", "Xvfb")
NOWHERE = "127.0.0.1:9"  # the port of « discard »: whatever is not this machine's is refused


def missing() -> list[str]:
    """Return the programs that are not there."""
    return [name for name in NEEDED if not shutil.which(name)]


@contextmanager
def opened() -> Iterator[WebKitGTK]:
    """Open a browser that reaches this machine only; close it and its screen at the end."""
    with _screen() as display:
        options = Options()
        options.proxy = Proxy({
            "proxyType": "manual", "httpProxy": NOWHERE, "sslProxy": NOWHERE, "noProxy": ["127.0.0.1"],
        })  # fmt: skip
        # Drawn by the processor, whatever the machine: a card is not there or not ours.
        env = {**os.environ, "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1", "LANG": "C.UTF-8"}
        driver = WebKitGTK(options, Service(env=env))
        try:
            driver.implicitly_wait(10)
            yield driver
        finally:
            driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """Yield the name of a virtual X display, which says itself which number is free."""
    said, heard = os.pipe()
    command = ["Xvfb", "-displayfd", str(heard), "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[heard], stderr=subprocess.DEVNULL) as server:
        os.close(heard)
        try:
            with os.fdopen(said) as line:
                yield f":{line.readline().strip()}"
        finally:
            server.terminate()
