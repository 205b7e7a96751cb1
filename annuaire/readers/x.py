"""Reader of X, through its API v2 and only with a token: a hundred accounts a call, by identifier once it is known.

X's rules allow nothing but identifiers to be redistributed in a data set (Developer Policy, « Redistribution »), and this
snapshot is public: it keeps the identifier, the handle, the rounded audience that the card shows and whether the account is
protected. No name, bio, picture or date. Source: docs.x.com/x-api/users/lookup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from annuaire.model import Profile
from annuaire.networks import x
from annuaire.readers import bodies, exchange, plain_text
from annuaire.readers.exchange import Answer, Asked, Outcome, Request, State, Step

NETWORK = x.NETWORK
CREDENTIAL = "X_BEARER_TOKEN"
HOST = "https://api.x.com/2/users"
BATCH = 100

_ID = re.compile(r"\d{1,19}")
_FIELDS = "user.fields=protected,public_metrics"


def requests(asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
    """Return requests by identifier where it is known, by name for the others; none without a token."""
    token = credentials.get(NETWORK, "")
    if not token:
        return []
    known = [one for one in asked if _id(one)]
    new = [one for one in asked if not _id(one)]
    return [*_calls("ids", known, token), *_calls("names", new, token)]


def parse(answer: Answer) -> list[Step]:
    """Parse an answer: its order is not guaranteed, and it can have accounts and errors at once."""
    request = answer.request
    if request.step == exchange.OWNER:
        return _check_owner(answer)
    if answer.status in (401, 402) and not answer.error:
        return exchange.uncertain(request.asked, "token" if answer.status == 401 else "credits")
    if not answer.is_ok:
        return exchange.uncertain(request.asked, answer.uncertainty or "unexpected")
    found = bodies.object_of(answer)
    users = {str(user.get(_field(request))).lower(): user for user in bodies.objects(found.get("data"))}
    errors = {str(error.get("resource_id") or error.get("value")).lower(): error
              for error in bodies.objects(found.get("errors"))}  # fmt: skip
    steps: list[Step] = []
    for asked in request.asked:
        wanted = (_id(asked) if request.step == "ids" else asked.account.handle).lower()
        if wanted in users:
            steps.append(_with_owner_check(_from_user(asked, users[wanted], answer), request))
        else:
            steps += _not_found(asked, errors.get(wanted, {}), request)
    return steps


def _id(asked: Asked) -> str:
    known = asked.known.permanent_id if asked.known else ""
    return known if _ID.fullmatch(known) else ""


def _field(request: Request) -> str:
    return "id" if request.step == "ids" else "username"


def _calls(step: str, asked: Sequence[Asked], token: str) -> list[Request]:
    calls = []
    for start in range(0, len(asked), BATCH):
        batch = tuple(asked[start : start + BATCH])
        if step == "ids":
            address = f"{HOST}?ids={','.join(_id(one) for one in batch)}&{_FIELDS}"
        else:
            address = f"{HOST}/by?usernames={','.join(one.account.handle for one in batch)}&{_FIELDS}"
        calls.append(Request(step, address, batch, token=token))
    return calls


def _from_user(asked: Asked, user: dict[str, Any], answer: Answer) -> Outcome:
    id, handle = str(user.get("id")), str(user.get("username"))
    if not _ID.fullmatch(id) or not x.HANDLE.fullmatch(handle):
        return Outcome(asked, State.UNCERTAIN, "wrong-account")
    if asked.known and _id(asked) and _id(asked) != id:
        return Outcome(asked, State.OTHER, "other-identifier")
    metrics = user.get("public_metrics")
    audience = plain_text.audience(metrics.get("followers_count")) if isinstance(metrics, dict) else None
    profile = Profile(
        key=asked.account.key,
        source=f"{HOST}/{id}",
        read_on=answer.day,
        permanent_id=id,
        handle=handle,
        audience=audience,
        flags=("protected",) if user.get("protected") is True else (),
    )
    return Outcome(asked, State.ALIVE, profile=profile)


def _with_owner_check(outcome: Outcome, request: Request) -> Step:
    """Return the outcome, or, when the account has another name than the fiche, a request for the owner of the fiche's name, to
    which the card links."""
    asked, read = outcome.asked, outcome.profile
    if read is None or read.handle.lower() == asked.account.handle.lower():
        return outcome
    (call,) = _calls(exchange.OWNER, [asked], request.token)
    return replace(call, draft=read)


def _check_owner(answer: Answer) -> list[Step]:
    """Return an alert if the name in the fiche now belongs to another account; else keep the renamed one."""
    (asked,), draft = answer.request.asked, answer.request.draft
    if draft and answer.is_ok:
        for user in bodies.objects(bodies.object_of(answer).get("data")):
            id, name = str(user.get("id")), str(user.get("username")).lower()
            if name == asked.account.handle.lower() and _ID.fullmatch(id) and id != draft.permanent_id:
                return [Outcome(asked, State.OTHER, "other-identifier", draft)]
    return exchange.keep_draft(answer, answer.uncertainty or "unexpected")


def _not_found(asked: Asked, error: dict[str, Any], request: Request) -> list[Step]:
    """Parse the error of a missing account: suspended, or unknown. One that is unknown by identifier is asked for by name."""
    if "suspended" in str(error.get("detail")).lower():
        return [Outcome(asked, State.CLOSED, "suspended")]
    if not str(error.get("type")).endswith("resource-not-found") and error.get("title") != "Not Found Error":
        return exchange.uncertain([asked], "unexpected")
    if request.step == "ids":
        return list(_calls("names", [asked], request.token))
    return [Outcome(asked, State.GONE, "not-found")]
