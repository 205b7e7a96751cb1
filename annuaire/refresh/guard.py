"""Protection against server-side request forgery (SSRF): which addresses may be requested. A pull request can name any domain,
a server can redirect anywhere.

Only https on port 443, only host names, and every IP address that a name resolves to must be public: a name with one
private address among ten is refused. Each redirect is checked again, and the connection goes to the very address that was
checked, so that a second DNS resolution cannot differ.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from annuaire import hosts
from annuaire.errors import RefusedAddress

PORT = 443

_NAME = re.compile(r"(?=.{1,253}$)(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?")
# Ranges that embed another address, which `is_global` does not look at, and ranges reserved by protocols.
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "::ffff:0:0/96",
        "::/96",
        "192.0.0.0/24",
        "fec0::/10",  # once local to a site, and still routed there
        "3fff::/20",  # documentation
    )
)


def check_url(address: str) -> str:
    """Return the host of an address that may be requested, or raise `RefusedAddress`."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise RefusedAddress("malformed") from error
    host = (parts.hostname or "").removesuffix(".")
    if parts.scheme != "https" or port not in (None, PORT):
        raise RefusedAddress("scheme-or-port")
    if parts.username is not None:
        raise RefusedAddress("user-in-address")
    # A last label that begins with a letter excludes every notation of an IP address: 127.1, 0x7f.1, [::1].
    if not _NAME.fullmatch(host) or hosts.is_private(host):
        raise RefusedAddress("name")
    return host


def check_ip(literal: str) -> None:
    """Raise `RefusedAddress` unless an IP address is public."""
    try:
        address = ipaddress.ip_address(literal)
    except ValueError as error:
        raise RefusedAddress("malformed") from error
    if not address.is_global or address.is_multicast or address.is_reserved:
        raise RefusedAddress("private")
    if any(address in network for network in _SPECIAL):
        raise RefusedAddress("special")


def resolve(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
    """Resolve a host and check all of its addresses.

    Raises:
        RefusedAddress: one of them is not public.
        OSError: the name does not resolve.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses: list[tuple[socket.AddressFamily, str]] = [
        (family, str(place[0])) for family, _, _, _, place in found
    ]
    for _, literal in addresses:
        check_ip(literal)
    return addresses
