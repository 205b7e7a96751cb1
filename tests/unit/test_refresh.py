"""`annuaire refresh` over real HTTP on loopback: requests, stored facts, report, exit code."""

from __future__ import annotations

import functools
import io
import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from annuaire.__main__ import main
from annuaire.curation import curation
from annuaire.errors import AnnuaireError
from annuaire.profiles import snapshot, stored_avatars
from annuaire.readers.exchange import Asked, Outcome, State
from annuaire.refresh import avatar_requests, avatars, client, deadline, progress, retention, session
from annuaire.refresh.reconciliation import Judged, Verdict
from annuaire.refresh.report import Line, Report
from annuaire.refresh.targets import chosen
from annuaire.refresh.transport import Loopback
from tests.support import fake_networks, misbehaviours, replay, roots
from tests.support.fake_networks import TODAY
from tests.support.refreshes import account, crowd, known, line, run, store
from tests.support.replay import Replay, Reply, as_json

CAMILLE = account("mastodon", "camille@mastodon.example")
ELODIE = account("bluesky", "elodie.example")
ZOE = account("site", "https://zoe.example/")


@pytest.fixture
def server() -> Iterator[Replay]:
    with replay.running() as found:
        fake_networks.serve_people(found)
        yield found


@pytest.fixture
def command(root: Path, server: Replay, today: None, monkeypatch: pytest.MonkeyPatch,
            capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:  # fmt: skip
    """Return a function that runs `annuaire refresh` against the replay server, and returns its exit code and its output."""
    settings = {"loopback": Loopback(server.port), "gap": 0.0}
    monkeypatch.setattr(session, "Session", functools.partial(session.Session, **settings))
    monkeypatch.delenv("X_BEARER_TOKEN", raising=False)

    def call(*arguments: str) -> tuple[int, str]:
        code = main(["--root", str(root), "refresh", *arguments])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def test_a_refresh_writes_what_the_networks_say(root: Path, command: Callable[..., tuple[int, str]]) -> None:
    code, output = command()
    assert code == 0
    assert re.search(r"^actualisés +9$", output, re.MULTILINE)
    stored = fake_networks.stored(root)
    assert stored["bluesky:elodie.example"] == {
        "audience": 12000, "avatar": avatars.name(fake_networks.picture()), "bio": "Une présentation.",
        "handle": "elodie.example", "last_active": "2026-11-22",
        "permanent_id": fake_networks.did("elodie.example"), "rhythm": "regular",
        "source": f"https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor={fake_networks.did('elodie.example')}",
        "verified_links": ["https://elodie.example/"], "weekly": 2.6,
    }  # fmt: skip
    assert stored["mastodon:camille@mastodon.example"]["audience"] == 3200
    assert stored["site:zoe.example"]["source"] == "https://zoe.example/feed"
    assert stored["youtube:@mutuellephare"]["permanent_id"].startswith("UC")
    assert "x:camilleduval" not in stored


def test_without_a_token_one_line_reports_it_and_other_networks_are_refreshed(
    command: Callable[..., tuple[int, str]],
) -> None:
    code, output = command()
    assert code == 0
    assert output.count("X_BEARER_TOKEN") == 1


@pytest.mark.parametrize("token", ["abc’def", "abc\ndef", "abc def", "Bearer abc"])
def test_what_is_no_token_is_told_before_anything_is_asked(
    server: Replay, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("X_BEARER_TOKEN", token)
    code, output = command()
    assert code == 2
    assert "X_BEARER_TOKEN" in output
    assert token not in output
    assert server.seen == []


def test_with_a_token_x_is_requested_once_for_all(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("X_BEARER_TOKEN", "very-secret")
    users = [{"id": str(number), "username": name, "name": "N", "description": "D", "public_metrics": {"followers_count": 4567}}
             for number, name in enumerate(("CamilleDuval", "MutuellePhare"), 10)]  # fmt: skip
    server.on("api.x.com/2/users/by", as_json({"data": users[::-1]}))
    code, output = command()
    assert code == 0
    assert sum(asked.host == "api.x.com" for asked in server.seen) == 1
    assert fake_networks.stored(root)["x:camilleduval"] == {
        "audience": 4600, "handle": "CamilleDuval", "permanent_id": "10", "source": "https://api.x.com/2/users/10",
    }  # fmt: skip
    everything = output.encode() + b"".join(file.read_bytes() for file in root.rglob("*") if file.is_file())
    assert b"very-secret" not in everything


def test_a_second_refresh_in_a_day_makes_no_request_and_no_change(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]]
) -> None:
    command()
    before, asked = (root / snapshot.FILE).read_bytes(), len(server.seen)
    code, output = command()
    assert (code, len(server.seen)) == (0, asked)
    assert (root / snapshot.FILE).read_bytes() == before
    assert "Rien n’a changé" in output


def test_a_refresh_that_died_before_writing_is_resumed_from_the_cache(root: Path, server: Replay) -> None:
    found = curation.read(root, TODAY)
    run(root, found, server, dry_run=True)
    asked = len(server.seen)
    report = run(root, found, server, dry_run=True)
    assert (len(server.seen), report.requests) == (asked, 0)
    assert report.cached > 10


def test_the_next_week_requests_are_by_permanent_identifier(root: Path, server: Replay) -> None:
    found = curation.read(root, TODAY)
    run(root, found, server)
    server.seen.clear()
    run(root, found, server, TODAY + timedelta(7), fresh=True)
    addresses = [asked.path for asked in server.seen]
    assert "/.well-known/webfinger" not in addresses
    assert "/api/v1/accounts/1" in addresses
    batch = next(asked for asked in server.seen if asked.path.endswith("getProfiles"))
    assert all(actor.startswith("did:") for actor in batch.all("actors"))
    # Behind the same address may be another picture by now.
    assert any(asked.host == "cdn.bsky.app" for asked in server.seen)


def test_an_account_that_fails_is_one_line_and_keeps_its_facts(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]]
) -> None:
    server.on("mastodon.example/.well-known/webfinger", as_json({}, 503))
    code, output = command()
    assert code == 0
    assert "incertain" in output
    kept = fake_networks.stored(root)["mastodon:camille@mastodon.example"]
    assert kept == {"audience": 12000, "read_on": "2026-03-12", "source": "https://mastodon.example/@camille",
                    "failing_since": "2026-11-22", "failures": 1}  # fmt: skip


