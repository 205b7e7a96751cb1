"""What `annuaire refresh` must not store, show or miss about accounts that changed hands or asked for discretion."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from annuaire.model import Curation
from annuaire.profiles import opt_outs, snapshot, stored_avatars
from annuaire.refresh import guard, session
from annuaire.refresh.reconciliation import Verdict
from tests.support import fake_networks, replay
from tests.support.fake_networks import TODAY, bluesky_view, mastodon_account, serve_bluesky, serve_mastodon
from tests.support.refreshes import account, crowd, known, line, run, store
from tests.support.replay import Asked, Replay, Reply, as_json

CAMILLE = account("mastodon", "camille@mastodon.example")
ELODIE = account("bluesky", "elodie.example")
RENAMED = "nouvelle.example"
STRANGER = bluesky_view("elodie.example")


@pytest.fixture
def server() -> Iterator[Replay]:
    with replay.running() as found:
        fake_networks.serve_people(found)
        yield found


def stored_flags(root: Path, key: str) -> tuple[str, ...]:
    return snapshot.read(root).profiles[key].flags


@pytest.mark.parametrize("wish", [{"noindex": True}, {"limited": True}])
@pytest.mark.parametrize(
    "closed", [Reply(b"", 401), Reply(b"", 403), Reply(b"", 404), Reply(b"<html>", type="text/html")]
)
def test_a_wish_that_actors_cannot_express_outlives_the_closing_of_the_api(
    tmp_path: Path, server: Replay, wish: dict[str, bool], closed: Reply
) -> None:
    serve_mastodon(server, "mastodon.example", mastodon_account("camille", "mastodon.example", **wish))
    assert line(run(tmp_path, crowd([CAMILLE]), server), CAMILLE).verdict == Verdict.REFUSED
    server.on("mastodon.example/api/v1/accounts/1", closed if closed.status != 200 else Reply(b"", 404))
    server.on("mastodon.example/api/v1/accounts/lookup", closed)
    actor = {"id": "https://mastodon.example/users/camille", "type": "Person", "summary": "L’eau"}
    server.on("mastodon.example/users/camille", as_json(actor, type="application/activity+json"))
    report = run(tmp_path, crowd([CAMILLE]), server, TODAY + timedelta(7), fresh=True)
    assert "/users/camille" in [asked.path for asked in server.seen]
    assert line(report, CAMILLE).verdict == Verdict.REFUSED
    profile = snapshot.read(tmp_path).profiles[CAMILLE.key]
    assert (profile.bio, profile.audience, profile.avatar) == ("", None, "")
    assert profile.flags == tuple(wish)


def test_the_facts_of_an_account_whose_handle_is_taken_are_deleted_at_once(
    tmp_path: Path, server: Replay
) -> None:
    gone = bluesky_view(RENAMED)
    serve_bluesky(server, [STRANGER])
    store(tmp_path, known(ELODIE, permanent_id=gone["did"], handle="elodie.example"))
    for days in (0, 1, 8):
        report = run(tmp_path, crowd([ELODIE]), server, TODAY + timedelta(days))
        assert line(report, ELODIE).verdict == Verdict.ALERT
        found = snapshot.read(tmp_path).profiles[ELODIE.key]
        assert (found.audience, found.permanent_id, found.flags) == (None, gone["did"], ("missing", "taken"))


@pytest.mark.parametrize("wish", ["!no-unauthenticated", "!hide"])
def test_an_account_that_opted_out_does_not_hide_who_took_its_handle(
    tmp_path: Path, server: Replay, wish: str
) -> None:
    serve_bluesky(server, [bluesky_view(RENAMED, labels=[{"val": wish}]), STRANGER])
    store(tmp_path, known(ELODIE, permanent_id=bluesky_view(RENAMED)["did"], handle="elodie.example"))
    report = run(tmp_path, crowd([ELODIE]), server)
    assert line(report, ELODIE).verdict == Verdict.ALERT
    profile = snapshot.read(tmp_path).profiles[ELODIE.key]
    assert (profile.bio, profile.audience) == ("", None)
    assert opt_outs.withheld(profile.flags) == opt_outs.FACTS
    assert not [asked for asked in server.seen if asked.path.endswith("getAuthorFeed")]


@pytest.mark.parametrize(("views", "verdict"), [([STRANGER], Verdict.ALERT), ([], Verdict.REFUSED)])
def test_a_closed_account_does_not_hide_who_took_its_handle(
    tmp_path: Path, server: Replay, views: list[dict[str, object]], verdict: Verdict
) -> None:
    closed = bluesky_view(RENAMED)["did"]
    serve_bluesky(server, views)

    def profile(asked: Asked) -> Reply:
        actor = asked.all("actor")[0]
        if actor != closed and views:
            return as_json(STRANGER)
        return as_json({"error": "AccountDeactivated", "message": "Account is deactivated"}, 400)

    server.on("public.api.bsky.app/xrpc/app.bsky.actor.getProfile", profile)
    store(tmp_path, known(ELODIE, permanent_id=closed, handle="elodie.example"))
    assert line(run(tmp_path, crowd([ELODIE]), server), ELODIE).verdict == verdict
    found = snapshot.read(tmp_path).profiles[ELODIE.key]
    assert (found.bio, found.audience, found.permanent_id) == ("", None, closed)
    assert "deactivated" in found.flags


def test_a_protected_account_of_x_does_not_hide_who_took_its_name(tmp_path: Path, server: Replay) -> None:
    elodie = account("x", "elodie")
    moved = {"id": "10", "username": "nouvelle", "protected": True}
    server.on("api.x.com/2/users", as_json({"data": [moved]}))
    server.on("api.x.com/2/users/by", as_json({"data": [{"id": "11", "username": "elodie"}]}))
    store(tmp_path, known(elodie, permanent_id="10", handle="elodie"))
    report = run(tmp_path, crowd([elodie]), server, credentials={"x": "jeton"})
    assert line(report, elodie).verdict == Verdict.ALERT
    found = snapshot.read(tmp_path).profiles[elodie.key]
    assert (found.audience, found.flags) == (None, ("missing", "protected", "taken"))


def test_facts_of_x_without_a_token_last_a_year_at_most(tmp_path: Path, server: Replay) -> None:
    elodie = account("x", "elodie")
    store(tmp_path, known(elodie, permanent_id="10"))
    for days, audience in ((0, 1200), (365, 1200), (366, None)):
        report = run(tmp_path, crowd([elodie]), server, TODAY + timedelta(days))
        assert line(report, elodie).verdict == Verdict.SKIPPED
        assert snapshot.read(tmp_path).profiles[elodie.key].audience == audience
    assert server.seen == []


def outside(one: str) -> Curation:
    """A curation of two fiches, of which the edition has only the first."""
    found = crowd([CAMILLE, ELODIE])
    (edition,) = found.editions
    return found._replace(editions=(edition._replace(entries=(one,)),))


def test_of_a_fiche_outside_the_edition_only_the_identifier_is_stored(tmp_path: Path, server: Replay) -> None:
    report = run(tmp_path, outside("fiche-000"), server, only="fiche-001")
    assert line(report, ELODIE).verdict == Verdict.REFRESHED
    profile = snapshot.read(tmp_path).profiles[ELODIE.key]
    assert profile == profile.without_facts()
    assert profile.permanent_id
    assert not list((tmp_path / stored_avatars.FOLDER).glob("*"))


def test_a_picture_leaves_the_cache_even_if_the_refresh_that_fetched_it_was_cut_off(
    tmp_path: Path, server: Replay
) -> None:
    found = crowd([CAMILLE])
    run(tmp_path, found, server)
    (tmp_path / snapshot.FILE).unlink()  # killed between the pictures and the snapshot
    (entry,) = found.entries.values()
    hidden = found._replace(entries={entry.id: entry._replace(withholds=opt_outs.PORTRAIT)})
    for _ in range(2):
        run(tmp_path, hidden, server)
        with sqlite3.connect(tmp_path / session.FILE) as cache:
            kept = [value for (value,) in cache.execute("SELECT value FROM responses")]
        assert kept
        assert not [value for value in kept if "avatars/camille.png" in str(value)]


def test_a_portal_that_answers_for_everybody_teaches_nothing(
    tmp_path: Path, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its names all resolve to a private address."""
    before = known(CAMILLE)
    store(tmp_path, before, known(ELODIE))
    portal = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *_, **__: portal)
    report = run(tmp_path, crowd([CAMILLE, ELODIE]), server, loopback=None)
    assert report.is_cut_off
    assert snapshot.read(tmp_path).profiles[CAMILLE.key] == before
