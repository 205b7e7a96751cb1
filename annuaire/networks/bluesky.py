"""Bluesky: a handle is a domain name (AT Protocol, « Handle » specification)."""

from __future__ import annotations

import re

from annuaire import addresses, hosts
from annuaire.errors import HandleError

NETWORK = "bluesky"
LABEL = "Bluesky"
ALSO = ""
PREFIXES = "bsky.app/profile/"
HANDLE = re.compile(hosts.DOMAIN)
EXAMPLE = "camille.example"
DESCRIPTION = "l'identifiant, qui est un nom de domaine"
HAS_PROFILE = True
INVALID = "handle.invalid"  # the network's placeholder for a handle whose domain no longer verifies


def canonical(written: str) -> str:
    """Return the handle in lower case, for a handle with or without @, or a pasted profile address."""
    value = written.strip()
    if "/" in value:
        found = from_address(value)
        if found:
            return found
        if "/profile/did:" in value:  # the permanent identifier: it has an address, but is no handle to show
            raise HandleError("handle-malformed", value=value)
        raise HandleError("handle-not-profile", value=value)
    handle = value.removeprefix("@").lower()
    if short := re.fullmatch(r"([a-z0-9-]+)(?:\.bsky)?", handle):
        raise HandleError("handle-bluesky-short", value=short[1])
    if not HANDLE.fullmatch(handle) or len(handle) > 253 or handle == INVALID:
        raise HandleError("handle-malformed", value=value)
    if hosts.is_private(handle):
        raise HandleError("address-private", value=value, host=handle)
    return handle


def from_address(address: str) -> str | None:
    """Parse « https://bsky.app/profile/… », or « https://name.bsky.social », which redirects there."""
    parts = addresses.split_profile_address(address)
    if parts.hostname.endswith(".bsky.social") and parts.path in ("", "/"):
        return parts.hostname if HANDLE.fullmatch(parts.hostname) else None
    found = re.fullmatch(r"/profile/@?([^/]+)/?", parts.path)
    if parts.hostname not in ("bsky.app", "staging.bsky.app") or not found:
        return None
    handle = found[1].lower()
    return handle if HANDLE.fullmatch(handle) and not hosts.is_private(handle) else None


def identity(handle: str) -> str:
    """Domain names ignore case."""
    return handle.lower()


def shown(handle: str) -> str:
    """As the network shows it."""
    return f"@{handle}"


def profile_url(handle: str) -> str:
    """The public page."""
    return f"https://bsky.app/profile/{handle}"


def follow_url(handle: str) -> str:
    """The public page, which has the button: there is no follow intent."""
    return profile_url(handle)