def test_an_empty_network_changes_nothing_and_exits_3(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {file: file.read_bytes() for file in (root / "snapshot").rglob("*") if file.is_file()}
    monkeypatch.setattr(session, "Session", functools.partial(session.Session, loopback=Loopback(9)))
    code, output = command()
    assert code == 3
    assert "rien n’a été appris" in output
    assert {file: file.read_bytes() for file in (root / "snapshot").rglob("*") if file.is_file()} == before


def test_a_removed_account_leaves_the_snapshot_even_without_network(
    root: Path, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    removed = account("bluesky", "partie.example")
    store(root, known(removed), known(CAMILLE))
    monkeypatch.setattr(session, "Session", functools.partial(session.Session, loopback=Loopback(9)))
    code, output = command()
    assert code == 3
    assert "en est parti tout de même" in output
    assert set(fake_networks.stored(root)) == {CAMILLE.key}
    assert "en est parti" not in command()[1]


def remove_elodie(root: Path) -> None:
    """Remove Élodie, as curation/LISEZMOI.md explains."""
    (root / "curation" / "fiches" / "elodie-aubert.yml").unlink()
    edition = root / "curation" / "editions" / "2026-11.yml"
    edition.write_text(edition.read_text("utf-8").replace("  - elodie-aubert\n", ""), "utf-8")
    publication = root / "curation" / "annuaire.yml"
    publication.write_text(publication.read_text("utf-8").replace("places: 5", "places: 4"), "utf-8")


def cached(root: Path) -> bytes:
    return b"".join(one.read_bytes() for one in (root / ".cache").iterdir())


def test_a_removed_account_leaves_the_cache(root: Path, command: Callable[..., tuple[int, str]]) -> None:
    command()
    command("--only", "x")  # accounts that were requested before stay in the list
    assert b"elodie" in cached(root)
    remove_elodie(root)
    assert command("--only", "x")[0] == 0
    assert "bluesky:elodie.example" not in fake_networks.stored(root)
    assert b"elodie" not in cached(root)


def answers(root: Path) -> bytes:
    return b"".join(one.read_bytes() for one in (root / ".cache").glob("refresh*"))


def withhold(root: Path, what: str) -> None:
    """Write in Élodie's fiche what she allows to show of her profiles."""
    fiche = root / "curation" / "fiches" / "elodie-aubert.yml"
    fiche.write_text(fiche.read_text("utf-8").replace("par: ", f"releve: {what}\npar: ", 1), "utf-8")


def test_an_account_that_wants_nothing_shown_is_not_requested_and_leaves_snapshot_and_cache(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]]
) -> None:
    command()
    assert {"bluesky:elodie.example", "flux:elodie.example/flux.xml"} <= set(fake_networks.stored(root))
    withhold(root, "non")
    server.seen.clear()
    assert command("--only", "elodie-aubert")[0] == 0
    assert server.seen == []
    assert not [key for key in fake_networks.stored(root) if "elodie" in key]
    assert b"elodie" not in answers(root)
    run(root, curation.read(root, TODAY), server, TODAY + timedelta(7), fresh=True)
    assert server.seen
    assert not [
        asked for asked in server.seen if "elodie" in f"{asked.host}{asked.path}{asked.all('actors')}"
    ]


def test_an_account_that_wants_no_portrait_shown_keeps_its_other_facts(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]]
) -> None:
    command()
    before = fake_networks.stored(root)["bluesky:elodie.example"]
    assert before["avatar"]
    assert b"cdn.bsky.app" in answers(root)
    withhold(root, "sans portrait")
    assert command()[0] == 0
    del before["avatar"]
    assert fake_networks.stored(root)["bluesky:elodie.example"] == before
    assert b"cdn.bsky.app" not in answers(root)
    server.seen.clear()
    run(root, curation.read(root, TODAY), server, TODAY + timedelta(7), fresh=True)
    assert "avatar" not in fake_networks.stored(root)["bluesky:elodie.example"]
    assert any(asked.path.endswith("getProfiles") for asked in server.seen)
    pictures = [asked.path for asked in server.seen if asked.host == "cdn.bsky.app"]
    assert pictures
    assert not [path for path in pictures if fake_networks.did("elodie.example") in path]


@pytest.mark.parametrize("damage", [Path.unlink, lambda note: note.write_bytes(b"\xff\x00")])
def test_a_damaged_list_of_cached_accounts_empties_the_cache(
    root: Path, command: Callable[..., tuple[int, str]], damage: Callable[[Path], object]
) -> None:
    command()
    remove_elodie(root)
    damage(root / retention.ASKED)
    assert command()[0] == 0
    assert b"elodie" not in cached(root)


def test_a_removed_account_that_was_never_stored_leaves_the_cache(
    root: Path, command: Callable[..., tuple[int, str]]
) -> None:
    command("--dry-run")
    assert b"elodie" in cached(root)
    remove_elodie(root)
    command()
    assert b"elodie" not in cached(root)


def test_a_cache_that_could_not_be_emptied_is_emptied_by_the_next_refresh(
    root: Path, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    command()
    remove_elodie(root)

    def refuse(cache: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr("requests_cache.backends.sqlite.SQLiteCache.clear", refuse)
        code, output = command()
    assert (code, "ce cache ne peut pas être écrit" in output, "Traceback" in output) == (2, True, False)
    command()
    assert b"elodie" not in cached(root)


def test_one_server_that_is_down_does_not_stop_the_second_refresh_of_a_day(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]]
) -> None:
    server.on("zoe.example/", misbehaviours.ANSWERS["a closed door"])
    assert command()[0] == 0
    code, output = command()
    assert code == 0
    assert "serveur injoignable" in output


def test_an_account_that_failed_after_it_was_read_is_asked_again_the_same_day(
    tmp_path: Path, server: Replay
) -> None:
    store(tmp_path, known(ZOE, read_on=TODAY, failing_since=TODAY, failures=1, failed_on=TODAY))
    run(tmp_path, crowd([ZOE]), server)
    assert "failing_since" not in fake_networks.stored(tmp_path)[ZOE.key]
    asked = len(server.seen)
    run(tmp_path, crowd([ZOE]), server)
    assert len(server.seen) == asked


def test_the_snapshot_keeps_only_the_identity_of_accounts_outside_the_edition(
    tmp_path: Path, server: Replay
) -> None:
    run(tmp_path, crowd([CAMILLE, ELODIE]), server)
    everybody = crowd([CAMILLE, ELODIE])
    newest = everybody.editions[0]
    left = everybody._replace(editions=(newest._replace(entries=newest.entries[:1]),))
    report = run(tmp_path, left, server, TODAY + timedelta(60))
    assert [one.account for one in report.lines] == [CAMILLE]
    assert set(fake_networks.stored(tmp_path)[ELODIE.key]) == {"permanent_id", "read_on", "source"}
    assert len(list((tmp_path / stored_avatars.FOLDER).iterdir())) == 2


