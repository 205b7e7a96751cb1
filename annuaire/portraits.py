"""The pictures of a refresh: which are wanted, which are stored already, which must be fetched.

A picture that fails keeps the former one; a profile that shows no fact has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annuaire import avatars, lanes
from annuaire.errors import UnreadableAnswer
from annuaire.exchange import PICTURE, Answer, Outcome, Request, State
from annuaire.judgement import Judged, Verdict
from annuaire.session import Session


def hang(
    root: Path,
    session: Session,
    outcomes: Mapping[str, Outcome],
    judged: Mapping[str, Judged],
    until: float,
    dry_run: bool,
) -> dict[str, Judged]:
    """Return `judged` with a picture for each profile that has one; new ones are fetched and written."""
    wanted = {
        key: outcomes[key]
        for key, result in judged.items()
        if key in outcomes and _wants(outcomes[key], result)
    }
    missing = {
        outcome.picture: outcome
        for outcome in wanted.values()
        if not avatars.is_stored(root, avatars.name(outcome.picture))
    }

    def keep(answer: Answer) -> list[Request]:
        if answer.status == 200 and not answer.fault and "image/" in answer.content_type.lower():
            try:
                avatars.store(root, avatars.name(answer.request.url), answer.body)
            except UnreadableAnswer:
                return []
        return []

    if not dry_run:
        requests = [
            Request("picture", address, (outcome.asked,), PICTURE) for address, outcome in missing.items()
        ]
        lanes.drive(requests, session, keep, until)
    hung = dict(judged)
    for key, outcome in wanted.items():
        result, known = judged[key], outcome.asked.known
        former = known.avatar if known else ""
        choices = (avatars.name(outcome.picture), former)
        avatar = next((one for one in choices if one and avatars.is_stored(root, one)), "")
        if result.profile:
            hung[key] = result._replace(profile=result.profile._replace(avatar=avatar))
    return hung


def _wants(outcome: Outcome, result: Judged) -> bool:
    """Say whether a picture goes with what is stored: the profile was read now, and shows its facts."""
    is_new = result.profile is not None and result.profile is not outcome.asked.known
    shows = result.verdict not in (Verdict.REFUSED, Verdict.ALERT)
    return is_new and shows and outcome.state is State.ALIVE and bool(outcome.picture)
