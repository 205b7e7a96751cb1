"""Web addresses: validation of those written in curation/ and of those in networks' answers, normalisation, comparison."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, quote, urlsplit, urlunsplit

from annuaire import hosts
from annuaire.errors import HandleError

_SPACE = re.compile(r"\s")
_RESERVED = "!#$%&'()*+,/:;=?@[]~"  # characters with a meaning in an address, not to be percent-encoded
_FORBIDDEN = re.compile(r"[<>\"{}|\\^`]")
# An address between brackets or quotes: « [site](https://…) », « <https://…> », « «https://…» ».
_WRAPPED = re.compile(r"(?<=[<(«“'\"\[])https?://[^\s<>()\[\]«»“”'\"]+")
_DOUBLED = re.compile(r"https?:/*https?:?//(.+)", re.IGNORECASE)
# Pages of answers of search engines, and Bing's links from them, which do not say where they lead.
_SEARCH = re.compile(
    r"(?:www\.)?(?:google\.[a-z.]{2,6}/search|bing\.com/(?:search|ck/a)|ecosia\.org/search|duckduckgo\.com/|qwant\.com/)"
    r"|(?:[a-z]{2}\.)?search\.yahoo\.com/search"
)
# The form that most addresses have, and that is normalized already.
_NORMALIZED = re.compile(
    rf"https?://({hosts.LEVELS}[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?)/([A-Za-z0-9/._~@-]*)"
)


def clean(written: str) -> str:
    """Return a public http(s) address, host in lower case, all in ASCII (RFC 3986), or raise `HandleError`."""
    value = written.strip()
    usual = _NORMALIZED.fullmatch(value)
    return value if usual and not hosts.is_private(usual[1]) else _normalize(value)


def _normalize(value: str) -> str:
    parts = _split(value)
    host = parts.hostname or ""
    if "@" in parts.netloc:
        bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        raise HandleError("address-secret", value=value, clean=bare)
    try:
        port = parts.port
    except ValueError:
        raise HandleError("address", value=value) from None
    is_literal = ":" in host  # IPv6
    if not is_literal:
        # Full-width digits and ideographic dots would disguise a private one.
        host = ascii_host(host, value)
    if hosts.is_private(host):
        is_cut = re.fullmatch(r"[a-z][a-z0-9-]*", host) and host != "localhost"
        raise HandleError("address-incomplete" if is_cut else "address-private", value=value, host=host)
    if is_literal:
        raise HandleError("address", value=value)
    if port not in (None, {"http": 80, "https": 443}[parts.scheme.lower()]):
        raise HandleError("address-port", value=value, port=str(port))
    if target := _redirected(host, parts):
        raise HandleError("address-redirect", value=value, host=host, clean=target)
    if parts.query and _SEARCH.fullmatch(f"{host}{parts.path}"):
        raise HandleError("address-search", value=value, host=host)
    path, query, fragment = (
        quote(part, _RESERVED) for part in (parts.path or "/", parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme.lower(), host, path, query, fragment))


def _redirected(host: str, parts: SplitResult) -> str:
    """Return where a link copied from a search engine or from a network leads, or empty."""
    if not re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}|lm?\.(?:facebook|instagram)\.com", host):
        return ""
    asked = parse_qs(parts.query)
    found = next((asked[name][0] for name in ("q", "url", "u") if name in asked), "")
    return found if is_link(found) else ""


def base(written: str) -> str:
    """Return the base address of a site: http(s), a host, an optional port and folder, all in ASCII and without a trailing slash;
    empty when `written` is no such address."""
    try:
        parts = _split(written)
        host, port = ascii_host(parts.hostname or "", written), parts.port
        folder = quote(posixpath.normpath(f"/{parts.path.strip('/')}"), _RESERVED).rstrip("/")
    except (HandleError, ValueError):
        return ""
    if port == 0 or "@" in parts.netloc or re.search("[?#]", written):
        return ""
    return f"{parts.scheme.lower()}://{host}{f':{port}' if port else ''}{folder}"


def secure(address: str) -> str:
    """Return an address with `https://` in the place of `http://`."""
    return re.sub(r"^http://", "https://", address)


def safe_https(value: object, max_length: int = 500) -> str:
    """Return an https address from a network's answer, unchanged; empty unless it is safe to request, store and show."""
    is_candidate = isinstance(value, str) and value.startswith("https://") and len(value) <= max_length
    return str(value) if is_candidate and is_link(str(value)) else ""


def is_link(value: str) -> bool:
    """Say whether an address can be a link: http(s), with a host, all characters printable, and no space.

    Not printable are control characters, direction marks, unpaired surrogates and spaces other than the plain one: none
    of them belongs in an address, all of them do harm in a terminal, a page or a file.
    """
    if not value.startswith(("https://", "http://")) or not value.isprintable() or " " in value:
        return False
    try:
        parts = urlsplit(value)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def host(address: str) -> str:
    """Return the host of an address, or empty."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


class ProfileAddress(NamedTuple):
    """The parts of a profile's address that identify its account."""

    hostname: str
    path: str


@lru_cache(maxsize=8)  # each network asks in turn about the same one
def split_profile_address(address: str) -> ProfileAddress:
    """Split what may be a profile's address, pasted with or without its scheme; nothing is validated."""
    if usual := _NORMALIZED.fullmatch(address):
        return ProfileAddress(usual[1], f"/{usual[2]}")
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        return ProfileAddress(parts.hostname or "", parts.path)
    except ValueError:
        return ProfileAddress("", "")


def _split(value: str) -> SplitResult:
    if _SPACE.search(value):
        raise HandleError("address-space", value=value)
    if (wrapped := _WRAPPED.search(value)) and wrapped.start():
        raise HandleError("address-wrapped", value=value, clean=wrapped[0])
    if value.endswith((",", ";")):
        _refuse_punctuation(value)
    if doubled := _DOUBLED.fullmatch(value):
        raise HandleError("address-wrapped", value=value, clean=f"https://{doubled[1]}")
    if _FORBIDDEN.search(value):
        raise HandleError("address", value=value)
    try:
        parts = urlsplit(value)
    except ValueError:
        raise HandleError("address", value=value) from None
    if parts.scheme.lower() not in ("http", "https"):
        is_bare = re.match(rf"{hosts.DOMAIN}(?=[/?#]|$)", value, re.IGNORECASE)
        raise HandleError("address-bare" if is_bare else "address-scheme", value=value)
    if not parts.hostname:
        raise HandleError("address", value=value)
    return parts


def _refuse_punctuation(value: str) -> None:
    """Refuse « , » or « ; » at the end of an address; a mistake in the rest of the address is reported first.

    Raises:
        HandleError: always.
    """
    bare = value.rstrip(",;")
    _normalize(bare)
    parts = urlsplit(bare)
    code = "address-end" if parts.path or parts.query or parts.fragment else "address-wrapped"
    end = quote(value[len(bare) :], "")
    raise HandleError(code, value=value, clean=bare, encoded=f"{bare}{end}")


def ascii_host(host: str, value: str) -> str:
    """Return a host name in ASCII (IDNA), or raise `HandleError` about `value`."""
    if found := hosts.to_ascii(host):
        return found
    raise HandleError("address", value=value)


def identity(address: str) -> str:
    """Return a key that all spellings of an address share: no scheme, no « www. », no trailing slash, no fragment."""
    if usual := _NORMALIZED.fullmatch(address):
        return f"{usual[1].removeprefix('www.')}/{usual[2]}".rstrip("/")
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
