"""Names of hosts: which are public, and their form in ASCII."""

from __future__ import annotations

import re
from functools import lru_cache

# No public host name ends in these. (None ends in « .example » either; a check accepts that one, for invented examples.)
_PRIVATE_ENDINGS = (
    ".local", ".localhost", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".onion", ".arpa",
    ".test", ".invalid", ".alt",
)  # fmt: skip
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
# Every level of a name but the last, and a whole name in lower case, as regular expressions.
LEVELS = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
DOMAIN = rf"{LEVELS}[a-z][a-z0-9-]*[a-z0-9]"


@lru_cache(maxsize=1024)  # an account and its evidence are often at one host
def to_ascii(host: str) -> str:
    """Return a host name in ASCII, or nothing when it is invalid.

    Python’s codec implements IDNA 2003 (RFC 3490), which encodes « ß » and « ς » otherwise than browsers do: such a host must be
    written in ASCII.
    """
    if "ß" in host or "ς" in host:
        return ""
    try:
        found = (host if host.isascii() else host.encode("idna").decode("ascii")).lower()
    except UnicodeError:
        return ""
    return found if all(_LABEL.fullmatch(label) for label in found.split(".")) else ""


@lru_cache(maxsize=1024)
def is_private(host: str) -> bool:
    """Say whether a host is not public: a single label, a private ending, a number that is no public address (127.1, 0x7f.1)."""
    host = host.rstrip(".").lower()
    if ":" in host or _NUMBER.fullmatch(host.rpartition(".")[2]):
        return not _is_global(host)
    return "." not in host or host.endswith(_PRIVATE_ENDINGS)


def _is_global(literal: str) -> bool:
    import ipaddress  # for numbers only

    try:
        address = ipaddress.ip_address(literal)
    except ValueError:
        return False
    return address.is_global and not address.is_multicast
