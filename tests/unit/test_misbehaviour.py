"""A whole refresh over real HTTP, against servers that misbehave in many ways.

One refresh has them all, one server for each; then each test checks that no fact is lost.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annuaire.model import Account, Profile
from annuaire.profiles import snapshot
from annuaire.refresh import transport
from annuaire.refresh.reconciliation import Verdict
from annuaire.refresh.report import Report
from tests.support import fake_networks, replay
from tests.support.misbehaviours import ANSWERS, FEEDS
from tests.support.refreshes import account, crowd, known, line, run, store


def _host(number: int) -> str:
    return f"kind-{number:02}.example"


ACCOUNTS = {name: account("mastodon", f"a@{_host(number)}") for number, name in enumerate(ANSWERS)}
CHANNELS = {name: account("flux", f"https://feed-{number}.example/f") for number, name in enumerate(FEEDS)}
WELL = account("mastodon", "camille@mastodon.example")


def _before(one: Account) -> Profile:
    if one.network == "flux":
        return known(one, source=one.handle)
    name, _, host = one.handle.partition("@")
    return known(
        one,
        source=f"https://{host}/api/v1/accounts/1",
        permanent_id=f"https://{host}/users/{name}",
        bio="Avant",
    )


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Report, replay.Replay, float]]:
    """The report of one refresh in which all servers but one misbehave."""
    root = tmp_path_factory.mktemp("root")
    everyone = [*ACCOUNTS.values(), *CHANNELS.values(), WELL]
    store(root, *map(_before, everyone))
    with pytest.MonkeyPatch.context() as patch, replay.running() as server:
        patch.setattr(transport, "READ_TIMEOUT", 1.0)
        fake_networks.serve_people(server)
        for name, one in ACCOUNTS.items():
            server.on(f"{one.handle.partition('@')[2]}/*", ANSWERS[name])
        for name, one in CHANNELS.items():
            server.on(one.handle, FEEDS[name])
        started = time.monotonic()
        report = run(root, crowd(everyone), server, total=2.0, max_wait=3.0)
        yield root, report, server, time.monotonic() - started


@pytest.mark.parametrize("name", [*ANSWERS, *FEEDS])
def test_no_fact_is_lost_to(name: str, day: tuple[Path, Report, replay.Replay, float]) -> None:
    root, report, _, _ = day
    one = ACCOUNTS.get(name) or CHANNELS[name]
    found = line(report, one)
    assert found.verdict in (Verdict.UNCERTAIN, Verdict.MISSING), found
    kept, before = snapshot.read(root).profiles[one.key], _before(one)
    assert kept._replace(failing_since=None, failures=0, failed_on=None, flags=()) == before
    assert (kept.failing_since, kept.failures, kept.failed_on) == (
        fake_networks.TODAY,
        1,
        fake_networks.TODAY,
    )


def test_there_are_more_than_fifty_misbehaviours() -> None:
    assert len({*ANSWERS, *FEEDS}) > 50


def test_an_account_on_a_correct_server_is_refreshed(
    day: tuple[Path, Report, replay.Replay, float],
) -> None:
    root, report, _, _ = day
    assert line(report, WELL).verdict == Verdict.REFRESHED
    assert snapshot.read(root).profiles[WELL.key].read_on == fake_networks.TODAY


def test_no_private_address_was_requested(day: tuple[Path, Report, replay.Replay, float]) -> None:
    hosts = {asked.host for asked in day[2].seen}
    assert not hosts & {
        "127.0.0.1",
        "localhost",
        "169.254.169.254",
        "printer.local",
        "intranet",
        "other.example",
        "2130706433",
    }


def test_at_most_three_redirects_are_followed(day: tuple[Path, Report, replay.Replay, float]) -> None:
    host = ACCOUNTS["a chain of redirects"].handle.partition("@")[2]
    assert sum(asked.host == host for asked in day[2].seen) <= 4


def test_a_refresh_takes_no_longer_than_its_slowest_servers(
    day: tuple[Path, Report, replay.Replay, float],
) -> None:
    assert day[3] < 30


def test_only_a_valid_gone_answer_marks_an_account_as_missing(
    day: tuple[Path, Report, replay.Replay, float],
) -> None:
    missing = {found.account for found in day[1].lines if found.verdict == Verdict.MISSING}
    assert missing == set()


def test_no_answer_is_a_fault_of_the_program(day: tuple[Path, Report, replay.Replay, float]) -> None:
    assert [found for found in day[1].lines if found.detail == "program"] == []
