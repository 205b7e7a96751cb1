"""WebFinger (RFC 7033) and ActivityPub actors: the protocols that all servers of the fediverse have in common.

Pure functions that `mastodon` calls. WebFinger gives the server that really hosts an account; the actor describes it on
servers that do not have Mastodon's API (PeerTube, Pixelfed, Friendica, WordPress…). JSON-LD allows a list of one item to be
written as the bare item, and an address as an object: both are accepted.
"""

from __future__ import annotations

import html
import re
from typing import Any, NamedTuple
from urllib.parse import quote

from annuaire import addresses
from annuaire.errors import UnreadableAnswer
from annuaire.model import Profile
from annuaire.readers import bodies, plain_text
from annuaire.readers.exchange import WEBFINGER, Answer, Asked, Outcome, Request, State

_ACTORS = ("Person", "Service", "Application", "Group", "Organization")
_SELF = ("application/activity+json", "application/ld+json")
# Default pictures of servers, for accounts without one.
_DEFAULT_PICTURE = re.compile(
    r"/missing\.png$|/default_avatars/|/avatars/default|/default-avatar|/default\.jpg$"
)


class Finger(NamedTuple):
    """An answer of WebFinger: the address of the actor, and the name and the server of the account there."""

    actor: str
    user: str
    server: str


def webfinger(asked: Asked, handle: str, step: str = "webfinger", draft: Profile | None = None) -> Request:
    """Return the WebFinger request for a handle, « name@server », to its own server."""
    server = handle.partition("@")[2]
    address = f"https://{server}/.well-known/webfinger?resource=acct:{quote(handle, safe='@')}"
    return Request(step, address, (asked,), WEBFINGER, draft=draft)


def finger(answer: Answer, handle: str) -> Finger:
    """Parse the WebFinger answer about `handle`, or raise `UnreadableAnswer` when it names no actor."""
    found = bodies.object_of(answer)
    subject = str(found.get("subject", "")).removeprefix("acct:").removeprefix("@")
    name, _, server = (subject if re.fullmatch(r"[\w.-]+@[\w.-]+", subject) else handle).partition("@")
    links = found.get("links")
    for link in links if isinstance(links, list) else ():
        is_self = isinstance(link, dict) and link.get("rel") == "self"
        if (
            is_self
            and str(link.get("type")).startswith(_SELF)
            and (actor := addresses.safe_https(link.get("href")))
        ):
            return Finger(actor, name, server.lower())
    raise UnreadableAnswer("no-actor")


def actor(answer: Answer, asked: Asked) -> tuple[Outcome, str]:
    """Parse an actor; the second value is the address of its collection of followers, or empty.

    Raises:
        UnreadableAnswer: it is not an actor, or its id is on another host.
    """
    found = bodies.object_of(answer)
    types = _types(found)
    if "Tombstone" in types:
        return Outcome(asked, State.GONE, "deleted"), ""
    if not any(one in _ACTORS for one in types):
        raise UnreadableAnswer("not-an-actor")
    id = addresses.safe_https(found.get("id"))
    host = answer.request.host
    if not id or addresses.host(id) != host:
        raise UnreadableAnswer("wrong-account")
    profile = Profile(
        key=asked.account.key,
        source=answer.request.url,
        read_on=answer.day,
        permanent_id=id,
        handle=asked.account.handle,  # the one that WebFinger resolved to this actor
        bio=plain_text.from_html(found.get("summary")),
        moved=_address(found.get("movedTo")),
        flags=_flags(found),
    )
    followers = _address(found.get("followers"))
    outcome = Outcome(asked, State.ALIVE, profile=profile, picture=picture(_icon(found.get("icon"))))
    return outcome, followers if addresses.host(followers) == host else ""


def followers(answer: Answer) -> int | None:
    """Parse the size of a collection of followers."""
    return plain_text.audience(bodies.object_of(answer).get("totalItems"))


def links(markup: object) -> list[str]:
    """Return the addresses that a field's HTML links to."""
    found = re.findall(r'href="(https?://[^"\s]+)"', markup) if isinstance(markup, str) else []
    return [link for link in map(html.unescape, found) if len(link) <= 300 and addresses.is_link(link)]


def picture(address: object) -> str:
    """Return the address of a picture, or empty for a server's default picture."""
    found = addresses.safe_https(address, 1000)
    return "" if _DEFAULT_PICTURE.search(found) else found


def _flags(found: dict[str, Any]) -> tuple[str, ...]:
    flags = {flag for flag in ("suspended", "memorial") if found.get(flag) is True}
    if found.get("discoverable") is False:
        flags.add("not-discoverable")
    if plain_text.opted_out(plain_text.from_html(found.get("summary"), plain_text.WHOLE)):
        flags.add("opted-out")
    if any(one in ("Service", "Application") for one in _types(found)):
        flags.add("bot")
    return tuple(sorted(flags))


def _types(found: dict[str, Any]) -> list[object]:
    """Return the types of an object: one, or a list of them."""
    value = found.get("type")
    return value if isinstance(value, list) else [value]


def _address(value: object) -> str:
    """Return an address given as text, as an object with an id, or as a list of those."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("id") or value.get("href")
    return addresses.safe_https(value)


def _icon(value: object) -> object:
    """Return the address of an icon; of a list, the last one, which is PeerTube's largest."""
    if isinstance(value, list):
        value = value[-1] if value else None
    if isinstance(value, dict):
        value = value.get("url") or value.get("href")
        value = _address(value) if isinstance(value, (list, dict)) else value
    return value
