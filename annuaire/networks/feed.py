"""A blog's or a podcast's feed: RSS, Atom or JSON Feed, known by its address."""

from __future__ import annotations

import re

from annuaire import addresses

NETWORK = "flux"
LABEL = "Flux"
ALSO = "rss atom"
PREFIXES = ""
HANDLE = re.compile(r"https?://\S+")
EXAMPLE = "https://camille.example/flux.xml"
DESCRIPTION = "l'adresse du flux RSS, Atom ou JSON Feed"
HAS_PROFILE = False


def canonical(written: str) -> str:
    """Return the address, without the « feed: » that some programs write before it."""
    value = written.strip()
    if value.startswith("feed:"):
        value = value.removeprefix("feed:").removeprefix("//")
        value = value if "://" in value else f"https://{value}"
    return addresses.clean(value)


def from_address(address: str) -> str | None:
    """Any address may be a feed's."""
    return address


def identity(handle: str) -> str:
    """The address without scheme, « www. » and last slash."""
    return addresses.identity(handle)


def shown(handle: str) -> str:
    """The host: the rest is of no use to people."""
    return addresses.host(handle).removeprefix("www.")


def profile_url(handle: str) -> str:
    """The feed itself."""
    return handle


def follow_url(handle: str) -> str:
    """The address to give to a feed reader."""
    return handle
