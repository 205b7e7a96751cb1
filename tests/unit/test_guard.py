"""Addresses that a refresh may request."""

from __future__ import annotations

import socket

import pytest

from annuaire.errors import RefusedAddress
from annuaire.refresh import guard

REFUSED = [
    "http://example.org/", "https://example.org:8443/", "https://example.org:80/", "ftp://example.org/", "file:///etc/passwd",
    "https://user@example.org/", "https://user:secret@example.org/", "https://:secret@example.org/", "https://@example.org/",
    "https:///path", "https://",
    "https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/", "https://0/",
    "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://8.8.8.8/", "https://1.1/",
    "https://localhost/", "https://a.localhost/", "https://intranet/", "https://router.lan/", "https://nas.local/",
    "https://metadata.google.internal/", "https://abc.onion/", "https://1.0.0.127.in-addr.arpa/", "https://a.test/",
    "https://a..org/", "https://-a.org/", "https://exa mple.org/", "https://exam\u2044ple.org/", "https://[::bad/",
    "https://example.org:port/", "javascript:alert(1)", "", "example.org", "//example.org/", "https://example.123/",
]  # fmt: skip
PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "203.0.113.9", "192.0.0.8", "::", "::1",
    "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "2002:7f00:1::", "2001:db8::1", "2001::1", "fec0::1", "feff::1", "3fff::1", "3fff:fff::1", "::127.0.0.1", "nonsense",
]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_public_https_is_refused(address: str) -> None:
    with pytest.raises(RefusedAddress):
        guard.check_url(address)


@pytest.mark.parametrize(
    "address", ["https://example.org/", "https://EXAMPLE.org:443/a?b", "https://xn--caf-dma.example/"]
)
def test_a_public_https_address_may_be_asked(address: str) -> None:
    assert guard.check_url(address) == address.split("/")[2].partition(":")[0].lower()


@pytest.mark.parametrize("literal", PRIVATE)
def test_an_address_that_is_not_of_the_public_internet_is_refused(literal: str) -> None:
    with pytest.raises(RefusedAddress):
        guard.check_ip(literal)


@pytest.mark.parametrize("literal", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_an_address_of_the_public_internet_passes(literal: str) -> None:
    guard.check_ip(literal)


def test_one_private_address_among_many_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("8.8.8.8", "1.1.1.1", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(RefusedAddress):
        guard.resolve("rebinding.example", 443)


def test_a_public_name_gives_its_checked_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    assert guard.resolve("public.example", 443) == [(socket.AF_INET, "8.8.8.8")]


@pytest.mark.parametrize("literal", ["4000::1", "5f00::1", "e000::1"])
def test_an_address_of_an_unallocated_range_is_refused(literal: str) -> None:
    with pytest.raises(RefusedAddress):
        guard.check_ip(literal)
