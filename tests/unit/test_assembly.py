"""The directory assembled from curation and snapshot: `annuaire.directory.assembly` and `annuaire.directory.directory`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annuaire.curation import curation
from annuaire.directory import similarity
from annuaire.directory.arrangement import arrange, summarize
from annuaire.directory.assembly import assemble
from annuaire.directory.directory import Directory, _monogram
from annuaire.errors import SnapshotError
from annuaire.model import Curation, Departure, Profile, Snapshot
from annuaire.profiles import snapshot

TODAY = date(2026, 11, 22)


@pytest.fixture
def written(root: Path) -> Curation:
    return curation.read(root, TODAY)


@pytest.fixture
def directory(root: Path, written: Curation) -> Directory:
    return assemble(written, snapshot.read(root))


def names(directory: Directory) -> list[str]:
    return [listing.name for listing in directory.listings]


def test_the_reading_order_is_french(directory: Directory) -> None:
    assert names(directory) == [
        "Camille Duval",
        "Élodie Aubert",
        "Mutuelle du Phare",
        "Œuvres vives",
        "Zoé Ndiaye",
    ]
    assert [listing.initial for listing in directory.listings] == ["C", "E", "M", "O", "Z"]


def test_audience_does_not_affect_any_order(written: Curation, root: Path) -> None:
    found = snapshot.read(root)
    (profile,) = found.profiles.values()
    key = "bluesky:zoe.example"
    crowd = Snapshot({**found.profiles, key: profile._replace(key=key, audience=10_000_000)})
    before, after = assemble(written, Snapshot({})), assemble(written, crowd)
    assert names(before) == names(after)
    assert before.related == after.related


def test_ranks_are_shown_only_if_the_edition_has_them(written: Curation) -> None:
    assert {listing.rank for listing in assemble(written, Snapshot({})).listings} == {None}
    ranked = written.editions[0]._replace(ranked=True, entries=tuple(reversed(written.editions[0].entries)))
    found = assemble(written._replace(editions=(ranked,)), Snapshot({}))
    assert [(listing.id, listing.rank) for listing in found.listings][:2] == [
        ("zoe-ndiaye", 1),
        ("oeuvres-vives", 2),
    ]


def test_a_profile_joins_its_account_and_the_others_have_none(directory: Directory) -> None:
    camille = directory.by_id["camille-duval"]
    assert [bool(account.profile) for account in camille.accounts] == [True, False, False]
    assert camille.accounts[0].evidence[0].network == "mastodon"
    assert camille.accounts[0].seen == "2026-10"


def test_an_account_has_its_own_evidence_and_no_other_s(directory: Directory) -> None:
    accounts = directory.by_id["elodie-aubert"].accounts
    assert len(accounts) > 1
    for account in accounts:
        assert {item.network for item in account.evidence} == {account.network}


def test_a_profile_is_shown_as_its_owner_allows(written: Curation, root: Path) -> None:
    found = snapshot.read(root)
    (profile,) = found.profiles.values()
    found = Snapshot({profile.key: profile._replace(avatar="a" * 12)})
    (owner,) = (
        id for id, one in written.entries.items() if profile.key in [account.key for account in one.accounts]
    )

    def shown(withholds: str) -> list[tuple[Profile | None, bool]]:
        wanted = written.entries[owner]._replace(withholds=withholds)
        directory = assemble(written._replace(entries={**written.entries, owner: wanted}), found)
        listing = next(one for one in directory.listings if one.id == owner)
        return [(account.profile, account.is_withheld) for account in listing.accounts if account.has_profile]

    first, *others = shown("nothing")
    assert first == (found.profiles[profile.key], False)
    assert set(others) == {(None, False)}  # accounts without a profile have nothing to withhold
    assert shown("portrait") == [(profile._replace(avatar=""), False), *others]
    assert shown("facts") == [(None, True)] * (1 + len(others))


def test_every_facet_counts_its_fiches_in_the_reading_order(directory: Directory) -> None:
    order = [listing.id for listing in directory.listings]
    for axis in directory.axes.values():
        for facet in axis.facets:
            assert facet.count == len(set(facet.listings)) > 0
            assert [*facet.listings] == sorted(facet.listings, key=order.index)


def test_a_region_counts_for_its_country(directory: Directory) -> None:
    territories = {facet.name: facet for facet in directory.axes["territoires"].facets}
    assert territories["Québec"].listings == territories["Canada"].listings == ("elodie-aubert",)
    assert territories["Québec"].parent == territories["Canada"].slug


def test_a_subject_of_one_fiche_has_no_page(directory: Directory) -> None:
    assert [facet.name for facet in directory.axes["sujets"].facets] == ["assurance", "eau", "enquête"]
    elodie = directory.by_id["elodie-aubert"]
    assert [(subject.name, bool(subject.slug)) for subject in elodie.subjects] == [
        ("hôtellerie", False),
        ("eau", True),
    ]


def test_related_fiches_are_found_once_and_not_before_one_is_asked_for(
    written: Curation, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[int] = []
    nearest = similarity.nearest
    monkeypatch.setattr(similarity, "nearest", lambda *given: searched.append(1) or nearest(*given))
    directory = assemble(written, Snapshot({}))
    assert not searched
    assert len(dict(directory.related)) == 5
    assert searched == [1]


@pytest.mark.parametrize("wanted", [0, 1, 2])
def test_no_more_related_fiches_are_found_than_wanted(
    written: Curation, wanted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    summaries = {id: summarize(entry, Snapshot({})) for id, entry in written.entries.items()}
    if not wanted:
        monkeypatch.delattr(similarity, "nearest")  # not even looked for
    found = dict(arrange(written, summaries, wanted).related)
    assert len(found) == 5
    assert max(map(len, found.values())) == wanted


def test_related_fiches_share_something_and_are_never_the_fiche_itself(directory: Directory) -> None:
    for listing in directory.listings:
        assert listing.id not in directory.related[listing.id]
        for other in map(directory.by_id.__getitem__, directory.related[listing.id]):
            mine = {*listing.categories, *(subject.name for subject in listing.subjects)}
            assert mine & {*other.categories, *(subject.name for subject in other.subjects)}


def test_the_neighbours_of_a_fiche_are_of_its_main_category(directory: Directory) -> None:
    assert directory.neighbours["camille-duval"] == (None, "zoe-ndiaye")
    assert directory.neighbours["zoe-ndiaye"] == ("camille-duval", None)


def test_an_edition_has_its_arrivals_and_departures(written: Curation) -> None:
    current = written.editions[0]
    left = Departure("zoe-ndiaye", "N’a plus rien publié depuis un an.")
    before = current._replace(id="2026-10", entries=current.entries[1:])
    after = current._replace(entries=current.entries[:4], departures=(left,))
    newest = assemble(written._replace(editions=(after, before)), Snapshot({})).edition
    assert [member.name for member in newest.arrivals] == ["Camille Duval"]
    assert [(member.name, member.is_published) for member in newest.departures] == [("Zoé Ndiaye", False)]


def test_a_removed_fiche_is_named_by_no_edition(written: Curation) -> None:
    """Its file is deleted, but an old edition still has the id, and there may even be a departure."""
    current = written.editions[0]
    before = current._replace(id="2026-10", entries=(*current.entries, "parti-depuis"))
    after = current._replace(departures=(Departure("parti-depuis", "A demandé à sortir."),))
    directory = assemble(written._replace(editions=(after, before)), Snapshot({}))
    for edition in directory.editions:
        assert "parti-depuis" not in {member.id for member in (*edition.members, *edition.departures)}


def test_a_fiche_that_awaits_review_is_named_by_no_edition(written: Curation) -> None:
    current = written.editions[0]
    key = written.entries["camille-duval"].accounts[1].key  # one account among several is enough
    closed = Snapshot(
        {key: Profile(key, "https://mastodon.example", date(2026, 11, 20), flags=("memorial",))}
    )
    before = current._replace(id="2026-10", departures=(Departure("camille-duval", "Une pause."),))
    directory = assemble(written._replace(editions=(current, before)), closed)
    for edition in directory.editions:
        assert "camille-duval" not in {member.id for member in (*edition.members, *edition.departures)}


def test_the_first_edition_has_no_arrivals(directory: Directory) -> None:
    assert directory.edition.arrivals == ()
    assert directory.edition.is_current


def test_the_site_is_as_old_as_its_newest_part(written: Curation) -> None:
    assert assemble(written, Snapshot({})).as_of == date(2026, 11, 2)
    assert assemble(written, Snapshot({}, date(2026, 11, 20))).as_of == date(2026, 11, 20)
    assert assemble(written, Snapshot({}, date(2026, 10, 1))).as_of == date(2026, 11, 2)


def test_a_fact_is_stale_after_the_days_of_the_threshold(directory: Directory) -> None:
    assert not directory.is_stale(date(2026, 11, 1))
    assert directory.is_stale(date(2026, 3, 12))


@pytest.mark.parametrize(
    ("id", "monogram"),
    [("camille-duval", "CD"), ("elodie-aubert", "EA"), ("mutuelle-du-phare", "MP"), ("oeuvres-vives", "OV")],
)
def test_a_monogram_replaces_a_missing_portrait(directory: Directory, id: str, monogram: str) -> None:
    assert directory.by_id[id].monogram == monogram


def test_an_edition_of_withheld_fiches_is_an_error(written: Curation) -> None:
    keys = [entry.accounts[0].key for entry in written.entries.values()]
    profiles = {
        key: Profile(key=key, source="https://a.example/", read_on=TODAY, flags=("memorial",)) for key in keys
    }
    with pytest.raises(SnapshotError, match="Aucune fiche de l’édition 2026-11 ne peut être montrée"):
        assemble(written, Snapshot(profiles))


def test_the_order_in_which_an_edition_is_written_is_read_only_where_it_is_ranked(written: Curation) -> None:
    turned = written.editions[0]._replace(entries=tuple(reversed(written.editions[0].entries)))
    directory = assemble(written._replace(editions=(turned,)), Snapshot({}))
    in_french = ["Camille Duval", "Élodie Aubert", "Mutuelle du Phare", "Œuvres vives", "Zoé Ndiaye"]
    assert names(directory) == [member.name for member in directory.edition.members] == in_french
    ranked = assemble(written._replace(editions=(turned._replace(ranked=True),)), Snapshot({}))
    assert names(ranked) == [member.name for member in ranked.edition.members] == in_french[::-1]


def test_a_directory_has_paces_only_if_one_is_known(written: Curation) -> None:
    account = written.entries["camille-duval"].accounts[0]
    measured = Profile(account.key, "https://mastodon.example/@camille", TODAY, weekly=3.0)
    other = written.entries["camille-duval"].accounts[2]
    assert not assemble(written, Snapshot({})).has_paces
    assert not assemble(written, Snapshot({account.key: measured._replace(weekly=None)})).has_paces
    assert not assemble(written, Snapshot({other.key: measured._replace(key=other.key)})).has_paces
    assert assemble(written, Snapshot({account.key: measured})).has_paces


@pytest.mark.parametrize(
    ("name", "monogram"),
    [("SUD", "S"), ("L’Encre", "E"), ("Le Phare", "P"), ("Marie-Anne de la Tour d’Auvergne", "MA"), ("La", "L"), ("De La", "DL"),
     ("20 Minutes", "2M"), ("🎵", "·"), ("« Zoé »", "Z")],
)  # fmt: skip
def test_a_monogram_is_made_of_the_words_that_count(name: str, monogram: str) -> None:
    assert _monogram(name) == monogram
