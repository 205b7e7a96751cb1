"""Mastodon and compatible servers of the fediverse: « name@server »."""

from __future__ import annotations

import re

from annuaire import addresses, hosts
from annuaire.errors import HandleError

NETWORK = "mastodon"
LABEL = "Mastodon"
ALSO = "fediverse fédivers"
PREFIXES = ""
HANDLE = re.compile(rf"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?@{hosts.DOMAIN}")
EXAMPLE = "camille@mastodon.example"
DESCRIPTION = "le nom, une arobase et le serveur, de Mastodon ou d'ailleurs dans le fédivers"
HAS_PROFILE = True

_PATH = re.compile(
    r"/(?:(?:web/|deck/)?(?:@|users/)|accounts/|a/|c/|video-channels/)([\w.-]+)(?:@([\w.-]+))?/?(?:with_replies|media|videos)?/?"
)
# Mastodon's own paths of profiles: ordinary sites have folders « a », « c » and « accounts » too.
_UNAMBIGUOUS = re.compile(r"/(?:web/|deck/)?(?:@|users/)")
# Hosts with similar addresses that are not of the fediverse, or not under the account's own name.
_NOT_SERVERS = (
    "youtube.com",
    "threads.net",
    "threads.com",
    "medium.com",
    "tiktok.com",
    "substack.com",
    "odysee.com",
    "linktr.ee",
    "x.com",
    "twitter.com",
    "bsky.app",
)


# Hosts of mailboxes, where no server of the fediverse is.
_MAIL = """
    gmail.com googlemail.com hotmail.com hotmail.fr hotmail.be hotmail.ca hotmail.ch outlook.com outlook.fr outlook.be live.com live.fr
    live.be live.ca msn.com yahoo.com yahoo.fr yahoo.ca yahoo.be ymail.com icloud.com me.com mac.com aol.com gmx.com gmx.fr gmx.net
    gmx.ch mail.com protonmail.com protonmail.ch proton.me pm.me fastmail.com free.fr orange.fr wanadoo.fr sfr.fr neuf.fr bbox.fr
    numericable.fr laposte.net videotron.ca bell.net sympatico.ca bluewin.ch skynet.be proximus.be telenet.be pt.lu
"""
_MAIL_HOSTS = frozenset(_MAIL.split())


def canonical(written: str) -> str:
    """Return « name@server » for a handle, with or without a leading @, or for a pasted profile address."""
    value = written.strip()
    if "@" in value and "/" not in value[:-1]:
        value = value.removesuffix("/")
    if "/" in value:
        found = from_address(value)
        if found:
            return found
        raise HandleError("handle-not-profile", value=value)
    if value.rpartition("@")[2].lower() in _MAIL_HOSTS:
        raise HandleError("handle-email", value=value)
    name, at, server = value.removeprefix("@").partition("@")
    if name and not server:
        raise HandleError("handle-mastodon-server", value=value)
    try:
        handle = f"{name}@{addresses.ascii_host(server, value)}"
    except HandleError:
        handle = ""
    if not at or not HANDLE.fullmatch(handle):
        raise HandleError("handle-malformed", value=value)
    server = handle.partition("@")[2]
    if hosts.is_private(server):
        raise HandleError("address-private", value=value, host=server)
    return handle


def from_address(address: str) -> str | None:
    """Parse a profile's address; for a remote account shown by a server, return that account."""
    parts = addresses.split_profile_address(address)
    found = _PATH.fullmatch(parts.path)
    host = parts.hostname
    if not found or host.removeprefix("www.").removeprefix("m.") in _NOT_SERVERS:
        return None
    server = (found[2] or host).lower()
    handle = f"{found[1]}@{server}"
    return handle if HANDLE.fullmatch(handle) and not hosts.is_private(server) else None


def is_unambiguous(address: str) -> bool:
    """Say whether a profile's address has a path that an ordinary site would not have."""
    return bool(_UNAMBIGUOUS.match(addresses.split_profile_address(address).path))


def identity(handle: str) -> str:
    """Names and servers ignore case."""
    return handle.lower()


def shown(handle: str) -> str:
    """With a leading @, as people write it."""
    return f"@{handle}"


def profile_url(handle: str) -> str:
    """The address that works on all Mastodon servers, and on most others."""
    name, _, server = handle.partition("@")
    return f"https://{server}/@{name}"


def follow_url(handle: str) -> str:
    """The public page: the account's server asks visitors for their own server."""
    return profile_url(handle)
