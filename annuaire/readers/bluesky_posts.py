"""The activity and the rhythm of an account of Bluesky, from the feed of its latest posts (app.bsky.feed.getAuthorFeed)."""

from __future__ import annotations

from datetime import date
from typing import Any

from annuaire.readers import bodies, exchange, plain_text, rhythm
from annuaire.readers.exchange import Answer, Outcome, State, Step


def parse(answer: Answer) -> list[Step]:
    """Add the last activity and the rhythm to the draft profile; when the feed fails, keep the draft."""
    request = answer.request
    if request.draft is None or not answer.is_ok:
        return exchange.keep_draft(answer, answer.uncertainty or "unexpected")
    items = bodies.objects(bodies.object_of(answer).get("feed"))
    days = [day for day in (_day(item, answer.day) for item in items) if day]
    pace = rhythm.weekly(days, answer.day)
    latest = max(days, default=None)
    active = request.draft._replace(last_active=latest, rhythm=rhythm.of(pace), weekly=pace)
    return [Outcome(request.asked[0], State.ALIVE, profile=active, picture=request.picture)]


def _day(item: dict[str, Any], today: date) -> date | None:
    """Return the day of an item of a feed: the earlier of what the post claims and what the server indexed.

    None for a pinned post, which is not in its place; of a repost, the day of the repost.
    """
    reason, post = item.get("reason"), item.get("post")
    kind = str(reason.get("$type")) if isinstance(reason, dict) else ""
    if kind.endswith("#reasonPin") or not isinstance(post, dict):
        return None
    if isinstance(reason, dict) and kind.endswith("#reasonRepost"):
        return plain_text.day(reason.get("indexedAt"), today)
    record = post.get("record")
    claimed = plain_text.day(record.get("createdAt"), today) if isinstance(record, dict) else None
    return min(filter(None, (claimed, plain_text.day(post.get("indexedAt"), today))), default=None)
