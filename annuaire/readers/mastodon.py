"""Reader of Mastodon and the fediverse: WebFinger, then Mastodon's API where the server has it, else the ActivityPub actor.

First refresh: webfinger → lookup → statuses. Later ones: account (by its number, on its own server) → statuses.
A server that refuses the lookup is asked for the actor and for the size of its followers' collection. Sources:
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
from annuaire.readers import bodies, exchange, fediverse, mastodon_account, plain_text, rhythm
from annuaire.readers.exchange import ACTOR, Answer, Asked, Outcome, Request, State, Step

NETWORK = mastodon.NETWORK

# Flags of Mastodon's API that an actor has no word for: there, their absence does not take them back.
_UNSAID = frozenset({"noindex", "limited"})
_BY_NUMBER = re.compile(r"https://[\w.-]+/api/v1/accounts/[A-Za-z0-9]+")


def requests(asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
    """Return a request by number for each account that was read by number before, by name for the others."""
    return [_first(one) for one in asked]


def _first(asked: Asked) -> Request:
    known, domain = asked.known, asked.account.handle.partition("@")[2]
    # On a server of another domain, ask by name each time: the name may belong to another account by now.
    is_theirs = known is not None and addresses.host(known.source) == domain
    if known and is_theirs and known.permanent_id and _BY_NUMBER.fullmatch(known.source):
        return Request("account", known.source, (asked,))
    return fediverse.webfinger(asked, asked.account.handle)


def parse(answer: Answer) -> list[Step]:
    """Parse an answer. Up to the lookup, the draft has only the address of the actor, which is no profile to keep."""
    try:
        return _READ[answer.request.step](answer)
    except UnreadableAnswer as error:
        if answer.request.step in ("subject", "lookup"):
            return exchange.uncertain(answer.request.asked, error.reason)
        raise


def _webfinger(answer: Answer) -> list[Step]:
    asked = answer.request.asked[0]
    if not answer.is_ok:
        return _not_found(answer)
    found = fediverse.finger(answer, asked.account.handle)
    name, _, server = asked.account.handle.partition("@")
    draft = Profile(asked.account.key, found.actor, answer.day, permanent_id=found.actor)
    if (found.user.lower(), found.server) != (name.lower(), server.lower()):
        return [fediverse.webfinger(asked, f"{found.user}@{found.server}", "subject", draft)]
    return [_lookup(asked, found.user, draft)]


def _subject(answer: Answer) -> list[Step]:
    """Accept the other name that WebFinger gave only if the server of that name points to the same actor."""
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
    """Parse a lookup; where the server has no such API (404, an HTML page) or closes it (401, 403), ask for the actor."""
    request = answer.request
    if answer.error or answer.status == 429 or answer.status >= 500 or request.draft is None:
        return exchange.uncertain(request.asked, answer.uncertainty or "unexpected")
    if answer.is_ok and "json" in answer.content_type:
        return _from_account(answer, bodies.object_of(answer))
    return [Request("actor", request.draft.permanent_id, request.asked, ACTOR)]


def _by_number(answer: Answer) -> list[Step]:
    """Parse an account asked for by number; when the number no longer exists, ask by name."""
    asked = answer.request.asked[0]
    if answer.is_ok:
        return _from_account(answer, bodies.object_of(answer))
    if answer.uncertainty in ("", "forbidden"):
        return [fediverse.webfinger(asked, asked.account.handle)]
    return exchange.uncertain((asked,), answer.uncertainty)


def _actor(answer: Answer) -> list[Step]:
    asked = answer.request.asked[0]
    if not answer.is_ok:
        return _not_found(answer)
    outcome, collection = fediverse.actor(answer, asked)
    if outcome.profile is None:
        return [outcome]
    unsaid = _UNSAID.intersection(asked.known.flags if asked.known else ())
    profile = outcome.profile._replace(flags=tuple(sorted(unsaid.union(outcome.profile.flags))))
    if not collection:
        return [outcome._replace(profile=profile)]
    return [Request("followers", collection, (asked,), ACTOR, draft=profile, picture=outcome.picture)]


def _followers(answer: Answer) -> list[Step]:
    request = answer.request
    if request.draft is None or not answer.is_ok:
        known = request.asked[0].known
        # A temporary failure changes nothing: the audience keeps the day on which it was read.
        if known and known.audience is not None and answer.uncertainty not in ("", "forbidden"):
            return exchange.uncertain(request.asked, answer.uncertainty)
        return exchange.keep_draft(answer, answer.uncertainty or "unexpected")
    profile = request.draft._replace(audience=fediverse.followers(answer))
    return [Outcome(request.asked[0], State.ALIVE, profile=profile, picture=request.picture)]


def _not_found(answer: Answer) -> list[Step]:
    """Parse an answer other than 200: the account does not exist, or nothing was learned."""
    if not answer.uncertainty and answer.status in (404, 410):
        return [exchange.gone(answer)]
    reason = "closed-to-machines" if answer.uncertainty == "forbidden" else answer.uncertainty
    return exchange.uncertain(answer.request.asked, reason or "unexpected")


def _from_account(answer: Answer, found: dict[str, Any]) -> list[Step]:
    """Make a profile from an Account; ask next for its latest statuses, only for their dates."""
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
    """Add the rhythm and the day of the latest status to the draft profile; the account's own day is kept when it is later."""
    request = answer.request
    if request.draft is None or not answer.is_ok:
        return exchange.keep_draft(answer, answer.uncertainty or "unexpected")
    found = [
        plain_text.day(one.get("created_at"), answer.day)
        for one in bodies.objects(bodies.json_of(answer))[: mastodon_account.MAX_ITEMS]
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
