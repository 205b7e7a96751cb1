"""Mastodon and the servers of the fediverse that speak like it: « name@server »."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from annuaire.addresses import DOMAIN, to_ascii
from annuaire.errors import HandleError

NETWORK = "mastodon"
LABEL = "Mastodon"
HANDLE = re.compile(rf"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?@{DOMAIN}")
EXAMPLE = "camille@mastodon.example"

_PATH = re.compile(
    r"/(?:web/|deck/)?(?:@|users/|accounts/|a/|c/|video-channels/)([\w.-]+)(?:@([\w.-]+))?/?(?:with_replies|media|videos)?/?"
)


def canonical(written: str) -> str:
    """Return « name@server » for a handle, with or without a leading @, or for a pasted profile address."""
    value = written.strip()
    if "://" in value or re.match(r"[\w.-]+/@", value):
        found = from_address(value)
        if found:
            return found
        raise HandleError(
            "handle-not-profile", value=value, example=f"https://{EXAMPLE.partition('@')[2]}/@camille"
        )
    name, at, server = value.removeprefix("@").partition("@")
    if name and not server:
        raise HandleError("handle-mastodon-server", value=value, example=EXAMPLE)
    try:
        handle = f"{name}@{to_ascii(server, value)}"
    except HandleError:
        handle = ""
    if not at or not HANDLE.fullmatch(handle):
        raise HandleError("handle-mastodon", value=value, example=EXAMPLE)
    return handle


def from_address(address: str) -> str | None:
    """Read a profile's address; on a server that shows a remote account, that account."""
    parts = urlsplit(address if "://" in address else f"https://{address}")
    found = _PATH.fullmatch(parts.path)
    host = (parts.hostname or "").lower()
    if not found or host.removeprefix("www.") in (
        "youtube.com",
        "threads.net",
        "threads.com",
        "medium.com",
        "tiktok.com",
    ):
        return None
    handle = f"{found[1]}@{(found[2] or host).lower()}"
    return handle if HANDLE.fullmatch(handle) else None


def identity(handle: str) -> str:
    """Names and servers ignore case."""
    return handle.lower()


def shown(handle: str) -> str:
    """As people write it to each other."""
    return f"@{handle}"


def profile_url(handle: str) -> str:
    """The address that all Mastodon servers answer to, and most others."""
    name, _, server = handle.partition("@")
    return f"https://{server}/@{name}"


def follow_url(handle: str) -> str:
    """The account's own server asks the visitor for theirs."""
    return profile_url(handle)
