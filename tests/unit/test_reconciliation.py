"""How the outcome of a refresh changes a stored profile."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from annuaire.curation import curation
from annuaire.model import Profile, Snapshot
from annuaire.profiles import health, opt_outs
from annuaire.readers.exchange import Asked, Outcome, State
from annuaire.refresh import retention
from annuaire.refresh.reconciliation import MISSING, Judged, Verdict, judge
from tests.support.fake_networks import TODAY
from tests.support.refreshes import account, known

ONE = account("bluesky", "elodie.example")
DID = "did:plc:" + "a" * 24
BEFORE = known(ONE, permanent_id=DID, handle="elodie.example")
READ = BEFORE._replace(read_on=TODAY, audience=1300)


def day(
    state: State, before: Profile | None = BEFORE, today: date = TODAY, reason: str = "", **facts: object
) -> Judged:
    read = READ._replace(read_on=today, **facts) if state is State.ALIVE else None  # type: ignore[arg-type]
    return judge(Outcome(Asked(ONE, before), state, reason, read), today)


def test_a_profile_that_was_read_replaces_the_known_one() -> None:
    assert day(State.ALIVE) == Judged(READ, Verdict.REFRESHED)


def test_the_same_facts_on_another_day_are_unchanged() -> None:
    assert day(State.ALIVE, audience=1200).verdict == Verdict.UNCHANGED


def test_a_success_ends_a_run_of_failures() -> None:
    failing = BEFORE._replace(failing_since=date(2026, 11, 1), failures=4, flags=(MISSING,))
    assert day(State.ALIVE, failing).profile == READ


def test_a_failure_keeps_the_facts_and_their_date() -> None:
    outcome = day(State.UNCERTAIN)
    assert outcome.profile == BEFORE._replace(failing_since=TODAY, failures=1, failed_on=TODAY)
    assert outcome.verdict == Verdict.UNCERTAIN


def test_an_uncertain_account_never_disappears() -> None:
    profile: Profile | None = BEFORE
    for days in range(60):
        outcome = day(State.UNCERTAIN, profile, TODAY + timedelta(days))
        profile = outcome.profile
        assert outcome.verdict == Verdict.UNCERTAIN
    assert profile == BEFORE._replace(failing_since=TODAY, failures=60, failed_on=TODAY + timedelta(59))


def test_only_repeated_gone_answers_over_days_make_an_account_disappear() -> None:
    verdicts, profile = [], BEFORE
    for days in range(9):
        outcome = day(State.GONE, profile, TODAY + timedelta(days), "not-found")
        assert outcome.profile is not None
        profile = outcome.profile
        verdicts.append(outcome.verdict)
        if outcome.verdict == Verdict.MISSING:
            assert profile._replace(flags=(), failing_since=None, failures=0, failed_on=None) == BEFORE
    assert verdicts == [Verdict.MISSING] * 7 + [Verdict.DISAPPEARED] * 2


def test_a_disappeared_account_keeps_its_identity_and_failures_and_no_fact() -> None:
    profile: Profile | None = BEFORE._replace(bio="Une présentation.", avatar="a1b2", audience=1200)
    for days in (0, 1, 7):
        profile = day(State.GONE, profile, TODAY + timedelta(days), "not-found").profile
    assert profile == Profile(BEFORE.key, BEFORE.source, BEFORE.read_on, permanent_id=DID, flags=(MISSING,),
                              failing_since=TODAY, failures=3, failed_on=TODAY + timedelta(7))  # fmt: skip
    back = day(State.ALIVE, profile, TODAY + timedelta(8)).profile
    assert back == READ._replace(read_on=TODAY + timedelta(8))


def test_facts_are_deleted_after_a_year_of_failures() -> None:
    failing = BEFORE._replace(failing_since=TODAY - timedelta(365), failures=50)
    kept = failing._replace(failures=51, failed_on=TODAY)
    assert day(State.UNCERTAIN, failing) == (kept, Verdict.UNCERTAIN, "")
    later, verdict, _ = day(State.UNCERTAIN, failing, TODAY + timedelta(1))
    assert verdict == Verdict.FORGOTTEN
    assert later is not None
    assert (later.handle, later.audience, later.permanent_id, later.failures) == ("", None, DID, 51)


def test_uncertain_answers_do_not_count_towards_a_disappearance() -> None:
    profile: Profile | None = BEFORE
    for days in (0, 1, 2):
        profile = day(State.GONE, profile, TODAY + timedelta(days), "not-found").profile
    profile = day(State.UNCERTAIN, profile, TODAY + timedelta(30)).profile
    assert profile is not None
    assert not health.is_gone(profile)


def test_one_gone_answer_after_a_month_of_failures_is_not_a_disappearance() -> None:
    failing = BEFORE._replace(failing_since=date(2026, 10, 20), failures=30)
    outcome = day(State.GONE, failing)
    assert (outcome.verdict, outcome.profile and outcome.profile.failures) == (Verdict.MISSING, 1)


@pytest.mark.parametrize("state", [State.GONE, State.UNCERTAIN])
def test_a_failure_met_twice_in_a_day_counts_once(state: State) -> None:
    once = day(state).profile
    assert day(state, once).profile == once
    again = day(state, once, TODAY + timedelta(1)).profile
    assert again is not None
    assert (again.failing_since, again.failures, again.failed_on) == (TODAY, 2, TODAY + timedelta(1))


def test_an_unknown_account_that_fails_leaves_nothing_behind() -> None:
    assert [day(state, None).profile for state in (State.UNCERTAIN, State.GONE)] == [None, None]


@pytest.mark.parametrize("handle", ["nouvelle.example", "elodie.other.example"])
def test_another_handle_under_the_same_identifier_is_proposed(handle: str) -> None:
    outcome = day(State.ALIVE, handle=handle)
    assert (outcome.verdict, outcome.detail) == (Verdict.RENAMED, f"@{handle}")
    assert outcome.profile is not None


def test_a_handle_that_no_longer_resolves_is_not_a_rename() -> None:
    assert day(State.ALIVE, handle="").verdict == Verdict.REFRESHED


def test_another_identifier_under_the_same_handle_is_an_alert_and_its_facts_are_deleted_at_once() -> None:
    flags = (MISSING, health.TAKEN)
    taken = BEFORE.without_facts()._replace(failing_since=TODAY, failures=1, failed_on=TODAY, flags=flags)
    assert day(State.ALIVE, permanent_id="did:plc:" + "b" * 24) == Judged(
        taken, Verdict.ALERT, "other-identifier"
    )
    assert day(State.OTHER, reason="other-identifier") == Judged(taken, Verdict.ALERT, "other-identifier")


def test_a_handle_that_is_free_again_is_no_longer_taken() -> None:
    taken = day(State.OTHER, reason="other-identifier").profile
    assert taken
    gone, back = day(State.GONE, taken).profile, day(State.ALIVE, taken).profile
    assert gone
    assert gone.flags == (MISSING,)
    assert back
    assert (back.flags, back.failing_since) == ((), None)


@pytest.mark.parametrize("state", [State.GONE, State.UNCERTAIN])
def test_failures_counted_by_a_clock_that_was_ahead_are_not_counted(state: State) -> None:
    ahead = TODAY + timedelta(3650)
    failing = BEFORE._replace(failing_since=ahead, failures=9, failed_on=ahead, flags=(MISSING,))
    assert day(state, failing) == day(state)


def test_a_move_is_reported_and_the_facts_kept() -> None:
    outcome = day(State.ALIVE, moved="a@elsewhere.example")
    assert (outcome.verdict, outcome.detail) == (Verdict.MOVED, "a@elsewhere.example")


def test_half_a_year_of_silence_is_quiet() -> None:
    assert day(State.ALIVE, last_active=TODAY - timedelta(180)).verdict == Verdict.REFRESHED
    assert day(State.ALIVE, last_active=TODAY - timedelta(181)).verdict == Verdict.QUIET


@pytest.mark.parametrize(
    "flag", [flag for flag, rule in opt_outs.RULES.items() if rule.withholds != opt_outs.NOTHING]
)
def test_an_opt_out_keeps_only_the_identity(flag: str) -> None:
    full = {"bio": "x", "last_active": TODAY, "rhythm": "calm", "avatar": "a" * 12,
            "verified_links": ("https://a.example/",), "moved": "b@c.example"}  # fmt: skip
    outcome = day(State.ALIVE, flags=(flag,), **full)
    assert outcome.verdict == Verdict.REFUSED
    assert outcome.profile == Profile(ONE.key, READ.source, TODAY, permanent_id=DID, flags=(flag,))


def test_a_bot_is_only_reported() -> None:
    assert day(State.ALIVE, flags=("bot",)).profile == READ._replace(flags=("bot",))


@pytest.mark.parametrize("reason", ["deactivated", "taken-down", "suspended"])
def test_a_closed_account_shows_nothing_from_that_day_on(reason: str) -> None:
    failing = BEFORE._replace(failing_since=date(2026, 10, 20), failures=4, failed_on=date(2026, 11, 20))
    outcome = day(State.CLOSED, failing, reason=reason)
    assert outcome.verdict == Verdict.REFUSED
    assert outcome.profile == Profile(ONE.key, BEFORE.source, TODAY, permanent_id=DID, flags=(reason,))


def test_a_memorial_withholds_the_whole_fiche() -> None:
    assert opt_outs.withheld(["bot", "memorial", "noindex"]) == opt_outs.FICHE


def test_a_flag_without_a_rule_withholds_nothing() -> None:
    assert opt_outs.withheld([MISSING, "whatever"]) == opt_outs.NOTHING


@pytest.mark.parametrize("flag", ["memorial", "noindex"])
def test_an_account_that_is_not_found_keeps_its_opt_out(flag: str) -> None:
    outcome = day(State.GONE, BEFORE._replace(flags=(flag,)))
    assert outcome.profile is not None
    assert outcome.profile.flags == tuple(sorted((flag, MISSING)))


def test_an_account_that_was_closed_before_it_was_ever_read_is_withheld() -> None:
    outcome = day(State.CLOSED, None, reason="suspended")
    assert (outcome.verdict, outcome.profile and outcome.profile.flags) == (Verdict.REFUSED, ("suspended",))


@pytest.mark.parametrize("before", [None, BEFORE._replace(permanent_id="")])
def test_a_first_identifier_is_no_other_identifier(before: Profile | None) -> None:
    assert day(State.ALIVE, before) == Judged(READ, Verdict.REFRESHED)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((0, 8), Verdict.MISSING),  # twice, over a week: a server may be wrong twice
        ((0, 1, 2), Verdict.MISSING),  # three times, over two days
        ((0, 6, 6), Verdict.MISSING),
        ((0, 3, 7), Verdict.DISAPPEARED),
    ],
)
def test_a_disappearance_takes_three_gone_answers_and_a_week(
    days: tuple[int, ...], expected: Verdict
) -> None:
    profile: Profile | None = BEFORE
    for later in days:
        outcome = day(State.GONE, profile, TODAY + timedelta(later), "not-found")
        profile = outcome.profile
    assert outcome.verdict == expected


@pytest.mark.parametrize(
    "facts",
    [
        {"failing_since": date(2026, 10, 1), "failures": 60, "failed_on": TODAY},
        {"flags": (MISSING,), "failures": 60},
        {"flags": (MISSING,), "failures": 60, "failed_on": TODAY},
        {"flags": (MISSING,), "failures": 60, "failing_since": date(2026, 10, 1)},
    ],
)
def test_an_account_without_dates_or_flag_of_failure_is_not_gone(facts: dict[str, object]) -> None:
    assert not health.is_gone(BEFORE._replace(**facts))  # type: ignore[arg-type]


def test_the_detail_of_an_opt_out_is_only_the_opt_out() -> None:
    outcome = day(State.ALIVE, flags=("noindex", MISSING))
    assert outcome.detail == "noindex"


def test_accounts_outside_the_edition_keep_only_their_identity(root: Path) -> None:
    found = curation.read(root, TODAY)
    left = found.editions[0]._replace(entries=("camille-duval",))
    key = "bluesky:elodie.example"
    profile = Profile(
        key, "https://bsky.app/profile/elodie.example", date(2026, 10, 1), permanent_id=DID, bio="x"
    )
    kept = retention.merge(Snapshot({key: profile}), {}, found._replace(editions=(left,)), TODAY)
    assert kept.profiles == {key: profile._replace(bio="")}
