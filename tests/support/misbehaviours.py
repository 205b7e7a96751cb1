"""Bad answers of servers, by name, for the replay server; none of them may make a refresh lose a fact."""

from __future__ import annotations

import gzip
import json
import socket
import struct
import time
from collections.abc import Callable
from typing import Any

from tests.support.replay import Asked, Reply, as_json, on_the_wire

Kind = Any
FAR = 4_000_000_000


def _head(handler: Any, *lines: str) -> None:
    handler.wfile.write(("HTTP/1.1 200 OK\r\n" + "".join(f"{line}\r\n" for line in lines) + "\r\n").encode())
    handler.wfile.flush()


def _wire(function: Callable[[Any], None]) -> Kind:
    def play(handler: Any) -> None:
        handler.close_connection = True
        function(handler)

    return on_the_wire(play)


def _drip(handler: Any, start: bytes, piece: bytes) -> None:
    handler.wfile.write(start)
    for _ in range(200):
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(0.1)


def _reset(handler: Any) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _endless(handler: Any) -> None:
    _head(handler, "Content-Type: application/json", "Transfer-Encoding: chunked")
    for _ in range(4000):
        handler.wfile.write(b"1000\r\n" + b" " * 4096 + b"\r\n")


def _short(handler: Any) -> None:
    _head(handler, "Content-Type: application/json", "Content-Length: 5000")
    handler.wfile.write(b'{"id": "1", "username"')


def _to(place: str) -> Reply:
    return Reply(b"", 302, headers=(("Location", place),))


def _chain(asked: Asked) -> Reply:
    return _to(asked.path + "x")


def _loop(asked: Asked) -> Reply:
    return _to(f"https://{asked.host}{asked.path}")


def _json(text: bytes, **kwargs: Any) -> Reply:
    return Reply(text, **kwargs)


def _squeezed(body: bytes, **kwargs: Any) -> Reply:
    return Reply(body, headers=(("Content-Encoding", "gzip"),), **kwargs)


