"""Bluesky, through its public AppView: 25 actors a call, then each author's latest posts for their dates.

Once known, an account is asked for by its DID, which survives a change of handle. Accounts that are missing
from a batch are asked about one by one: only then does the network say why. Facts: docs.bsky.app, « API
Directory »; atproto lexicons app/bsky/actor and app/bsky/feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from annuaire import addresses
from annuaire.model import Profile
from annuaire.networks import bluesky
from annuaire.readers import exchange, plain_text, rhythm
from annuaire.readers.exchange import Answer, Asked, Outcome, Request, State, Step

NETWORK = bluesky.NETWORK
HOST = "https://public.api.bsky.app/xrpc/"
BATCH = 25

_DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]+)")
_CLOSED = {"AccountDeactivated": "deactivated", "AccountTakedown": "taken-down"}
# Labels that a moderation service or the account itself puts on a profile, and our word for them.
_LABELS = {
    "!no-unauthenticated": "no-unauthenticated",
    "!hide": "moderated",
    "!takedown": "moderated",
    "spam": "moderated",
    "impersonation": "moderated",
    "bot": "bot",
}


def requests(asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
    """Ask for profiles, 25 at a time."""
    batches = [tuple(asked[start : start + BATCH]) for start in range(0, len(asked), BATCH)]
    return [_call("profiles", "app.bsky.actor.getProfiles", batch, [("actors", _actor(one)) for one in batch])
            for batch in batches]  # fmt: skip


def parse(answer: Answer) -> list[Step]:
    """Read an answer."""
    step, asked = answer.request.step, answer.request.asked
    if step == "posts":
        return _with_activity(answer)
    if step == "written":
        return _whose(answer)
    if answer.status == 400 and not answer.error:
        return _refused(answer)
    if not answer.is_ok:
        return exchange.uncertain(asked, answer.uncertainty or "unexpected")
    found = exchange.object_of(answer)
    if step != "profiles":
        one = _match(asked[0], [found])
        if one is None and step == "handle" and _DID.fullmatch(str(found.get("did"))):
            return [Outcome(asked[0], State.OTHER, "other-identifier")]
        return _alive(asked[0], one, answer) if one else exchange.uncertain(asked, "wrong-account")
    views = exchange.objects(found.get("profiles"))
    steps: list[Step] = []
    for account in asked:
        view = _match(account, views)
        steps += _alive(account, view, answer) if view else [_profile("profile", account, _actor(account))]
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


def _refused(answer: Answer) -> list[Step]:
    """Understand a 400: an account that is closed, unknown, or (in a batch) one malformed name among 25."""
    asked = answer.request.asked
    if answer.request.step == "profiles":
        return [_profile("profile", one, _actor(one)) for one in asked]
    body = exchange.object_of(answer)
    error, message = str(body.get("error")), str(body.get("message"))
    if error in _CLOSED:
        return [Outcome(asked[0], State.CLOSED, _CLOSED[error])]
    if error == "InvalidRequest" and "not found" in message.lower():
        if answer.request.step == "profile" and _actor(asked[0]).startswith("did:"):
            return [_profile("handle", asked[0], asked[0].account.handle)]
        return [Outcome(asked[0], State.GONE, "not-found")]
    return exchange.uncertain(asked, "unexpected")


def _alive(asked: Asked, view: dict[str, Any], answer: Answer) -> list[Step]:
    """Make a profile of a view; next, whose the written handle is if this account has another one, then its posts."""
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
        # A handle under a domain is proved by DNS or by a file there, and the network checked it. Below a domain one may
        # be a guest (bsky.social, blacksky.app, bridges), so only a domain itself is said to be the account's.
        verified_links=(f"https://{handle}/",) if handle.count(".") == 1 else (),
        flags=_flags(view, answer.day),
    )
    picture = addresses.safe_https(view.get("avatar"), 1000)
    if handle == asked.account.handle.lower():
        return [_posts(asked, profile, picture)]
    return [_profile("written", asked, asked.account.handle, profile, picture)]


def _posts(asked: Asked, profile: Profile, picture: str) -> Request:
    query = [
        ("actor", profile.permanent_id),
        ("limit", str(rhythm.MAX_POSTS)),
        ("filter", "posts_with_replies"),
    ]
    return _call("posts", "app.bsky.feed.getAuthorFeed", (asked,), query, profile, picture)


def _whose(answer: Answer) -> list[Step]:
    """Alert if the handle that is written in the fiche, to which the card links, is another account's by now."""
    asked, draft = answer.request.asked[0], answer.request.draft
    if draft is None:
        return exchange.uncertain((asked,), answer.uncertainty or "unexpected")
    if answer.is_ok:
        did = str(exchange.object_of(answer).get("did"))
        if _DID.fullmatch(did) and did != draft.permanent_id:
            return [Outcome(asked, State.OTHER, "other-identifier")]
    return [_posts(asked, draft, answer.request.picture)]


def _flags(view: dict[str, Any], today: date) -> tuple[str, ...]:
    """Return our words for the labels that hold, neither withdrawn nor expired, and for the bio's marks."""
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


def _with_activity(answer: Answer) -> list[Step]:
    """Add the last activity and the rhythm to the profile; a feed that fails takes nothing from it."""
    request = answer.request
    if request.draft is None or not answer.is_ok:
        return exchange.without(answer, answer.uncertainty or "unexpected")
    items = exchange.objects(exchange.object_of(answer).get("feed"))
    days = [day for day in (_day(item, answer.day) for item in items) if day]
    pace = rhythm.weekly(days, answer.day)
    latest = max(days, default=None)
    active = request.draft._replace(last_active=latest, rhythm=rhythm.of(pace), weekly=pace)
    return [Outcome(request.asked[0], State.ALIVE, profile=active, picture=request.picture)]


def _day(item: dict[str, Any], today: date) -> date | None:
    """Return the day of an item of a feed: what the server saw rather than what a post claims."""
    reason, post = item.get("reason"), item.get("post")
    kind = str(reason.get("$type")) if isinstance(reason, dict) else ""
    if kind.endswith("#reasonPin") or not isinstance(post, dict):
        return None
    if isinstance(reason, dict) and kind.endswith("#reasonRepost"):
        return plain_text.day(reason.get("indexedAt"), today)
    record = post.get("record")
    claimed = plain_text.day(record.get("createdAt"), today) if isinstance(record, dict) else None
    return min(filter(None, (claimed, plain_text.day(post.get("indexedAt"), today))), default=None)