def test_a_site_whose_fiche_now_names_its_feed_keeps_no_old_fact(tmp_path: Path, server: Replay) -> None:
    store(tmp_path, known(ZOE, flags=("missing",), failures=3, failing_since=TODAY - timedelta(30)))
    feed = account("flux", "https://zoe.example/feed")
    found = crowd([ZOE])
    both = {id: entry._replace(accounts=(ZOE, feed)) for id, entry in found.entries.items()}
    run(tmp_path, found._replace(entries=both), server)
    assert ZOE.key not in fake_networks.stored(tmp_path)


def test_a_feed_that_takes_too_long_to_parse_does_not_affect_the_others(
    tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadline, "PARSE_TIMEOUT", 0.5)
    slow = account("flux", "https://slow.example/feed")
    item = b"<item><author>" + b"a." * 40_000 + b"</author></item>"
    body = b"<rss version='2.0'><channel><title>x</title>" + item + b"</channel></rss>"
    server.on("slow.example/feed", Reply(body, type=fake_networks.FEED_TYPE))
    report = run(tmp_path, crowd([slow, CAMILLE, ELODIE]), server)
    assert (line(report, slow).verdict, line(report, slow).detail) == (Verdict.UNCERTAIN, "too-slow")
    assert line(report, CAMILLE).verdict == line(report, ELODIE).verdict == Verdict.REFRESHED


def test_a_moved_feed_is_not_a_move_of_its_site(tmp_path: Path, server: Replay) -> None:
    server.on("zoe.example/feed", Reply(b"", 301, headers=(("Location", "https://zoe.example/feed/"),)))
    server.on("zoe.example/feed/", fake_networks.rss("Zoé", range(1, 60, 2)))
    report = run(tmp_path, crowd([ZOE]), server)
    assert line(report, ZOE).verdict == Verdict.REFRESHED
    assert fake_networks.stored(tmp_path)[ZOE.key]["last_active"]


def test_a_page_that_moved_is_reported_although_its_feed_did_not(tmp_path: Path, server: Replay) -> None:
    server.on("zoe.example/", Reply(b"", 301, headers=(("Location", "https://nouveau.example/"),)))
    page = b"<link rel='alternate' type='application/rss+xml' href='https://zoe.example/feed'>"
    server.on("nouveau.example/", Reply(page, type="text/html"))
    report = run(tmp_path, crowd([ZOE]), server)
    assert (line(report, ZOE).verdict, line(report, ZOE).detail) == (
        Verdict.MOVED,
        "https://nouveau.example/",
    )


def test_the_same_address_in_another_spelling_is_not_a_move(tmp_path: Path, server: Replay) -> None:
    one = account("site", "https://www.zoe.example/")
    server.on("www.zoe.example/", Reply(b"", 301, headers=(("Location", "https://zoe.example/"),)))
    assert line(run(tmp_path, crowd([one]), server), one).verdict == Verdict.REFRESHED


CHANNEL = account("youtube", "@mutuellephare")


def test_a_channel_without_its_feed_still_exists(tmp_path: Path, server: Replay) -> None:
    """For weeks of 2026 YouTube answered 404 for the feeds of channels that live on."""
    one = account("youtube", "channel/UC" + "a" * 22)
    server.on("www.youtube.com/feeds/videos.xml", Reply(b"", 404))
    server.on(f"www.youtube.com/{one.handle}", Reply(b"<title>x</title>", type="text/html"))
    for asked in (one, CHANNEL):
        for weeks in range(3):
            report = run(tmp_path, crowd([asked]), server, TODAY + timedelta(7 * weeks), fresh=True)
            assert line(report, asked).verdict == Verdict.UNCERTAIN
    server.on(f"www.youtube.com/{one.handle}", Reply(b"", 404))
    assert line(run(tmp_path, crowd([one]), server, fresh=True), one).verdict == Verdict.MISSING


def test_a_name_on_youtube_that_now_belongs_to_another_channel_is_an_alert(
    tmp_path: Path, server: Replay
) -> None:
    store(tmp_path, known(CHANNEL, permanent_id="UC" + "z" * 22))
    assert line(run(tmp_path, crowd([CHANNEL]), server), CHANNEL).verdict == Verdict.ALERT


def test_a_channel_whose_page_gives_no_identifier_is_read_by_the_known_one(
    tmp_path: Path, server: Replay
) -> None:
    store(tmp_path, known(CHANNEL, permanent_id="UC" + "a" * 22))
    for reply in (Reply(b"", 403), Reply(b"<title>consent</title>", type="text/html")):
        server.on("www.youtube.com/@mutuellephare", reply)
        assert line(run(tmp_path, crowd([CHANNEL]), server, fresh=True), CHANNEL).verdict in (
            Verdict.REFRESHED,
            Verdict.UNCHANGED,
        )


def _alias(server: Replay, number: str, user: str = "cduval") -> None:
    """Serve camille@alias.example, an alias of an account of mastodon.example with another name."""
    stored_account = fake_networks.mastodon_account(user, "mastodon.example", number)
    fake_networks.serve_mastodon(server, "mastodon.example", stored_account)
    link = {"rel": "self", "type": "application/activity+json", "href": stored_account["uri"]}
    webfinger = as_json(
        {"subject": f"acct:{user}@mastodon.example", "links": [link]}, type="application/jrd+json"
    )
    server.on("alias.example/.well-known/webfinger", webfinger)


def test_a_delegated_name_is_not_a_rename_but_an_alert_if_it_belongs_to_another_account(
    tmp_path: Path, server: Replay
) -> None:
    alias = account("mastodon", "camille@alias.example")
    _alias(server, "5")
    for weeks in range(2):
        report = run(tmp_path, crowd([alias]), server, TODAY + timedelta(7 * weeks), fresh=True)
        assert line(report, alias).verdict in (Verdict.REFRESHED, Verdict.UNCHANGED)
    _alias(server, "6", "autre")
    report = run(tmp_path, crowd([alias]), server, TODAY + timedelta(30), fresh=True)
    assert line(report, alias).verdict == Verdict.ALERT


def test_a_known_rhythm_is_kept_while_statuses_cannot_be_read(tmp_path: Path, server: Replay) -> None:
    run(tmp_path, crowd([CAMILLE]), server)
    before = fake_networks.stored(tmp_path)[CAMILLE.key]
    assert before["rhythm"] and before["weekly"]
    server.on("mastodon.example/api/v1/accounts/1/statuses", as_json({}, 503))
    run(tmp_path, crowd([CAMILLE]), server, TODAY + timedelta(7), fresh=True)
    after = fake_networks.stored(tmp_path)[CAMILLE.key]
    assert (after["rhythm"], after["weekly"]) == (before["rhythm"], before["weekly"])


