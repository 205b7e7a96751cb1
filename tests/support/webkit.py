"""WebKit, the engine of Safari, in Debian's build, on a virtual display."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

NEEDED = ("WebKitWebDriver", "Xvfb")
NOWHERE = "http://127.0.0.1:9"  # a proxy on the port of « discard », where nothing listens: requests to other hosts are refused


def missing() -> list[str]:
    """Return the names of the programs that are not installed."""
    return [name for name in NEEDED if not shutil.which(name)]


@contextmanager
def opened() -> Iterator[WebKitGTK]:
    """Open a browser that can reach only this machine; close it and its display at the end."""
    with _screen() as display:
        # The proxy is set in the environment: WebKit 2.50 truncates the `noProxy` of a session, and sometimes crashes on it.
        # Rendering is in software, whether or not the machine has a graphics card.
        proxy = {"http_proxy": NOWHERE, "https_proxy": NOWHERE, "no_proxy": "127.0.0.1"}
        env = {**os.environ, **proxy, "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1", "LANG": "C.UTF-8"}
        driver = WebKitGTK(Options(), Service(env=env))
        try:
            driver.implicitly_wait(10)
            yield driver
        finally:
            driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """Start a virtual X display, which chooses a free number itself; yield its name."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        try:
            with os.fdopen(reader) as line:
                yield f":{line.readline().strip()}"
        finally:
            server.terminate()
