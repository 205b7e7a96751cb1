"""Golden tests of readers: recorded answers of networks, and the expected results.

To add a test, add two files: the answer in tests/fixtures/recorded/<folder>/ and, under the same path with
`.json` added, its pair in tests/fixtures/profiles/: `case` says which account and which step of which network,
the status and the type; `gives` is written by `pytest tests/unit/test_readers.py --record`, then read with
`git diff`. Recordings that may not be copied into the repository are read where they lie, ../shared/recorded.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from annuaire import readers
from annuaire.errors import UnreadableAnswer
from annuaire.model import Account, Profile
from annuaire.networks import key
from annuaire.readers import rhythm
from annuaire.readers.exchange import (
    ACTOR,
    FEED,
    JSON,
    PAGE,
    WEBFINGER,
    Answer,
    Asked,
    Outcome,
    Request,
    Step,
)
from tests.support.fake_networks import TODAY

FIXTURES = Path(__file__).parents[1] / "fixtures"
SHARED = Path(__file__).parents[3] / "shared" / "recorded"
PAIRS = sorted((FIXTURES / "profiles").rglob("*.json"))
KINDS = {
    "webfinger": WEBFINGER,
    "subject": WEBFINGER,
    "actor": ACTOR,
    "followers": ACTOR,
    "feed": FEED,
    "page": PAGE,
}
# The servers of the recordings ran on loopback; here they are somewhere.
PLACES = ((b"http://localhost:8111", b"https://fedify.example"), (b"localhost:8111", b"fedify.example"),
          (b"http://localhost:8081", b"https://gts.example"), (b"localhost:8081", b"gts.example"))  # fmt: skip


def answer(case: dict[str, Any], body: bytes) -> Answer:
    for old, new in PLACES:
        body = body.replace(old, new)
    account = Account(case["network"], case["handle"], key(case["network"], case["handle"]))
    known = Profile(account.key, read_on=date(2026, 10, 1), **case["known"]) if "known" in case else None
    # A draft is written as the actor that WebFinger pointed to, or as `true` where any will do.
    actor = case["draft"] if isinstance(case.get("draft"), str) else "https://gts.example/users/x"
    draft = (
        Profile(account.key, "https://source.example/", TODAY, permanent_id=actor)
        if case.get("draft")
        else None
    )
    asked = (Asked(account, known),)
    kind = KINDS.get(case["step"], JSON)
    address = case.get("url", "https://gts.example/api/v1/accounts/1")
    request = Request(case["step"], address, asked, kind, draft=draft)
    return Answer(request, TODAY, case.get("status", 200), body, case.get("type", "application/json"))


def plain(step: Step) -> dict[str, Any]:
    """Return a step as JSON, without empty values."""
    if isinstance(step, Request):
        drawn = {"draft": profile(step.draft)} if step.draft else {}
        return {"asks": step.url, "step": step.step, **drawn}
    result = {
        "state": step.state.value,
        "reason": step.reason,
        "picture": step.picture,
        "profile": profile(step.profile),
    }
    return {name: value for name, value in result.items() if value}


def profile(found: Profile | None) -> dict[str, Any]:
    facts = found._asdict() if found else {}
    return {name: str(value) if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
            for name, value in facts.items() if value not in (None, "", (), 0)}  # fmt: skip


@pytest.mark.parametrize(
    "pair", PAIRS, ids=lambda path: path.relative_to(FIXTURES / "profiles").as_posix()[:-5]
)
def test_a_recorded_answer_gives_the_expected_result(pair: Path, request: pytest.FixtureRequest) -> None:
    stored = json.loads(pair.read_text("utf-8"))
    body = (FIXTURES / "recorded" / pair.relative_to(FIXTURES / "profiles").with_suffix("")).read_bytes()
    try:
        steps = readers.BY_NAME[stored["case"]["network"]].parse(answer(stored["case"], body))
        gives: Any = [plain(step) for step in steps]
    except UnreadableAnswer as error:
        gives = {"unreadable": error.reason}
    if request.config.getoption("--record"):
        pair.write_text(json.dumps({**stored, "gives": gives}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    else:
        assert gives == stored["gives"]


def test_there_are_pairs_for_each_reader_and_each_protocol_of_the_fediverse() -> None:
    read = {json.loads(pair.read_text("utf-8"))["case"]["network"] for pair in PAIRS}
    assert read == readers.BY_NAME.keys()
    assert {pair.parent.name for pair in PAIRS} >= {"mastodon", "webfinger", "activitypub"}


def shared(file: str, **case: Any) -> list[Step]:
    """Read a recording that may not be copied here."""
    path = SHARED / file
    if not path.is_file():
        pytest.skip(f"../shared/recorded/{file} is not here: it may not be copied into the repository")
    return readers.BY_NAME[case["network"]].parse(answer(case, path.read_bytes()))


def mastodon(file: str) -> Profile:
    found = json.loads((SHARED / file).read_bytes()) if (SHARED / file).is_file() else {}
    name = found.get("username", "x")
    (step,) = shared(file, network="mastodon", handle=f"{name}@gts.example", step="lookup",
                     url=f"https://gts.example/api/v1/accounts/lookup?acct={name}", draft=found.get("uri", True))  # fmt: skip
    assert isinstance(step, Request)
    assert step.draft is not None
    return step.draft


@pytest.mark.parametrize(
    ("file", "flags"),
    [
        ("account-noindex", {"noindex", "not-discoverable"}),
        ("account-no-status", {"not-discoverable"}),
        ("account-noavatar-not-discoverable", {"not-discoverable"}),
        ("account-bot", {"bot"}),
        ("account-official", set()),
        ("account-roles", set()),
    ],
)
def test_a_real_mastodon_account_has_the_flags_it_set(file: str, flags: set[str]) -> None:
    assert set(mastodon(f"mastodon/mastodon-{file}.json").flags) == flags


@pytest.mark.parametrize("file", ["old-pagination", "pre-4-0-0"])
def test_an_old_mastodon_server_that_lacks_keys_is_read(file: str) -> None:
    assert mastodon(f"mastodon/mastodon-account-{file}.json").permanent_id


def test_verified_fields_give_their_links_and_nothing_else() -> None:
    links = mastodon("mastodon/mastodon-account-org-verified-fields.json").verified_links
    assert links
    assert all(link.startswith(("https://", "http://")) and "<" not in link for link in links)


def test_an_audience_is_rounded_before_it_is_kept() -> None:
    audience = mastodon("mastodon/mastodon-account-official.json").audience
    assert audience is not None
    assert audience % 10_000 == 0


def test_a_pixelfed_account_without_a_status_has_no_last_activity() -> None:
    assert mastodon("mastodon/pixelfed-account.json").last_active is None


@pytest.mark.parametrize(
    "file",
    ["discourse", "friendica", "lemmy-person", "mastodon", "mitra", "mobilizon-group-fr", "mobilizon-person", "nodebb",
     "peertube-channel", "peertube-person", "pleroma", "wordpress", "wordpress-group", "mastodon-academy"],
)  # fmt: skip
def test_an_actor_of_any_software_is_read(file: str) -> None:
    path = SHARED / f"activitypub/actor-{file}.json"
    address = json.loads(path.read_bytes())["id"] if path.is_file() else ""
    (step,) = shared(f"activitypub/actor-{file}.json", network="mastodon", handle="a@b.example", step="actor",
                     url=address, type="application/activity+json")  # fmt: skip
    read = step.draft if isinstance(step, Request) else step.profile
    assert read is not None
    assert read.permanent_id == address
    assert "<" not in read.bio


def test_a_tombstone_in_a_list_is_recognised() -> None:
    """JSON-LD lets a list of one be written as the bare object."""
    (result,) = steps(
        "mastodon", "elodie@gts.example", "actor", {"type": ["Tombstone"]}, type="application/activity+json"
    )
    assert result["state"] == "gone"


def test_a_tombstone_is_an_account_that_is_gone() -> None:
    (step,) = shared(
        "activitypub/actor-tombstone.json", network="mastodon", handle="a@b.example", step="actor"
    )
    assert isinstance(step, Outcome)
    assert step.state == "gone"


def test_x_gives_an_outcome_to_each_name_in_any_letter_case() -> None:
    body = SHARED / "x/x-users-by-partial-not-found.json"
    if not body.is_file():
        pytest.skip("../shared/recorded is not here")
    names = ("ICAHDQ", "potus", "hadleywickhaM", "_R_Foundation", "adljfhjsd")
    asked = tuple(Asked(Account("x", name, f"x:{name.lower()}")) for name in names)
    request = Request("names", "https://api.x.com/2/users/by", asked)
    steps = readers.BY_NAME["x"].parse(Answer(request, TODAY, 200, body.read_bytes(), "application/json"))
    assert [step.state for step in steps if isinstance(step, Outcome)] == ["alive"] * 4 + ["gone"]


def test_facts_that_x_forbids_to_redistribute_are_not_stored() -> None:
    user = {
        "id": "12",
        "username": "exemple_x",
        "name": "Camille",
        "description": "Explique l’eau",
        "profile_image_url": "https://pbs.twimg.com/profile_images/1/a.png",
        "created_at": "2013-12-14T04:35:55.000Z",
        "protected": False,
        "public_metrics": {"followers_count": 1234, "tweet_count": 9},
    }
    (result,) = steps("x", "exemple_x", "names", {"data": [user]})
    assert "picture" not in result
    assert result["profile"].keys() == {"key", "source", "read_on", "audience", "permanent_id", "handle"}


@pytest.mark.parametrize(
    "file", sorted((SHARED / "feeds").glob("*")) if SHARED.is_dir() else [], ids=lambda p: p.name
)
def test_a_real_feed_is_read_or_unreadable(file: Path) -> None:
    case = {"network": "flux", "handle": "https://e.example/f", "step": "feed", "type": "application/xml"}
    try:
        (step,) = readers.BY_NAME["flux"].parse(answer(case, file.read_bytes()))
    except UnreadableAnswer:
        assert file.suffix in (".html", ".txt", ".json") or "incomplete" in file.name
        return
    assert isinstance(step, Outcome)
    assert step.profile is not None
    assert step.profile.last_active is None or step.profile.last_active <= TODAY


def flags(pair: str, **more: Any) -> tuple[str, ...]:
    """Return the flags read from a recorded answer to which `more` is added."""
    case = json.loads((FIXTURES / "profiles" / f"{pair}.json").read_text("utf-8"))["case"]
    body = json.loads((FIXTURES / "recorded" / pair).read_bytes())
    step, *_ = readers.BY_NAME[case["network"]].parse(answer(case, json.dumps(body | more).encode()))
    found = step.draft if isinstance(step, Request) else step.profile
    assert found is not None
    return found.flags


MASTODON, ACTOR_OF, VIEW = (
    "mastodon/local-gts-lookup-auth-elodie.json",
    "activitypub/local-fedify-actor-elodie.json",
    "bluesky/local-bsky-profile-fr1.json",
)


@pytest.mark.parametrize(
    ("pair", "more", "flag"),
    [
        *((MASTODON, {flag: True}, flag) for flag in ("suspended", "memorial", "limited", "noindex")),
        (MASTODON, {"discoverable": False}, "not-discoverable"),
        (MASTODON, {"note": "<p>#nobot</p>"}, "opted-out"),
        *((ACTOR_OF, {flag: True}, flag) for flag in ("suspended", "memorial")),
        (ACTOR_OF, {"discoverable": False}, "not-discoverable"),
        (ACTOR_OF, {"summary": "<p>#noindex</p>"}, "opted-out"),
        (VIEW, {"description": "À lire #nobot"}, "opted-out"),
        *((VIEW, {"labels": [{"val": val}]}, flag)
          for val, flag in (("!hide", "moderated"), ("!takedown", "moderated"), ("spam", "moderated"), ("impersonation", "moderated"),
                            ("!no-unauthenticated", "no-unauthenticated"))),
    ],
)  # fmt: skip
def test_each_opt_out_is_read(pair: str, more: dict[str, Any], flag: str) -> None:
    assert flag in flags(pair, **more)
    assert flag not in flags(pair)


def test_a_mastodon_account_that_said_nothing_of_directories_refuses_none() -> None:
    assert "not-discoverable" not in flags(MASTODON, discoverable=None)


@pytest.mark.parametrize(("last", "is_in_force"), [("2026-11-21", False), (TODAY.isoformat(), True)])
def test_a_label_is_in_force_on_its_last_day(last: str, is_in_force: bool) -> None:
    labels = [{"val": "!no-unauthenticated", "exp": f"{last}T12:00:00Z"}]
    assert ("no-unauthenticated" in flags(VIEW, labels=labels)) == is_in_force


@pytest.mark.parametrize(
    ("handle", "links"), [("elodie.example", ["https://elodie.example/"]), ("elodie.bsky.social", [])]
)
def test_only_a_bare_domain_is_a_verified_link(handle: str, links: list[str]) -> None:
    body = {"did": "did:plc:abcdefghijklmnopqrstuvwx", "handle": handle}
    (found,) = steps("bluesky", handle, "profile", body)
    assert found["draft"].get("verified_links", []) == links


def test_a_pinned_post_does_not_slow_a_rhythm() -> None:
    def item(day: str) -> dict[str, Any]:
        return {"post": {"indexedAt": f"{day}T08:00:00Z", "record": {"createdAt": f"{day}T08:00:00Z"}}}

    feed = [item(f"2026-11-{day:02}") for day in range(20, 10, -1)]
    pinned = item("2019-01-01") | {"reason": {"$type": "app.bsky.feed.defs#reasonPin"}}
    without, with_pin = (
        steps("bluesky", "elodie.example", "posts", {"feed": found}, draft=True)[0]["profile"]["weekly"]
        for found in (feed, [pinned, *feed])
    )
    assert without == with_pin


def test_a_rhythm_does_not_depend_on_the_order_of_posts() -> None:
    days = [TODAY - timedelta(days=3 * number) for number in range(60)]
    assert rhythm.weekly(days, TODAY) == rhythm.weekly(days[::-1], TODAY)


def flags_of(network: str, handle: str, step: str, body: bytes, **more: str) -> tuple[str, ...]:
    """Return the flags of the only account in an answer."""
    case = {"network": network, "handle": handle, "step": step, **more}
    (found,) = readers.BY_NAME[network].parse(answer(case, body))
    assert isinstance(found, Outcome)
    assert found.profile is not None
    return found.profile.flags


@pytest.mark.parametrize(("protected", "expected"), [(True, ("protected",)), (False, ())])
def test_a_protected_account_of_x_is_flagged(protected: bool, expected: tuple[str, ...]) -> None:
    users = {"data": [{"id": "12", "username": "exemple_x", "name": "X", "protected": protected}]}
    assert flags_of("x", "exemple_x", "names", json.dumps(users).encode()) == expected


@pytest.mark.parametrize(("declared", "expected"), [("yes", ("blocked",)), ("no", ())])
def test_a_feed_that_opts_out_of_directories_is_flagged(declared: str, expected: tuple[str, ...]) -> None:
    body = f"""<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>T</title>
        <itunes:block>{declared}</itunes:block></channel></rss>"""
    found = flags_of("flux", "https://e.example/flux", "feed", body.encode(), type="application/rss+xml")
    assert found == expected


@pytest.mark.parametrize("declared", ["noindex", "none", "NOINDEX, follow"])
def test_a_noindex_page_is_flagged(declared: str) -> None:
    page = f"<title>T</title><meta name=robots content='{declared}'>".encode()
    where = "https://e.example/"
    assert flags_of("site", where, "page", page, url=where, type="text/html") == ("noindex",)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("noindex", ("noindex",)),
        ("nofollow, NONE", ("noindex",)),
        ("googlebot: noindex", ()),
        ("unavailable_after: 25 Jun 2027 15:00:00 GMT", ()),
    ],
)
def test_a_noindex_header_is_flagged(declared: str, expected: tuple[str, ...]) -> None:
    one = Account("site", "https://e.example/", "site:e.example")
    asked = Request("page", one.handle, (Asked(one),), PAGE)
    found = Answer(asked, TODAY, 200, b"<title>T</title>", "text/html", declared, url=one.handle)
    (result,) = readers.BY_NAME["site"].parse(found)
    assert result.profile.flags == expected


def steps(network: str, handle: str, step: str, body: object, **case: Any) -> list[dict[str, Any]]:
    """Return the steps that a reader makes of an answer, as in the golden pairs; a body that is not a text is sent as JSON."""
    raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    asked = {"network": network, "handle": handle, "step": step, **case}
    return [plain(one) for one in readers.BY_NAME[network].parse(answer(asked, raw))]


@pytest.mark.parametrize(
    ("pair", "more"),
    [
        (MASTODON, {"bot": True}),
        (ACTOR_OF, {"type": "Service"}),
        (ACTOR_OF, {"type": "Application"}),
        (ACTOR_OF, {"type": ["Service"]}),
        (VIEW, {"labels": [{"val": "bot"}]}),
    ],
)
def test_a_bot_is_flagged_by_any_of_its_declarations(pair: str, more: dict[str, Any]) -> None:
    assert "bot" in flags(pair, **more)
    assert "bot" not in flags(pair)


def test_flags_are_sorted_so_that_a_refresh_makes_no_needless_change() -> None:
    expected = ("bot", "limited", "memorial", "noindex", "not-discoverable", "opted-out", "suspended")
    declared = dict.fromkeys(("suspended", "memorial", "limited", "noindex", "bot"), True)
    assert flags(MASTODON, **declared, discoverable=False, note="#nobot") == expected


@pytest.mark.parametrize("name", ["Camille", "CAMILLE"])
def test_the_new_address_of_a_moved_account_is_in_lower_case(name: str) -> None:
    moved = {"acct": name, "url": "https://Ailleurs.example/@camille"}
    (result,) = steps("mastodon", "elodie@gts.example", "account",
                    {"id": "1", "username": "elodie", "moved": moved}, known={"source": "https://gts.example/api/v1/accounts/1"})  # fmt: skip
    assert result["draft"]["moved"] == "camille@ailleurs.example"


@pytest.mark.parametrize("address", ["https://elodie.example/", "http://elodie.example/"])
def test_a_verified_link_is_kept_with_or_without_tls(address: str) -> None:
    field = {"value": f'<a href="{address}">x</a>', "verified_at": "2026-01-01T00:00:00Z"}
    (result,) = steps(
        "mastodon", "elodie@gts.example", "account", {"id": "1", "username": "elodie", "fields": [field]}
    )
    assert result["draft"]["verified_links"] == [address]


def test_a_status_without_a_date_is_skipped() -> None:
    statuses = [{"created_at": None}, {"created_at": "2026-11-20T08:00:00Z"}, {}]
    (result,) = steps("mastodon", "elodie@gts.example", "statuses", statuses, draft=True)
    assert result["profile"]["last_active"] == "2026-11-20"


@pytest.mark.parametrize(
    ("declared", "kept"),
    [(date(2026, 11, 21), "2026-11-21"), (date(2026, 11, 1), "2026-11-20"), (None, "2026-11-20")],
)
def test_the_later_day_of_the_account_and_of_its_posts_is_kept(declared: date | None, kept: str) -> None:
    one = Account("mastodon", "elodie@gts.example", "mastodon:elodie@gts.example")
    draft = Profile(one.key, "https://gts.example/api/v1/accounts/1", TODAY, last_active=declared)
    request = Request("statuses", f"{draft.source}/statuses?limit=30", (Asked(one),), draft=draft)
    body = json.dumps([{"created_at": "2026-11-20T08:00:00Z"}]).encode()
    found = Answer(request, TODAY, 200, body, "application/json", url=request.url)
    (result,) = readers.BY_NAME["mastodon"].parse(found)
    assert isinstance(result, Outcome) and result.profile and result.profile.last_active
    assert result.profile.last_active.isoformat() == kept


@pytest.mark.parametrize(
    ("declared", "before", "kept"),
    [
        (date(2026, 11, 20), date(2026, 10, 1), date(2026, 11, 20)),
        (None, date(2026, 10, 1), date(2026, 10, 1)),
        (date(2026, 11, 20), None, date(2026, 11, 20)),
    ],
)
def test_without_posts_the_last_activity_is_that_of_the_account_or_the_known_one(
    declared: date | None, before: date | None, kept: date
) -> None:
    one = Account("mastodon", "elodie@gts.example", "mastodon:elodie@gts.example")
    known = Profile(one.key, "https://gts.example/api/v1/accounts/1", date(2026, 10, 1), last_active=before)
    draft = known._replace(read_on=TODAY, last_active=declared)
    request = Request("statuses", f"{known.source}/statuses?limit=30", (Asked(one, known),), draft=draft)
    (result,) = readers.BY_NAME["mastodon"].parse(Answer(request, TODAY, 500))
    assert isinstance(result, Outcome) and result.profile
    assert result.profile.last_active == kept


def test_malformed_links_of_webfinger_are_skipped() -> None:
    links = [
        "x",
        None,
        {"rel": "self", "type": "application/activity+json", "href": "https://gts.example/users/elodie"},
    ]
    (result,) = steps(
        "mastodon", "elodie@gts.example", "webfinger", {"subject": "acct:elodie@gts.example", "links": links}
    )
    assert result["step"] == "lookup"


@pytest.mark.parametrize(
    "subject", ["acct:Elodie@GTS.example", "acct:@elodie@gts.example", "elodie@gts.example"]
)
def test_another_spelling_of_the_name_is_not_a_rename(subject: str) -> None:
    link = {"rel": "self", "type": "application/activity+json", "href": "https://gts.example/users/elodie"}
    (result,) = steps("mastodon", "Elodie@gts.example", "webfinger", {"subject": subject, "links": [link]})
    assert result["step"] == "lookup"


@pytest.mark.parametrize(
    ("more", "fact"),
    [
        ({"movedTo": {"href": "https://ailleurs.example/users/elodie"}}, ("moved", "https://ailleurs.example/users/elodie")),
        ({"movedTo": [{"id": "https://ailleurs.example/users/elodie"}]}, ("moved", "https://ailleurs.example/users/elodie")),
        ({"icon": {"type": "Link", "href": "https://gts.example/a.png"}}, ("picture", "https://gts.example/a.png")),
        ({"icon": {"type": "Image", "url": [{"href": "https://gts.example/a.png"}]}}, ("picture", "https://gts.example/a.png")),
    ],
)  # fmt: skip
def test_an_address_of_an_actor_is_read_in_each_of_its_shapes(
    more: dict[str, Any], fact: tuple[str, str]
) -> None:
    actor = {"type": "Person", "id": "https://gts.example/users/elodie", **more}
    (result,) = steps("mastodon", "elodie@gts.example", "actor", actor, type="application/activity+json")
    assert {**result["profile"], "picture": result.get("picture")}[fact[0]] == fact[1]


@pytest.mark.parametrize(("host", "asked"), [("gts.example", True), ("ailleurs.example", False)])
def test_followers_are_asked_for_only_where_their_account_is(host: str, asked: bool) -> None:
    """Another server could say any number of anybody."""
    address = f"https://{host}/users/elodie/followers"
    actor = {"type": "Person", "id": "https://gts.example/users/elodie", "followers": address}
    (step,) = steps("mastodon", "elodie@gts.example", "actor", actor, type="application/activity+json")
    assert (step.get("asks") == address) is asked
    assert ("state" in step) is not asked


@pytest.mark.parametrize(
    ("network", "handle", "step", "body"),
    [
        ("mastodon", "elodie@gts.example", "lookup", {"id": "1", "username": "elodie", "note": ["x"]}),
        ("mastodon", "elodie@gts.example", "lookup", {"id": "1", "username": "elodie", "followers_count": "12"}),
        ("mastodon", "elodie@gts.example", "lookup", {"id": "1", "username": "elodie", "avatar_static": {}}),
        ("mastodon", "elodie@gts.example", "lookup", {"id": "1", "username": "elodie", "moved": "x"}),
        ("bluesky", "elodie.example", "profile", {"did": f"did:plc:{'a' * 24}", "handle": "elodie.example", "description": 1}),
    ],
)  # fmt: skip
def test_a_fact_of_another_type_than_documented_is_unreadable(
    network: str, handle: str, step: str, body: dict[str, object]
) -> None:
    """It would erase what was known."""
    (result,) = steps(network, handle, step, body)
    assert (result["state"], result["reason"]) == ("uncertain", "unexpected")


def test_a_malformed_view_leaves_the_others_of_its_batch_readable() -> None:
    two = [Account("bluesky", f"{name}.example", f"bluesky:{name}.example") for name in ("ada", "zoe")]
    views = [{"did": f"did:plc:{one.handle[0] * 24}", "handle": one.handle} for one in two]
    body = json.dumps({"profiles": [views[0] | {"description": 1}, views[1]]}).encode()
    asked = tuple(Asked(one) for one in two)
    request = Request("profiles", "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfiles", asked)
    bad, good = readers.BY_NAME["bluesky"].parse(Answer(request, TODAY, 200, body, "application/json"))
    assert isinstance(bad, Outcome) and bad.state == "uncertain"
    assert isinstance(good, Request) and good.asked == asked[1:]


RSS = '<rss version="2.0"><channel><title>T</title><description>Eau</description>{}'
ITEM = "<item><title>A</title><pubDate>Fri, 20 Nov 2020 08:00:00 GMT</pubDate></item>"


@pytest.mark.parametrize("cut", ["", ITEM, f"{ITEM}<item><tit", f"{ITEM}</channel>"])
def test_a_feed_that_was_cut_is_unreadable(cut: str) -> None:
    with pytest.raises(UnreadableAnswer):
        steps("flux", "https://e.example/f", "feed", RSS.format(cut), type="application/rss+xml")


@pytest.mark.parametrize("key", ["date_published", "date_modified"])
def test_either_date_of_an_item_of_a_json_feed_is_read(key: str) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{key: "2026-11-20T08:00:00Z"}]}
    (result,) = steps("flux", "https://e.example/f", "feed", feed)
    assert result["profile"]["last_active"] == "2026-11-20"


def test_a_feed_in_an_unknown_encoding_is_still_read() -> None:
    source = '<?xml version="1.0" encoding="x-inconnu"?><rss version="2.0"><channel><title>T</title><description>Eau</description></channel></rss>'
    (result,) = steps("flux", "https://e.example/f", "feed", source, type="application/rss+xml")
    assert result["profile"]["bio"] == "Eau"


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", ""])
def test_an_answer_that_is_not_html_is_not_parsed(kind: str) -> None:
    with pytest.raises(UnreadableAnswer, match="wrong-type"):
        steps("site", "https://e.example/", "page", "%PDF", url="https://e.example/", type=kind)


@pytest.mark.parametrize(
    "head",
    [
        "<base target=_blank><link rel=alternate type=application/rss+xml href=/flux>",
        "<link rel='ALTERNATE home' type=application/rss+xml href=/flux>",
        "<base href=https://e.example/><link rel=alternate type=' Application/RSS+XML' href=flux>",
        "<link rel=alternate type=application/rss+xml href=/comments/feed><link rel=alternate type=application/rss+xml href=/flux>",
    ],
)
def test_the_feed_of_a_page_is_found_in_any_notation(head: str) -> None:
    (result,) = steps("site", "https://e.example/", "page", head, url="https://e.example/", type="text/html")
    assert result["asks"] == "https://e.example/flux"


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "unexpected"), (403, "forbidden"), (500, "server-error")]
)
def test_a_missing_feed_is_not_parsed(status: int, reason: str) -> None:
    source = "<rss version='2.0'><channel><item><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>"
    known = {"source": "https://e.example/", "last_active": date(2026, 10, 1)}
    (result,) = steps(
        "site",
        "https://e.example/",
        "feed",
        source,
        status=status,
        known=known,
        draft=True,
        type="application/rss+xml",
    )
    assert (result["state"], result["reason"]) == ("uncertain", reason)


def test_an_account_of_x_without_a_known_identifier_is_not_another_account() -> None:
    users = {"data": [{"id": "12", "username": "exemple_x"}]}
    (result,) = steps("x", "exemple_x", "names", users, known={"source": "https://x.com/exemple_x"})
    assert result["state"] == "alive"


def test_x_is_requested_once_for_each_account() -> None:
    one, two = (Account("x", name, f"x:{name}") for name in ("camille", "zoe"))
    known = Profile(one.key, "https://x.com/camille", TODAY, permanent_id="12")
    asked = readers.BY_NAME["x"].requests([Asked(one, known), Asked(two)], {"x": "jeton"})
    assert [[account.account.handle for account in request.asked] for request in asked] == [
        ["camille"],
        ["zoe"],
    ]


def test_an_account_that_x_does_not_find_is_known_by_the_title_of_its_error_too() -> None:
    errors = {"errors": [{"value": "exemple_x", "title": "Not Found Error"}]}
    (result,) = steps("x", "exemple_x", "names", errors)
    assert (result["state"], result["reason"]) == ("gone", "not-found")


def test_the_feed_of_a_channel_is_requested_only_if_its_identifier_is_known() -> None:
    handle = "channel/UC" + "a" * 22
    one = Account("youtube", handle, f"youtube:{handle}")
    (asked,) = readers.BY_NAME["youtube"].requests([Asked(one)], {})
    assert asked.url == f"https://www.youtube.com/feeds/videos.xml?channel_id=UC{'a' * 22}"
    (result,) = steps("youtube", "@camille", "page", "", status=403, type="text/html")
    assert (result["state"], result["reason"]) == ("uncertain", "forbidden")


def test_a_channel_that_exists_without_a_feed_is_uncertain() -> None:
    (result,) = steps("youtube", "@camille", "there", "<title>Camille</title>", type="text/html")
    assert (result["state"], result["reason"]) == ("uncertain", "no-feed")