@pytest.mark.parametrize("absent", [404, 410])
def test_a_picture_that_changes_at_the_same_address_is_replaced_or_removed(
    tmp_path: Path, server: Replay, absent: int
) -> None:
    run(tmp_path, crowd([CAMILLE]), server)
    server.on(
        "mastodon.example/avatars/camille.png", Reply(fake_networks.picture(colour="red"), type="image/png")
    )
    run(tmp_path, crowd([CAMILLE]), server, TODAY + timedelta(30), fresh=True)
    assert fake_networks.stored(tmp_path)[CAMILLE.key]["avatar"] == avatars.name(
        fake_networks.picture(colour="red")
    )
    assert len(list((tmp_path / stored_avatars.FOLDER).iterdir())) == 2
    server.on("mastodon.example/avatars/camille.png", Reply(b"", absent))
    run(tmp_path, crowd([CAMILLE]), server, TODAY + timedelta(60), fresh=True)
    assert "avatar" not in fake_networks.stored(tmp_path)[CAMILLE.key]
    assert list((tmp_path / stored_avatars.FOLDER).iterdir()) == []


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(file.read_bytes()[:-1])])
def test_a_picture_that_was_lost_or_cut_is_fetched_again_or_no_longer_named(
    tmp_path: Path, server: Replay, damage: Callable[[Path], object]
) -> None:
    run(tmp_path, crowd([CAMILLE]), server)
    name = fake_networks.stored(tmp_path)[CAMILLE.key]["avatar"]
    whole = {file: file.read_bytes() for file in (tmp_path / stored_avatars.FOLDER).iterdir()}
    damage(min(whole))
    run(tmp_path, crowd([CAMILLE]), server, TODAY + timedelta(30), fresh=True)
    assert {file: file.read_bytes() for file in (tmp_path / stored_avatars.FOLDER).iterdir()} == whole
    damage(min(whole))
    server.on("mastodon.example/avatars/camille.png", Reply(b"", 500))
    run(tmp_path, crowd([CAMILLE]), server, TODAY + timedelta(60), fresh=True)
    assert "avatar" not in fake_networks.stored(tmp_path)[CAMILLE.key], name


@pytest.mark.parametrize(
    ("type", "is_picture"), [("Image/PNG", True), ("image/png; charset=binary", True), ("text/html", False)]
)
def test_a_picture_needs_the_content_type_of_one(
    tmp_path: Path, server: Replay, type: str, is_picture: bool
) -> None:
    server.on("mastodon.example/avatars/camille.png", Reply(fake_networks.picture(), type=type))
    run(tmp_path, crowd([CAMILLE]), server)
    assert ("avatar" in fake_networks.stored(tmp_path)[CAMILLE.key]) is is_picture


@pytest.mark.parametrize("place", ["snapshot", "snapshot/avatars"])
def test_a_file_in_the_place_of_a_folder_is_told_before_anything_is_asked(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]], place: str
) -> None:
    shutil.rmtree(root / place, ignore_errors=True)
    (root / place).write_text("", "utf-8")
    code, output = command()
    assert code == 2
    assert "un fichier est à la place d’un dossier" in output
    assert server.seen == []


@pytest.mark.parametrize("read_only", ["snapshot", "snapshot/avatars"])
def test_a_read_only_snapshot_is_reported_before_any_request(
    root: Path,
    server: Replay,
    command: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    read_only: str,
) -> None:
    """Root may write everywhere, so `os.access` is replaced."""
    command()
    asked = len(server.seen)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != root / read_only)
    code, output = command("--fresh")
    assert (code, len(server.seen)) == (2, asked)
    assert f"{root / read_only}\u00a0: accès refusé." in output
    assert command("--dry-run", "--fresh")[0] == 0


def test_a_dry_run_writes_nothing(root: Path, command: Callable[..., tuple[int, str]]) -> None:
    before = (root / snapshot.FILE).read_bytes()
    code, output = command("--dry-run")
    assert code == 0
    assert "Essai à blanc" in output
    assert (root / snapshot.FILE).read_bytes() == before
    assert not (root / stored_avatars.FOLDER).exists()


@pytest.mark.parametrize(
    ("only", "hosts"),
    [
        ("bluesky", {"public.api.bsky.app", "cdn.bsky.app"}),
        ("camille-duval", {"mastodon.example", "camille.example"}),
    ],
)
def test_only_selects_one_network_or_one_fiche(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]], only: str, hosts: set[str]
) -> None:
    code, _ = command("--only", only)
    assert code == 0
    assert {asked.host for asked in server.seen} == hosts
    assert json.loads((root / snapshot.FILE).read_text("utf-8"))["refreshed_on"] is None
    assert "mastodon:camille@mastodon.example" in fake_networks.stored(root)


def test_a_fiche_named_like_a_network_does_not_hide_it(root: Path) -> None:
    file = root / "curation" / "fiches" / "camille-duval.yml"
    file.rename(file.with_name("mastodon.yml"))
    for edition in (root / "curation" / "editions").glob("*.yml"):
        edition.write_text(edition.read_text("utf-8").replace("camille-duval", "mastodon"), "utf-8")
    asked = chosen(curation.read(root, TODAY), "mastodon")
    assert [account.network for account in asked] == ["mastodon", "mastodon"]


def test_a_failure_counts_once_a_day_whatever_the_runs(tmp_path: Path, server: Replay) -> None:
    store(tmp_path, known(CAMILLE), known(ELODIE))
    server.on("mastodon.example/.well-known/webfinger", as_json({}, 404))
    counts = []
    for days_later, only in (
        (0, "mastodon"),
        (0, "mastodon"),
        (0, ""),
        (0, "mastodon"),
        (7, "mastodon"),
        (7, "mastodon"),
        (7, ""),
        (8, ""),
    ):
        run(tmp_path, crowd([CAMILLE, ELODIE]), server, TODAY + timedelta(days_later), only=only)
        counts.append(snapshot.read(tmp_path).profiles[CAMILLE.key].failures)
    assert counts == [1, 1, 1, 1, 2, 2, 2, 3]


def test_only_with_a_misspelt_network_suggests_the_right_one(command: Callable[..., tuple[int, str]]) -> None:
    code, output = command("--only", "blusky")
    assert (code, "Vouliez-vous dire « bluesky »" in output.replace("\u00a0", " ")) == (2, True)