# Answers of a Mastodon server to a request about an account.
ANSWERS: dict[str, Kind] = {
    "429 with Retry-After in seconds": Reply(b"{}", 429, headers=(("Retry-After", "99999"),)),
    "429 with Retry-After as a date": Reply(b"{}", 429, headers=(("Retry-After", "Wed, 01 Jan 2098 00:00:00 GMT"),)),
    "429 with Mastodon's reset": Reply(b"{}", 429, headers=(("X-RateLimit-Reset", "2098-01-01T00:00:00.123456Z"),)),
    "429 with Bluesky's reset": Reply(b"{}", 429, headers=(("ratelimit-reset", str(FAR)),)),
    "429 with X's reset": Reply(b"{}", 429, headers=(("x-rate-limit-reset", str(FAR)),)),
    "429 without a word": Reply(b"", 429),
    "429 with an absurd Retry-After": Reply(b"", 429, headers=(("Retry-After", "-1e9; soon"),)),
    "429 for ever, a second each": Reply(b"", 429, headers=(("Retry-After", "1"),)),
    "503 in HTML": Reply(b"<h1>Maintenance</h1>", 503, "text/html"),
    "500 without a body": Reply(b"", 500),
    "502 of a proxy": Reply(b"<html>Bad gateway</html>", 502, "text/html"),
    "504": Reply(b"", 504),
    "530 of a cache network": Reply(b"error code: 1033", 530, "text/plain"),
    "403 challenge": Reply(b"<title>Just a moment...</title>", 403, "text/html"),
    "418": Reply(b"", 418),
    "402": Reply(b"{}", 402),
    "200 challenge page": Reply(b"<title>Just a moment...</title>", 200, "text/html"),
    "JSON said to be text": _json(b'{"id": "1", "username": "a"}', type="text/plain"),
    "no type": _json(b'{"id": "1", "username": "a"}', type=""),
    "malformed JSON": _json(b'{"id": "1", username: }'),
    "JSON cut in the middle": _json(b'{"id": "1", "username": "a", "display_na'),
    "NaN": _json(b'{"id": "1", "username": "a", "followers_count": NaN}'),
    "Infinity": _json(b'{"id": "1", "username": "a", "followers_count": -Infinity}'),
    "deep lists": _json(b"[" * 200_000),
    "deep objects": _json(b'{"a":' * 150_000),
    "an integer of 5,000 digits": _json(b'{"id": "1", "followers_count": ' + b"9" * 5000 + b"}"),
    "a list": _json(b"[1, 2]"),
    "null": _json(b"null"),
    "a text": _json(b'"bonjour"'),
    "a number": _json(b"42"),
    "nothing": _json(b""),
    "an empty object": _json(b"{}"),
    "an identifier that is a number": _json(b'{"id": 1, "username": "a"}'),
    "a name that is a list": _json(b'{"id": "1", "username": ["a"]}'),
    "a name with a path": _json(b'{"id": "1", "username": "../../etc/passwd"}'),
    "broken UTF-8": _json(b'{"id": "1", "username": "\xff\xfe\xfa"}'),
    "UTF-16 cut in the middle": _json('{"id": "1"}'.encode("utf-16")[:-3]),
    "a gzip bomb": _squeezed(gzip.compress(b" " * 50_000_000, 9)),
    "a bomb in a bomb": _squeezed(gzip.compress(gzip.compress(b" " * 50_000_000))),
    "gzip cut in the middle": _squeezed(gzip.compress(json.dumps({"id": "1", "x": "y" * 3000}).encode())[:40]),
    "gzip that is not": _squeezed(b'{"id": "1"}'),
    "an encoding that does not exist": Reply(b'{"id": "1"}x', headers=(("Content-Encoding", "zopfli-9"),)),
    "two megabytes": _json(b'{"id": "' + b"1" * 2_000_000 + b'"}'),
    "an endless body": _wire(_endless),
    "a body shorter than said": _wire(_short),
    "headers a byte at a time": _wire(lambda handler: _drip(handler, b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a")),
    "a body a byte at a time": _wire(
        lambda handler: _drip(handler, b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", b" ")
    ),
    "silence": _wire(lambda handler: time.sleep(4)),
    "a closed door": _wire(lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)),
    "a reset": _wire(_reset),
    "another protocol": _wire(lambda handler: handler.wfile.write(b"220 smtp.example ESMTP\r\n")),
    "random bytes": _wire(lambda handler: handler.wfile.write(bytes(range(256)) * 20)),
    "an impossible status": _wire(lambda handler: handler.wfile.write(b"HTTP/1.1 999999 Huh\r\n\r\n")),
    "a thousand headers": _wire(lambda handler: _head(handler, *(f"X-{number}: a" for number in range(1000)))),
    "a header of a megabyte": _wire(lambda handler: _head(handler, "X-Long: " + "a" * 1_000_000)),
    "a length that is a word": _wire(lambda handler: _head(handler, "Content-Type: application/json", "Content-Length: x")),
    "a thousand 100 Continue": _wire(lambda handler: handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)),
    "a bad chunk": _wire(
        lambda handler: (_head(handler, "Content-Type: application/json", "Transfer-Encoding: chunked"),
                         handler.wfile.write(b"zz\r\n{}"))[0]
    ),
    "a redirect to cloud metadata": _to("http://169.254.169.254/latest/meta-data/"),
    "a redirect to loopback": _to("https://127.0.0.1/"),
    "a redirect to IPv6 loopback": _to("https://[::1]/"),
    "a redirect to a decimal address": _to("https://2130706433/"),
    "a redirect to a hexadecimal address": _to("https://0x7f.1/"),
    "a redirect to localhost": _to("https://localhost/"),
    "a redirect to a local name": _to("https://printer.local/"),
    "a redirect to one label": _to("https://intranet/"),
    "a redirect to http": _to("http://other.example/"),
    "a redirect to another port": _to("https://other.example:8443/"),
    "a redirect with a password": _to("https://user:secret@other.example/"),
    "a redirect to a file": _to("file:///etc/passwd"),
    "a redirect to gopher": _to("gopher://other.example/1"),
    "a redirect to nowhere": Reply(b"", 302),
    "a redirect to nonsense": _to("https://[::bad/"),
    "a redirect to bytes": _to("https://\xff\xfe/"),
    "a redirect to itself": _loop,
    "a chain of redirects": _chain,
}  # fmt: skip

LAUGHS = b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'>" + b"".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>".encode() for n in range(9)
)

# Answers to a request for a feed.
FEEDS: dict[str, Kind] = {
    "a billion laughs": Reply(
        LAUGHS + b"]><rss><channel><title>&j;</title></channel></rss>", type="application/xml"
    ),
    "an outside entity": Reply(
        b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&x;</title></channel></rss>",
        type="application/xml",
    ),
    "entities in UTF-16": Reply((LAUGHS + b"]><rss/>").decode().encode("utf-16"), type="application/xml"),
    "UTF-7": Reply(
        b"<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-ENTITY x 'y'+AD4-<rss/>", type="application/xml"
    ),
    "a page": Reply(b"<!doctype html><title>Blog</title>", type="text/html"),
    "a page said to be XML": Reply(b"<!doctype html><title>Blog</title><p>a", type="application/xml"),
    "a feed that breaks off": Reply(
        b"<rss version='2.0'><channel><title>x</title><br /><b>Fatal error</b>: memory",
        type="application/rss+xml",
    ),
    "an empty feed file": Reply(b"", type="application/rss+xml"),
    "six megabytes": Reply(b"<rss><channel>" + b"<item/>" * 900_000, type="application/xml"),
    "a picture": Reply(b"\x89PNG\r\n\x1a\n" + bytes(200), type="image/png"),
    "JSON that is no feed": as_json({"version": "2", "items": 3}, type="application/feed+json"),
    "NUL bytes": Reply(bytes(5000), type="application/xml"),
}
