"""The refresh of the snapshot: asks the networks, applies their answers, writes the result.

Pictures are written before the snapshot that names them, and the snapshot is replaced atomically: whenever the process is
killed, the files on disk are consistent.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from annuaire import readers
from annuaire.errors import UnreadableAnswer
from annuaire.model import Curation, Profile
from annuaire.profiles import opt_outs, snapshot
from annuaire.readers import exchange, x
from annuaire.readers.exchange import Answer, Asked, Outcome, Request, State, Step
from annuaire.refresh import (
    avatar_requests,
    avatars,
    deadline,
    reconciliation,
    report,
    retention,
    scheduler,
    targets,
)
from annuaire.refresh.reconciliation import Judged
from annuaire.refresh.report import Report
from annuaire.refresh.session import Session

MAX_DURATION = 30 * 60.0  # seconds, of a whole refresh


@dataclass
class _Refresh:
    """One refresh: collects one outcome for each account."""

    session: Session
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    answered: int = 0
    on_outcome: Callable[[Outcome], None] = lambda outcome: None

    def first_requests(self, asked: Sequence[Asked], credentials: Mapping[str, str]) -> list[Request]:
        """Return the first requests; record at once the outcomes of accounts already read today or without a credential."""
        for one in asked:
            if one.known and not self.session.fresh and _is_current(one.known, self.session.today):
                self.keep(Outcome(one, State.ALIVE, profile=one.known))
        first: list[Request] = []
        left = [one for one in asked if one.account.key not in self.outcomes]
        for reader in readers.READERS:
            mine = [one for one in left if one.account.network == reader.NETWORK]
            if reader is x and mine and not credentials.get(x.NETWORK):
                for one in mine:
                    self.keep(Outcome(one, State.SKIPPED, "no-token"))
            else:
                first += reader.requests(mine, credentials)
        return first

    def follow(self, answer: Answer) -> list[Request]:
        """Have an answer parsed by its reader; record outcomes, return the next requests."""
        self.answered += not answer.error and not answer.cached
        request = answer.request
        reader = readers.BY_NAME[request.asked[0].account.network]
        try:
            with deadline.within(deadline.PARSE_TIMEOUT):
                steps = reader.parse(answer)
        except UnreadableAnswer as error:
            steps = exchange.keep_draft(answer, error.reason)
        except deadline.Exceeded:
            steps = exchange.keep_draft(answer, "too-slow")
        except Exception:
            # A bug of ours on one answer must affect neither the other answers nor the stored facts of these accounts.
            steps = exchange.uncertain(request.asked, "program")
        following = []
        for step in map(_obey_opt_out, steps):
            if isinstance(step, Request):
                following.append(step)
            else:
                self.keep(step)
        return following

    def keep(self, outcome: Outcome) -> None:
        """Record the outcome of an account, and report progress."""
        self.outcomes[outcome.asked.account.key] = outcome
        self.on_outcome(outcome)

    @property
    def is_cut_off(self) -> bool:
        """Say whether there is no network: nothing but cached answers came, and more accounts gave no answer than were alive."""
        silent = sum(outcome.reason in scheduler.NO_NETWORK for outcome in self.outcomes.values())
        alive = sum(outcome.state is State.ALIVE for outcome in self.outcomes.values())
        return not self.answered and silent > alive


def refresh(
    root: Path,
    curation: Curation,
    session: Session,
    credentials: Mapping[str, str],
    only: str = "",
    dry_run: bool = False,
    on_total: Callable[[int], None] = lambda total: None,
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Ask the networks about the accounts of the current edition, and update the snapshot.

    `on_total` is called with the number of accounts, then `on_outcome` with each outcome.

    Raises:
        SnapshotError: the snapshot cannot be read.
        AnnuaireError: `only` is neither a network nor a fiche.
        SettingsError: an account was removed, and the cache cannot be emptied.
        PermissionError: the snapshot cannot be written.
    """
    started = time.monotonic()
    old = snapshot.read(root)
    if not dry_run:
        snapshot.check_writable(root)
    owners = targets.chosen(curation, only)
    asked = [Asked(account, old.profiles.get(account.key)) for account in owners]
    retention.clear_cache_if_removed(
        root, session, curation, [account.key for account in owners], old.profiles
    )
    on_total(len(asked))
    run = _Refresh(session, on_outcome=on_outcome)
    scheduler.drive(run.first_requests(asked, credentials), session, run.follow, started + MAX_DURATION)
    judged: dict[str, Judged] = {}
    if not run.is_cut_off:
        judged = {one.account.key: _judged(one, run) for one in asked}
        hidden_portraits = retention.without_portrait(curation)
        outcomes = {key: outcome for key, outcome in run.outcomes.items() if key not in hidden_portraits}
        judged = avatar_requests.fetch(root, session, outcomes, judged, started + MAX_DURATION, dry_run)
    new = retention.merge(
        old, judged, curation, old.refreshed_on if only or run.is_cut_off else session.today
    )
    changed = snapshot.serialize(new) != snapshot.serialize(old)
    if not dry_run and (changed or not run.is_cut_off):
        changed = snapshot.write(root, new)
        snapshot.remove_leftovers(root)
        avatars.sweep(root, {profile.avatar for profile in new.profiles.values() if profile.avatar})
    lines = report.lines(judged, owners, session.today)
    return Report(lines, session.sent, session.cached, time.monotonic() - started, changed, run.is_cut_off)


def _obey_opt_out(step: Step) -> Step:
    """Replace a request by an outcome if the account opted out: what would be withheld is not fetched either.

    Who owns the fiche's handle is still asked: that reads nothing of the account, and the fiche's link may lead to an impostor.
    """
    if not isinstance(step, Request) or not step.draft or step.step == exchange.OWNER:
        return step
    if opt_outs.withheld(step.draft.flags) != opt_outs.NOTHING:
        return Outcome(step.asked[0], State.ALIVE, profile=step.draft)
    return step


def _is_current(known: Profile, today: date) -> bool:
    """Say whether a profile was read today without failure: it is not requested again."""
    return known.read_on == today and known.failing_since is None


def _judged(asked: Asked, run: _Refresh) -> Judged:
    outcome = run.outcomes.get(asked.account.key) or Outcome(asked, State.UNCERTAIN, "no-answer")
    return reconciliation.judge(outcome, run.session.today)
