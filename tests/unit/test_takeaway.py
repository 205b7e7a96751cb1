"""All downloadable files: their paths, what they must not contain, and the schemas of the API."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree, html
from openapi_spec_validator import validate
from referencing import Registry

from annuaire import exports
from annuaire.downloads import badge, contract
from annuaire.french import wording
from annuaire.model import Edition
from tests.support import past_editions, roots

API = contract.BASE


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return past_editions.files(past_editions.make(tmp_path_factory.mktemp("past") / "root"))


def schemas(files: dict[str, str]) -> dict[str, Any]:
    head = f"{API}/schemas/"
    return {
        path.removeprefix(head).removesuffix(".json"): json.loads(text)
        for path, text in files.items()
        if path.startswith(head)
    }


def test_each_list_has_the_files_that_would_not_be_empty(files: dict[str, str]) -> None:
    def of(folder: str) -> set[str]:
        return {path.rpartition("/")[2] for path in files if path.rpartition("/")[0] == folder}

    always = {"contacts.vcf", "liste.md", "tableau.csv", "fiches.json", "LISEZMOI.txt"}
    mastodon = {"mastodon.csv", "mastodon-listes.csv"}
    assert of("comptes") == {*always, *mastodon, "bluesky.json", "x.htm", "flux.opml"}
    assert of("territoires/quebec") == {*always, "bluesky.json", "flux.opml"}
    assert of("reseaux/linkedin") == {*always, "x.htm"}
    feeds = {"changements.xml", "changements.json", "collection.json"}
    assert of("categories/auteurs") == {*always, *mastodon, *feeds, "bluesky.json", "x.htm"}
    assert of("sujets/eau") == set()


def test_files_for_people_have_dates_in_french(files: dict[str, str]) -> None:
    said = "parue le 2\u00a0novembre\u00a02026, à jour au 20\u00a0novembre\u00a02026."
    assert all(
        said in files[f"comptes/{name}"] for name in ("x.htm", "flux.opml", "liste.md", "LISEZMOI.txt")
    )
    assert json.loads(files["comptes/fiches.json"])["published"] == "2026-11-02"


def test_the_files_of_a_category_have_its_name_as_group(files: dict[str, str]) -> None:
    lists = files["categories/auteurs/mastodon-listes.csv"].splitlines()[1:]
    assert lists == ["Auteurs,camille@mastodon.example", "Auteurs,oeuvres@livres.example"]
    assert "Journalistes,camille@mastodon.example" in files["comptes/mastodon-listes.csv"]


def test_the_files_since_an_old_edition_have_only_the_changes(files: dict[str, str]) -> None:
    folder = "editions/2026-09/depuis"
    assert "oeuvres@livres.example" in files[f"{folder}/mastodon.csv"]
    assert "camille@mastodon.example" not in files[f"{folder}/mastodon.csv"]
    assert files[f"{folder}/departs.csv"].splitlines()[1].startswith(f"{past_editions.LEFT},")
    assert "https://dany.example/flux.xml" in files[f"{folder}/departs.csv"]
    assert f"{folder}/departs.opml" not in files  # a feed reader would subscribe to it


def test_no_table_contains_a_formula(tmp_path: Path) -> None:
    """No cell begins with a character that makes a spreadsheet evaluate it, in lists of people and of departures."""
    root = past_editions.make(tmp_path / "root")
    for file in (root / "curation").glob("[ef]*s/*.yml"):
        text = file.read_text("utf-8")
        text = re.sub(r"^nom: (.*)$", r'nom: "=\1"', text, flags=re.M)
        text = re.sub(r"^titre: (.*)$", r'titre: "=\1"', text, flags=re.M)
        file.write_text(re.sub(r'motif: "?([^"\n]*)"?$', r'motif: "@\1"', text, flags=re.M), "utf-8")
    tables = {
        path: text
        for path, text in past_editions.files(root).items()
        if path.endswith(("tableau.csv", "departs.csv"))
    }
    assert "editions/2026-09/depuis/departs.csv" in tables
    for path, table in tables.items():
        assert table.startswith("\ufeff"), path  # by which Excel knows that « é » is one letter
        for row in csv.reader(io.StringIO(table)):
            assert not any(cell.startswith(tuple("=+-@")) for cell in row), (path, row)


def test_since_the_current_edition_nothing_has_changed(files: dict[str, str]) -> None:
    folder = "editions/2026-11/depuis"
    assert [path for path in files if path.startswith(folder)] == [f"{folder}/changements.json"]


def test_nothing_from_the_api_of_x_is_redistributed(files: dict[str, str]) -> None:
    for path, text in files.items():
        assert past_editions.POISON not in text, path
        assert "4242" not in text, path
    paces = {fiche["id"]: fiche["pace"] for fiche in json.loads(browser(files))["fiches"]}
    assert paces["mutuelle-du-phare"] is None


def browser(files: dict[str, str]) -> str:
    return files["data/selection.json"]


def test_a_removed_person_is_in_no_file(files: dict[str, str]) -> None:
    assert not [path for path, text in files.items() if past_editions.FORGOTTEN in text]


def test_audience_is_in_no_file(files: dict[str, str]) -> None:
    assert not [path for path, text in files.items() if '"audience"' in text or "12000" in text]


@pytest.mark.parametrize(("limit", "is_cut"), [(1, True), (2, False)])
def test_the_companion_file_says_that_a_file_was_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, is_cut: bool
) -> None:
    monkeypatch.setattr(exports.x, "LIMIT", limit)
    written = past_editions.files(past_editions.make(tmp_path / "root"))
    assert written["comptes/x.htm"].count("<li>") == limit  # of two
    cut = wording.COMPANION_CUT.format(file="x.htm", kept=limit, total=2)
    assert (cut in written["comptes/LISEZMOI.txt"]) == is_cut


def test_the_companion_file_has_edition_licence_and_scope(files: dict[str, str]) -> None:
    text = files["categories/auteurs/LISEZMOI.txt"]
    for words in (
        "Édition de novembre",
        "CC BY-SA 4.0",
        "retire avec nous",
        "editions/2026-11/depuis/",
        "mastodon.csv",
    ):
        assert words in text


def test_the_data_of_the_browser_have_the_pace_and_the_turn_of_each_fiche(files: dict[str, str]) -> None:
    fiches = {fiche["id"]: fiche for fiche in json.loads(browser(files))["fiches"]}
    assert fiches["camille-duval"]["pace"] == 142
    assert fiches["zoe-ndiaye"]["pace"] is None
    assert sorted(fiche["turn"] for fiche in fiches.values()) == list(range(5))


def test_every_document_of_the_api_validates_against_its_schema(files: dict[str, str]) -> None:
    known = schemas(files)
    assert known.keys() == contract.DOCUMENTS.keys()
    described = {path: name for path, name, _ in contract.PATHS}
    documents = {
        path.removeprefix(API): json.loads(text) for path, text in files.items() if path.startswith(f"{API}/")
    }
    checked = set()
    for path, value in documents.items():
        if path.startswith("/schemas/") or path in ("/openapi.json", "/annuaire.jsonld"):
            continue
        name = "one-fiche" if path.startswith("/fiches/") else described[path]
        Draft202012Validator(known[name], format_checker=FormatChecker()).validate(value)
        checked.add(name)
    for path, text in files.items():
        if path.endswith(("/fiches.json", "/bluesky.json")) and "/schemas/" not in path:
            name = path.rpartition("/")[2].removesuffix(".json")
            Draft202012Validator(known[name]).validate(json.loads(text))
        if path.endswith("/depuis/changements.json"):
            Draft202012Validator(known["changes-since"]).validate(json.loads(text))
    assert checked == set(described.values())


@pytest.mark.parametrize("name", contract.DOCUMENTS)
def test_a_schema_is_valid_and_strict(files: dict[str, str], name: str) -> None:
    schema = schemas(files)[name]
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, registry=Registry())
    assert not validator.is_valid({})
    value = json.loads(files[f"{API}/{name}.json"]) if f"{API}/{name}.json" in files else None
    if value:
        assert not validator.is_valid({**value, "followers": 12})


def test_the_description_is_openapi(files: dict[str, str]) -> None:
    found = json.loads(files[f"{API}/openapi.json"])
    validate(found)
    assert found["openapi"].startswith("3.1")
    assert found["servers"] == [{"url": f"{past_editions.SITE}/{API}"}]
    for path in found["paths"]:
        assert f"{API}{path.replace('{id}', 'camille-duval')}" in files


def test_every_address_in_a_document_is_a_file_or_a_page(files: dict[str, str]) -> None:
    def addresses(value: Any) -> Any:
        if isinstance(value, dict):
            for item in value.values():
                yield from addresses(item)
        elif isinstance(value, list):
            for item in value:
                yield from addresses(item)
        elif isinstance(value, str) and value.startswith(past_editions.SITE) and "{" not in value:
            yield value

    for path, text in files.items():
        if path.startswith(API) and "/schemas/" not in path and not path.endswith("openapi.json"):
            for address in addresses(json.loads(text)):
                place = address.removeprefix(f"{past_editions.SITE}/")
                assert not place or place.endswith("/") or place in files, (path, address)


def test_a_category_is_a_collection_of_activitystreams(files: dict[str, str]) -> None:
    found = json.loads(files["categories/auteurs/collection.json"])
    assert found["@context"] == "https://www.w3.org/ns/activitystreams"
    assert (found["type"], found["totalItems"]) == ("OrderedCollection", 2)
    assert found["orderedItems"][0] == "https://mastodon.example/users/camille"
    assert found["orderedItems"][1]["type"] == "Organization"


def test_a_collection_escapes_html_fields_and_not_text_fields(tmp_path: Path) -> None:
    """« name » has no markup, « summary » is HTML (https://www.w3.org/TR/activitystreams-vocabulary/)."""
    root = past_editions.make(tmp_path / "root")
    for file in ("fiches/oeuvres-vives.yml", "categories.yml"):
        path = root / "curation" / file
        text = path.read_text("utf-8")
        path.write_text(re.sub("nom: Œ.*|Publie chaque|Toutes celles", r"\g<0> R&D <b> &lt;", text), "utf-8")
    found = json.loads(past_editions.files(root)["categories/auteurs/collection.json"])
    member = found["orderedItems"][1]
    assert member["name"] == "Œuvres vives R&D <b> &lt;"
    for summary in (found["summary"], member["summary"]):
        shown = html.fragment_fromstring(summary, create_parent=True)
        assert not list(shown)
        assert " R&D <b> &lt; " in shown.text


def test_the_badge_is_an_image_that_loads_nothing(files: dict[str, str]) -> None:
    picture = etree.fromstring(files["badges/2026-11.svg"].encode())
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert "édition de novembre" in "".join(picture.itertext())
    assert not [value for element in picture.iter() for value in element.attrib.values() if "http" in value]


def test_the_snippet_links_the_badge_to_the_fiche(tmp_path: Path) -> None:
    found = past_editions.takeaway(past_editions.make(tmp_path / "root"))
    snippet = etree.fromstring(
        found.snippet(found.directory.by_id["oeuvres-vives"]).replace('"></a>', '"/></a>')
    )
    assert snippet.get("href") == f"{past_editions.SITE}/comptes/oeuvres-vives/"
    assert snippet[0].get("src") == f"{past_editions.SITE}/badges/2026-11.svg"
    assert roots.PEOPLE[3][1] == "Œuvres vives"


def test_the_snippet_of_a_site_of_any_title_is_html(tmp_path: Path) -> None:
    root = past_editions.make(tmp_path / "root")
    found = past_editions.takeaway(root)
    edition = found.current
    written = badge.snippet('A & "B" <i>', edition, "https://a.example/b.svg", "https://a.example/")
    [image] = html.fromstring(written)
    assert image.get("alt") == badge.alt_text('A & "B" <i>', edition)


def test_a_fiche_that_awaits_review_is_named_in_no_file(tmp_path: Path) -> None:
    root = past_editions.make(tmp_path / "root")
    file = root / "snapshot" / "profiles.json"
    stored = json.loads(file.read_text("utf-8"))
    stored["profiles"]["mastodon:oeuvres@livres.example"] = {
        "read_on": "2026-11-20",
        "source": "https://livres.example/@oeuvres",
        "flags": ["memorial"],
    }
    file.write_text(json.dumps(stored), "utf-8")
    found = past_editions.takeaway(root)
    written = past_editions.written(found)
    assert not [path for path, text in written.items() if "oeuvres" in text or "Œuvres" in text]
    assert "elodie" in written["comptes/contacts.vcf"]


def test_the_api_has_the_arrivals_and_departures_of_each_edition(files: dict[str, str]) -> None:
    found = json.loads(files[f"{API}/editions.json"])["editions"]
    said = [(one["id"], one["current"], *([who["id"] for who in one[moves]] for moves in ("arrivals", "departures")))
            for one in found]  # fmt: skip
    assert said == [
        ("2026-11", True, ["zoe-ndiaye"], []),
        ("2026-10", False, ["mutuelle-du-phare", "oeuvres-vives"], ["dany-corval", "zoe-ndiaye"]),
        ("2026-09", False, [], []),
    ]
    assert [len(one["fiches"]) for one in found] == [5, 4, 4]


def test_the_api_has_the_changes_since_each_edition(files: dict[str, str]) -> None:
    found = json.loads(files[f"{API}/changes.json"])["changes"]
    assert [(one["from"], one["to"], len(one["arrivals"])) for one in found] == [
        ("2026-11", "2026-11", 0),
        ("2026-10", "2026-11", 1),
        ("2026-09", "2026-11", 2),
    ]


def test_the_data_of_the_browser_have_the_header_the_words_and_the_fiches(files: dict[str, str]) -> None:
    found = json.loads(browser(files))
    assert found.keys() == {"header", "words", "fiches"}
    assert found["header"]["edition"] == "2026-11"
    assert [form for form, *_ in found["words"]["forms"]] == [form.NAME for form in exports.FORMATS]


def test_the_text_of_the_badge_fits_and_its_image_has_an_alternative_text() -> None:
    edition = Edition("2026-11", date(2026, 11, 2), "Édition de novembre 2026", "", False, (), ())
    for title in ("X", "Cent comptes", "Un titre qui n’en finit pas d’être long pour un badge"):
        picture = etree.fromstring(badge.svg(title, edition, "#fff", "#000").encode())
        texts = next(element for element in picture if element.tag.endswith("}g"))
        first, second = (element.text or "" for element in texts)
        wide = int(picture.get("width"))
        assert (first.endswith(title), second) == (True, "édition de novembre 2026")
        assert wide >= max(208, 16 + 8 * len(first), 16 + 7 * len(second))
        assert [picture.get("height"), picture.get("viewBox")] == ["48", f"0 0 {wide} 48"]
        link = etree.fromstring(badge.snippet(title, edition, "b.svg", "p/").replace('"></a>', '"/></a>'))
        assert (link[0].get("width"), link[0].get("height")) == (str(wide), "48")
        assert title in link[0].get("alt") and "novembre 2026" in link[0].get("alt")
        assert picture.get("aria-label") == link[0].get("alt")


def test_the_data_set_is_described_with_existing_files(
    files: dict[str, str],
) -> None:
    found = json.loads(files[f"{API}/annuaire.jsonld"])
    assert (found["@context"], found["@type"], found["name"]) == (
        "https://schema.org",
        "Dataset",
        "Cinq comptes",
    )
    assert (found["version"], found["datePublished"], found["dateModified"]) == (
        "2026-11",
        "2026-11-02",
        "2026-11-20",
    )
    assert found["license"].startswith("https://creativecommons.org/licenses/by-sa/4.0/")
    assert found["url"] == f"{past_editions.SITE}/"
    # https://schema.org/usageInfo is a work or an address, never a text.
    assert found["usageInfo"] == {"@type": "CreativeWork", "text": wording.SCOPE}
    parts = [part["contentUrl"].removeprefix(f"{past_editions.SITE}/") for part in found["distribution"]]
    assert len(parts) == 3
    assert set(parts) <= files.keys()


def test_a_fiche_of_the_api_has_its_evidence(files: dict[str, str]) -> None:
    found = json.loads(files[f"{API}/fiches/camille-duval.json"])
    proof = {"network": "mastodon", "reference": "https://preuve.example/mastodon", "seen": "2026-10"}
    assert found["evidence"][0] == {**proof, "url": proof["reference"]}
    assert [one["network"] for one in found["evidence"]] == ["mastodon", "x", "site"]


def test_a_collection_has_its_dates_of_publication_and_update(files: dict[str, str]) -> None:
    found = json.loads(files["categories/auteurs/collection.json"])
    assert (found["published"], found["updated"]) == ("2026-11-02T00:00:00Z", "2026-11-20T00:00:00Z")
    assert (found["id"], found["url"]) == (
        f"{past_editions.SITE}/categories/auteurs/collection.json",
        f"{past_editions.SITE}/categories/auteurs/",
    )
    assert found["orderedItems"][1]["url"] == [
        "https://livres.example/@oeuvres",
        "https://bsky.app/profile/oeuvres.example",
    ]
