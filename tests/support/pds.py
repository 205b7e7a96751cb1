"""A fake personal data server (PDS) of the AT Protocol on loopback: only the calls that publishing makes.

It refuses what a real one refuses: writing without the session's token, more than 200 writes at once, an unknown handle.
"""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

OWNER, OWNER_HANDLE, PASSWORD = "did:plc:annuaire", "annuaire.example", "abcd-efgh-ijkl-mnop"


def _token() -> str:
    parts = (
        {"alg": "none"},
        {"sub": OWNER, "exp": int(time.time()) + 3600, "iat": 0, "scope": "x", "aud": "y"},
    )
    return ".".join(
        [
            *(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts),
            "c2ln",
        ]
    )


class Pds:
    """The records of one account, and the calls that were received."""

    def __init__(self) -> None:
        self.handles = {OWNER_HANDLE: OWNER}
        self.records: dict[tuple[str, str], dict[str, Any]] = {}
        self.calls: list[str] = []
        self.fail_after: int | None = None
        self.failing: dict[str, int] = {}  # the status of the answers for handles that fail
        self.token = _token()

    def of(self, collection: str) -> list[dict[str, Any]]:
        return [value for (kind, _), value in self.records.items() if kind == collection]

    def answer(self, name: str, parameters: dict[str, Any], authorised: bool) -> tuple[int, dict[str, Any]]:
        """Return the status and the body of one call."""
        self.calls.append(name)
        short = name.rpartition(".")[2]
        if short in ("createRecord", "putRecord", "applyWrites"):
            if not authorised:
                return 401, {"error": "AuthMissing"}
            if self.fail_after is not None:
                self.fail_after -= 1
                if self.fail_after < 0:
                    return 502, {"error": "UpstreamFailure"}
        return getattr(self, f"_{short}", self._unknown)(parameters)  # type: ignore[no-any-return]

    def _unknown(self, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return 501, {"error": "MethodNotImplemented"}

    def _createSession(self, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if (parameters["identifier"], parameters["password"]) != (OWNER_HANDLE, PASSWORD):
            return 401, {"error": "AuthenticationRequired"}
        return 200, {
            "did": OWNER,
            "handle": OWNER_HANDLE,
            "accessJwt": self.token,
            "refreshJwt": self.token,
            "active": True,
        }

    def _resolveHandle(self, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if status := self.failing.get(parameters["handle"]):
            return status, {"error": "UpstreamFailure"}
        did = self.handles.get(parameters["handle"])
        return (200, {"did": did}) if did else (400, {"error": "HandleNotFound"})

    def _listRecords(self, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        keys = [key for key in self.records if key[0] == parameters["collection"]]
        start = int(parameters.get("cursor", 0))
        page = keys[start : start + int(parameters["limit"])]
        found = [
            {"uri": f"at://{OWNER}/{kind}/{key}", "cid": "bafy", "value": self.records[kind, key]}
            for kind, key in page
        ]
        more = {"cursor": str(start + len(page))} if start + len(page) < len(keys) else {}
        return 200, {"records": found, **more}

    def _createRecord(self, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        key = f"key{len(self.calls)}-{len(self.records)}"
        return self._putRecord({**parameters, "rkey": key})

    def _putRecord(self, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.records[parameters["collection"], parameters["rkey"]] = parameters["record"]
        return 200, {"uri": f"at://{OWNER}/{parameters['collection']}/{parameters['rkey']}", "cid": "bafy"}

    def _applyWrites(self, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if len(parameters["writes"]) > 200:
            return 400, {"error": "InvalidRequest"}
        for write in parameters["writes"]:
            if write["$type"].endswith("#delete"):
                del self.records[write["collection"], write["rkey"]]
            else:
                self._createRecord({"collection": write["collection"], "record": write["value"]})
        return 200, {}


@contextmanager
def serving() -> Iterator[tuple[Pds, str]]:
    """Serve a PDS; yield it and its address."""
    pds = Pds()

    class Handler(BaseHTTPRequestHandler):
        def _call(self, parameters: dict[str, Any]) -> None:
            name = urlsplit(self.path).path.removeprefix("/xrpc/")
            status, body = pds.answer(
                name, parameters, self.headers.get("Authorization") == f"Bearer {pds.token}"
            )
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            self._call({key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()})

        def do_POST(self) -> None:
            self._call(json.loads(self.rfile.read(int(self.headers["Content-Length"])) or "{}"))

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield pds, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
