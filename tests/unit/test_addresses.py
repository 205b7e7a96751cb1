"""Web addresses: normalisation, validation, and addresses of sites (`annuaire.addresses`)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import addresses
from annuaire.errors import HandleError

PIECES = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            ["http://", "https://", "camille.example", "www.", "@", ":", "/", "?", "#", "[::1]", "127.1", ".local", "é", "。", "%"]
        ),
    ),
    max_size=7,
).map("".join)  # fmt: skip


def refused(written: str) -> str:
    with pytest.raises(HandleError) as caught:
        addresses.clean(written)
    return caught.value.code


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("https://camille.example", "https://camille.example/"),
        ("HTTPS://Camille.Example/Blog", "https://camille.example/Blog"),
        (" https://camille.example/ ", "https://camille.example/"),
        ("https://camille.example:443/a", "https://camille.example/a"),
        ("http://camille.example:80/", "http://camille.example/"),
        ("https://camillé.example/é?q=ç#fin", "https://xn--camill-gva.example/%C3%A9?q=%C3%A7#fin"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
    ],
)
def test_a_public_address_is_accepted_and_written_in_one_way(written: str, cleaned: str) -> None:
    assert addresses.clean(written) == cleaned


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "0", "10.0.0.1",
        "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "[::1]", "[::]", "[fe80::1]", "[fc00::1]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fe80::1%25eth0]", "camille.local", "camille.internal", "camille.lan",
        "camille.local.", "CAMILLE.LOCAL", "camille。local", "１２７.0.0.1", "１２７。０。０。１", "ⓛocalhost", "printer.home", "a.onion",
        "camille.localdomain", "camille.private", "camille.test", "camille.invalid", "camille.alt",
    ],
)  # fmt: skip
def test_a_private_host_is_refused_in_any_disguise(host: str) -> None:
    assert refused(f"http://{host}/") in ("address-private", "address")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("http://intranet/", "address-incomplete"),
        ("camille.example/blog", "address-bare"),
        ("www.camille.example", "address-bare"),
        ("ftp://camille.example/", "address-scheme"),
        ("javascript:alert(1)", "address-scheme"),
        ("//camille.example/", "address-scheme"),
        ("https://camille:secret@camille.example/", "address-secret"),
        ("https://camille@camille.example/", "address-secret"),
        ("https://@camille.example/", "address-secret"),
        ("https://camille:secret@ß.example/", "address-secret"),
        ("https://[2606:4700::1111]/", "address"),
        ("https://camille.example:8443/", "address-port"),
        ("https://camille.example:port/", "address"),
        ("https://camille.example:99999/", "address"),
        ("https://camille.example/a b", "address-space"),
        ("https://camille.example/<b>", "address"),
        ("https://camille.example\\@autre.example/", "address"),
        ("https://", "address"),
        ("https:///chemin", "address"),
        ("https://[::1/", "address"),
        ("https://camille..example/", "address"),
        ("https://-camille.example/", "address"),
        ("https://" + "a" * 64 + ".example/", "address"),
        ("", "address-scheme"),
    ],
)
def test_a_faulty_address_is_refused_for_its_own_reason(written: str, code: str) -> None:
    assert refused(written) == code


def test_a_secret_is_not_repeated() -> None:
    with pytest.raises(HandleError) as caught:
        addresses.clean("https://camille:secret@camille.example/blog")
    assert caught.value.values["clean"] == "https://camille.example/blog"


@given(PIECES)
def test_any_text_gives_an_address_or_a_handle_error(written: str) -> None:
    try:
        cleaned = addresses.clean(written)
    except HandleError:
        return
    assert cleaned.startswith(("http://", "https://"))
    assert addresses.clean(cleaned) == cleaned


@given(PIECES)
def test_splitting_never_fails(written: str) -> None:
    assert addresses.split_profile_address(written) is not None


@given(st.from_regex(addresses._NORMALIZED, fullmatch=True))
def test_a_normalized_address_is_unchanged_by_normalizing(written: str) -> None:
    try:
        normalized = addresses._normalize(written)
    except HandleError as error:
        assert refused(written) == error.code
    else:
        assert addresses.clean(written) == normalized


def test_scheme_www_and_last_slash_do_not_make_two_addresses() -> None:
    spellings = ["http://www.camille.example", "https://camille.example/", "https://camille.example/#haut"]
    assert {addresses.identity(spelling) for spelling in spellings} == {"camille.example"}
    assert addresses.identity("https://camille.example/?a") != addresses.identity("https://camille.example/")


@given(st.from_regex(addresses._NORMALIZED, fullmatch=True))
def test_a_usual_address_is_identified_and_split_as_any_other(written: str) -> None:
    assert addresses.identity(written) == addresses.identity(f"{written}#")
    assert addresses.split_profile_address(written) == addresses.split_profile_address(f"{written}#")


@pytest.mark.parametrize(
    "written",
    ["https://a.example", "http://a.example/base", "http://localhost:8000", "http://127.0.0.1:8000/x/@moi"],
)
def test_a_site_may_be_anywhere_a_browser_goes(written: str) -> None:
    assert addresses.base(written) == addresses.base(f"{written}/") == written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HTTPS://A.Example", "https://a.example"),
        ("https://été.example/l’annuaire/", "https://xn--t-9fab.example/l%E2%80%99annuaire"),
        ("https://a.example/b/../c//d", "https://a.example/c/d"),
        ("mon-site.fr", ""),
        ("https://a.example/?b", ""),
        ("https://moi@a.example", ""),
        ("http://[::1", ""),
        ("https://a.example/\udcff", ""),
    ],
)
def test_the_address_of_a_site_is_in_ascii_and_says_nothing_twice(written: str, meant: str) -> None:
    assert addresses.base(written) == meant


@pytest.mark.parametrize(
    "value",
    ["https://[x/a.png", "https://a.example/\ud800", "https://a.example/\u202egpj.exe", "https://a.example/\x1b]0;x\x07",
     "https://a.example/ b", "https://a.example/\u00a0b", "https://a.example/\n", "https:///a", "https://", "https://a.example:99999/",
     "https://a.example:0/", "https://exa\u2100mple/", "http://a.example/", "javascript:alert(1)", "https://a.example/" + "a" * 500,
     None, 12, ["https://a.example/"]],
)  # fmt: skip
def test_an_address_that_a_network_gives_is_refused_when_it_could_do_harm(value: object) -> None:
    assert addresses.safe_https(value) == ""


@given(st.one_of(st.just("https://"), st.just("")), PIECES)
def test_an_accepted_address_is_unchanged_and_has_a_host(start: str, rest: str) -> None:
    if found := addresses.safe_https(start + rest):
        assert found == start + rest
        assert addresses.host(found)
        found.encode("utf-8")


@pytest.mark.parametrize("host", ["faß.example", "ς.example"])
def test_a_host_that_idna_standards_encode_differently_is_refused(host: str) -> None:
    assert refused(f"https://{host}/") == "address"
    assert addresses.clean("https://xn--fa-hia.example/") == "https://xn--fa-hia.example/"


@pytest.mark.parametrize("written", ["camille.duval@courrier.example", "camille.example:8080/a"])
def test_only_a_valid_address_without_a_scheme_is_called_bare(
    written: str,
) -> None:
    assert refused(written) == "address-scheme"
