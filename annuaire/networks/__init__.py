"""The networks, each one module of the same shape, listed by hand.

A network module has:
    NETWORK      its key in YAML and in account keys
    LABEL        its name for people
    ALSO         what else one types to find who is there, or nothing
    PREFIXES     what addresses of profiles begin with after « https:// » and « www. », or nothing
    HANDLE       what a canonical handle looks like
    EXAMPLE      a handle of an invented account
    DESCRIPTION  what one writes under its key, in French as messages are typed
    HAS_PROFILE  whether `annuaire refresh` brings what people there say of themselves
    canonical    what a curator wrote (handle, leading @, pasted address) → the handle, or `HandleError`
    from_address a profile's address → the handle, or None when the address is not of this network
    identity     a handle → what is the same for all its spellings
    shown        a handle → what people read
    profile_url  a handle → the public page of the account
    follow_url   a handle → where one follows it in one gesture, else the public page
What else a new one needs is in CONTRIBUTING.md.
"""

from __future__ import annotations

from types import ModuleType

from annuaire import addresses
from annuaire.networks import bluesky, feed, linkedin, mastodon, site, x, youtube

# The order in which accounts are shown when the curator prefers none: where one can follow without
# an account at a single company first, plain pages last.
NETWORKS: tuple[ModuleType, ...] = (mastodon, bluesky, x, youtube, linkedin, feed, site)

BY_NAME: dict[str, ModuleType] = {module.NETWORK: module for module in NETWORKS}

# Those of a company or of a federation: not a page or a feed of one's own.
SOCIAL = tuple(module for module in NETWORKS if module not in (feed, site))

# Others that people name all the same, until one of them has its module.
_UNSUPPORTED = tuple(
    host
    for host in ("facebook.com", "instagram.com", "threads.com", "threads.net", "tiktok.com")
    if not any(module.PREFIXES.startswith(host) for module in NETWORKS)
)


def key(network: str, handle: str) -> str:
    """Return « network:identity », the same for all spellings of an account."""
    return f"{network}:{BY_NAME[network].identity(handle)}"


def unsupported(address: str) -> str:
    """Return the name of a network that is none of ours, if an address is on one."""
    if "/" not in address:
        return ""  # a handle
    host = addresses.host(address if "://" in address else f"https://{address}")
    return next((name for name in _UNSUPPORTED if f".{host}".endswith(f".{name}")), "")


def recognise(address: str, is_site: bool = False) -> ModuleType | None:
    """Return the social network whose profile `address` is, if it is one.

    With `is_site` it was meant as a site's: then only what a site's own page would hardly be called.
    """
    if "/" not in address:
        return None  # a handle: what follows a network's own name is a path
    found = next((module for module in SOCIAL if module.from_address(address)), None)
    return None if is_site and found is mastodon and not mastodon.is_usual(address) else found