def test_only_with_a_misspelt_fiche_suggests_the_right_one(command: Callable[..., tuple[int, str]]) -> None:
    code, output = command("--only", "camile-duval")
    assert (code, "Vouliez-vous dire « camille-duval »" in output.replace("\u00a0", " ")) == (2, True)


def test_only_accounts_of_the_current_edition_are_requested() -> None:
    found = crowd([CAMILLE, ELODIE])
    [edition] = found.editions
    newer = edition._replace(id="2026-12", entries=("fiche-001",))
    assert chosen(found._replace(editions=(newer, edition)), "") == {ELODIE: "fiche-001"}


@pytest.mark.parametrize("verdict", [Verdict.REFUSED, Verdict.ALERT])
def test_a_profile_that_shows_nothing_has_no_picture(tmp_path: Path, verdict: Verdict) -> None:
    before = known(CAMILLE, avatar=avatars.store(tmp_path, fake_networks.picture()))
    read = before._replace(read_on=TODAY, avatar="", bio="")
    outcome = Outcome(
        Asked(CAMILLE, before), State.ALIVE, "", read, "https://mastodon.example/avatars/camille.png"
    )
    outcomes = {CAMILLE.key: Judged(read, verdict)}
    with session.Session(tmp_path, "Essai/1 (essai@annuaire.example)", TODAY, loopback=Loopback(9)) as http:
        result = avatar_requests.fetch(
            tmp_path, http, {CAMILLE.key: outcome}, outcomes, time.monotonic() + 60, True
        )
    assert result == outcomes


def test_faults_of_curation_stop_a_refresh(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]]
) -> None:
    (root / "curation" / "fiches" / "zoe-ndiaye.yml").write_text("nom: Zoé\n", "utf-8")
    code, _ = command()
    assert (code, server.seen) == (1, [])


def test_another_identifier_under_the_same_handle_exits_1_and_is_not_applied(
    root: Path, server: Replay, command: Callable[..., tuple[int, str]]
) -> None:
    other = "did:plc:" + "z" * 24
    store(root, known(ELODIE, permanent_id="did:plc:" + "b" * 24))
    server.on("public.api.bsky.app/xrpc/app.bsky.actor.getProfile", lambda asked:
             as_json(fake_networks.bluesky_view("elodie.example", did=other)) if asked.all("actor") == ["elodie.example"]
             else as_json({"error": "InvalidRequest", "message": "Profile not found"}, 400))  # fmt: skip
    code, output = command()
    assert code == 1
    assert "ALERTE elodie-aubert" in output
    assert fake_networks.stored(root)["bluesky:elodie.example"]["permanent_id"] == "did:plc:" + "b" * 24
    assert other not in (root / snapshot.FILE).read_text("utf-8")


def test_a_mastodon_account_made_again_under_another_number_is_an_alert(
    tmp_path: Path, server: Replay
) -> None:
    before = known(
        CAMILLE,
        source="https://mastodon.example/api/v1/accounts/999",
        permanent_id="https://mastodon.example/users/camille",
    )
    store(tmp_path, before)
    report = run(tmp_path, crowd([CAMILLE]), server)
    assert line(report, CAMILLE).verdict == Verdict.ALERT
    after = snapshot.read(tmp_path).profiles[CAMILLE.key]
    assert (after.permanent_id, after.audience, after.failures) == (before.permanent_id, None, 1)


def test_a_renamed_account_is_proposed_and_found_by_its_identifier(tmp_path: Path, server: Replay) -> None:
    view = fake_networks.bluesky_view("nouvelle.example")
    fake_networks.serve_bluesky(server, [view])
    store(tmp_path, known(ELODIE, permanent_id=view["did"], handle="elodie.example"))
    report = run(tmp_path, crowd([ELODIE]), server)
    assert line(report, ELODIE).verdict == Verdict.RENAMED
    profile = snapshot.read(tmp_path).profiles[ELODIE.key]
    assert (profile.handle, profile.last_active) == ("nouvelle.example", TODAY)


def test_a_handle_taken_over_from_a_renamed_account_is_an_alert(tmp_path: Path, server: Replay) -> None:
    view, other = fake_networks.bluesky_view("nouvelle.example"), fake_networks.bluesky_view("elodie.example")
    fake_networks.serve_bluesky(server, [view, other])
    before = known(ELODIE, permanent_id=view["did"], handle="elodie.example")
    store(tmp_path, before)
    report = run(tmp_path, crowd([ELODIE]), server)
    assert (line(report, ELODIE).verdict, line(report, ELODIE).detail) == (Verdict.ALERT, "other-identifier")
    after = snapshot.read(tmp_path).profiles[ELODIE.key]
    assert (after.permanent_id, after.audience, after.failures) == (before.permanent_id, None, 1)


@pytest.mark.parametrize("reply", [as_json({}, 503), as_json([]), Reply(b"{", type="text/html")])
def test_a_rename_stays_one_when_the_owner_of_the_old_handle_is_unknown(
    tmp_path: Path, server: Replay, reply: Reply
) -> None:
    view = fake_networks.bluesky_view("nouvelle.example")
    fake_networks.serve_bluesky(server, [view])
    server.on("public.api.bsky.app/xrpc/app.bsky.actor.getProfile", reply)
    store(tmp_path, known(ELODIE, permanent_id=view["did"], handle="elodie.example"))
    assert line(run(tmp_path, crowd([ELODIE]), server), ELODIE).verdict == Verdict.RENAMED


@pytest.mark.parametrize(
    ("owner", "verdict"), [("11", Verdict.ALERT), ("10", Verdict.RENAMED), (None, Verdict.RENAMED)]
)
def test_the_old_name_of_a_renamed_account_of_x_is_requested_once(
    tmp_path: Path, server: Replay, owner: str | None, verdict: Verdict
) -> None:
    one = account("x", "camilleduval")
    users = [{"id": owner, "username": "CamilleDuval"}] if owner else []
    server.on("api.x.com/2/users", as_json({"data": [{"id": "10", "username": "nouvelle"}]}))
    server.on("api.x.com/2/users/by", as_json({"data": users}))
    store(tmp_path, known(one, permanent_id="10", handle="camilleduval"))
    assert line(run(tmp_path, crowd([one]), server, credentials={"x": "good"}), one).verdict == verdict
    assert len(server.seen) == 2


