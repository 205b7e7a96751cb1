"""The HTTP session, over real HTTP on loopback: cache, rate limits, timeouts, refused addresses."""

from __future__ import annotations

import contextlib
import itertools
import json
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from annuaire.errors import SettingsError
from annuaire.readers.exchange import FEED, JSON, PAGE, WEBFINGER, Answer, Asked, Kind, Request
from annuaire.refresh import connections, scheduler, session
from annuaire.refresh.transport import Loopback
from annuaire.runtime import clock
from tests.support import fake_networks, replay
from tests.support.refreshes import account
from tests.support.replay import Replay, Reply, as_json, on_the_wire

ASKED = (Asked(account("mastodon", "a@one.example")),)


@pytest.fixture
def server() -> Iterator[Replay]:
    with replay.running() as found:
        yield found


def opened(
    root: Path, server: Replay, today: date = fake_networks.TODAY, **settings: object
) -> session.Session:
    settings = {"loopback": Loopback(server.port), "gap": 0.0, **settings}
    return session.Session(root, "Essai/1 (essai@annuaire.example)", today, **settings)  # type: ignore[arg-type]


def request_for(address: str, **more: object) -> Request:
    return Request("step", address, ASKED, **more)  # type: ignore[arg-type]


def test_an_answer_is_cached_for_a_day(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", as_json({"a": 1}))
    with opened(tmp_path, server) as first:
        assert not first.ask(request_for("https://one.example/a")).cached
    with opened(tmp_path, server) as second:
        answer = second.ask(request_for("https://one.example/a"))
        assert (answer.cached, answer.body, second.sent, second.cached) == (True, b'{"a": 1}', 0, 1)
    assert len(server.seen) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_negative_answer_is_cached_for_the_day(tmp_path: Path, server: Replay, status: int) -> None:
    server.on("one.example/a", as_json({"error": "no"}, status))
    with opened(tmp_path, server, clock.today()) as http:
        assert [http.ask(request_for("https://one.example/a")).status for _ in range(2)] == [status, status]
    assert len(server.seen) == 1


@pytest.mark.parametrize("kind", [WEBFINGER, PAGE])
@pytest.mark.parametrize("status", [403, 404])
def test_a_negative_answer_of_another_day_is_requested_again_and_a_positive_one_is_not(
    tmp_path: Path, server: Replay, kind: Kind, status: int
) -> None:
    tomorrow = clock.today() + timedelta(1)
    server.on("one.example/moved", Reply(b"", 301, headers=(("Location", "/a"),)))
    for reply, sent in ((as_json({}, status), 2), (as_json({}), 2), (as_json({}, status), 0)):
        server.on("one.example/a", reply)
        with opened(tmp_path, server, tomorrow) as http:
            answer = http.ask(request_for("https://one.example/moved", kind=kind))
        assert (answer.status, http.sent) == (reply.status if sent else 200, sent)


def test_a_refusal_to_a_token_is_requested_again_with_the_next_token(tmp_path: Path, server: Replay) -> None:
    server.on(
        "one.example/a", lambda asked: as_json({}, 200 if "good" in asked.headers["Authorization"] else 401)
    )
    for token, status in (("bad", 401), ("good", 200)):
        with opened(tmp_path, server, clock.today()) as http:
            assert http.ask(request_for("https://one.example/a", token=token)).status == status


def test_an_answer_dated_in_the_future_is_requested_again(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", as_json({}))
    with opened(tmp_path, server) as http:
        http.ask(request_for("https://one.example/a"))
    rewrite(tmp_path, created_at="2099-01-01T00:00:00+00:00", expires="2099-01-01T23:00:00+00:00")
    with sqlite3.connect(tmp_path / session.FILE) as database:
        database.execute("UPDATE responses SET expires = 4070991600")
    with opened(tmp_path, server) as http:
        assert not http.ask(request_for("https://one.example/a")).cached
        assert http.ask(request_for("https://one.example/a")).cached


@pytest.mark.parametrize("name", ["key", "token", "api_key", "access_token", "bearer", "a"])
def test_two_addresses_have_two_cache_entries_whatever_the_difference(
    tmp_path: Path, server: Replay, name: str
) -> None:
    server.on("one.example/rss", lambda asked: Reply(asked.query[0][1].encode()))
    with opened(tmp_path, server) as http:
        for who in (b"alice", b"bob"):
            assert http.ask(request_for(f"https://one.example/rss?{name}={who.decode()}")).body == who


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_temporary_failure_is_not_cached(tmp_path: Path, server: Replay, status: int) -> None:
    server.on("one.example/a", as_json({}, status))
    with opened(tmp_path, server) as http:
        assert [http.ask(request_for("https://one.example/a")).status for _ in range(2)] == [status, status]
    assert len(server.seen) == 2


def test_an_account_that_is_gone_does_not_come_back_as_a_stale_200(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", as_json({"a": 1}, headers=(("ETag", '"1"'),)))
    with opened(tmp_path, server) as http:
        http.ask(request_for("https://one.example/a"))
        server.on("one.example/a", as_json({}, 410))
        expire(tmp_path)
        assert http.ask(request_for("https://one.example/a")).status == 410


def expire(root: Path) -> None:
    """Make all cached answers expire."""
    rewrite(root, expires="2020-01-01T00:00:00+00:00")


def rewrite(root: Path, **facts: str) -> None:
    """Change facts of all cached answers, in the rows and in the values that they contain."""
    with sqlite3.connect(root / session.FILE) as database:
        database.execute("UPDATE responses SET expires = 1000000000")
        for key, value in database.execute("SELECT key, value FROM responses").fetchall():
            row = json.dumps({**json.loads(value), **facts})
            database.execute("UPDATE responses SET value = ? WHERE key = ?", (row, key))


def test_an_expired_answer_is_revalidated_with_its_etag(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", lambda asked: Reply(b"", 304) if "If-None-Match" in asked.headers
             else as_json({"a": 1}, headers=(("ETag", '"1"'),)))  # fmt: skip
    with opened(tmp_path, server) as http:
        http.ask(request_for("https://one.example/a"))
        expire(tmp_path)
        answer = http.ask(request_for("https://one.example/a"))
    assert (answer.status, answer.body, answer.cached, answer.day) == (
        200,
        b'{"a": 1}',
        False,
        fake_networks.TODAY,
    )
    assert server.seen[-1].headers["If-None-Match"] == '"1"'


def test_the_robots_header_is_cached_with_the_answer(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", Reply(b"", headers=(("X-Robots-Tag", "noindex"),)))
    with opened(tmp_path, server) as http:
        found = [http.ask(request_for("https://one.example/a", kind=PAGE)) for _ in range(2)]
    assert [(answer.robots, answer.cached) for answer in found] == [("noindex", False), ("noindex", True)]


def test_fresh_ignores_the_cache(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", as_json({}))
    for _ in range(2):
        with opened(tmp_path, server, fresh=True) as http:
            http.ask(request_for("https://one.example/a"))
    assert len(server.seen) == 2


def test_two_kinds_of_answer_at_one_address_are_two_entries(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", lambda asked: Reply(asked.headers["Accept"].encode()))
    with opened(tmp_path, server) as http:
        bodies = {http.ask(request_for("https://one.example/a", kind=kind)).body for kind in (JSON, FEED)}
    assert len(bodies) == 2


def test_a_token_is_sent_and_stored_nowhere(
    tmp_path: Path, server: Replay, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    secret = "AAAA-very-secret-token"
    cookie = (("Set-Cookie", "sid=cookie-secret; Path=/"), ("Vary", "Authorization"))
    server.on("api.x.com/2/users", as_json({"data": []}, headers=cookie))
    server.on("api.x.com/2/moved", Reply(b"", 302, headers=(("Location", "https://api.x.com/2/users"),)))
    with opened(tmp_path, server) as http:
        requests = [
            request_for(f"https://api.x.com/2/{path}?ids=1", token=secret) for path in ("users", "moved")
        ]
        answers = [http.ask(request) for request in (*requests, *requests)]
    assert {one.headers["Authorization"] for one in server.seen} == {f"Bearer {secret}"}
    assert len(server.seen) == 3
    printed = capfd.readouterr()
    everywhere = [repr(requests), repr(answers), caplog.text, printed.out, printed.err]
    stored = b"".join(file.read_bytes() for file in (tmp_path / ".cache").iterdir())
    assert secret not in "".join(everywhere)
    assert secret.encode() not in stored
    assert b"cookie-secret" not in stored


def test_a_token_does_not_follow_a_redirect_to_another_host(tmp_path: Path, server: Replay) -> None:
    server.on("api.x.com/2/users", Reply(b"", 302, headers=(("Location", "https://other.example/"),)))
    server.on("other.example/", as_json({}))
    with opened(tmp_path, server) as http:
        http.ask(request_for("https://api.x.com/2/users", token="secret-token"))
    assert "Authorization" not in server.seen[-1].headers


def test_the_user_agent_identifies_the_directory(tmp_path: Path, server: Replay) -> None:
    with opened(tmp_path, server) as http:
        http.ask(request_for("https://one.example/a"))
    assert server.seen[0].headers["User-Agent"] == "Essai/1 (essai@annuaire.example)"
    assert "Cache-Control" not in server.seen[0].headers


def test_proxy_variables_are_ignored(tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.on("one.example/a", as_json({}))
    with opened(tmp_path, server) as http:
        assert http.ask(request_for("https://one.example/a")).status == 200


def test_without_the_loopback_of_tests_no_private_host_is_reached(tmp_path: Path, server: Replay) -> None:
    with opened(tmp_path, server, loopback=None) as http:
        for address in (f"http://127.0.0.1:{server.port}/", "https://127.0.0.1/", "https://localhost/"):
            assert http.ask(request_for(address)).error == "refused-address"
    assert server.seen == []


def test_a_name_that_resolves_to_loopback_is_refused(
    tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with opened(tmp_path, server, loopback=None) as http:
        assert http.ask(request_for("https://rebinding.example/")).error == "refused-address"


def test_an_untrusted_certificate_is_refused(tmp_path: Path) -> None:
    pem = tmp_path / "self.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=one.example",
         "-keyout", str(pem), "-out", str(tmp_path / "cert.pem")], check=True, capture_output=True,
    )  # fmt: skip
    pem.write_bytes(pem.read_bytes() + (tmp_path / "cert.pem").read_bytes())
    with (
        replay.running(pem) as server,
        opened(tmp_path, server, loopback=Loopback(server.port, True)) as http,
    ):
        server.on("one.example/a", as_json({}))
        assert http.ask(request_for("https://one.example/a")).error == "certificate"
        assert server.seen == []


def test_a_permanent_redirect_is_reported_and_a_temporary_one_is_not(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/new", as_json({}))
    with opened(tmp_path, server) as http:
        for code, permanent_url in ((301, "https://one.example/new"), (302, "")):
            server.on(f"one.example/{code}", Reply(b"", code, headers=(("Location", "/new"),)))
            assert http.ask(request_for(f"https://one.example/{code}")).permanent_url == permanent_url


def drive(http: session.Session, addresses: list[str], until: float = 60.0) -> list[Answer]:
    answers: list[Answer] = []

    def follow(answer: Answer) -> list[Request]:
        answers.append(answer)
        return []

    scheduler.drive(map(request_for, addresses), http, follow, time.monotonic() + until)
    return answers


def test_requests_are_sequential_per_host_and_eight_hosts_are_requested_in_parallel(tmp_path: Path) -> None:
    with replay.running(latency=0.05) as server:
        server.on("*/*", as_json({}))
        with opened(tmp_path, server) as http:
            answers = drive(
                http, [f"https://h{host}.example/{page}" for host in range(12) for page in range(3)]
            )
    assert len(answers) == 36
    assert set(server.most_at_once.values()) == {1}
    assert 2 <= server.hosts_at_once <= scheduler.MAX_HOSTS


def test_an_answer_costs_no_more_when_many_hosts_are_waiting(
    tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    ready = session.Session.ready
    monkeypatch.setattr(
        session.Session, "ready", lambda self, host: looked_at.append(host) or ready(self, host)
    )
    server.on("*/*", as_json({}))
    with opened(tmp_path, server) as http:
        answers = drive(http, [f"https://h{host}.example/a" for host in range(150)])
    assert len(answers) == 150
    assert len(looked_at) < 10 * len(answers)  # 150 hosts, after each of as many answers, would be 22,500


def test_there_is_a_pause_between_two_requests_to_a_host(tmp_path: Path, server: Replay) -> None:
    server.on("*/*", as_json({}))
    with opened(tmp_path, server, gap=0.2) as http:
        drive(http, [f"https://one.example/{page}" for page in range(3)])
    times = [asked.at for asked in server.seen]
    assert all(later - earlier >= 0.19 for earlier, later in itertools.pairwise(times))


@pytest.mark.parametrize("status", [429, 503])
def test_a_retry_after_is_obeyed_and_the_request_is_sent_again(
    tmp_path: Path, server: Replay, status: int
) -> None:
    later = as_json({}, status, headers=(("Retry-After", "1"),))
    server.on("one.example/a", lambda asked: later if len(server.seen) == 1 else as_json({}))
    with opened(tmp_path, server) as http:
        (answer,) = drive(http, ["https://one.example/a"])
    assert answer.status == 200
    assert server.seen[1].at - server.seen[0].at >= 0.95


def test_an_exhausted_rate_limit_is_waited_for_before_the_next_request(
    tmp_path: Path, server: Replay
) -> None:
    exhausted = as_json({}, headers=(("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1")))
    server.on("one.example/*", lambda asked: exhausted if len(server.seen) == 1 else as_json({}))
    with opened(tmp_path, server) as http:
        drive(http, ["https://one.example/a", "https://one.example/b"])
    assert server.seen[1].at - server.seen[0].at >= 0.95


def test_a_host_that_asks_for_too_long_a_delay_is_abandoned_at_once(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/*", as_json({}, 429, headers=(("Retry-After", "4000"),)))
    started = time.monotonic()
    with opened(tmp_path, server) as http:
        answers = drive(http, [f"https://one.example/{page}" for page in range(5)])
    assert len(server.seen) == 1
    assert [answer.error for answer in answers].count("rate-limited") == 5
    assert time.monotonic() - started < 2


def test_a_host_that_is_ready_only_after_the_deadline_is_not_waited_for(
    tmp_path: Path, server: Replay
) -> None:
    server.on("one.example/*", as_json({}, 429, headers=(("Retry-After", "200"),)))
    started = time.monotonic()
    with opened(tmp_path, server) as http:
        answers = drive(http, [f"https://one.example/{page}" for page in range(3)], until=60)
    assert [answer.error for answer in answers] == ["out-of-time"] * 3
    assert len(server.seen) == 1
    assert time.monotonic() - started < 30


def test_after_its_deadline_a_session_sends_nothing(tmp_path: Path, server: Replay) -> None:
    with opened(tmp_path, server) as http:
        answers = drive(http, ["https://one.example/a", "https://two.example/b"], until=-1)
    assert [answer.error for answer in answers] == ["out-of-time"] * 2
    assert server.seen == []


def test_answers_older_than_two_weeks_are_deleted_from_the_cache(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", as_json({}))
    with opened(tmp_path, server) as http:
        http.ask(request_for("https://one.example/a"))
    rewrite(tmp_path, created_at="2020-01-01T00:00:00+00:00")
    with opened(tmp_path, server), sqlite3.connect(tmp_path / session.FILE) as database:
        assert database.execute("SELECT count(*) FROM responses").fetchone() == (0,)


def test_a_corrupt_cache_is_replaced(tmp_path: Path, server: Replay) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / session.FILE).write_bytes(b"this is no database" * 100)
    server.on("one.example/a", as_json({}))
    with opened(tmp_path, server) as http:
        assert http.ask(request_for("https://one.example/a")).status == 200


@pytest.mark.parametrize("value", ["[]", "12", "[" * 5000, '{"status_code": "deux cents"}'])
def test_a_cache_with_a_row_that_is_no_answer_is_replaced(tmp_path: Path, server: Replay, value: str) -> None:
    server.on("one.example/a", as_json({}))
    with opened(tmp_path, server) as http:
        http.ask(request_for("https://one.example/a"))
    with contextlib.closing(sqlite3.connect(tmp_path / session.FILE)) as cache, cache:
        cache.execute("UPDATE responses SET value = ?", (value,))
    with opened(tmp_path, server) as http:
        assert http.ask(request_for("https://one.example/a")).status == 200


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_does_not_wait_for_a_cache_that_another_program_holds(
    tmp_path: Path, server: Replay
) -> None:
    server.on("one.example/a", as_json({}))
    with contextlib.closing(
        sqlite3.connect(tmp_path / "held", isolation_level=None, check_same_thread=False)
    ) as other:
        started = time.monotonic()
        with pytest.raises(KeyboardInterrupt), opened(tmp_path, server) as http:
            other.execute("ATTACH ? AS cache", (str(tmp_path / session.FILE),))
            other.execute("BEGIN IMMEDIATE")
            threading.Timer(0.7, signal.pthread_kill, [threading.get_ident(), signal.SIGINT]).start()
            drive(http, ["https://one.example/a"])
        assert time.monotonic() - started < 4
        other.execute("ROLLBACK")


def test_a_locked_cache_is_reported_and_kept(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", as_json({}))
    with opened(tmp_path, server) as http:
        http.ask(request_for("https://one.example/a"))
    with contextlib.closing(sqlite3.connect(tmp_path / session.FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(
            SettingsError, match=r"refresh\.sqlite\s: ce cache est tenu par un autre programme"
        ):
            opened(tmp_path, server)
    with opened(tmp_path, server) as http:
        assert http.ask(request_for("https://one.example/a")).cached


def test_a_cache_that_cannot_be_opened_is_reported(tmp_path: Path, server: Replay) -> None:
    (tmp_path / session.FILE).mkdir(parents=True)
    with pytest.raises(SettingsError, match=r"refresh\.sqlite\s: ce cache ne peut pas être écrit"):
        opened(tmp_path, server)


def test_a_host_that_does_not_answer_three_times_is_abandoned(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/*", on_the_wire(lambda handler: handler.connection.shutdown(2)))
    with opened(tmp_path, server) as http:
        answers = drive(http, [f"https://one.example/{page}" for page in range(9)])
    assert [answer.error for answer in answers] == ["unreachable"] * 9
    assert len(server.seen) == scheduler.MAX_UNANSWERED


def test_requests_redirected_to_one_host_are_sent_one_at_a_time_with_pauses(tmp_path: Path) -> None:
    with replay.running(latency=0.05) as server:
        server.on("pods.example/*", as_json({}))
        for host in range(8):
            server.on(
                f"h{host}.example/f", Reply(b"", 301, headers=(("Location", f"https://pods.example/{host}"),))
            )
        with opened(tmp_path, server, gap=0.15) as http:
            addresses = [f"https://h{host}.example/f" for host in range(8)]
            answers = drive(http, [*addresses, "https://pods.example/own"])
    assert [answer.status for answer in answers] == [200] * 9
    assert server.most_at_once["pods.example"] == 1
    times = sorted(asked.at for asked in server.seen if asked.host == "pods.example")
    assert all(later - earlier >= 0.19 for earlier, later in itertools.pairwise(times))


def test_a_retry_after_of_a_redirect_target_delays_the_target_and_not_the_redirecting_host(
    tmp_path: Path, server: Replay
) -> None:
    server.on(
        "one.example/*",
        lambda asked: Reply(b"", 302, headers=(("Location", f"https://pods.example{asked.path}"),)),
    )
    server.on("pods.example/*", as_json({}, 429, headers=(("Retry-After", "4000"),)))
    with opened(tmp_path, server) as http:
        assert http.ask(request_for("https://one.example/a")).status == 429
        assert http.ready("pods.example") > time.monotonic() + 3000
        assert http.ready("one.example") < time.monotonic() + 1
        assert http.ask(request_for("https://one.example/b")).error == "rate-limited"
    assert [asked.host for asked in server.seen] == ["one.example", "pods.example", "one.example"]


def test_a_redirect_target_is_requested_again_after_its_retry_after(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", Reply(b"", 302, headers=(("Location", "https://pods.example/a"),)))
    later = as_json({}, 429, headers=(("Retry-After", "1"),))
    server.on("pods.example/a", lambda asked: later if len(server.seen) == 2 else as_json({}))
    with opened(tmp_path, server) as http:
        (answer,) = drive(http, ["https://one.example/a"])
    assert answer.status == 200
    at = [asked.at for asked in server.seen if asked.host == "pods.example"]
    assert at[1] - at[0] >= 0.95


@on_the_wire
def drip(handler: Any) -> None:
    """Send a body without a length, a byte at a time, for ten seconds."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}")
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


@on_the_wire
def wait(handler: Any) -> None:
    """Send nothing for ten seconds."""
    time.sleep(10)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Restore the handler of SIGINT, which shells ignore for background processes."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("slow", [drip, wait])
def test_an_interrupt_waits_for_no_server_and_caches_no_partial_answer(
    tmp_path: Path, server: Replay, slow: Any
) -> None:
    for host in range(12):
        server.on(f"h{host}.example/a", slow)
    with opened(tmp_path, server) as http:
        leaving = threading.Timer(0.7, signal.pthread_kill, [threading.get_ident(), signal.SIGINT])
        leaving.start()
        started = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            drive(http, [f"https://h{host}.example/a" for host in range(12)])
        assert time.monotonic() - started < 4
    assert len(server.seen) == scheduler.MAX_HOSTS
    for host in range(12):
        server.on(f"h{host}.example/a", as_json({"whole": True}))
    with opened(tmp_path, server) as http:
        bodies = {answer.body for answer in drive(http, [f"https://h{host}.example/a" for host in range(12)])}
    assert bodies == {b'{"whole": true}'}


def test_a_stopped_session_sends_nothing(tmp_path: Path, server: Replay) -> None:
    server.on("one.example/a", as_json({}))
    with opened(tmp_path, server) as http:
        http.stop()
        assert http.ask(request_for("https://one.example/a")).error
    assert server.seen == []


def test_a_slow_name_resolution_counts_for_the_timeout(
    tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.on("one.example/a", drip)

    def resolve(self: object, host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
        time.sleep(1)
        return [(socket.AF_INET, host)]

    monkeypatch.setattr(connections._Cancellable, "_addresses", resolve)
    started = time.monotonic()
    with opened(tmp_path, server, total=0.5) as http:
        assert http.ask(request_for("https://one.example/a")).error == "timeout"
    assert time.monotonic() - started < 2
    assert server.seen == []


def test_a_connection_that_hangs_ends_at_the_total_timeout(tmp_path: Path, server: Replay) -> None:
    with socket.socket() as closed, contextlib.ExitStack() as waiting:
        closed.bind(("127.0.0.1", 0))
        closed.listen(0)
        for _ in range(4):  # more than its queue holds: the next is neither let in nor refused
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(closed.getsockname())
        time.sleep(0.1)
        started = time.monotonic()
        loopback = Loopback(closed.getsockname()[1])
        with opened(tmp_path, server, loopback=loopback, total=0.5) as http:
            assert http.ask(request_for("https://one.example/a")).error == "timeout"
        assert time.monotonic() - started < 2
