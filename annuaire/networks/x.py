"""X, once Twitter: 1 to 15 letters, digits and underscores (X API v2, « usernames » parameter)."""

from __future__ import annotations

import re

from annuaire import addresses
from annuaire.errors import HandleError

NETWORK = "x"
LABEL = "X"
ALSO = "twitter"
PREFIXES = "x.com/ twitter.com/"
HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
EXAMPLE = "camilleduval"
DESCRIPTION = "l'identifiant, sans arobase : lettres sans accent, chiffres et tirets bas, 15 signes au plus"
HAS_PROFILE = True

_HOSTS = (
    "x.com",
    "twitter.com",
    "mobile.twitter.com",
    "mobile.x.com",
    "m.twitter.com",
    "m.x.com",
    "nitter.net",
)
_NOT_PROFILES = (
    "i",
    "home",
    "search",
    "intent",
    "hashtag",
    "share",
    "explore",
    "settings",
    "messages",
    "notifications",
    "compose",
    "login",
)


def canonical(written: str) -> str:
    """Return the handle in the curator's letter case, for a handle with or without @, or a pasted address."""
    value = written.strip()
    if "/" in value or value.lower().removeprefix("www.") in _HOSTS:
        found = from_address(value)
        if found:
            return found
        raise HandleError("handle-not-profile", value=value)
    handle = value.removeprefix("@")
    if not HANDLE.fullmatch(handle):
        raise HandleError("handle-malformed", value=value)
    if handle.lower() in _NOT_PROFILES:
        raise HandleError("handle-not-profile", value=value)
    return handle


def from_address(address: str) -> str | None:
    """Parse a profile's address under x.com or twitter.com."""
    parts = addresses.split_profile_address(address)
    host = parts.hostname.removeprefix("www.")
    handle = parts.path.strip("/").removeprefix("@")
    if host not in _HOSTS or handle.lower() in _NOT_PROFILES or not HANDLE.fullmatch(handle):
        return None
    return handle


def identity(handle: str) -> str:
    """Names ignore case."""
    return handle.lower()


def shown(handle: str) -> str:
    """As the network shows it."""
    return f"@{handle}"


def profile_url(handle: str) -> str:
    """The public page."""
    return f"https://x.com/{handle}"


def follow_url(handle: str) -> str:
    """The follow intent (X for Websites, « Follow button »)."""
    return f"https://x.com/intent/follow?screen_name={handle}"
