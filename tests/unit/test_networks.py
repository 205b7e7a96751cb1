"""Networks: handles, keys and addresses of profiles (`annuaire.networks`)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annuaire import networks, readers
from annuaire.errors import HandleError
from annuaire.networks import NETWORKS, bluesky, linkedin, mastodon, x, youtube
from annuaire.search import search_index
from tests.support import roots

SOCIAL = [module for module in NETWORKS if module.NETWORK not in ("flux", "site")]
UC = "UC" + "abcdefghijklmnopqrstuv"
PASTED = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            ["https://", "feed:", "@", "/", "user/", "c/", "channel/", UC, "videos", "profile/", "in/", "company/", "%41", "?a=b", "#",
             "did:plc:a", ".", "camille", "I", "watch", "users/", "x.com", "twitter.com", "www.youtube.com", "bsky.app",
             "mastodon.example", "fr.linkedin.com", "[::1]", "127.1", "camille.local", "é", " "]
        ),
    ),
    max_size=6,
).map("".join)  # fmt: skip

ADDRESSES = st.builds(
    "https://{}camille.example{}{}".format,
    st.sampled_from(["", "www.", "blog."]),
    st.sampled_from(["", ":8080"]),
    st.sampled_from(["", "/", "/fil", "/fil/", "/fil?a=b", "/@camille/"]),
)

each = pytest.mark.parametrize("module", NETWORKS, ids=lambda module: module.NETWORK)


def refused(module: ModuleType, written: str) -> str:
    with pytest.raises(HandleError) as caught:
        module.canonical(written)
    return caught.value.code


@each
def test_a_network_has_the_common_interface(module: ModuleType) -> None:
    for name in ("NETWORK", "LABEL", "HANDLE", "EXAMPLE", "DESCRIPTION"):
        assert getattr(module, name)
    assert module.ALSO.lower() == module.ALSO
    for prefix in module.PREFIXES.split():
        assert module.from_address(f"https://{prefix}{module.EXAMPLE}") == module.EXAMPLE
    assert module.canonical(module.EXAMPLE) == module.EXAMPLE
    assert module.HANDLE.fullmatch(module.EXAMPLE)
    for function in (module.shown, module.profile_url, module.follow_url, module.identity):
        assert function(module.EXAMPLE)


@each
def test_a_profile_that_a_page_waits_for_is_read(module: ModuleType) -> None:
    assert not module.HAS_PROFILE or module.NETWORK in readers.BY_NAME


@each
def test_the_browser_can_show_a_handle_as_pages_do(module: ModuleType) -> None:
    """By one of the four forms of search_index.js, from the handle that the index has."""
    forms: dict[str, Callable[[str], str]] = {
        "@": lambda handle: f"@{handle}",
        ".": lambda handle: handle.split("/")[0],
        "/": lambda handle: handle.rpartition("/")[2],
        "": lambda handle: handle,
    }

    @given(st.one_of(ADDRESSES, st.from_regex(module.HANDLE, fullmatch=True)))
    @example(f"channel/{UC}")
    def holds(written: str) -> None:
        try:
            handle = module.canonical(written)
        except HandleError:
            return
        shown = forms[search_index.sign(module.NETWORK)](search_index.written(handle))
        assert shown.lower() == module.shown(handle).lower()

    holds()


@each
def test_any_text_gives_a_handle_or_an_error(module: ModuleType) -> None:
    @given(st.one_of(PASTED, st.text(), st.from_regex(module.HANDLE, fullmatch=True)))
    def holds(written: str) -> None:
        module.from_address(written)
        networks.recognise(written)
        try:
            handle = module.canonical(written)
        except HandleError:
            return
        assert module.HANDLE.fullmatch(handle)
        assert module.canonical(handle) == handle
        assert module.identity(module.canonical(module.profile_url(handle))) == module.identity(handle)

    holds()


@pytest.mark.parametrize(
    ("module", "written", "handle"),
    [
        (mastodon, "camille@mastodon.example", "camille@mastodon.example"),
        (mastodon, "@camille@mastodon.example", "camille@mastodon.example"),
        (mastodon, "Camille@Mastodon.Example", "Camille@mastodon.example"),
        (mastodon, "https://mastodon.example/@camille", "camille@mastodon.example"),
        (mastodon, "mastodon.example/@camille", "camille@mastodon.example"),
        (mastodon, "https://mastodon.example/users/camille", "camille@mastodon.example"),
        (mastodon, "https://mastodon.example/@camille/with_replies", "camille@mastodon.example"),
        (mastodon, "https://ailleurs.example/@camille@mastodon.example", "camille@mastodon.example"),
        (mastodon, "https://mastodon.example/web/@camille", "camille@mastodon.example"),
        (mastodon, "https://video.example/c/camille/videos", "camille@video.example"),
        (mastodon, "camille@réseau.example", "camille@xn--rseau-bsa.example"),
        (bluesky, "camille.example", "camille.example"),
        (bluesky, "@Camille.Example", "camille.example"),
        (bluesky, "https://bsky.app/profile/camille.example/", "camille.example"),
        (bluesky, "bsky.app/profile/camille.example", "camille.example"),
        (x, "CamilleDuval", "CamilleDuval"),
        (x, "@CamilleDuval", "CamilleDuval"),
        (x, "https://x.com/CamilleDuval", "CamilleDuval"),
        (x, "https://www.twitter.com/@CamilleDuval/?lang=fr", "CamilleDuval"),
        (x, "mobile.twitter.com/CamilleDuval", "CamilleDuval"),
        (youtube, "@camilleduval", "@camilleduval"),
        (youtube, "https://www.youtube.com/@camilleduval/videos", "@camilleduval"),
        (youtube, "youtube.com/c/camille", "c/camille"),
        (youtube, UC, f"channel/{UC}"),
        (youtube, f"https://m.youtube.com/channel/{UC}/about", f"channel/{UC}"),
        (youtube, "https://www.youtube.com/%C3%A9lodie", "élodie"),
        (linkedin, "in/camille-duval", "in/camille-duval"),
        (linkedin, "https://sn.linkedin.com/in/camille-duval/?trk=nav", "in/camille-duval"),
        (linkedin, "https://www.linkedin.com/company/mutuelle/about/", "company/mutuelle"),
        (linkedin, "in/%C3%A9lodie", "in/élodie"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.NETWORK,
)
def test_a_handle_is_understood_in_all_its_spellings(module: ModuleType, written: str, handle: str) -> None:
    assert module.canonical(written) == handle
    if "://" in written and module in SOCIAL:
        assert networks.recognise(written) is module


@pytest.mark.parametrize(
    ("module", "written", "code"),
    [
        (mastodon, "camille", "handle-mastodon-server"),
        (mastodon, "@camille", "handle-mastodon-server"),
        (mastodon, "camille@mastodon", "handle-malformed"),
        (mastodon, "camille duval@mastodon.example", "handle-malformed"),
        (mastodon, "a@b@mastodon.example", "handle-malformed"),
        (mastodon, "", "handle-malformed"),
        (mastodon, "camille@mastodon.local", "address-private"),
        (mastodon, "camille@127.0.0.1", "handle-malformed"),
        (mastodon, "https://mastodon.example/@camille/1142", "handle-not-profile"),
        (mastodon, "https://mastodon.example/", "handle-not-profile"),
        (mastodon, "https://[mastodon.example/@camille", "handle-not-profile"),
        (bluesky, "camille", "handle-bluesky-short"),
        (bluesky, "camille_duval.example", "handle-malformed"),
        (bluesky, "camille.internal", "address-private"),
        (bluesky, "handle.invalid", "handle-malformed"),
        (bluesky, "did:plc:abcdefghijklmnopqrstuvwx", "handle-malformed"),
        (bluesky, "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx", "handle-malformed"),
        (bluesky, "https://bsky.app/profile/camille.example/post/3k2", "handle-not-profile"),
        (bluesky, "a." * 130 + "example", "handle-malformed"),
        (x, "camille duval", "handle-malformed"),
        (x, "camille.duval", "handle-malformed"),
        (x, "camille_duval_journaliste", "handle-malformed"),
        (x, "home", "handle-not-profile"),
        (x, "x.com", "handle-not-profile"),
        (x, "https://x.com/CamilleDuval/status/1142", "handle-not-profile"),
        (x, "https://x.com/hashtag/eau", "handle-not-profile"),
        (youtube, "Camille Duval", "handle-malformed"),
        (youtube, "watch", "handle-malformed"),
        (youtube, "../..", "handle-malformed"),
        (youtube, "https://www.youtube.com/watch?v=dQw4", "handle-not-profile"),
        (youtube, "https://youtu.be/dQw4", "handle-not-profile"),
        (linkedin, "camille-duval", "handle-linkedin-short"),
        (linkedin, "in/camille duval", "handle-malformed"),
        (linkedin, "https://www.linkedin.com/posts/camille-1142", "handle-not-profile"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else value.NETWORK,
)
def test_an_invalid_handle_is_refused_for_its_own_reason(module: ModuleType, written: str, code: str) -> None:
    assert refused(module, written) == code


@pytest.mark.parametrize(
    ("network", "spellings"),
    [
        (
            "mastodon",
            ["Camille@mastodon.example", "https://MASTODON.example/@camille", "@camille@mastodon.example"],
        ),
        ("bluesky", ["Camille.example", "https://bsky.app/profile/camille.example"]),
        ("x", ["CamilleDuval", "https://twitter.com/camilleduval", "http://www.x.com/@CAMILLEDUVAL/"]),
        ("youtube", ["@CamilleDuval", "https://m.youtube.com/@camilleduval/about"]),
        ("linkedin", ["in/Camille-Duval", "https://fr.linkedin.com/in/camille-duval/"]),
        ("flux", ["https://camille.example/flux", "feed:http://www.camille.example/flux/"]),
        ("site", ["http://camille.example", "https://www.Camille.example/"]),
    ],
)
def test_all_spellings_of_an_account_have_one_key(network: str, spellings: list[str]) -> None:
    module = networks.BY_NAME[network]
    assert len({networks.key(network, module.canonical(spelling)) for spelling in spellings}) == 1


def test_two_channels_differ_by_case_alone() -> None:
    assert networks.key("youtube", f"channel/{UC}") != networks.key("youtube", f"channel/{UC.swapcase()}")


@given(
    st.one_of(
        st.text(), st.sampled_from(["x.com", "youtube.com", "bsky.app", "linkedin.com", "mastodon.example"])
    )
)
def test_a_profile_has_a_path(written: str) -> None:
    """So `recognise` looks no further at what has no slash."""
    bare = written.replace("/", "")
    assert not any(module.from_address(bare) for module in SOCIAL)


@pytest.mark.parametrize("module", SOCIAL, ids=lambda module: module.NETWORK)
def test_the_page_of_an_account_is_recognised_as_of_its_network(module: ModuleType) -> None:
    page = module.profile_url(module.EXAMPLE)
    assert networks.recognise(page) is module
    for address in (page, *(f"https://{prefix}" for prefix in module.PREFIXES.split())):
        assert not networks.unsupported(address), (
            f"take « {networks.unsupported(address)} » out of _UNSUPPORTED"
        )


@pytest.mark.parametrize(
    "address",
    ["https://camille.example/", "https://medium.com/@camille", "https://camille.substack.com/", "https://substack.com/@camille",
     "https://www.tiktok.com/@camille", "https://[::1", "", "camille", "https://x.com/", "https://bsky.app/"],
)  # fmt: skip
def test_a_page_outside_the_networks_is_not_recognised(address: str) -> None:
    assert networks.recognise(address) is None


@each
def test_a_network_with_a_module_is_not_reported_as_unsupported(module: ModuleType) -> None:
    assert networks.unsupported(module.profile_url(module.EXAMPLE)) == ""


@each
def test_addresses_that_are_shown_are_public_ones(module: ModuleType) -> None:
    for address in (module.profile_url(module.EXAMPLE), module.follow_url(module.EXAMPLE)):
        assert address.startswith("https://")


def test_the_networks_are_those_of_the_schema_in_both_of_its_places() -> None:
    rules = json.loads(Path(roots.REPOSITORY / "curation/schema/fiche.schema.json").read_text("utf-8"))[
        "properties"
    ]
    names = [module.NETWORK for module in NETWORKS]
    assert sorted(rules["comptes"]["properties"]) == sorted(names)
    assert sorted(rules["prefere"]["enum"]) == sorted(names)
    assert sorted(rules["preuves"]["items"]["properties"]["compte"]["enum"]) == sorted(names)
    for module in NETWORKS:
        assert rules["comptes"]["properties"][module.NETWORK]["examples"] == [module.EXAMPLE]


@pytest.mark.parametrize(
    ("module", "written", "handle"),
    [
        (mastodon, "https://ailleurs.example/@camille@Mastodon.Example", "camille@mastodon.example"),
        (networks.feed, "feed://camille.example/flux", "https://camille.example/flux"),
        (networks.feed, "feed:https://camille.example/flux", "https://camille.example/flux"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.NETWORK,
)
def test_an_address_is_understood_however_a_program_gives_it(
    module: ModuleType, written: str, handle: str
) -> None:
    assert module.canonical(written) == handle
