"""Mastodon and the fediverse: WebFinger, then Mastodon's API where it is spoken, else the ActivityPub actor.

webfinger → lookup → statuses, the first time; account (by its number, on its own server) → statuses, later.
A server that refuses the lookup is asked for the actor and for the size of its followers' collection. Facts:
docs.joinmastodon.org (entities/Account, methods/accounts, spec/activitypub, spec/webfinger).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from annuaire import addresses
from annuaire.errors import UnreadableAnswer
from annuaire.model import Profile
from annuaire.networks import mastodon
from annuaire.readers import exchange, fediverse, mastodon_account, plain_text, rhythm
from annuaire.readers.exchange import ACTOR, Answer, Asked, Outcome, Request, State, Step

NETWORK = mastodon.NETWORK

_BY_NUMBER = re.compile(r"https://[\w.-]+/api/v1/accounts/[A-Za-z0-9]+")


def requests(asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
    """Ask by number those that were read so before, by name the others."""
    return [_first(one) for one in asked]


def _first(asked: Asked) -> Request:
    known, domain = asked.known, asked.account.handle.partition("@")[2]
    # Where another domain keeps the account, the name says each time whose it is: it may be another's by now.
    is_theirs = known is not None and addresses.host(known.source) == domain
    if known and is_theirs and known.permanent_id and _BY_NUMBER.fullmatch(known.source):
        return Request("account", known.source, (asked,))
    return fediverse.webfinger(asked, asked.account.handle)


def parse(answer: Answer) -> list[Step]:
    """Read an answer. Until an account was read, the draft only says where it lives: there is nothing to go on with."""
    try:
        return _READ[answer.request.step](answer)
    except UnreadableAnswer as error:
        if answer.request.step in ("subject", "lookup"):
            return exchange.uncertain(answer.request.asked, error.reason)
        raise


def _webfinger(answer: Answer) -> list[Step]:
    asked = answer.request.asked[0]
    if not answer.is_ok:
        return _absent(answer)
    found = fediverse.finger(answer, asked.account.handle)
    name, _, server = asked.account.handle.partition("@")
    draft = Profile(asked.account.key, found.actor, answer.day, permanent_id=found.actor)
    if (found.user.lower(), found.server) != (name.lower(), server.lower()):
        return [fediverse.webfinger(asked, f"{found.user}@{found.server}", "subject", draft)]
    return [_lookup(asked, found.user, draft)]


def _subject(answer: Answer) -> list[Step]:
    """Believe the other name that WebFinger gave only if that name's own server points to the same actor."""
    asked, draft = answer.request.asked[0], answer.request.draft
    if draft is None or not answer.is_ok:
        return exchange.uncertain((asked,), answer.uncertainty or "unexpected")
    found = fediverse.finger(answer, asked.account.handle)
    if found.actor != draft.permanent_id:
        return exchange.uncertain((asked,), "wrong-account")
    return [_lookup(asked, found.user, draft)]


def _lookup(asked: Asked, user: str, draft: Profile) -> Request:
    host = addresses.host(draft.permanent_id)
    return Request(
        "lookup", f"https://{host}/api/v1/accounts/lookup?acct={quote(user)}", (asked,), draft=draft
    )


def _looked_up(answer: Answer) -> list[Step]:
    """Read a lookup; where it is not spoken (404, a page) or not open (401, 403), ask for the actor."""
    request = answer.request
    if answer.error or answer.status == 429 or answer.status >= 500 or request.draft is None:
        return exchange.uncertain(request.asked, answer.uncertainty or "unexpected")
    if answer.is_ok and "json" in answer.content_type:
        return _alive(answer, exchange.object_of(answer))
    return [Request("actor", request.draft.permanent_id, request.asked, ACTOR)]


def _by_number(answer: Answer) -> list[Step]:
    """Read an account asked by its number; a number that is gone is asked again by name."""
    asked = answer.request.asked[0]
    if answer.is_ok:
        return _alive(answer, exchange.object_of(answer))
    if answer.uncertainty in ("", "forbidden"):
        return [fediverse.webfinger(asked, asked.account.handle)]
    return exchange.uncertain((asked,), answer.uncertainty)


def _actor(answer: Answer) -> list[Step]:
    asked = answer.request.asked[0]
    if not answer.is_ok:
        return _absent(answer)
    outcome, collection = fediverse.actor(answer, asked)
    if not collection or outcome.profile is None:
        return [outcome]
    return [Request("followers", collection, (asked,), ACTOR, draft=outcome.profile, picture=outcome.picture)]


def _followers(answer: Answer) -> list[Step]:
    request = answer.request
    if request.draft is None or not answer.is_ok:
        known = request.asked[0].known
        # What failed for once leaves all as it was: a number keeps the day on which it was read.
        if known and known.audience is not None and answer.uncertainty not in ("", "forbidden"):
            return exchange.uncertain(request.asked, answer.uncertainty)
        return exchange.without(answer, answer.uncertainty or "unexpected")
    profile = request.draft._replace(audience=fediverse.followers(answer))
    return [Outcome(request.asked[0], State.ALIVE, profile=profile, picture=request.picture)]


def _absent(answer: Answer) -> list[Step]:
    """Understand an answer that is not 200: the server knows no such account, or nothing was learned."""
    if not answer.uncertainty and answer.status in (404, 410):
        return [exchange.gone(answer)]
    reason = "closed-to-machines" if answer.uncertainty == "forbidden" else answer.uncertainty
    return exchange.uncertain(answer.request.asked, reason or "unexpected")


def _alive(answer: Answer, found: dict[str, Any]) -> list[Step]:
    """Make a profile of an Account; its latest statuses are asked for next, for their dates only."""
    asked = answer.request.asked[0]
    wanted = answer.request.url.rpartition("?acct=")[2] if answer.request.step == "lookup" else ""
    read = mastodon_account.profile(found, answer, wanted)
    if read is None:
        return exchange.uncertain((asked,), "wrong-account")
    known = asked.known.source if asked.known else ""
    if _BY_NUMBER.fullmatch(known) and known != read.source:
        return [Outcome(asked, State.OTHER, "other-identifier")]
    query = f"{read.source}/statuses?limit={rhythm.MAX_POSTS}"
    return [Request("statuses", query, (asked,), draft=read, picture=mastodon_account.picture(found))]


def _statuses(answer: Answer) -> list[Step]:
    """Add the rhythm, and the day of the latest status: seldom later than what the account says itself."""
    request = answer.request
    if request.draft is None or not answer.is_ok:
        return exchange.without(answer, answer.uncertainty or "unexpected")
    found = [
        plain_text.day(one.get("created_at"), answer.day)
        for one in exchange.objects(exchange.json_of(answer))[: mastodon_account.MAX_ITEMS]
    ]
    days = [day for day in found if day]
    latest = max(filter(None, (request.draft.last_active, *days)), default=None)
    pace = rhythm.weekly(days, answer.day)
    profile = request.draft._replace(last_active=latest, rhythm=rhythm.of(pace), weekly=pace)
    return [Outcome(request.asked[0], State.ALIVE, profile=profile, picture=request.picture)]


_READ = {
    "webfinger": _webfinger,
    "subject": _subject,
    "lookup": _looked_up,
    "account": _by_number,
    "statuses": _statuses,
    "actor": _actor,
    "followers": _followers,
}
