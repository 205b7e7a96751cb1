"""Fiches (`annuaire.curation.entries`)."""

from __future__ import annotations

from datetime import date

import pytest

from annuaire.curation import entries, lists
from annuaire.french.corrections import corrected
from annuaire.messages import MAX_PROBLEMS
from annuaire.model import Entry, Problem
from annuaire.schemas import schema
from annuaire.yamlfiles import yamlfile
from tests.support import roots

SCHEMA = schema.load(roots.REPOSITORY / "curation" / "schema" / "fiche.schema.json")
TODAY = date(2026, 11, 22)


def read(
    *changes: tuple[str, str], categories: list[str] | None = None
) -> tuple[entries.Fiche, list[Problem]]:
    source = roots.fiche(0)
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    node, problems = yamlfile.parse(source.encode(), "curation/fiches/camille-duval.yml")
    assert node and not problems
    path = "curation/fiches/camille-duval.yml"
    return entries.read(node, path, schema.check(node, SCHEMA, path), categories, TODAY)


def entry(*changes: tuple[str, str]) -> Entry:
    fiche, problems = read(*changes)
    assert problems == []
    assert fiche.entry
    return fiche.entry


def test_the_problems_of_much_evidence_are_reported_up_to_a_limit() -> None:
    proofs = "preuves:\n" + "  - {compte: linkedin, ou: https://preuve.example/a, vu: 2026-10}\n" * 3_000
    source = roots.fiche(0).split("preuves:")[0] + proofs
    node, _ = yamlfile.parse(source.encode(), "curation/fiches/camille-duval.yml")
    assert node
    found = entries.read(node, "curation/fiches/camille-duval.yml", [], None, TODAY)[1]
    assert MAX_PROBLEMS <= len(found) < MAX_PROBLEMS + 10


def test_as_many_items_are_suggested_as_the_schema_allows() -> None:
    rules = SCHEMA.rules["properties"]
    assert rules["sujets"]["maxItems"] == lists.MAX_SUBJECTS
    assert rules["categories"]["maxItems"] == lists.MAX_CATEGORIES


@pytest.mark.parametrize(
    ("written", "reported", "meant"),
    [
        ('["Paris, Texas"]', None, ""),
        ('["eau :("]', None, ""),
        ('["eau (lac", "rivière"]', None, ""),
        ("[eau (lac, rivière)]", "subject-cut", ""),
        ('[",,", eau]', "subject-empty", ""),
        ("\n  - ',,'\n  - ;;\n  - eau", "subject-empty", ""),
        ('["##", eau]', "subject-empty", ""),
        ('["#eau, #climat"]', "subject-several", "sujets: [eau, climat]"),
        ("\n  - eau, terre\n  - terre", "subject-several", "sujets: [eau, terre]"),
        ("\n  - eau,\n  - terre", "subject-comma", "eau"),
        ("[aa; bb, cc; dd, ee; ff, gg]", "subject-several-many", ""),
    ],
)
def test_a_subject_is_one(written: str, reported: str | None, meant: str) -> None:
    found = read(("[eau, enquête]", written))[1]
    assert {one.code for one in found} == ({reported} if reported else set())
    assert not found or found[0].advice.endswith(meant)


def test_a_list_that_is_too_long_is_in_none_of_its_hundred_messages() -> None:
    """Writing it into each took a minute."""
    items = ", ".join(f"'aa{place};bb'" for place in range(2_000))
    found = read(("[eau, enquête]", f"[{items}]"))[1]
    assert len(found) == 101
    assert max(len(one.message + one.advice) for one in found) < 400


def codes(*changes: tuple[str, str]) -> list[str]:
    return [found.code for found in read(*changes)[1]]


def test_a_fiche_becomes_an_entry() -> None:
    made = entry()
    assert (made.id, made.name, made.is_person, made.territory) == (
        "camille-duval",
        "Camille Duval",
        True,
        "SN",
    )
    assert made.categories == ("journalistes", "auteurs")
    assert made.subjects == ("eau", "enquête")
    assert made.since == date(2026, 11, 1)
    assert made.signed_by == "la rédaction"
    assert made.reason.startswith("Explique l’eau\u00a0: rivières")
    assert [item.seen for item in made.evidence] == ["2026-10"] * 3


def test_accounts_are_in_the_order_of_the_networks() -> None:
    assert [account.network for account in entry().accounts] == ["mastodon", "x", "site"]


def test_the_preferred_account_comes_first() -> None:
    assert entry(("pourquoi", "prefere: site\npourquoi")).accounts[0].network == "site"


