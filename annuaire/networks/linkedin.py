"""LinkedIn: the end of a profile's address: « in/name » or « company/name ». A link only: nothing is fetched."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from annuaire import addresses
from annuaire.errors import HandleError

NETWORK = "linkedin"
LABEL = "LinkedIn"
ALSO = ""
PREFIXES = "linkedin.com/"
HANDLE = re.compile(r"(?:in|company|school|showcase)/[\w.&-]{2,120}")
EXAMPLE = "in/camille-duval"
DESCRIPTION = "la fin de l'adresse du profil : in/nom pour une personne, company/nom pour une organisation"
HAS_PROFILE = False


def canonical(written: str) -> str:
    """Return the end of the profile's address."""
    value = written.strip()
    if "linkedin.com" in value.lower():
        found = from_address(value)
        if found:
            return found
        raise HandleError("handle-not-profile", value=value)
    handle = unquote(value).strip("/")
    if not HANDLE.fullmatch(handle):
        if HANDLE.fullmatch(f"in/{handle}") and not HANDLE.fullmatch(f"{handle}/nom"):
            raise HandleError("handle-linkedin-short", value=value, name=handle)
        raise HandleError("handle-malformed", value=value)
    return handle


def from_address(address: str) -> str | None:
    """Parse a profile's address, on the host of any country."""
    parts = addresses.split_profile_address(address)
    host = parts.hostname
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        return None
    handle = "/".join(unquote(parts.path).strip("/").split("/")[:2])
    return handle if HANDLE.fullmatch(handle) else None


def identity(handle: str) -> str:
    """Names ignore case."""
    return handle.lower()


def shown(handle: str) -> str:
    """The name without the kind of profile."""
    return handle.rpartition("/")[2]


def profile_url(handle: str) -> str:
    """The public page."""
    return f"https://www.linkedin.com/{quote(handle, '/&')}/"


def follow_url(handle: str) -> str:
    """The public page, which has the button."""
    return profile_url(handle)
