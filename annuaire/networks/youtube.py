"""YouTube: the end of a channel's address: « @name », « user/name », « c/name », « channel/UC… » or an old plain name."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from annuaire import addresses
from annuaire.errors import HandleError

NETWORK = "youtube"
LABEL = "YouTube"
ALSO = ""
PREFIXES = "youtube.com/"
HANDLE = re.compile(r"user/[A-Za-z0-9]{1,60}|c/\w[\w.-]{0,99}|channel/UC[A-Za-z0-9_-]{22}|@?\w[\w.·-]{1,99}")
EXAMPLE = "@camilleduval"
DESCRIPTION = "la fin de l'adresse de la chaîne : @nom, user/nom, c/nom ou channel/UC…"
HAS_PROFILE = True

_NOT_CHANNELS = ("watch", "playlist", "results", "feed", "shorts", "embed", "live", "user", "channel")
_TAB = re.compile(r"/(?:videos|featured|about|shorts|streams|playlists|community)")


def canonical(written: str) -> str:
    """Return the end of the channel's address."""
    value = written.strip()
    if "://" in value or value.lower().startswith(("youtube.com/", "www.youtube.com/", "m.youtube.com/")):
        found = from_address(value)
        if found:
            return found
        raise HandleError("handle-not-profile", value=value)
    handle = value.strip("/")
    handle = f"channel/{handle}" if re.fullmatch(r"UC[A-Za-z0-9_-]{22}", handle) else handle
    if not HANDLE.fullmatch(handle) or handle.lower() in _NOT_CHANNELS:
        raise HandleError("handle-malformed", value=value)
    return handle


def from_address(address: str) -> str | None:
    """Parse a channel's address."""
    parts = addresses.split_profile_address(address)
    host = parts.hostname.removeprefix("www.").removeprefix("m.")
    if host != "youtube.com":
        return None
    path = unquote(parts.path).strip("/")
    found = HANDLE.match(path)
    if not found or found[0].lower() in _NOT_CHANNELS:
        return None
    tab = path[found.end() :]
    return found[0] if not tab or _TAB.fullmatch(tab) else None


def identity(handle: str) -> str:
    """Channel identifiers are case-sensitive, names are not."""
    return handle if handle.startswith("channel/") else handle.lower()


def shown(handle: str) -> str:
    """The name, or the identifier, without the kind of address."""
    return handle.rpartition("/")[2]


def profile_url(handle: str) -> str:
    """The channel's page."""
    return f"https://www.youtube.com/{quote(handle, '/@')}"


def follow_url(handle: str) -> str:
    """The page, with the subscription dialog open."""
    return f"{profile_url(handle)}?sub_confirmation=1"
