"""The networks: one module for each, all with the same interface, listed by hand.

A network module has:
    NETWORK      its key in YAML and in account keys
    LABEL        its display name
    ALSO         other search terms that find its accounts, or empty
    PREFIXES     how addresses of profiles begin, without « https:// » and « www. », or empty
    HANDLE       the pattern of a canonical handle
    EXAMPLE      a handle of an invented account
    DESCRIPTION  what to write under its key, in French, in the typography of messages
    HAS_PROFILE  whether the page of an account says that its profile was not read yet: not so of a feed or a site
    canonical    what a curator wrote (handle, leading @, pasted address) → the handle, or `HandleError`
    from_address a profile's address → the handle, or None when the address is not of this network
    identity     a handle → a key that is the same for all its spellings
    shown        a handle → its display form, one of those that the browser knows too (see `search_index.sign`)
    profile_url  a handle → the public page of the account
    follow_url   a handle → the page that follows the account in one click, else the public page
What else a new network needs is in CONTRIBUTING.md.
"""

from __future__ import annotations

from types import ModuleType

from annuaire import addresses
from annuaire.networks import bluesky, feed, linkedin, mastodon, site, x, youtube

# The order in which accounts are shown when the curator prefers none: first the networks where one can follow without
# an account at one particular company, last plain pages.
NETWORKS: tuple[ModuleType, ...] = (mastodon, bluesky, x, youtube, linkedin, feed, site)

BY_NAME: dict[str, ModuleType] = {module.NETWORK: module for module in NETWORKS}

# Social networks: all but sites and feeds.
SOCIAL = tuple(module for module in NETWORKS if module not in (feed, site))

# Networks without a module, whose addresses curators paste nevertheless.
_UNSUPPORTED = ("facebook.com", "instagram.com", "threads.com", "threads.net", "tiktok.com")


def key(network: str, handle: str) -> str:
    """Return « network:identity », the same for all spellings of an account."""
    return f"{network}:{BY_NAME[network].identity(handle)}"


def unsupported(address: str) -> str:
    """Return the host of the network without a module that an address is on, or empty."""
    if "/" not in address:
        return ""  # a handle
    host = addresses.host(address if "://" in address else f"https://{address}")
    return next((name for name in _UNSUPPORTED if f".{host}".endswith(f".{name}")), "")


def recognise(address: str, is_site: bool = False) -> ModuleType | None:
    """Return the social network of which `address` is a profile, if any.

    `is_site`: it was written as the address of a site, so only a path that a site's own pages would hardly have counts.
    """
    if "/" not in address:
        return None  # a handle: the address of a profile has a path
    found = next((module for module in SOCIAL if module.from_address(address)), None)
    return None if is_site and found is mastodon and not mastodon.is_unambiguous(address) else found
