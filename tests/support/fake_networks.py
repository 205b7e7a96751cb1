"""Fake networks for the replay server: answers about the people of `roots`, and builders of other answers."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from PIL import Image

from tests.support.replay import Asked, Replay, Reply, as_json

TODAY = date(2026, 11, 22)
BLUESKY = "public.api.bsky.app"
FEED_TYPE = "application/rss+xml"


def did(name: str) -> str:
    """Return an invented DID, the same for the same name."""
    letters = "".join(char for char in name.lower() if char in "abcdefghijklmnopqrstuvwxyz")
    return "did:plc:" + (letters + "a" * 24)[:24]


def moment(days_ago: int) -> str:
    """Return a time as networks write it."""
    day = datetime.combine(TODAY - timedelta(days=days_ago), datetime.min.time(), UTC)
    return day.isoformat().replace("+00:00", "Z")


def bluesky_view(handle: str, **more: Any) -> dict[str, Any]:
    """Return a detailed profile of Bluesky."""
    return {
        "did": did(handle), "handle": handle, "displayName": f"Nom de {handle}", "description": "Une présentation.",
        "followersCount": 12345, "postsCount": 321, "createdAt": "2023-05-01T10:00:00.000Z", "labels": [],
        "avatar": f"https://cdn.bsky.app/img/avatar/plain/{did(handle)}/picture@jpeg", **more,
    }  # fmt: skip


def author_feed(days: Iterable[int]) -> dict[str, Any]:
    """Return an author feed of Bluesky; `days` are the ages of its posts."""
    return {
        "feed": [{"post": {"indexedAt": moment(ago), "record": {"createdAt": moment(ago)}}} for ago in days]
    }


def serve_bluesky(replay: Replay, views: list[dict[str, Any]]) -> None:
    """Play the AppView of Bluesky: profiles, in batches or single, and posts."""

    def find(actor: str) -> dict[str, Any] | None:
        return next((view for view in views if actor.lower() in (view["did"], view["handle"])), None)

    def profiles(asked: Asked) -> Reply:
        actors = asked.all("actors")
        if len(actors) > 25:
            return as_json({"error": "InvalidRequest", "message": "array too big"}, 400)
        return as_json({"profiles": [view for view in map(find, actors) if view]})

    def profile(asked: Asked) -> Reply:
        view = find(asked.all("actor")[0])
        return as_json(
            view or {"error": "InvalidRequest", "message": "Profile not found"}, 200 if view else 400
        )

    replay.on(f"{BLUESKY}/xrpc/app.bsky.actor.getProfiles", profiles)
    replay.on(f"{BLUESKY}/xrpc/app.bsky.actor.getProfile", profile)
    replay.on(f"{BLUESKY}/xrpc/app.bsky.feed.getAuthorFeed", as_json(author_feed(range(0, 30, 3))))
    replay.on("cdn.bsky.app/*", Reply(picture(), type="image/png"))


def mastodon_account(name: str, server: str, number: str = "1", **more: Any) -> dict[str, Any]:
    """Return an Account of Mastodon."""
    return {
        "id": number, "username": name, "acct": name, "uri": f"https://{server}/users/{name}",
        "url": f"https://{server}/@{name}", "display_name": f"{name.title()} :wave:", "note": "<p>L&#39;eau</p>",
        "avatar_static": f"https://{server}/avatars/{name}.png", "followers_count": 3210, "statuses_count": 50,
        "created_at": "2019-02-03T00:00:00.000Z", "last_status_at": (TODAY - timedelta(days=2)).isoformat(),
        "discoverable": True, "fields": [], **more,
    }  # fmt: skip


def serve_mastodon(replay: Replay, server: str, *accounts: dict[str, Any]) -> None:
    """Play a Mastodon server: WebFinger, lookup, accounts by number, their statuses, their pictures."""
    by_name = {account["username"]: account for account in accounts}

    def webfinger(asked: Asked) -> Reply:
        name = asked.all("resource")[0].removeprefix("acct:").partition("@")[0]
        if name not in by_name:
            return Reply(b"", 404)
        uri = by_name[name].get("uri") or f"https://{server}/users/{name}"
        link = {"rel": "self", "type": "application/activity+json", "href": uri}
        return as_json({"subject": f"acct:{name}@{server}", "links": [link]}, type="application/jrd+json")

    def lookup(asked: Asked) -> Reply:
        found = by_name.get(asked.all("acct")[0])
        return as_json(found or {"error": "Record not found"}, 200 if found else 404)

    replay.on(f"{server}/.well-known/webfinger", webfinger)
    replay.on(f"{server}/api/v1/accounts/lookup", lookup)
    for account in accounts:
        number, name = account["id"], account["username"]
        statuses = [{"created_at": moment(ago)} for ago in range(0, 40, 4)]
        replay.on(f"{server}/api/v1/accounts/{number}", as_json(account))
        replay.on(f"{server}/api/v1/accounts/{number}/statuses", as_json(statuses))
        replay.on(f"{server}/avatars/{name}.png", Reply(picture(), type="image/png"))


def rss(title: str, days: Iterable[int]) -> Reply:
    """Return an RSS feed; `days` are the ages of its entries."""
    dates = (datetime.fromisoformat(moment(ago)).strftime("%a, %d %b %Y 00:00:00 GMT") for ago in days)
    entries = "".join(f"<item><title>x</title><pubDate>{day}</pubDate></item>" for day in dates)
    body = f"<rss version='2.0'><channel><title>{title}</title><description>À lire</description>{entries}"
    return Reply(f"{body}</channel></rss>".encode(), type=FEED_TYPE)


def picture(size: int = 300, colour: str = "teal") -> bytes:
    """Return a PNG."""
    made = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(made, "PNG")
    return made.getvalue()


def serve_people(replay: Replay) -> None:
    """Play the networks of all accounts of `roots.PEOPLE`, without a fault."""
    serve_mastodon(replay, "mastodon.example", mastodon_account("camille", "mastodon.example"))
    serve_mastodon(replay, "livres.example", mastodon_account("oeuvres", "livres.example", "7"))
    serve_bluesky(replay, [bluesky_view(f"{name}.example") for name in ("elodie", "oeuvres", "zoe")])
    replay.on("elodie.example/flux.xml", rss("Le journal d’Élodie", range(0, 70, 7)))
    replay.on("camille.example/", Reply(b"<title>Camille</title>", type="text/html"))
    announced = b"<link rel='alternate' type='application/rss+xml' href='/feed'>"
    replay.on("zoe.example/", Reply(announced, type="text/html; charset=utf-8"))
    replay.on("zoe.example/feed", rss("Zoé", range(1, 60, 2)))
    channel = "UC" + "a" * 22
    canonical = f"<link rel='canonical' href='https://www.youtube.com/channel/{channel}'>".encode()
    replay.on("www.youtube.com/@mutuellephare", Reply(canonical, type="text/html; charset=utf-8"))
    replay.on("www.youtube.com/feeds/videos.xml", rss("Mutuelle du Phare", range(5, 200, 30)))


def stored(root: Any) -> dict[str, Any]:
    """Return the profiles of a root's snapshot."""
    return dict(json.loads((root / "snapshot" / "profiles.json").read_text("utf-8"))["profiles"])
