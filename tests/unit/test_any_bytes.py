"""Property tests of readers: at every step, any answer gives outcomes or further requests, or raises `UnreadableAnswer`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annuaire import addresses, networks, readers
from annuaire.errors import UnreadableAnswer
from annuaire.model import Profile, Snapshot
from annuaire.profiles import opt_outs, snapshot
from annuaire.readers import plain_text, rhythm
from annuaire.readers.exchange import ACTOR, FEED, JSON, PAGE, WEBFINGER, Answer, Asked, Outcome, Request
from tests.support.fake_networks import TODAY, bluesky_view, mastodon_account, rss
from tests.support.refreshes import account, known

STEPS = [
    ("mastodon", "webfinger", WEBFINGER), ("mastodon", "subject", WEBFINGER), ("mastodon", "lookup", JSON),
    ("mastodon", "account", JSON), ("mastodon", "statuses", JSON), ("mastodon", "actor", ACTOR),
    ("mastodon", "followers", ACTOR), ("bluesky", "profiles", JSON), ("bluesky", "profile", JSON),
    ("bluesky", "handle", JSON), ("bluesky", "owner", JSON), ("bluesky", "posts", JSON), ("x", "ids", JSON), ("x", "names", JSON),
    ("x", "owner", JSON),
    ("youtube", "page", PAGE), ("youtube", "feed", FEED), ("flux", "feed", FEED), ("site", "page", PAGE), ("site", "feed", FEED),
]  # fmt: skip
TYPES = {JSON: "application/json", WEBFINGER: "application/jrd+json", ACTOR: "application/activity+json",
         FEED: "application/xml", PAGE: "text/html"}  # fmt: skip
STATUSES = st.sampled_from([200, 200, 200, 200, 400, 401, 403, 404, 410, 429, 500, 204, 999])

# Keys that readers look up, so that random JSON exercises their code.
KEYS = sorted(
    {*bluesky_view("a.example"), *mastodon_account("a", "b.example"), "type", "preferredUsername", "name", "summary", "icon",
     "published", "movedTo", "followers", "totalItems", "links", "rel", "href", "subject", "profiles", "feed", "post", "record",
     "createdAt", "indexedAt", "reason", "$type", "data", "errors", "username", "public_metrics", "protected", "value",
     "resource_id", "detail", "title", "error", "message", "version", "items", "date_published", "val", "exp", "neg", "moved",
     "acct", "verified_at", "suspended", "memorial", "attachment", "created_at"}
)  # fmt: skip
TEXTS = st.text(max_size=20) | st.sampled_from(
    ["https://[x/a.png", "https://mastodon.example/\x1b\u202e", "https://mastodon.example/users/camille", "elodie.example", "did:plc:" + "a" * 24, "Person", "Tombstone", "self",
     "application/activity+json", "https://jsonfeed.org/version/1", "2026-11-01T00:00:00Z", "9999-99-99", "\ud800", "\u202e\0",
     "InvalidRequest", "AccountTakedown", "Profile not found", "camille", "camilleduval", "1", "https://[::bad", "//"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=25,
)


def answer(
    network: str, step: str, kind: Any, status: int, body: bytes, type: str, has_draft: bool
) -> Answer:
    one = account(network, networks.BY_NAME[network].EXAMPLE)
    actor = "https://mastodon.example/users/camille"
    draft = Profile(one.key, actor, TODAY, permanent_id=actor) if has_draft else None
    before = known(one, permanent_id="https://mastodon.example/users/camille") if has_draft else None
    url = (
        "https://mastodon.example/api/v1/accounts/lookup?acct=camille"
        if step == "lookup"
        else "https://mastodon.example/users/camille"
    )
    return Answer(Request(step, url, (Asked(one, before),), kind, draft=draft), TODAY, status, body, type)


def read(found: Answer) -> None:
    """Read an answer; assert what the rest of the refresh relies on."""
    network = found.request.asked[0].account.network
    try:
        steps = readers.BY_NAME[network].parse(found)
    except UnreadableAnswer:
        return
    assert steps, "an account without an outcome"
    for step in steps:
        profile = step.draft if isinstance(step, Request) else step.profile
        if isinstance(step, Request):
            assert addresses.safe_https(step.url, 1100)
        assert isinstance(step, Request | Outcome)
        assert not step.picture or addresses.safe_https(step.picture, 1000)
        if profile:
            assert_can_be_stored(profile)


def assert_can_be_stored(profile: Profile) -> None:
    """Assert that a profile can be stored."""
    for name in Profile._fields:
        value = getattr(profile, name)
        for text in value if isinstance(value, tuple) else [value]:
            if isinstance(text, str):
                text.encode("utf-8")
                assert len(text) <= 1100, name
            if isinstance(text, date):
                assert text.year >= 1990
                assert text <= TODAY, name
    assert addresses.safe_https(profile.source, 1100)
    assert all(map(addresses.is_link, profile.verified_links))
    assert profile.moved.isprintable()
    assert not set(profile.bio) & set("\0\u202e\u200b\ufeff")
    assert profile.audience is None or profile.audience >= 0
    assert profile.rhythm in ("", "calm", "regular", "intense")
    snapshot.serialize(Snapshot({profile.key: opt_outs.redacted(profile)}, TODAY))


def test_every_reader_is_tested() -> None:
    assert {network for network, *_ in STEPS} == readers.BY_NAME.keys()


@pytest.mark.parametrize(("network", "step", "kind"), STEPS)
@given(st.binary(max_size=400), STATUSES, st.booleans())
def test_any_bytes_are_read_or_unreadable(
    network: str, step: str, kind: Any, body: bytes, status: int, has_draft: bool
) -> None:
    read(answer(network, step, kind, status, body, TYPES[kind], has_draft))


@pytest.mark.parametrize(
    ("network", "step", "kind"), [one for one in STEPS if one[2] in (JSON, WEBFINGER, ACTOR, FEED)]
)
@given(VALUES, STATUSES, st.booleans())
@settings(max_examples=120)
def test_any_json_is_read_or_unreadable(
    network: str, step: str, kind: Any, value: object, status: int, has_draft: bool
) -> None:
    body = json.dumps(value).encode("utf-8", "surrogatepass")
    read(answer(network, step, kind, status, body, TYPES[kind].replace("xml", "feed+json"), has_draft))


@given(st.data())
@settings(max_examples=200)
def test_a_real_answer_with_one_value_replaced_is_read_or_unreadable(data: st.DataObject) -> None:
    network, step, kind, recorded = data.draw(
        st.sampled_from(
            [("mastodon", "lookup", JSON, mastodon_account("camille", "mastodon.example")),
             ("bluesky", "profile", JSON, bluesky_view("elodie.example")),
             ("mastodon", "actor", ACTOR, {"id": "https://mastodon.example/users/camille", "type": "Person", "icon": {"url": "x"},
                                           "preferredUsername": "camille", "name": "x", "summary": "<p>x", "url": "x",
                                           "published": "2020-01-01", "followers": "https://mastodon.example/f", "movedTo": ""})]
        )
    )  # fmt: skip
    changed = {**recorded, data.draw(st.sampled_from(sorted(recorded))): data.draw(VALUES)}
    body = json.dumps(changed).encode("utf-8", "surrogatepass")
    read(answer(network, step, kind, 200, body, TYPES[kind], True))


@given(st.integers(0, 600), st.binary(max_size=12))
@settings(max_examples=120)
def test_a_damaged_feed_is_read_or_unreadable(place: int, damage: bytes) -> None:
    body = rss("Un journal", range(0, 30, 3)).body
    place %= len(body)
    read(
        answer(
            "flux",
            "feed",
            FEED,
            200,
            body[:place] + damage + body[place + len(damage) :],
            "application/xml",
            False,
        )
    )


@pytest.mark.parametrize(("ago", "last"), [(-1, 0), (-2, 5), (0, 0), (1, 1)])
def test_no_last_activity_is_in_the_future(ago: int, last: int) -> None:
    day, expected = TODAY - timedelta(ago), TODAY - timedelta(last)
    (step,) = readers.BY_NAME["flux"].parse(
        answer("flux", "feed", FEED, 200, rss("a", [ago, 5]).body, "application/xml", False)
    )
    assert step.profile.last_active == expected
    assert plain_text.day(f"{day}T01:00:00+14:00", TODAY) == (expected if last != 5 else None)


@given(st.text(max_size=300))
def test_plain_text_has_no_markup_or_control_characters(text: str) -> None:
    for made in (plain_text.lines(text), plain_text.from_html(text)):
        assert not any(ord(char) < 32 and char != "\n" for char in made)
        assert len(made) <= plain_text.BIO
        made.encode("utf-8")


def test_invisible_text_is_not_part_of_a_bio() -> None:
    assert plain_text.lines("sa\u00adns \u202ejar\u3164gon\u034f, 👩\u200d🔬") == "sans jargon, 👩\u200d🔬"


@pytest.mark.parametrize("markup", ["<b a={}><p>", "<br ", "<b a={}><table>", "<b a='<{}'><p>"])
def test_only_the_first_thousand_tags_are_cleaned(markup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cleaner takes quadratic time for unclosed tags: 100 kB of them would keep it busy for a minute."""
    cleaned: list[str] = []
    clean = nh3.clean
    monkeypatch.setattr(nh3, "clean", lambda read, **asked: cleaned.append(read) or clean(read, **asked))
    bomb = "".join(markup.format(number) for number in range(20_000))
    assert plain_text.from_html(f"<p>Bonjour</p>{bomb}", plain_text.WHOLE).startswith("Bonjour")
    [read] = cleaned
    assert 0 < read.count("<") < 1_000