def test_an_account_that_opted_out_is_not_requested_further(tmp_path: Path, server: Replay) -> None:
    view = fake_networks.bluesky_view(
        "elodie.example", labels=[{"val": "!no-unauthenticated", "src": fake_networks.did("elodie.example")}]
    )
    fake_networks.serve_bluesky(server, [view])
    report = run(tmp_path, crowd([ELODIE]), server)
    assert line(report, ELODIE).verdict == Verdict.REFUSED
    assert [asked.path.rpartition(".")[2] for asked in server.seen] == ["getProfiles"]
    assert set(fake_networks.stored(tmp_path)[ELODIE.key]) == {"flags", "permanent_id", "source"}


def test_a_picture_is_deleted_when_its_account_opts_out_or_is_removed(tmp_path: Path, server: Replay) -> None:
    run(tmp_path, crowd([CAMILLE, ELODIE]), server)
    assert len(list((tmp_path / stored_avatars.FOLDER).iterdir())) == 2  # both have the same picture
    fake_networks.serve_mastodon(
        server,
        "mastodon.example",
        fake_networks.mastodon_account("camille", "mastodon.example", discoverable=False),
    )
    run(tmp_path, crowd([CAMILLE]), server, TODAY + timedelta(1), fresh=True)
    assert list((tmp_path / stored_avatars.FOLDER).iterdir()) == []
    assert list(snapshot.read(tmp_path).profiles) == [CAMILLE.key]


@pytest.mark.parametrize(
    "reply",
    [Reply(b"", 503), Reply(b"<svg/>", type="image/svg+xml"), Reply(b"page", type="text/html"), Reply(b"\x89PNG", type="image/png"),
     Reply(fake_networks.picture()[:300], type="image/png"), Reply(b"", 302, headers=(("Location", "https://10.0.0.1/a.png"),)),
     Reply(b"\xff" * 3_000_000, type="image/png")],
)  # fmt: skip
def test_a_picture_that_cannot_be_fetched_keeps_the_former(
    tmp_path: Path, server: Replay, reply: Reply
) -> None:
    run(tmp_path, crowd([CAMILLE]), server)
    before = snapshot.read(tmp_path).profiles[CAMILLE.key].avatar
    changed = fake_networks.mastodon_account(
        "camille", "mastodon.example", avatar_static="https://mastodon.example/new.png"
    )
    fake_networks.serve_mastodon(server, "mastodon.example", changed)
    server.on("mastodon.example/new.png", reply)
    report = run(tmp_path, crowd([CAMILLE]), server, TODAY + timedelta(1), fresh=True)
    assert line(report, CAMILLE).verdict in (Verdict.UNCHANGED, Verdict.REFRESHED)
    assert snapshot.read(tmp_path).profiles[CAMILLE.key].avatar == before
    assert stored_avatars.is_complete(tmp_path, before)


@pytest.mark.parametrize(
    "address", ["https://[x/a.png", "https://mastodon.example/\ud800.png", "https://a.example/\u202e\x1b"]
)
def test_an_invalid_address_does_not_affect_the_other_accounts(
    tmp_path: Path, server: Replay, address: str
) -> None:
    field = {
        "name": "a",
        "value": f'<a href="{address}">x</a><a href="https://b.example/">y</a>',
        "verified_at": "2026-01-01",
    }
    person = fake_networks.mastodon_account(
        "camille", "mastodon.example", avatar_static=address, uri=address, fields=[field]
    )
    link = {
        "rel": "self",
        "type": "application/activity+json",
        "href": "https://mastodon.example/users/camille",
    }
    fake_networks.serve_mastodon(server, "mastodon.example", person)
    server.on(
        "mastodon.example/.well-known/webfinger",
        as_json({"subject": "acct:camille@mastodon.example", "links": [link]}),
    )
    report = run(tmp_path, crowd([CAMILLE, ELODIE]), server)
    assert [found.verdict for found in report.lines] == [Verdict.REFRESHED] * 2
    profile = snapshot.read(tmp_path).profiles[CAMILLE.key]
    assert (profile.avatar, profile.verified_links, profile.permanent_id) == (
        "",
        ("https://b.example/",),
        link["href"],
    )


