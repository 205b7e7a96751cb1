"""Reader of Bluesky, through its public AppView: profiles in batches of 25, then the dates of each author's latest posts.

An account whose DID is known is asked for by DID, which survives a change of handle. Accounts that are missing from a
batch are asked for one by one: only then does the network say why. Sources: docs.bsky.app, « API Directory »; atproto
lexicons app/bsky/actor and app/bsky/feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from annuaire import addresses
from annuaire.errors import UnreadableAnswer
from annuaire.model import Profile
from annuaire.networks import bluesky
from annuaire.readers import bluesky_posts, bodies, exchange, plain_text, rhythm
from annuaire.readers.exchange import Answer, Asked, Outcome, Request, State, Step

NETWORK = bluesky.NETWORK
HOST = "https://public.api.bsky.app/xrpc/"
BATCH = 25

_DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]+)")
_TYPES = {"handle": str, "description": str, "followersCount": int, "avatar": str}
_CLOSED = {"AccountDeactivated": "deactivated", "AccountTakedown": "taken-down"}
# Labels that a moderation service or the account itself puts on a profile → our flags.
_LABELS = {
    "!no-unauthenticated": "no-unauthenticated",
    "!hide": "moderated",
    "!takedown": "moderated",
    "spam": "moderated",
    "impersonation": "moderated",
    "bot": "bot",
}


def requests(asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
    """Return requests for profiles, in batches of 25."""
    batches = [tuple(asked[start : start + BATCH]) for start in range(0, len(asked), BATCH)]
    return [_call("profiles", "app.bsky.actor.getProfiles", batch, [("actors", _actor(one)) for one in batch])
            for batch in batches]  # fmt: skip


def parse(answer: Answer) -> list[Step]:
    """Parse an answer."""
    step, asked = answer.request.step, answer.request.asked
    if step == "posts":
        return bluesky_posts.parse(answer)
    if step == exchange.OWNER:
        return _check_owner(answer)
    if answer.status == 400 and not answer.error:
        return _from_error(answer)
    if not answer.is_ok:
        return exchange.uncertain(asked, answer.uncertainty or "unexpected")
    found = bodies.object_of(answer)
    if step != "profiles":
        one = _match(asked[0], [found])
        if one is None and step == "handle" and _DID.fullmatch(str(found.get("did"))):
            return [Outcome(asked[0], State.OTHER, "other-identifier")]
        return _from_view(asked[0], one, answer) if one else exchange.uncertain(asked, "wrong-account")
    views = bodies.objects(found.get("profiles"))
    steps: list[Step] = []
    for account in asked:
        view = _match(account, views)
        steps += (
            _from_view(account, view, answer) if view else [_profile("profile", account, _actor(account))]
        )
    return steps


def _call(
    step: str,
    method: str,
    asked: tuple[Asked, ...],
    query: list[tuple[str, str]],
    draft: Profile | None = None,
    picture: str = "",
) -> Request:
    return Request(step, f"{HOST}{method}?{urlencode(query)}", asked, draft=draft, picture=picture)


def _profile(step: str, asked: Asked, actor: str, draft: Profile | None = None, picture: str = "") -> Request:
    return _call(step, "app.bsky.actor.getProfile", (asked,), [("actor", actor)], draft, picture)


def _actor(asked: Asked) -> str:
    known = asked.known.permanent_id if asked.known else ""
    return known if _DID.fullmatch(known) else asked.account.handle


def _match(asked: Asked, views: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """Find the view of an account: by DID when it is known, else by handle, never by position."""
    actor = _actor(asked)
    field = "did" if actor.startswith("did:") else "handle"
    for view in views:
        if str(view.get(field)).lower() == actor.lower() and _DID.fullmatch(str(view.get("did"))):
            return view
    return None


def _from_error(answer: Answer) -> list[Step]:
    """Parse a 400: the account is closed or unknown, or (in a batch) one name among 25 is malformed."""
    asked = answer.request.asked
    if answer.request.step == "profiles":
        return [_profile("profile", one, _actor(one)) for one in asked]
    body = bodies.object_of(answer)
    error, message = str(body.get("error")), str(body.get("message"))
    if error in _CLOSED:
        return _from_closed(asked[0], _CLOSED[error], answer)
    if error == "InvalidRequest" and "not found" in message.lower():
        if answer.request.step == "profile" and _actor(asked[0]).startswith("did:"):
            return [_profile("handle", asked[0], asked[0].account.handle)]
        return [Outcome(asked[0], State.GONE, "not-found")]
    return exchange.uncertain(asked, "unexpected")


def _from_closed(asked: Asked, flag: str, answer: Answer) -> list[Step]:
    """Ask who has the handle of an account that was closed, if its identifier is known: handles are free again."""
    if answer.request.step != "profile" or not asked.known or not _actor(asked).startswith("did:"):
        return [Outcome(asked, State.CLOSED, flag)]
    draft = asked.known.without_facts()._replace(flags=(flag,), read_on=answer.day)
    return [_profile(exchange.OWNER, asked, asked.account.handle, draft)]


def _from_view(asked: Asked, view: dict[str, Any], answer: Answer) -> list[Step]:
    """Make a profile from a view; return the next request.

    When the account has another handle than the fiche, ask first who owns the fiche's handle; then for the latest posts.
    """
    try:
        bodies.expect_types(view, _TYPES)
    except UnreadableAnswer as error:  # of this account alone: an answer may be about 25
        return exchange.uncertain((asked,), error.reason)
    handle = str(view.get("handle", "")).lower()
    handle = handle if bluesky.HANDLE.fullmatch(handle) and handle != bluesky.INVALID else ""
    did = str(view["did"])
    profile = Profile(
        key=asked.account.key,
        source=f"{HOST}app.bsky.actor.getProfile?actor={quote(did, safe=':')}",
        read_on=answer.day,
        permanent_id=did,
        handle=handle,
        bio=plain_text.lines(view.get("description")),
        audience=plain_text.audience(view.get("followersCount")),
        # The network has verified the handle by DNS or by a file on that host. A subdomain may be hosted by somebody else
        # (bsky.social, blacksky.app, bridges), so only a bare domain counts as a verified link.
        verified_links=(f"https://{handle}/",) if handle.count(".") == 1 else (),
        flags=_flags(view, answer.day),
    )
    picture = addresses.safe_https(view.get("avatar"), 1000)
    if handle == asked.account.handle.lower():
        return [_posts(asked, profile, picture)]
    return [_profile(exchange.OWNER, asked, asked.account.handle, profile, picture)]


def _posts(asked: Asked, profile: Profile, picture: str) -> Request:
    query = [
        ("actor", profile.permanent_id),
        ("limit", str(rhythm.MAX_POSTS)),
        ("filter", "posts_with_replies"),
    ]
    return _call("posts", "app.bsky.feed.getAuthorFeed", (asked,), query, profile, picture)


def _check_owner(answer: Answer) -> list[Step]:
    """Return an alert if the handle in the fiche, to which the card links, now belongs to another account."""
    asked, draft = answer.request.asked[0], answer.request.draft
    if draft is None:
        return exchange.uncertain((asked,), answer.uncertainty or "unexpected")
    if answer.is_ok:
        did = str(bodies.object_of(answer).get("did"))
        if _DID.fullmatch(did) and did != draft.permanent_id:
            return [Outcome(asked, State.OTHER, "other-identifier", draft)]
    closed = next((flag for flag in draft.flags if flag in _CLOSED.values()), "")
    return [Outcome(asked, State.CLOSED, closed) if closed else _posts(asked, draft, answer.request.picture)]


def _flags(view: dict[str, Any], today: date) -> tuple[str, ...]:
    """Return the flags for the labels in force, neither withdrawn nor expired, and for the opt-out tags of the bio."""
    labels = view.get("labels")
    found = (
        {"opted-out"}
        if plain_text.opted_out(plain_text.lines(view.get("description"), plain_text.WHOLE))
        else set()
    )
    for label in labels if isinstance(labels, list) else ():
        if isinstance(label, dict) and label.get("neg") is not True:
            expiry = label.get("exp")
            expired = isinstance(expiry, str) and expiry[:10] < today.isoformat()
            value = label.get("val")
            if isinstance(value, str) and value in _LABELS and not expired:
                found.add(_LABELS[value])
    return tuple(sorted(found))