def test_an_opt_out_after_many_hashtags_is_found() -> None:
    tags = "".join(
        f'<a href="https://a.example/tags/a{number}" class="mention">#<span>a{number}</span></a> '
        for number in range(200)
    )
    assert plain_text.opted_out(plain_text.from_html(f"<p>{tags}#<span>nobot</span></p>", plain_text.WHOLE))


@given(st.text(st.sampled_from("<>&;#ab scriptp/='\"!-\n[]CDATA"), max_size=120))
def test_no_markup_survives(text: str) -> None:
    assert "<script" not in plain_text.from_html(f"<p>{text}</p>").lower() or "&lt" in text or "&#" in text


@given(st.lists(st.dates(date(1995, 1, 1), TODAY), max_size=60))
def test_a_rhythm_is_one_of_four_and_needs_four_days(days: list[date]) -> None:
    found = rhythm.of(rhythm.weekly(days, TODAY))
    assert found in (rhythm.CALM, rhythm.REGULAR, rhythm.INTENSE, rhythm.UNKNOWN)
    assert (found == rhythm.UNKNOWN) == (len(days) < rhythm.MIN_POSTS)


def test_combining_marks_are_limited_to_thirty() -> None:
    assert plain_text.lines("e" + "\u0316" * 5_000 + "!") == "e" + "\u0316" * 30 + "!"


