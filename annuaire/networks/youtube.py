"""YouTube: the end of a channel's address: « @name », « user/name », « c/name », « channel/UC… » or an old plain name."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from annuaire.errors import HandleError

NETWORK = "youtube"
LABEL = "YouTube"
HANDLE = re.compile(r"@?[\w.·-]{2,100}|user/[A-Za-z0-9]{1,60}|c/[\w.-]{1,100}|channel/UC[\w-]{22}")
EXAMPLE = "@camilleduval"

_PLAIN = ("watch", "playlist", "results", "feed", "shorts", "embed", "live")


def canonical(written: str) -> str:
    """Return the end of the channel's address."""
    value = written.strip()
    if "://" in value or value.lower().startswith(("youtube.com/", "www.youtube.com/", "m.youtube.com/")):
        found = from_address(value)
        if found:
            return found
        raise HandleError("handle-not-profile", value=value, example=f"https://www.youtube.com/{EXAMPLE}")
    handle = f"channel/{value}" if re.fullmatch(r"UC[\w-]{22}", value) else value.strip("/")
    if not HANDLE.fullmatch(handle):
        raise HandleError("handle-youtube", value=value, example=EXAMPLE)
    return handle


def from_address(address: str) -> str | None:
    """Read a channel's address."""
    parts = urlsplit(address if "://" in address else f"https://{address}")
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    handle = re.sub(
        r"/(?:videos|featured|about|shorts|streams|playlists|community)$", "", unquote(parts.path).strip("/")
    )
    if host != "youtube.com" or handle in _PLAIN or not HANDLE.fullmatch(handle):
        return None
    return handle


def identity(handle: str) -> str:
    """Channel identifiers mind case, names do not."""
    return handle if handle.startswith("channel/") else handle.lower()


def shown(handle: str) -> str:
    """The name without the kind of address."""
    return "chaîne YouTube" if handle.startswith("channel/") else handle.rpartition("/")[2]


def profile_url(handle: str) -> str:
    """The channel's page."""
    return f"https://www.youtube.com/{handle}"


def follow_url(handle: str) -> str:
    """The page, with the question « subscribe? » open."""
    return f"{profile_url(handle)}?sub_confirmation=1"
