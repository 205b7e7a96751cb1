"""Avatars of a refresh: which ones to fetch, and which one each profile keeps.

Each is fetched again every week, because another picture may be at the same address, or none. When a fetch fails, the former
picture is kept; a profile that shows no fact has none.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from annuaire.errors import UnreadableAnswer
from annuaire.profiles import stored_avatars
from annuaire.readers.exchange import PICTURE, Answer, Outcome, Request, State
from annuaire.refresh import avatars, deadline, scheduler
from annuaire.refresh.reconciliation import Judged, Verdict
from annuaire.refresh.session import Session


def fetch(
    root: Path,
    session: Session,
    outcomes: Mapping[str, Outcome],
    judged: Mapping[str, Judged],
    until: float,
    dry_run: bool,
) -> dict[str, Judged]:
    """Return `judged`, by account key, with the avatar of each profile that has one; write the new pictures.

    `until` is as for `scheduler.drive`.
    """
    wanted = {
        key: outcomes[key]
        for key, result in judged.items()
        if key in outcomes and _wants_avatar(outcomes[key], result)
    }
    stored: dict[str, str] = {}  # names by address; empty: the network no longer has this picture

    def keep(answer: Answer) -> list[Request]:
        address = answer.request.url
        if not answer.error and answer.status in (404, 410):
            stored[address] = ""
        elif answer.is_ok and "image/" in answer.content_type.lower():
            with (
                contextlib.suppress(UnreadableAnswer, deadline.Exceeded),
                deadline.within(deadline.PARSE_TIMEOUT),
            ):
                stored[address] = avatars.store(root, answer.body)
        return []

    if not dry_run:
        pictures = {outcome.picture: outcome.asked for outcome in wanted.values()}
        requests = [Request("picture", address, (asked,), PICTURE) for address, asked in pictures.items()]
        scheduler.drive(requests, session, keep, until)
    with_avatars = dict(judged)
    for key, outcome in wanted.items():
        result, known = judged[key], outcome.asked.known
        former = known.avatar if known and stored_avatars.is_complete(root, known.avatar) else ""
        if result.profile:
            avatar = stored.get(outcome.picture, former)
            with_avatars[key] = result._replace(profile=result.profile._replace(avatar=avatar))
    return with_avatars


def _wants_avatar(outcome: Outcome, result: Judged) -> bool:
    """Say whether a profile may have an avatar: it was read in this refresh, and shows its facts."""
    is_new = result.profile is not None and result.profile is not outcome.asked.known
    shows = result.verdict not in (Verdict.REFUSED, Verdict.ALERT)
    return is_new and shows and outcome.state is State.ALIVE and bool(outcome.picture)
