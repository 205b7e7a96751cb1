"""Feeds, validated against a grammar of Atom, then parsed by an independent feed parser."""

from __future__ import annotations

import json
import posixpath
import re
from datetime import date, timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from annuaire.downloads import feeds
from tests.support import past_editions, roots, sites

GRAMMAR = Path(__file__).parents[1] / "fixtures" / "grammars" / "atom.rng"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return past_editions.make(tmp_path_factory.mktemp("past") / "root")


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, str]:
    return past_editions.files(root)


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(GRAMMAR))


def atoms(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.endswith(".xml")}


def test_there_is_a_feed_of_everything_of_each_category_and_of_the_day(files: dict[str, str]) -> None:
    categories = {f"categories/{id}/changements.xml" for id, *_ in roots.CATEGORIES}
    assert atoms(files).keys() == {"flux/changements.xml", "flux/compte-du-jour.xml", *categories}
    assert all(path.replace(".xml", ".json") in files for path in atoms(files))


def test_every_feed_validates_against_the_grammar(files: dict[str, str], grammar: etree.RelaxNG) -> None:
    for path, text in atoms(files).items():
        assert grammar.validate(etree.fromstring(text.encode())), (path, grammar.error_log)


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("<title>", "<titre>"),
        ("T00:00:00Z</updated>", "</updated>"),
        ('rel="self"', 'rel="selves"'),
        ("<id>tag:", "<id>"),
        ('href="https://', 'href="/'),
        ('<content type="html">', '<content type="xhtml">'),
        (' xml:lang="fr"', ""),
    ],
)
def test_the_grammar_sees_a_planted_fault(
    files: dict[str, str], grammar: etree.RelaxNG, sound: str, broken: str
) -> None:
    text = files["flux/changements.xml"]
    assert sound in text
    spoiled = text.replace(sound, broken, 1).replace("</title>", "</titre>", 1 if broken == "<titre>" else 0)
    assert not grammar.validate(etree.fromstring(spoiled.encode()))


def test_identifiers_are_unique_in_a_feed_and_the_same_in_two(files: dict[str, str]) -> None:
    ids = {
        path: [id.text for id in etree.fromstring(text.encode()).iter(f"{ATOM}id")]
        for path, text in atoms(files).items()
    }
    assert all(len(set(found)) == len(found) for found in ids.values())
    everything = set(ids["flux/changements.xml"])
    for path, found in ids.items():
        if path.startswith("categories/"):
            assert set(found[1:]) <= everything
    assert "tag:annuaire.example,2026-10:base/arrivee/oeuvres-vives" in everything


def test_a_feed_has_the_arrivals_and_departures(files: dict[str, str]) -> None:
    feed = feedparser.parse(files["flux/changements.xml"].encode())
    assert not feed.bozo
    assert feed.feed.title == "Cinq comptes\u00a0: arrivées et départs"
    changes = [(entry.title, entry.published[:10]) for entry in feed.entries]
    assert ("Arrivée\u00a0: Zoé Ndiaye", "2026-11-02") in changes
    assert (f"Départ\u00a0: {past_editions.LEFT}", "2026-10-05") in changes
    assert not [title for title, _ in changes if "retirée" in title]
    assert ("Arrivée\u00a0: Camille Duval", "2026-09-05") in changes  # the first edition: all are arrivals
    assert [day for _, day in changes] == sorted((day for _, day in changes), reverse=True)
    assert "tribunaux de Dakar" in next(entry.summary for entry in feed.entries if "Zoé" in entry.title)


def test_a_category_has_its_own_changes_only(files: dict[str, str]) -> None:
    feed = feedparser.parse(files["categories/assureurs/changements.xml"].encode())
    assert {entry.title.split("\u00a0: ")[1] for entry in feed.entries} == {
        past_editions.LEFT,
        "Mutuelle du Phare",
    }
    assert feed.feed.link == f"{past_editions.SITE}/categories/assureurs/"


def test_the_account_of_the_day_goes_through_all_before_it_repeats(files: dict[str, str]) -> None:
    feed = feedparser.parse(files["flux/compte-du-jour.xml"].encode())
    days = [entry.published[:10] for entry in feed.entries]
    # The edition is of 2 November and the snapshot of the 20th: nineteen days, newest first.
    assert (days[0], days[-1], len(days)) == ("2026-11-20", "2026-11-02", 19)
    names = [entry.title for entry in reversed(feed.entries)]
    assert len(set(names[:5])) == 5
    assert names[5:10] == names[:5]


def test_the_account_of_the_day_is_identified_by_its_day(files: dict[str, str]) -> None:
    """Whoever leaves moves the days of others: readers must not show a month of them again."""
    for entry in feedparser.parse(files["flux/compte-du-jour.xml"].encode()).entries:
        assert entry.id.endswith(f"/jour/{entry.published[:10]}")


def test_a_feed_that_is_opened_in_a_browser_has_a_stylesheet(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.startswith(("flux/", "categories/")) and path.endswith("/changements.xml"):
            [href] = re.findall(r'^<\?xml-stylesheet type="text/css" href="([^"]+)"\?>$', text, re.MULTILINE)
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), href)) == "theme/css/feed.css"


def test_the_account_of_the_day_comes_with_its_reserve() -> None:
    directory = sites.directory(sites.rich_root())
    later = directory._replace(as_of=directory.edition.edition.published + timedelta(days=feeds.DAYS))
    found = {item.title: item.html for item in feeds.day_items(later, str, "https://a.example")}
    reserved = {listing.name for listing in directory.listings if listing.caveat}
    assert reserved
    assert {title for title, html in found.items() if "<p>Réserve. " in html} == reserved


