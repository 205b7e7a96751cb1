"""Rules that merge the outcome of a refresh into the stored profile: pure, one account at a time.

A failure, or a refresh without a credential, keeps the old facts with their date, for a year at most. Only « gone » answers,
repeated over days, make an account « disappeared »; « uncertain » ones (403, 429, 5xx, timeouts) never do. The facts of an
account that disappeared are deleted, and fetched again if it comes back. A new handle under the same identifier is proposed to
the curator; another identifier under the same handle is an alert and is never applied: the account of the fiche counts as gone
from under its handle, and its facts are deleted at once, because the link of the fiche leads to somebody else.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from annuaire import networks
from annuaire.model import Profile
from annuaire.profiles import opt_outs
from annuaire.profiles.health import MISSING, TAKEN, is_gone, is_taken
from annuaire.readers.exchange import Outcome, State

QUIET_AFTER = timedelta(days=180)  # without a post
MAX_UNCONFIRMED = timedelta(days=365)  # facts are deleted when refreshes have failed for longer


class Verdict(StrEnum):
    """The result of a refresh for one account, as the report shows it."""

    REFRESHED = "refreshed"
    UNCHANGED = "unchanged"
    QUIET = "quiet"
    MOVED = "moved"
    RENAMED = "renamed"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    FORGOTTEN = "forgotten"  # uncertain for so long that its facts are deleted
    MISSING = "missing"
    DISAPPEARED = "disappeared"
    ALERT = "alert"
    SKIPPED = "skipped"


FAILED = (Verdict.UNCERTAIN, Verdict.FORGOTTEN, Verdict.MISSING, Verdict.DISAPPEARED, Verdict.ALERT)


class Judged(NamedTuple):
    """The profile to store, if any, the verdict, and a detail for the report."""

    profile: Profile | None
    verdict: Verdict
    detail: str = ""


def judge(outcome: Outcome, today: date) -> Judged:
    """Return the new profile of an account and its verdict. A failure counts once a day, however many refreshes there are."""
    known = outcome.asked.known
    if known and known.failing_since and known.failing_since > today:  # counted by a clock that was ahead
        outcome = outcome._replace(asked=outcome.asked._replace(known=_without_failures(known)))
    judged = _judged(outcome, today)
    kept = _expired(judged.profile, today)
    is_forgotten = judged.verdict is Verdict.UNCERTAIN and kept is not judged.profile
    return judged._replace(profile=kept, verdict=Verdict.FORGOTTEN if is_forgotten else judged.verdict)


def _expired(profile: Profile | None, today: date) -> Profile | None:
    """Return a profile without its facts if its account has disappeared or lost its handle, or has failed for a year."""
    if profile is None or profile.failing_since is None:
        return profile
    is_recent = today - profile.failing_since <= MAX_UNCONFIRMED
    if is_recent and not is_gone(profile) and not is_taken(profile):
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
        return Judged(_failing(known, today), Verdict.SKIPPED, outcome.reason)
    if outcome.state is State.OTHER:
        return _other(outcome, today)
    if outcome.state is State.UNCERTAIN:
        return Judged(_failing(known, today), Verdict.UNCERTAIN, outcome.reason)
    if outcome.state is State.CLOSED:
        return _closed(outcome, today)
    if outcome.state is State.GONE or outcome.profile is None:
        return _gone(known, outcome.reason, today)
    return _alive(outcome, outcome.profile, today)


def _failing(known: Profile | None, today: date) -> Profile | None:
    """Count an uncertain answer as a failure; it neither ends nor lengthens a series of « gone » answers."""
    return known if known is None or MISSING in known.flags else _count_failure(known, today)


def _without_failures(known: Profile) -> Profile:
    return _without(MISSING, known)._replace(failing_since=None, failures=0, failed_on=None)


def _without(flag: str, profile: Profile) -> Profile:
    return profile._replace(flags=tuple(one for one in profile.flags if one != flag))


def _with(flag: str, profile: Profile) -> Profile:
    return profile._replace(flags=tuple(sorted({*profile.flags, flag})))


def _count_failure(known: Profile, today: date) -> Profile:
    if known.failed_on == today:
        return known
    since = known.failing_since or today
    return known._replace(failing_since=since, failures=known.failures + 1, failed_on=today)


def _gone(known: Profile | None, reason: str, today: date) -> Judged:
    if known is None:
        return Judged(None, Verdict.MISSING, reason)
    known = _without(TAKEN, known)
    if MISSING not in known.flags:  # earlier failures were uncertain: the « gone » answers start today
        begun = _with(MISSING, known)._replace(failing_since=today, failures=1, failed_on=today)
        return Judged(begun, Verdict.MISSING, reason)
    grown = _count_failure(known, today)
    return Judged(grown, Verdict.DISAPPEARED if is_gone(grown) else Verdict.MISSING, reason)


def _other(outcome: Outcome, today: date) -> Judged:
    """Alert the curator; keep what the known account asks, from under its new handle, not to show."""
    known, read = outcome.asked.known, outcome.profile
    if read and opt_outs.withheld(read.flags) != opt_outs.NOTHING:
        known = (known or read)._replace(flags=read.flags)
    gone = _gone(known, outcome.reason, today).profile
    return Judged(gone and _with(TAKEN, gone), Verdict.ALERT, outcome.reason)


def _closed(outcome: Outcome, today: date) -> Judged:
    """Withhold the facts of an account that its owner or its network closed, at once; the curator decides what to do."""
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
        return _other(Outcome(outcome.asked, State.OTHER, "other-identifier"), today)
    module = networks.BY_NAME[account.network]
    if read.moved and module.identity(read.moved) == module.identity(account.handle):
        read = read._replace(moved="")  # another spelling of the same address
    kept = opt_outs.redacted(read)
    if opt_outs.withheld(read.flags) != opt_outs.NOTHING:
        return Judged(kept, Verdict.REFUSED, ", ".join(flag for flag in read.flags if flag in opt_outs.RULES))
    if read.moved:
        return Judged(kept, Verdict.MOVED, read.moved)
    if read.handle and module.identity(read.handle) != module.identity(account.handle):
        return Judged(kept, Verdict.RENAMED, module.shown(read.handle))
    if read.last_active and today - read.last_active > QUIET_AFTER:
        return Judged(kept, Verdict.QUIET, read.last_active.isoformat())
    same = known is not None and kept._replace(read_on=known.read_on, avatar=known.avatar) == known
    return Judged(kept, Verdict.UNCHANGED if same else Verdict.REFRESHED)