def test_an_account_has_its_key() -> None:
    assert [account.key for account in entry().accounts] == [
        "mastodon:camille@mastodon.example",
        "x:camilleduval",
        "site:camille.example",
    ]


def test_an_unknown_date_of_evidence_is_empty() -> None:
    assert entry(("mastodon, vu: 2026-10", "mastodon, vu: inconnu")).evidence[0].seen == ""


@pytest.mark.parametrize(
    "reference",
    [
        '"Le Soleil, 3 octobre 2026"',
        "Annuaire de l’université",
        "ISBN 978-2-07-036822-8",
        '"Le Monde (voir https://x.example/a)"',
    ],
)
def test_evidence_may_be_in_print(reference: str) -> None:
    made = entry(("https://preuve.example/mastodon", reference)).evidence[0]
    assert made.url == ""
    assert made.reference == corrected(reference.strip('"'))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("www.preuve.example/mastodon", "address-bare"),
        ("preuve.example", "address-bare"),
        ("https:/preuve.example/a", "address"),
        ("http://127.1/a", "address-private"),
        ("(https://preuve.example/)", "address-wrapped"),
        ('"[preuve](https://preuve.example/)"', "address-wrapped"),
        ("https://preuve.example/a;", "address-end"),
        ("https://preuve.example;", "address-wrapped"),
        ("https://localhost/a;", "address-private"),
        ('"Vu le 3 mars sur https://preuve.example/"', "address-space"),
    ],
)
def test_evidence_that_looks_like_an_address_must_be_a_valid_one(written: str, code: str) -> None:
    assert codes(("https://preuve.example/mastodon", written)) == [code]


def test_categories_are_not_checked_if_the_known_ones_are_missing() -> None:
    assert read(("[journalistes, auteurs]", "[alpinistes]"), categories=None)[1] == []
    assert [
        found.code for found in read(("[journalistes, auteurs]", "[alpinistes]"), categories=["auteurs"])[1]
    ] == ["category-unknown"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("  mastodon: ", "  mastodonte: ")], ["key-unknown-near"]),
        ([("  mastodon: camille@mastodon.example", "  mastodon:")], ["value-missing-optional"]),
        ([("comptes:", "compte:")], ["key-unknown-near"]),
        ([("compte: mastodon,", "compte: mastodont,")], ["choice-near"]),
        ([("compte: mastodon,", "reseau: mastodon,")], ["key-unknown-near"]),
        (
            [("pourquoi", "prefere: mastodon\npourquoi"), ("camille@mastodon.example", "camille")],
            ["handle-mastodon-server"],
        ),
        ([("x: CamilleDuval", "x: " + "a" * 400)], ["too-long"]),
        ([("depuis: 2026-11-01", "depuis: 2027-02-30")], ["date"]),
        ([("territoire: SN", "territoire: " + "x" * 80)], ["too-long"]),
    ],
)
def test_one_mistake_is_reported_once(changes: list[tuple[str, str]], expected: list[str]) -> None:
    assert codes(*changes) == expected


def test_a_faulty_fiche_still_gives_what_other_files_are_compared_with() -> None:
    fiche, problems = read(("territoire: SN", "territoire: Québec"))
    assert problems
    assert fiche.entry is None
    assert [compared for compared, *_ in fiche.accounts] == [
        "mastodon:camille@mastodon.example",
        "x:camilleduval",
        "site:camille.example",
    ]
    assert fiche.reason[1:] == (roots.REASONS[0], 10, 11)


@pytest.mark.parametrize("name", ["camille-duval.yml", "m6.yml", "20-minutes.yml", "a.yml"])
def test_a_file_name_that_can_be_an_address_is_accepted(name: str) -> None:
    assert entries.check_name(f"curation/fiches/{name}") == (name.removesuffix(".yml"), [])


@pytest.mark.parametrize(
    ("name", "code", "example"),
    [
        ("Camille.yml", "file-name", "camille.yml"),
        ("camille duval.yml", "file-name", "camille-duval.yml"),
        ("élodie.yml", "file-name", "elodie.yml"),
        ("e\u0301lodie.yml", "file-name", "elodie.yml"),
        ("camille--duval.yml", "file-name", "camille-duval.yml"),
        ("-camille.yml", "file-name", "camille.yml"),
        ("œuvres.yml", "file-name", "oeuvres.yml"),
        ("ΑΒΓ.yml", "file-name", "prenom-nom.yml"),
        ("camille.yaml", "file-extension", "camille.yml"),
        ("camille.YML", "file-extension", "camille.yml"),
        ("camille", "file-extension", "camille.yml"),
    ],
)
def test_an_invalid_file_name_is_refused_with_a_valid_one(name: str, code: str, example: str) -> None:
    meant, (problem,) = entries.check_name(f"curation/fiches/{name}")
    assert (meant or "prenom-nom") == example.removesuffix(".yml")
    assert problem.code == code
    assert f"«\u00a0{example}\u00a0»" in problem.advice