def test_json_feeds_have_the_same_entries(files: dict[str, str]) -> None:
    for path in atoms(files):
        atom = feedparser.parse(files[path].encode())
        feed = json.loads(files[path.replace(".xml", ".json")])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"].endswith(path.replace(".xml", ".json"))
        assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
        assert [item["url"] for item in feed["items"]] == [entry.link for entry in atom.entries]


def test_readers_of_feeds_show_categories_by_their_names(files: dict[str, str]) -> None:
    """They show the label (FreshRSS, app/Models/Feed.php), and the term, which is ours, when there is none."""
    for feed in ("changements", "compte-du-jour"):
        entries = feedparser.parse(files[f"flux/{feed}.xml"].encode()).entries
        camille = next(entry for entry in entries if entry.title.endswith("Camille Duval"))
        labels = [(tag.term, tag.label) for tag in camille.tags]
        assert labels == [("journalistes", "Journalistes"), ("auteurs", "Auteurs")]
        items = json.loads(files[f"flux/{feed}.json"])["items"]
        assert next(item["tags"] for item in items if item["id"] == camille.id) == ["Journalistes", "Auteurs"]


def test_addresses_are_absolute_without_siteurl_too(root: Path) -> None:
    local = past_editions.written(past_editions.takeaway(root, "http://localhost:8000"))
    feed = feedparser.parse(local["flux/changements.xml"].encode())
    assert all(entry.link.startswith("http://localhost:8000/") for entry in feed.entries)
    assert feed.entries[0].id.startswith("tag:localhost,")


def test_an_entry_keeps_its_id_when_the_day_of_its_edition_is_corrected(tmp_path: Path) -> None:
    root = past_editions.make(tmp_path / "root")
    before = feedparser.parse(
        past_editions.written(past_editions.takeaway(root))["flux/changements.xml"].encode()
    ).entries
    file = root / "curation" / "editions" / "2026-11.yml"
    file.write_text(file.read_text("utf-8").replace("date: 2026-11-02", "date: 2026-11-03"), "utf-8")
    after = feedparser.parse(
        past_editions.written(past_editions.takeaway(root))["flux/changements.xml"].encode()
    ).entries
    assert [entry.id for entry in after] == [entry.id for entry in before]
    assert after[0].published != before[0].published


def test_a_feed_has_an_id_of_the_first_edition_so_that_later_ones_change_nothing(
    files: dict[str, str],
) -> None:
    for text in atoms(files).values():
        id = etree.fromstring(text.encode()).findtext(f"{ATOM}id")
        assert id and id.startswith("tag:annuaire.example,2026-09:base/")


def test_a_category_may_have_any_name_in_a_feed() -> None:
    site, day = "https://a.example/", date(2026, 11, 2)
    item = feeds.Item("tag:a", "Arrivée", site, day, ("a",), {"arts": 'Arts & "lettres"'})
    feed = feeds.Feed("tag:b", "Flux", site, f"{site}a.xml", f"{site}a.json", day, "Cent", (item,), "a.css")
    (entry,) = feedparser.parse(feeds.atom(feed).encode()).entries
    assert entry.tags[0].label == 'Arts & "lettres"'


def test_a_feed_has_no_more_than_the_latest() -> None:
    item = feeds.Item("tag:a.example,2026-11-02:x", "T", "https://a.example/", date(2026, 11, 2), ("x",))
    many = (item,) * (feeds.MAX_ITEMS + 1)
    feed = feeds.Feed(
        "tag:a",
        "T",
        "https://a.example/",
        "https://a.example/f.xml",
        "https://a.example/f.json",
        item.day,
        "P",
        many,
        "a.css",
    )
    assert feeds.atom(feed).count("<entry>") == feeds.MAX_ITEMS
    assert len(json.loads(feeds.json_feed(feed))["items"]) == feeds.MAX_ITEMS


def test_an_arrival_leads_to_the_fiche_and_to_the_account_to_follow_first(files: dict[str, str]) -> None:
    entries = feedparser.parse(files["flux/changements.xml"].encode()).entries
    camille = next(entry for entry in entries if entry.title.endswith("Camille Duval"))
    assert camille.link == f"{past_editions.SITE}/comptes/camille-duval/"
    assert (
        '<a href="https://mastodon.example/@camille">Mastodon @camille@mastodon.example</a>'
        in camille.summary
    )
    today = feedparser.parse(files["flux/compte-du-jour.xml"].encode()).entries[0]
    assert '<a href="https://livres.example/@oeuvres">' in today.summary
    # Who left has no page any more: the edition has.
    for entry in entries:
        if entry.title.endswith(past_editions.LEFT):
            assert (
                entry.link
                == f"{past_editions.SITE}/editions/{'2026-10' if 'Départ' in entry.title else '2026-09'}/"
            )
            assert entry.summary.count("<p>") == 1


def test_a_json_feed_has_its_licence_and_its_language(files: dict[str, str]) -> None:
    feed = json.loads(files["flux/changements.json"])
    assert feed["_licence"] == {
        "name": "CC BY-SA 4.0",
        "url": "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
    }
    assert (feed["language"], feed["home_page_url"]) == ("fr", f"{past_editions.SITE}/editions/")