@pytest.mark.parametrize(
    "place",
    [
        "annuaire.refresh.politeness.wait",
        "annuaire.readers.mastodon.parse",
        "annuaire.readers.plain_text.from_html",
    ],
)
def test_a_bug_on_one_account_does_not_affect_the_others(
    tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def fail(*given: object) -> float:
        if "politeness" not in place or "retry-after" in str(given).lower():
            raise ArithmeticError(place)
        return 0.0

    server.on("mastodon.example/.well-known/webfinger", as_json({}, headers=(("Retry-After", "1"),)))
    if "politeness" not in place:
        fake_networks.serve_people(server)
    before = known(CAMILLE, bio="Avant", permanent_id="https://mastodon.example/users/camille")
    store(tmp_path, before)
    monkeypatch.setattr(place, fail)
    report = run(tmp_path, crowd([CAMILLE, ELODIE]), server)
    assert (line(report, CAMILLE).verdict, line(report, CAMILLE).detail) == (Verdict.UNCERTAIN, "program")
    assert line(report, ELODIE).verdict == Verdict.REFRESHED
    assert snapshot.read(tmp_path).profiles[CAMILLE.key] == before._replace(
        failing_since=TODAY, failures=1, failed_on=TODAY
    )


def test_a_new_address_with_control_characters_is_not_printed(tmp_path: Path, server: Replay) -> None:
    one = account("mastodon", "chaine@videos.example")
    actor = {"id": "https://videos.example/a", "type": "Group", "preferredUsername": "chaine",
             "movedTo": "https://x.example/\x1b]0;pirate\x07\u202egpj.exe"}  # fmt: skip
    link = {"rel": "self", "type": "application/activity+json", "href": actor["id"]}
    server.on(
        "videos.example/.well-known/webfinger",
        as_json({"subject": "acct:chaine@videos.example", "links": [link]}),
    )
    server.on("videos.example/a", as_json(actor, type="application/activity+json"))
    report = run(tmp_path, crowd([one]), server)
    assert line(report, one).verdict == Verdict.REFRESHED
    assert snapshot.read(tmp_path).profiles[one.key].moved == ""


def test_a_server_without_mastodon_s_api_is_read_by_its_actor(tmp_path: Path, server: Replay) -> None:
    one = account("mastodon", "chaine@videos.example")
    actor = {"id": "https://videos.example/accounts/chaine", "type": "Group", "preferredUsername": "chaine", "name": "La chaîne",
             "summary": "Des vidéos", "icon": [{"url": "https://videos.example/s.png"}, {"url": "https://videos.example/l.png"}],
             "followers": "https://videos.example/accounts/chaine/followers", "published": "2020-01-01T00:00:00Z"}  # fmt: skip
    link = {"rel": "self", "type": "application/activity+json", "href": actor["id"]}
    server.on(
        "videos.example/.well-known/webfinger",
        as_json({"subject": "acct:chaine@videos.example", "links": [link]}),
    )
    server.on("videos.example/accounts/chaine", as_json(actor, type="application/activity+json"))
    server.on(
        "videos.example/accounts/chaine/followers",
        as_json({"totalItems": 4321}, type="application/activity+json"),
    )
    server.on("videos.example/l.png", Reply(fake_networks.picture(), type="image/png"))
    run(tmp_path, crowd([one]), server)
    profile = snapshot.read(tmp_path).profiles[one.key]
    assert (profile.audience, profile.permanent_id) == (4300, actor["id"])
    assert profile.avatar == avatars.name(fake_networks.picture())


@pytest.mark.parametrize(
    "source", ["https://mastodon.example/users/camille", "https://mastodon.example/api/v1/accounts/9"]
)
@pytest.mark.parametrize("body", [b'{"id": "1", username', b"[]"])
def test_an_unreadable_lookup_erases_nothing(
    tmp_path: Path, server: Replay, source: str, body: bytes
) -> None:
    before = known(
        CAMILLE,
        source=source,
        permanent_id="https://mastodon.example/users/camille",
        flags=("not-discoverable",),
    )
    store(tmp_path, before)
    server.on("mastodon.example/api/v1/accounts/lookup", Reply(body))
    report = run(tmp_path, crowd([CAMILLE]), server)
    assert (line(report, CAMILLE).verdict, line(report, CAMILLE).detail) == (Verdict.UNCERTAIN, "not-json")
    assert snapshot.read(tmp_path).profiles[CAMILLE.key] == before._replace(
        failing_since=TODAY, failures=1, failed_on=TODAY
    )


def test_a_namesake_on_the_delegated_server_is_not_taken_for_the_account(
    tmp_path: Path, server: Replay
) -> None:
    one = account("mastodon", "alice@petit.example")
    fake_networks.serve_mastodon(
        server,
        "grand.example",
        fake_networks.mastodon_account("alice", "grand.example"),
        fake_networks.mastodon_account("alice_p", "grand.example", "2"),
    )
    link = {"rel": "self", "type": "application/activity+json", "href": "https://grand.example/users/alice_p"}
    server.on(
        "petit.example/.well-known/webfinger",
        as_json({"subject": "acct:alice@petit.example", "links": [link]}),
    )
    report = run(tmp_path, crowd([one]), server)
    assert (line(report, one).verdict, line(report, one).detail) == (Verdict.UNCERTAIN, "wrong-account")
    assert snapshot.read(tmp_path).profiles == {}


def test_an_unreadable_second_webfinger_erases_nothing(tmp_path: Path, server: Replay) -> None:
    one = account("mastodon", "camille@alias.example")
    before = known(one, permanent_id="https://mastodon.example/users/camille")
    store(tmp_path, before)
    link = {"rel": "self", "type": "application/activity+json", "href": before.permanent_id}
    server.on(
        "alias.example/.well-known/webfinger",
        as_json({"subject": "acct:camille@mastodon.example", "links": [link]}),
    )
    server.on("mastodon.example/.well-known/webfinger", as_json([]))
    assert line(run(tmp_path, crowd([one]), server), one).verdict == Verdict.UNCERTAIN
    assert snapshot.read(tmp_path).profiles[one.key] == before._replace(
        failing_since=TODAY, failures=1, failed_on=TODAY
    )


def test_a_webfinger_that_names_another_server_is_believed_only_if_that_server_agrees(
    tmp_path: Path, server: Replay
) -> None:
    one = account("mastodon", "camille@alias.example")
    link = {
        "rel": "self",
        "type": "application/activity+json",
        "href": "https://mastodon.example/users/camille",
    }
    server.on(
        "alias.example/.well-known/webfinger",
        as_json({"subject": "acct:camille@mastodon.example", "links": [link]}),
    )
    report = run(tmp_path, crowd([one]), server)
    assert line(report, one).verdict == Verdict.REFRESHED
    wrong_link = {**link, "href": "https://mastodon.example/users/somebody-else"}
    server.on(
        "alias.example/.well-known/webfinger",
        as_json({"subject": "acct:camille@mastodon.example", "links": [wrong_link]}),
    )
    other = tmp_path / "other"
    other.mkdir()
    assert line(run(other, crowd([one]), server), one).verdict == Verdict.UNCERTAIN


def test_a_batch_with_one_malformed_name_is_requested_again_one_by_one(
    tmp_path: Path, server: Replay
) -> None:
    server.on(
        "public.api.bsky.app/xrpc/app.bsky.actor.getProfiles",
        as_json({"error": "InvalidRequest", "message": "bad actor"}, 400),
    )
    accounts = [account("bluesky", f"{name}.example") for name in ("elodie", "oeuvres", "nobody")]
    report = run(tmp_path, crowd(accounts), server)
    assert [found.verdict for found in report.lines] == [
        Verdict.REFRESHED,
        Verdict.REFRESHED,
        Verdict.MISSING,
    ]


def test_an_account_in_no_fiche_leaves_the_snapshot(tmp_path: Path, server: Replay) -> None:
    store(tmp_path, known(CAMILLE), known(ELODIE))
    run(tmp_path, crowd([CAMILLE]), server)
    assert list(snapshot.read(tmp_path).profiles) == [CAMILLE.key]


def test_a_site_that_opts_out_is_obeyed_although_its_feed_is_known(tmp_path: Path, server: Replay) -> None:
    run(tmp_path, crowd([ZOE]), server)
    page = b"<meta name=robots content=noindex><link rel='alternate' type='application/rss+xml' href='/feed'>"
    server.on("zoe.example/", Reply(page, type="text/html"))
    report = run(tmp_path, crowd([ZOE]), server, TODAY + timedelta(7), fresh=True)
    assert line(report, ZOE).verdict == Verdict.REFUSED
    assert snapshot.read(tmp_path).profiles[ZOE.key].last_active is None


EMPTY_FEED = b'<rss version="2.0"><channel><title>T</title><description>T</description>%s</channel></rss>'


@pytest.mark.parametrize(
    "items", [b"", b"<item><title>A</title><pubDate>hier</pubDate></item>", b"<item><pubDate>Fri, 20 Nov 2999 08:00:00 GMT</pubDate></item>"]
)  # fmt: skip
def test_a_feed_without_a_date_keeps_the_last_known_activity(
    tmp_path: Path, server: Replay, items: bytes
) -> None:
    run(tmp_path, crowd([ZOE]), server)
    before = snapshot.read(tmp_path).profiles[ZOE.key]
    server.on("zoe.example/feed", Reply(EMPTY_FEED % items, type="application/rss+xml"))
    run(tmp_path, crowd([ZOE]), server, TODAY + timedelta(7), fresh=True)
    after = snapshot.read(tmp_path).profiles[ZOE.key]
    assert (after.last_active, after.rhythm, after.weekly) == (
        before.last_active,
        before.rhythm,
        before.weekly,
    )


@pytest.mark.parametrize("markup", [b"", b"<title>Maintenance</title>", b"<head><link rel=alternate"])
def test_a_site_whose_page_no_longer_announces_its_feed_keeps_its_facts(
    tmp_path: Path, server: Replay, markup: bytes
) -> None:
    run(tmp_path, crowd([ZOE]), server)
    before, good = snapshot.read(tmp_path).profiles[ZOE.key], server.routes["zoe.example"]["/"]
    server.on("zoe.example/", Reply(markup, type="text/html"))
    later = TODAY + timedelta(7)
    report = run(tmp_path, crowd([ZOE]), server, later, fresh=True)
    assert (line(report, ZOE).verdict, line(report, ZOE).detail) == (Verdict.UNCERTAIN, "feed-gone")
    assert (
        snapshot.read(tmp_path).profiles[ZOE.key]._replace(failing_since=None, failures=0, failed_on=None)
        == before
    )
    server.on("zoe.example/", good)
    run(tmp_path, crowd([ZOE]), server, later + timedelta(1), fresh=True)
    assert snapshot.read(tmp_path).profiles[ZOE.key].failing_since is None


@pytest.mark.parametrize("reply", [Reply(b"", 503), Reply(b"", 404), Reply(b"<p>", type="text/html")])
def test_a_site_whose_feed_fails_keeps_its_facts(tmp_path: Path, server: Replay, reply: Reply) -> None:
    run(tmp_path, crowd([ZOE]), server)
    before = snapshot.read(tmp_path).profiles[ZOE.key]
    server.on("zoe.example/feed", reply)
    later = TODAY + timedelta(7)
    report = run(tmp_path, crowd([ZOE]), server, later, fresh=True)
    assert line(report, ZOE).verdict == Verdict.UNCERTAIN
    assert snapshot.read(tmp_path).profiles[ZOE.key] == before._replace(
        failing_since=later, failures=1, failed_on=later
    )


def test_a_site_is_not_read_when_the_fiche_names_its_feed(root: Path) -> None:
    found = curation.read(root, TODAY)
    entry = found.entries["zoe-ndiaye"]
    with_feed = entry._replace(accounts=(*entry.accounts, account("flux", "https://zoe.example/feed")))
    asked = chosen(found._replace(entries={**found.entries, entry.id: with_feed}), entry.id)
    assert {one.network for one in asked} == {"bluesky", "flux"}


def test_two_refreshes_cannot_run_at_once(tmp_path: Path) -> None:
    with (
        client.exclusive(tmp_path),
        pytest.raises(AnnuaireError, match="autre relevé"),
        client.exclusive(tmp_path),
    ):
        pass
    with client.exclusive(tmp_path):
        pass


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_has_its_sentence_or_its_row(verdict: Verdict) -> None:
    buffer = io.StringIO()
    report = Report((Line("camille-duval", CAMILLE, verdict, "not-found"),), 3, 2, 1.25, True)
    progress.print_report(report, Console(file=buffer, width=100), dry_run=False)
    assert "1,2" in buffer.getvalue()
    if verdict not in (Verdict.REFRESHED, Verdict.UNCHANGED, Verdict.SKIPPED):
        assert "camille-duval" in buffer.getvalue()


def test_the_report_says_since_when_an_account_has_failed(tmp_path: Path, server: Replay) -> None:
    store(tmp_path, known(CAMILLE), known(ELODIE))
    server.routes["mastodon.example"] = {"/*": Reply(b"", 503)}
    sentences = []
    for days in (0, 7, 372):
        report = run(tmp_path, crowd([CAMILLE, ELODIE]), server, TODAY + timedelta(days))
        sentences.append(progress.sentence(line(report, CAMILLE)))
    assert "incertain (panne du serveur). Les faits d’avant restent" in sentences[0]
    assert "incertain depuis le 2026-11-22 (panne du serveur). Les faits d’avant restent" in sentences[1]
    assert "incertain depuis le 2026-11-22 (panne du serveur)\u202f; ses faits" in sentences[2]
    assert "bio" not in fake_networks.stored(tmp_path)[CAMILLE.key]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere(
    tmp_path: Path, server: Replay, is_terminal: bool
) -> None:
    buffer = io.StringIO()
    console = Console(file=buffer, force_terminal=is_terminal, width=80)
    with progress.shown(console) as (on_total, on_outcome):
        on_total(30)
        for number in range(30):
            on_outcome(number)  # type: ignore[arg-type]
    assert ("\x1b[" in buffer.getvalue()) == is_terminal
    assert ("25 sur 30" in buffer.getvalue()) != is_terminal


def test_a_refresh_killed_at_any_moment_leaves_a_valid_snapshot(root: Path, server: Replay) -> None:
    """Kill a refreshing process at eight random times; each time the files on disk must be valid."""
    moments = random.Random(20261122)
    colours = itertools.cycle(("red", "green", "blue"))
    kills = 0
    for attempt in range(8):
        day = TODAY + timedelta(100 * attempt)
        colour = next(colours)
        avatar = f"https://mastodon.example/avatars/{attempt}.png"
        server.on(avatar, Reply(fake_networks.picture(400, colour), type="image/png"))
        person = fake_networks.mastodon_account(
            "camille", "mastodon.example", avatar_static=avatar, display_name="Camille " * (attempt + 1)
        )
        fake_networks.serve_mastodon(server, "mastodon.example", person)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.endless_refresh", str(root), str(server.port), day.isoformat()],
            cwd=roots.REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0.02, 0.9))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
        found = snapshot.read(root)
        assert found.profiles, "nothing is lost"
        for profile in found.profiles.values():
            assert not profile.avatar or stored_avatars.is_complete(root, profile.avatar), (
                "each picture that is named is there"
            )
    assert kills == 8
    (root / "snapshot" / ".profiles.json.left").write_text("half of a", "utf-8")
    assert (
        run(root, curation.read(root, TODAY), server, TODAY + timedelta(5000), fresh=True).count(
            Verdict.UNCERTAIN
        )
        == 0
    )
    left = {file.name for file in (root / "snapshot").iterdir()}
    assert left == {"profiles.json", "avatars"}, (
        "what killed refreshes left behind is cleared by the next one"
    )