@pytest.mark.parametrize(
    ("address", "reported"),
    [
        ("https://www.patreon.com/c/camille", []),
        ("https://www.exemple.fr/a/propos", []),
        ("https://www.exemple.fr/accounts/camille", []),
        ("https://social.exemple.fr/@camille", ["handle-wrong-network"]),
        ("https://social.exemple.fr/web/@camille", ["handle-wrong-network"]),
        ("https://social.exemple.fr/users/camille", ["handle-wrong-network"]),
    ],
)
def test_a_site_is_reported_as_a_profile_only_if_its_address_is_one(
    address: str, reported: list[str]
) -> None:
    assert codes(("https://camille.example/\n", f"{address}\n")) == reported


@pytest.mark.parametrize("word", ["non", "aucun", "Aucune", "rien", "néant", "none", "no", "n/a", "-"])
def test_a_word_for_nothing_is_no_account(word: str) -> None:
    assert "account-none" in codes(("CamilleDuval", f'"{word}"'))


def test_a_preference_for_a_misspelt_network_is_not_checked() -> None:
    assert "preferred-absent" not in codes(("  x: ", "  twiter: "), ("nature: ", "prefere: x\nnature: "))


@pytest.mark.parametrize("word", ["non", "Aucune", "-"])
def test_a_word_for_nothing_is_reported_once_without_missing_evidence(word: str) -> None:
    proof = "  - {compte: mastodon, ou: https://preuve.example/mastodon, vu: 2026-10}\n"
    assert codes(("camille@mastodon.example", f'"{word}"')) == ["account-none"]
    assert codes(("camille@mastodon.example", f'"{word}"'), (proof, "")) == ["account-none"]


def test_a_word_for_nothing_is_no_account_that_two_fiches_share() -> None:
    fiche, _ = read(("CamilleDuval", "aucun"))
    assert [compared for compared, *_ in fiche.accounts] == [
        "mastodon:camille@mastodon.example",
        "site:camille.example",
    ]


@pytest.mark.parametrize(
    "feed",
    ["https://mastodon.example/@camille.rss", "https://bsky.app/profile/camille.example/rss", "https://www.youtube.com/feeds/videos.xml?channel_id=UC1"],
)  # fmt: skip
def test_a_feed_may_be_that_of_an_account_of_a_network(feed: str) -> None:
    assert (
        codes(("site: https://camille.example/\n", f"flux: {feed}\n"), ("compte: site,", "compte: flux,"))
        == []
    )


@pytest.mark.parametrize(
    "ending", ["bak", "back", "backup", "old", "orig", "rej", "sav", "save", "tmp", "swp", "bak2", "OLD"]
)
def test_a_backup_of_an_editor_is_not_a_fiche(ending: str) -> None:
    beside = ["fiches/camille.yml", f"fiches/camille.yml.{ending}"]
    meant, (problem,) = entries.check_name(f"curation/fiches/camille.yml.{ending}", beside)
    assert (meant, problem.code) == ("", "file-backup")


def test_a_name_in_another_script_is_a_copy_of_no_fiche() -> None:
    _, (problem,) = entries.check_name(
        "curation/fiches/日本.yml", ["fiches/camille-duval.yml", "fiches/日本.yml"]
    )
    assert problem.code == "file-name"


@pytest.mark.parametrize(
    "name",
    ["camille - Copie.yml", "camille - Copie (2).yml", "camille copie.yml", "camille copy 2.yml", "camille (1).yml", "camille (copie).yml",
     "Copie de camille.yml", "Copy of camille.yml", "camille 2.yml"],
)  # fmt: skip
def test_a_copy_made_by_the_system_is_reported_with_the_original_fiche(name: str) -> None:
    _, (problem,) = entries.check_name(f"curation/fiches/{name}", ["fiches/camille.yml", f"fiches/{name}"])
    assert problem.code == "file-name-taken"
    assert "camille.yml" in f"{problem.message} {problem.advice}"
