"""Firefox, driven by Selenium without geckodriver: Marionette is its own protocol for the commands of WebDriver."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver import FirefoxOptions, Remote
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.remote_connection import RemoteConnection

TIMEOUT = 60  # seconds for the start, and for each answer
# The proxy is the port of « discard », where nothing listens, and DNS is disabled: requests to other hosts are refused, including
# those that Firefox sends to its vendor at each start.
PREFERENCES = {
    "marionette.port": 0,  # any free port
    "network.proxy.type": 1, "network.proxy.failover_direct": False, "network.dns.disabled": True,
    "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9,
}  # fmt: skip
# Selenium's name of each command that tests use, and Marionette's.
COMMANDS = {
    Command.NEW_SESSION: "NewSession", Command.SET_TIMEOUTS: "SetTimeouts", Command.SET_WINDOW_RECT: "SetWindowRect",
    Command.GET: "Navigate", Command.REFRESH: "Refresh", Command.GET_CURRENT_URL: "GetCurrentURL",
    Command.FIND_ELEMENT: "FindElement", Command.FIND_CHILD_ELEMENTS: "FindElements",
    Command.W3C_GET_ACTIVE_ELEMENT: "GetActiveElement", Command.GET_ELEMENT_ATTRIBUTE: "GetElementAttribute",
    Command.GET_ELEMENT_TAG_NAME: "GetElementTagName", Command.GET_ELEMENT_TEXT: "GetElementText",
    Command.IS_ELEMENT_ENABLED: "IsElementEnabled", Command.IS_ELEMENT_SELECTED: "IsElementSelected",
    Command.CLICK_ELEMENT: "ElementClick", Command.SEND_KEYS_TO_ELEMENT: "ElementSendKeys",
    Command.W3C_EXECUTE_SCRIPT: "ExecuteScript", Command.W3C_EXECUTE_SCRIPT_ASYNC: "ExecuteAsyncScript",
}  # fmt: skip


def missing() -> list[str]:
    """Return the names of the programs that are not installed."""
    return [] if _program() else ["Firefox"]


@contextmanager
def opened() -> Iterator[Remote]:
    """Open a headless browser that can reach only this machine; close it at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        lines = [
            f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in PREFERENCES.items()
        ]
        (folder / "user.js").write_text("".join(lines), "utf-8")
        command = [_program(), "--headless", "--no-remote", "--marionette", "--profile", name]
        env = {**os.environ, "HOME": name, "LANG": "C.UTF-8"}
        with subprocess.Popen(
            command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as firefox:
            try:
                with closing(_Marionette(_port(folder))) as connection:
                    driver = Remote(connection, options=FirefoxOptions())
                    driver.implicitly_wait(10)
                    yield driver
            finally:
                firefox.kill()  # its profile is temporary


def _program() -> str:
    """Return the path of Firefox ESR (Debian) or of Firefox, or "". Not Ubuntu's snap, which cannot read our folders."""
    found = shutil.which("firefox-esr") or (not shutil.which("/snap/bin/firefox") and shutil.which("firefox"))
    return found or ""


def _port(folder: Path) -> int:
    """Wait until Firefox has written its port; return it."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        try:
            return int((folder / "MarionetteActivePort").read_text("ascii"))
        except (FileNotFoundError, ValueError):
            time.sleep(0.05)
    raise TimeoutError("Firefox did not start")


class _Marionette(RemoteConnection):
    """Sends each Selenium command as « length:[0, number, name, parameters] »; answers have the same form."""

    def __init__(self, port: int) -> None:
        super().__init__(client_config=ClientConfig(f"http://127.0.0.1:{port}"))
        self._socket = socket.create_connection(("127.0.0.1", port), TIMEOUT)
        self._reader = self._socket.makefile("rb")
        self._receive()  # the greeting

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """Send a command; return the answer in the form in which a driver gives it to Selenium."""
        parameters = {name: value for name, value in params.items() if name != "sessionId"}
        if command == Command.FIND_CHILD_ELEMENTS:
            parameters["element"] = parameters["id"]
        message = json.dumps([0, 1, f"WebDriver:{COMMANDS[command]}", parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, answer = self._receive()
        if error:
            return {"status": 500, "value": json.dumps(error)}
        return {"value": answer["value"] if isinstance(answer, dict) and [*answer] == ["value"] else answer}

    def close(self) -> None:
        self._reader.close()
        self._socket.close()

    def _receive(self) -> Any:
        length = 0
        while (digit := self._reader.read(1)).isdigit():
            length = 10 * length + int(digit)
        return json.loads(self._reader.read(length))
