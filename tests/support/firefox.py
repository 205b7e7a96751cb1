"""Firefox: it speaks Marionette, the commands of WebDriver over a line of its own, and needs no driver beside it."""

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

PATIENCE = 60  # seconds for the start, and for each answer
# The proxy is the port of « discard », nothing goes around it, and no name has an address: whatever is not this machine's is
# refused, what Firefox asks of its makers at each start too.
PREFERENCES = {
    "marionette.port": 0,  # whichever is free
    "network.proxy.type": 1, "network.proxy.failover_direct": False, "network.dns.disabled": True,
    "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9,
}  # fmt: skip
# Selenium's name of each command that tests give, and Firefox's.
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
    """Return the programs that are not there."""
    return [] if _program() else ["Firefox"]


@contextmanager
def opened() -> Iterator[Remote]:
    """Open a browser that reaches this machine only, in no window that anybody sees; close it at the end."""
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
                with closing(_Marionette(_port(folder))) as line:
                    driver = Remote(line, options=FirefoxOptions())
                    driver.implicitly_wait(10)
                    yield driver
            finally:
                firefox.kill()  # nothing of it is kept


def _program() -> str:
    """Return Debian's, else what is called so: but not Ubuntu's, a snap, which sees no folder of ours."""
    found = shutil.which("firefox-esr") or (not shutil.which("/snap/bin/firefox") and shutil.which("firefox"))
    return found or ""


def _port(folder: Path) -> int:
    """Wait until Firefox has written on which port it listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            return int((folder / "MarionetteActivePort").read_text("ascii"))
        except (FileNotFoundError, ValueError):
            time.sleep(0.05)
    raise TimeoutError("Firefox did not start")


class _Marionette(RemoteConnection):
    """Sends each of Selenium's commands as « length:[0, number, name, parameters] »; the answer comes likewise."""

    def __init__(self, port: int) -> None:
        super().__init__(client_config=ClientConfig(f"http://127.0.0.1:{port}"))
        self._line = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._heard = self._line.makefile("rb")
        self._hear()  # who it is

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """Return what Firefox answers, as Selenium would have it from a driver."""
        told = {name: value for name, value in params.items() if name != "sessionId"}
        if command == Command.FIND_CHILD_ELEMENTS:
            told["element"] = told["id"]
        sent = json.dumps([0, 1, f"WebDriver:{COMMANDS[command]}", told]).encode()
        self._line.sendall(b"%d:%b" % (len(sent), sent))
        _, _, error, answer = self._hear()
        if error:
            return {"status": 500, "value": json.dumps(error)}
        return {"value": answer["value"] if isinstance(answer, dict) and [*answer] == ["value"] else answer}

    def close(self) -> None:
        self._heard.close()
        self._line.close()

    def _hear(self) -> Any:
        length = 0
        while (digit := self._heard.read(1)).isdigit():
            length = 10 * length + int(digit)
        return json.loads(self._heard.read(length))
