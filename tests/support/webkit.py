"""WebKit, the engine of Safari: Debian's build of it, in a window on a screen that nobody sees."""

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
NOWHERE = "http://127.0.0.1:9"  # the port of « discard »: whatever is not this machine's is refused


def missing() -> list[str]:
    """Return the programs that are not there."""
    return [name for name in NEEDED if not shutil.which(name)]


@contextmanager
def opened() -> Iterator[WebKitGTK]:
    """Open a browser that reaches this machine only; close it and its screen at the end."""
    with _screen() as display:
        # The proxy by the environment: of a session's own `noProxy`, WebKit 2.50 loses the end of the list, and now and then
        # falls over it before it answers. Drawn by the processor, whatever the machine: a card is not there or not ours.
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
