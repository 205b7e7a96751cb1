"""Web addresses: which ones may be written in curation/, and when two are the same."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from annuaire.errors import HandleError

_PRIVATE_ENDINGS = (
    ".local",
    ".localhost",
    ".internal",
    ".intranet",
    ".lan",
    ".home",
    ".corp",
    ".onion",
    ".arpa",
)
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"


def clean(written: str) -> str:
    """Return a public http(s) address, host in lower case and in ASCII, or raise `HandleError`."""
    value = written.strip()
    parts = _split(value)
    host = _plain_host(parts.hostname or "", value)
    if parts.username or parts.password or "@" in parts.netloc:
        bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        raise HandleError("address-secret", value=value, clean=bare)
    try:
        port = parts.port
    except ValueError:
        raise HandleError("address", value=value) from None
    if is_private(host):
        raise HandleError("address-private", value=value, host=host)
    if port not in (None, {"http": 80, "https": 443}[parts.scheme.lower()]):
        raise HandleError("address-port", value=value, port=str(port))
    return urlunsplit(
        (parts.scheme.lower(), to_ascii(host, value), parts.path or "/", parts.query, parts.fragment)
    )


def profile(address: str) -> SplitResult:
    """Split what may be a profile's address, pasted with or without its scheme; nothing of it is checked."""
    try:
        return urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return SplitResult("", "", "", "", "")


def _split(value: str) -> SplitResult:
    if re.search(r"\s", value):
        raise HandleError("address-space", value=value)
    if re.search(r"[<>\"{}|\\^`]", value):
        raise HandleError("address", value=value)
    try:
        parts = urlsplit(value)
    except ValueError:
        raise HandleError("address", value=value) from None
    if parts.scheme.lower() not in ("http", "https"):
        is_bare = re.match(rf"{DOMAIN}(?=[/?#]|$)", value, re.IGNORECASE)
        raise HandleError("address-bare" if is_bare else "address-scheme", value=value)
    if not parts.hostname:
        raise HandleError("address", value=value)
    return parts


def _plain_host(host: str, value: str) -> str:
    """Return a host without the disguises that hide a private one: full-width digits, ideographic dots…"""
    if host.isascii():
        return host
    return to_ascii(host, value)


def to_ascii(host: str, value: str) -> str:
    """Return a host name as the network writes it (IDNA), or raise `HandleError` about `value`."""
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise HandleError("address", value=value) from None
    if not all(_LABEL.fullmatch(label) for label in ascii_host.split(".")):
        raise HandleError("address", value=value)
    return ascii_host


def is_private(host: str) -> bool:
    """Say whether a host is not for everybody: one word, a private ending, or any number (127.1, 0x7f.1)."""
    host = host.rstrip(".").lower()
    if re.fullmatch(r"[0-9a-f:.]+", host) and ":" in host:
        return not _is_global(host)
    last = host.rpartition(".")[2]
    if re.fullmatch(r"\d+|0x[0-9a-f]*", last):
        return not _is_global(host)
    return "." not in host or host.endswith(_PRIVATE_ENDINGS)


def _is_global(literal: str) -> bool:
    try:
        address = ipaddress.ip_address(literal)
    except ValueError:
        return False
    return address.is_global and not address.is_multicast


def identity(address: str) -> str:
    """Return what makes two spellings one address: no scheme, no « www. », no last slash, no fragment."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
