"""What a day's outcome does to what was known: pure rules, one account at a time.

A failure keeps the old facts with their date, for a year at the most. Only « gone » answers, repeated over days, make an
account « disappeared »; « uncertain » ones (403, 429, 5xx, time-outs) never do. Of who has disappeared nothing is shown
any more: the facts go, and come back with the account. A new handle under the same identifier is proposed to the
curator; another identifier under the same handle is an alert and is never applied.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from annuaire import networks
from annuaire.model import Profile
from annuaire.profiles import opt_outs
from annuaire.profiles.health import MISSING, is_gone
from annuaire.readers.exchange import Outcome, State

SILENT = timedelta(days=180)  # without a post for longer, an account is quiet
UNCONFIRMED = timedelta(days=365)  # facts that nothing confirmed for longer, though it was tried, are let go


class Verdict(StrEnum):
    """What the report says of an account."""

    REFRESHED = "refreshed"
    UNCHANGED = "unchanged"
    QUIET = "quiet"
    MOVED = "moved"
    RENAMED = "renamed"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    FORGOTTEN = "forgotten"  # uncertain for so long that nothing is kept of it
    MISSING = "missing"
    DISAPPEARED = "disappeared"
    ALERT = "alert"
    SKIPPED = "skipped"


FAILED = (Verdict.UNCERTAIN, Verdict.FORGOTTEN, Verdict.MISSING, Verdict.DISAPPEARED, Verdict.ALERT)


class Judged(NamedTuple):
    """The profile to store (None: there is none), the verdict, and a word of detail for the report."""

    profile: Profile | None
    verdict: Verdict
    detail: str = ""


def judge(outcome: Outcome, today: date) -> Judged:
    """Return what becomes of an account's profile. A failure counts once a day, however often it is asked for."""
    judged = _judged(outcome, today)
    kept = _kept(judged.profile, today)
    is_forgotten = judged.verdict is Verdict.UNCERTAIN and kept is not judged.profile
    return judged._replace(profile=kept, verdict=Verdict.FORGOTTEN if is_forgotten else judged.verdict)


def _kept(profile: Profile | None, today: date) -> Profile | None:
    """Let go the facts of who is no more, or of whom the network has said nothing for a year."""
    if profile is None or profile.failing_since is None:
        return profile
    if not is_gone(profile) and today - profile.failing_since <= UNCONFIRMED:
        return profile
    return profile.without_facts()._replace(
        flags=profile.flags,
        failing_since=profile.failing_since,
        failures=profile.failures,
        failed_on=profile.failed_on,
    )


def _judged(outcome: Outcome, today: date) -> Judged:
    known = outcome.asked.known
    if outcome.state is State.SKIPPED:
        return Judged(known, Verdict.SKIPPED, outcome.reason)
    if outcome.state is State.OTHER:
        return Judged(known, Verdict.ALERT, outcome.reason)
    if outcome.state is State.UNCERTAIN:
        return Judged(_failing(known, today), Verdict.UNCERTAIN, outcome.reason)
    if outcome.state is State.CLOSED:
        return _closed(outcome, today)
    if outcome.state is State.GONE or outcome.profile is None:
        return _gone(known, outcome.reason, today)
    return _alive(outcome, outcome.profile, today)


def _failing(known: Profile | None, today: date) -> Profile | None:
    """Grow the count of failures; a run of « gone » answers is neither ended nor fed by an uncertain one."""
    return known if known is None or MISSING in known.flags else _counted(known, today)


def _counted(known: Profile, today: date) -> Profile:
    if known.failed_on == today:
        return known
    since = known.failing_since or today
    return known._replace(failing_since=since, failures=known.failures + 1, failed_on=today)


def _gone(known: Profile | None, reason: str, today: date) -> Judged:
    if known is None:
        return Judged(None, Verdict.MISSING, reason)
    if MISSING not in known.flags:  # what failed before was uncertain: the days that count begin today
        flags = tuple(sorted((*known.flags, MISSING)))
        begun = known._replace(flags=flags, failing_since=today, failures=1, failed_on=today)
        return Judged(begun, Verdict.MISSING, reason)
    grown = _counted(known, today)
    return Judged(grown, Verdict.DISAPPEARED if is_gone(grown) else Verdict.MISSING, reason)


def _closed(outcome: Outcome, today: date) -> Judged:
    """Withhold at once the facts of an account that its owner or its network closed; the curator decides."""
    known, account = outcome.asked.known, outcome.asked.account
    source = networks.BY_NAME[account.network].profile_url(account.handle)
    closed = known or Profile(account.key, source, today)
    flags = (outcome.reason,)
    return Judged(
        opt_outs.redacted(closed._replace(flags=flags, read_on=today)), Verdict.REFUSED, outcome.reason
    )


def _alive(outcome: Outcome, read: Profile, today: date) -> Judged:
    known, account = outcome.asked.known, outcome.asked.account
    if known and known.permanent_id and read.permanent_id and known.permanent_id != read.permanent_id:
        return Judged(known, Verdict.ALERT, "other-identifier")
    module = networks.BY_NAME[account.network]
    if read.moved and module.identity(read.moved) == module.identity(account.handle):
        read = read._replace(moved="")  # the same address in another spelling
    kept = opt_outs.redacted(read)
    if opt_outs.withheld(read.flags) != opt_outs.NOTHING:
        return Judged(kept, Verdict.REFUSED, ", ".join(flag for flag in read.flags if flag in opt_outs.RULES))
    if read.moved:
        return Judged(kept, Verdict.MOVED, read.moved)
    if read.handle and module.identity(read.handle) != module.identity(account.handle):
        return Judged(kept, Verdict.RENAMED, module.shown(read.handle))
    if read.last_active and today - read.last_active > SILENT:
        return Judged(kept, Verdict.QUIET, read.last_active.isoformat())
    same = known is not None and kept._replace(read_on=known.read_on, avatar=known.avatar) == known
    return Judged(kept, Verdict.UNCHANGED if same else Verdict.REFRESHED)