def test_a_text_of_exactly_the_limit_is_not_cut() -> None:
    assert plain_text.lines("é" * plain_text.BIO) == "é" * plain_text.BIO
    assert plain_text.lines("é" * (plain_text.BIO + 1)) == "é" * (plain_text.BIO - 1) + "…"
    assert plain_text.lines("un deux trois", 10) == "un deux…"


@pytest.mark.parametrize(
    ("days", "weekly", "kind"),
    [
        ([0, 9, 28], None, ""),
        ([0, 9, 20, 28], 1.0, "calm"),
        ([0, 5, 9, 14], 2.0, "regular"),
        ([0, 0, 0, 0], 4.0, "regular"),  # less than a week counts as one
        ([0, 3, 5, 8, 13], 2.7, "regular"),
        ([number // 2 for number in range(28)], 15.0, "intense"),
        ([*range(40)], 7.2, "regular"),  # the latest alone
        ([number // 3 for number in range(300)], 23.0, "intense"),
    ],
)
def test_a_rhythm_is_that_of_the_latest_posts(days: list[int], weekly: float | None, kind: str) -> None:
    found = rhythm.weekly([TODAY - timedelta(number) for number in days], TODAY)
    assert (found, rhythm.of(found)) == (weekly, kind)


@pytest.mark.parametrize(
    ("pace", "kind"), [(1.9, "calm"), (2, "regular"), (13.9, "regular"), (14, "intense")]
)
def test_a_rhythm_begins_at_its_number(pace: float, kind: str) -> None:
    assert rhythm.of(pace) == kind
