"""A web site or a blog: a page to read, when no network is used or beside them."""

from __future__ import annotations

import re

from annuaire import addresses

NETWORK = "site"
LABEL = "Site"
ALSO = ""
PREFIXES = ""
HANDLE = re.compile(r"https?://\S+")
EXAMPLE = "https://camille.example/"
DESCRIPTION = "l'adresse du site ou du blog"
HAS_PROFILE = False


def canonical(written: str) -> str:
    """Return the address."""
    return addresses.clean(written)


def from_address(address: str) -> str | None:
    """Any address may be a site's."""
    return address


def identity(handle: str) -> str:
    """The address without scheme, « www. » and last slash."""
    return addresses.identity(handle)


def shown(handle: str) -> str:
    """The address without scheme, « www. » and last slash."""
    return addresses.identity(handle)


def profile_url(handle: str) -> str:
    """The site itself."""
    return handle


def follow_url(handle: str) -> str:
    """A site is read, not followed."""
    return handle
