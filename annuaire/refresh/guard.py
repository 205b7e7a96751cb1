"""Which addresses may be asked: a guard against server-side request forgery (SSRF). A pull request can name any domain, a
server can redirect anywhere.

https on port 443 only, names only, and every address that a name resolves to must be one of the public
internet: a name that has one private address among ten is refused. The check is made again at each redirect,
and the connection goes to the very address that was checked, so that a second resolution cannot differ.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from annuaire import addresses
from annuaire.errors import RefusedAddress

PORT = 443

_NAME = re.compile(r"(?=.{1,253}$)(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?")
# Ranges that carry another address inside (`is_global` looks at their outside only), and protocols' own.
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
    """Return the host of an address that may be asked, or raise `RefusedAddress`."""
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
    # A last label that begins with a letter keeps out every spelling of an IP address: 127.1, 0x7f.1, [::1].
    if not _NAME.fullmatch(host) or addresses.is_private(host):
        raise RefusedAddress("name")
    return host


def check_ip(literal: str) -> None:
    """Raise `RefusedAddress` unless an IP address is one of the public internet."""
    try:
        address = ipaddress.ip_address(literal)
    except ValueError as error:
        raise RefusedAddress("malformed") from error
    if not address.is_global or address.is_multicast or address.is_reserved:
        raise RefusedAddress("private")
    if any(address in network for network in _SPECIAL):
        raise RefusedAddress("special")


def resolve(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
    """Return the addresses of a host, all checked.

    Raises:
        RefusedAddress: one of them is not public.
        OSError: the name has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses: list[tuple[socket.AddressFamily, str]] = [
        (family, str(place[0])) for family, _, _, _, place in found
    ]
    for _, literal in addresses:
        check_ip(literal)
    return addresses
