"""Search: results, ranking and index (`annuaire.search`)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annuaire.assets import script_files
from annuaire.curation import curation
from annuaire.directory.assembly import assemble
from annuaire.directory.directory import Directory
from annuaire.profiles import snapshot
from annuaire.search import search_index
from tests.support import past_editions, roots, sites
from tests.support.queries import Query, promised, table
from tests.support.reference.engine import Engine
from tests.support.reference.words import is_near


def read(root: Path) -> Directory:
    return assemble(curation.read(root, date.max), snapshot.read(root))


@cache
def hundred() -> tuple[Directory, dict[str, Any], Engine]:
    """The search among a hundred invented people."""
    directory = sites.directory(sites.varied_root())
    index = search_index.make(directory)
    return directory, index, Engine(index)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> tuple[Directory, Engine]:
    directory = read(roots.make(tmp_path_factory.mktemp("root")))
    return directory, Engine(search_index.make(directory))


def ids(directory: Directory, engine: Engine, typed: str) -> list[str]:
    return [directory.listings[place].id for place in engine.find(typed).places]


@pytest.mark.parametrize("query", table("queries.tsv"), ids=lambda query: query.typed)
def test_a_query_finds_the_right_ones_among_the_hundred(query: Query) -> None:
    directory, _, engine = hundred()
    assert query.faults(ids(directory, engine, query.typed)) == []


@pytest.mark.parametrize("query", table("invented.tsv"), ids=lambda query: query.typed)
def test_a_query_finds_the_right_ones_among_the_five(
    query: Query, invented: tuple[Directory, Engine]
) -> None:
    assert query.faults(ids(*invented, query.typed)) == []


def test_spaces_that_must_not_break_are_in_the_index_as_they_were_typed(
    invented: tuple[Directory, Engine],
) -> None:
    directory, _ = invented
    first = directory.listings[0]
    named = first._replace(name="Agence\u00a06\u202f: les\n  suites")
    index = search_index.make(directory._replace(by_id={**directory.by_id, first.id: named}))
    assert index["names"].split("\n")[0] == "Agence\u00a06\u202f: les suites"
    assert index["reasons"].split("\n")[0] == first.reason
    assert "\u00a0: rivières" in first.reason
    (file, *_) = script_files.index_files(index, "<p>\n  Aucune\u00a0fiche\n</p>\n")
    assert "<p> Aucune\u00a0fiche </p>" in file.content.decode()


def test_the_table_is_about_all_of_the_hundred_only() -> None:
    asked = {id for query in table("queries.tsv") for id in (*query.first, *query.also, *query.without)}
    assert asked - {"-"} == hundred()[0].by_id.keys()


def test_the_order_of_names_is_in_the_index_of_a_ranked_edition_only(
    invented: tuple[Directory, Engine],
) -> None:
    directory, _ = invented
    assert search_index.make(directory)["by_name"] == []
    ranked = directory.edition._replace(edition=directory.edition.edition._replace(ranked=True))
    first, last = directory.listings[0], directory.listings[-1]
    named = {first.id: first._replace(name="Les vagues"), last.id: last._replace(name="L’Abri")}
    index = search_index.make(
        directory._replace(by_id={**directory.by_id, **named}, editions=(ranked, *directory.editions[1:]))
    )
    in_order = [name for _, name in sorted(zip(index["by_name"], index["names"].split("\n"), strict=True))]
    assert in_order == ["L’Abri", "Élodie Aubert", "Mutuelle du Phare", "Œuvres vives", "Les vagues"]


def test_a_fiche_came_with_the_edition_since_which_it_is_in_all(tmp_path: Path) -> None:
    """Zoé was in the first of three editions, left, and came back."""
    directory = read(past_editions.make(tmp_path))
    came = dict(zip(directory.by_id, search_index.make(directory)["came"].split("\n"), strict=True))
    assert came == {
        "camille-duval": "2026-09-05",
        "elodie-aubert": "2026-09-05",
        "mutuelle-du-phare": "2026-10-05",
        "oeuvres-vives": "2026-10-05",
        "zoe-ndiaye": "2026-11-02",
    }


@pytest.mark.parametrize("root", [sites.varied_root, lambda: roots.REPOSITORY], ids=["invented", "published"])
def test_every_published_fiche_is_found_by_name_handle_and_facet(root: Callable[[], Path]) -> None:
    directory = sites.directory(root())
    engine = Engine(search_index.make(directory))
    found = [
        (query.typed, query.faults(ids(directory, engine, query.typed))) for query in promised(directory)
    ]
    assert [(typed, faults) for typed, faults in found if faults] == []


def test_the_promised_queries_are_of_many_kinds() -> None:
    typed = {query.typed for query in promised(hundred()[0])}
    assert typed >= {"Maître Aulnas", "Maitre Aulnas", "MAÎTRE AULNAS", "MAITRE AULNAS", "Maitre_Aulnas"}
    assert typed >= {
        "Auteurs et autrices",
        "autrice",
        "chambre de commerce",
        "twitter",
        "Québec",
        "Suisse romande",
    }


def test_a_fiche_is_found_by_each_account_as_it_is_shown_and_by_its_address() -> None:
    directory, _, engine = hundred()
    for listing in directory.listings:
        for account in listing.accounts:
            for typed in (
                account.handle,
                account.shown,
                account.shown.removeprefix("@"),
                account.profile_url,
            ):
                assert listing.id in ids(directory, engine, typed), typed


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=300)
def test_no_query_can_break_the_search(typed: str) -> None:
    directory, _, engine = hundred()
    found = engine.find(typed).places
    assert len(set(found)) == len(found)
    assert all(0 <= place < len(directory.listings) for place in found)


def renamed(directory: Directory, **names: str) -> Engine:
    """Return the search among the same people under other names."""
    listings = {id: directory.by_id[id]._replace(name=name) for id, name in names.items()}
    return Engine(search_index.make(directory._replace(by_id={**directory.by_id, **listings})))


def test_a_whole_name_comes_before_a_longer_one_that_begins_with_it(
    invented: tuple[Directory, Engine],
) -> None:
    directory, _ = invented
    for name in ("Camille", "Fédération des mutuelles"):
        engine = renamed(directory, **{"elodie-aubert": f"{name} du Phare", "zoe-ndiaye": name})
        assert ids(directory, engine, name)[0] == "zoe-ndiaye"


def test_a_whole_word_comes_before_one_that_is_only_begun(invented: tuple[Directory, Engine]) -> None:
    directory, _ = invented
    engine = renamed(directory, **{"camille-duval": "Camille Portelance", "zoe-ndiaye": "Zoé Porte"})
    assert ids(directory, engine, "porte") == ["zoe-ndiaye", "camille-duval"]


def test_a_word_of_a_reason_comes_before_the_same_in_the_address_of_a_feed(
    invented: tuple[Directory, Engine],
) -> None:
    directory, _ = invented
    zoe = directory.by_id["zoe-ndiaye"]._replace(reason="Met en XML les audiences des tribunaux de Dakar.")
    engine = Engine(search_index.make(directory._replace(by_id={**directory.by_id, zoe.id: zoe})))
    assert ids(directory, engine, "XML") == ["zoe-ndiaye", "elodie-aubert"]


def test_only_the_last_word_is_being_typed(invented: tuple[Directory, Engine]) -> None:
    directory, engine = invented
    assert not engine.find("phare mutu").partial
    assert engine.find("mutu phare").partial
    assert ids(directory, engine, "camil du") == []


def test_an_accent_that_is_a_character_of_its_own_is_still_part_of_a_word(
    invented: tuple[Directory, Engine],
) -> None:
    directory, engine = invented
    assert ids(directory, engine, "enqu\u00e9") == ids(directory, engine, "enque\u0301") != []


def test_an_empty_result_is_neither_partial_nor_a_guess(invented: tuple[Directory, Engine]) -> None:
    assert invented[1].find("jargon plombier") == ((), False, False)


@pytest.mark.parametrize("typed", ["courtier grossiste maritime", "courtiers grossistes maritimes à Brest"])
def test_a_synonym_of_three_or_four_words_is_found(invented: tuple[Directory, Engine], typed: str) -> None:
    directory, _ = invented
    index = search_index.make(directory)
    [place] = [place for place, (slug, *_) in enumerate(index["categories"]) if slug == "assureurs"]
    slug, name, written = index["categories"][place]
    index["categories"][place] = [
        slug,
        name,
        f"{written},courtier grossiste maritime,courtier grossiste maritime Brest",
    ]
    assert ids(directory, Engine(index), typed) == ["mutuelle-du-phare"]
    assert not Engine(index).find(typed).partial


def test_a_query_of_stop_words_only_is_still_a_query(invented: tuple[Directory, Engine]) -> None:
    assert "mutuelle-du-phare" in ids(*invented, "du")


def test_a_long_query_is_truncated(
    invented: tuple[Directory, Engine],
) -> None:
    directory, engine = invented
    assert ids(directory, engine, " ".join(["mutuelle"] * 23 + ["phare"])) == ["mutuelle-du-phare"]
    assert engine.find(" ".join(["mutuelle"] * 24 + ["absent"])) == engine.find(
        " ".join(["mutuelle"] * 24) + " "
    )
    assert engine.find(" " * 500 + "mutuelle").places == ()
    assert engine.find(" " * 492 + "mutuelle").places


def test_a_result_without_all_the_words_is_partial(
    invented: tuple[Directory, Engine],
) -> None:
    _, engine = invented
    assert engine.find("duval plombier").partial
    assert not engine.find("duval barrage").partial


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("duval", False),
        ("duvl", True),
        ("réserver", True),
        ("duva", False),
        ("œuvres vivse", True),
        ("mutuelle du phrae", True),
        ("mutuelles du phare", False),
        ("zzzzzz", False),
    ],
)
def test_a_fuzzy_match_is_marked_as_a_guess(
    typed: str, guess: bool, invented: tuple[Directory, Engine]
) -> None:
    _, engine = invented
    assert engine.find(typed).guess is guess
    assert not engine.find(typed).partial


def test_a_name_that_was_typed_whole_is_no_guess(invented: tuple[Directory, Engine]) -> None:
    directory, _ = invented
    engine = renamed(directory, **{"zoe-ndiaye": "Lavan Dière"})
    assert ids(directory, engine, "lavand ière") == ["zoe-ndiaye"]
    assert not engine.find("lavand ière").guess
    assert engine.find("lavand dière").guess


def test_a_beginning_counts_only_while_it_is_being_typed(invented: tuple[Directory, Engine]) -> None:
    assert ids(*invented, "camil")[0] == "camille-duval"
    assert ids(*invented, "camil ") == []


@pytest.mark.parametrize(
    ("word", "other", "allowed", "near"),
    [
        ("mutelle", "mutuelle", 1, True),
        ("mutuleel", "mutuelle", 1, False),
        ("mutuelel", "mutuelle", 1, True),
        ("umtuelle", "mutuelle", 1, True),
        ("ndiaye", "ndiaye", 1, True),
        ("ndiay", "ndoayo", 1, False),
        ("ndeay", "ndiaye", 2, True),
        ("a", "abcd", 2, False),
    ],
)
def test_typing_mistakes_are_counted(word: str, other: str, allowed: int, near: bool) -> None:
    assert is_near(word, other, allowed) is near
    assert is_near(other, word, allowed) is near


def test_the_index_is_the_same_each_time_and_small() -> None:
    directory, index, _ = hundred()
    again = json.dumps(search_index.make(directory), ensure_ascii=False)
    assert again == json.dumps(index, ensure_ascii=False)
    first = json.dumps(index | {"reasons": ""}, ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(first.encode(), 9, mtime=0)) < 12_000


def test_without_its_reasons_the_index_still_answers(invented: tuple[Directory, Engine]) -> None:
    directory, whole = invented
    engine = Engine(search_index.make(directory) | {"reasons": ""})
    assert ids(directory, engine, "assureuse") == ["mutuelle-du-phare"]
    assert ids(directory, engine, "tribunal") == []
    assert ids(directory, whole, "tribunal") == ["zoe-ndiaye"]


def test_the_index_has_no_reasons_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "REASONS_UP_TO", 1)
    assert search_index.make(hundred()[0])["reasons"] == ""


def test_the_index_has_no_audience() -> None:
    _, index, _ = hundred()
    assert not {"audience", "followers", "rank"} & set(index)


def test_synonyms_are_cross_references_in_alphabetical_order(tmp_path: Path) -> None:
    root = roots.make(tmp_path / "root")
    file = root / "curation" / "categories.yml"
    written = file.read_text("utf-8")
    for id, synonyms in (("auteurs", "plume, édition"), ("journalistes", "Presse, plume")):
        written = written.replace(f"- id: {id}\n", f"- id: {id}\n  synonymes: [{synonyms}]\n")
    file.write_text(written, "utf-8")
    references = search_index.cross_references(read(root))
    found = [(word, [facet.slug for facet in facets]) for word, facets in references]
    assert found == [
        ("édition", ["auteurs"]),
        ("plume", ["auteurs", "journalistes"]),
        ("Presse", ["journalistes"]),
    ]


def test_the_index_has_rhythms_only_if_profiles_have_them(tmp_path: Path) -> None:
    root = roots.make(tmp_path / "root")
    assert search_index.make(read(root))["rhythms"] == ""
    file = root / "snapshot" / "profiles.json"
    stored = json.loads(file.read_text("utf-8"))
    stored["profiles"]["mastodon:camille@mastodon.example"]["rhythm"] = "regular"
    file.write_text(json.dumps(stored), "utf-8")
    assert search_index.make(read(root))["rhythms"].split("\n") == ["regulier", "", "", "", ""]
