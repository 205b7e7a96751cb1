"""Exports: each format, read back by a third-party parser."""

from __future__ import annotations

import codecs
import csv
import io
import json
from html import escape
from typing import Any
from urllib.parse import unquote

import listparser
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from annuaire import exports, networks
from annuaire.directory.record import Record
from annuaire.exports import bluesky, data, mastodon, mastodon_lists, opml, table, vcard, x
from annuaire.exports import markdown as markdown_list
from annuaire.exports.escaping import (
    folded,
    inert,
    json_document,
    json_list_document,
    json_list_item,
    markdown,
)
from annuaire.french import wording
from tests.support.export_cases import ALONE, CAMILLE, CASES, CROWD, HEADER, HOSTILE, PLAIN

EVERYBODY = (CAMILLE, HOSTILE, ALONE, PLAIN)


@pytest.mark.parametrize("facts", [{}, {"a": 1, "b": {"c": ["\n"]}}])
@pytest.mark.parametrize("values", [[], [{"d": "]\n}\n"}], [{"d": []}, ["e", {"f": {}}], "g"]])
def test_a_list_of_serialised_items_gives_the_same_document(facts: Any, values: Any) -> None:
    written = json_list_document(facts, "fiches", [json_list_item(value) for value in values])
    assert written == json_document({**facts, "fiches": values})


def mastodon_import(content: str, expected: tuple[str, ...]) -> list[dict[str, str]]:
    """Read a CSV by the rules of Mastodon's importer (app/models/form/import.rb, read on mastodon/mastodon).

    Headers are known by the first one; handles are stripped and lose a leading @; « Show boosts » and
    « Notify on new posts » are booleans; empty languages are none; 20,000 rows and 20 MB at most.
    """
    assert len(content.encode()) <= 20 * 1024 * 1024
    rows = list(csv.DictReader(io.StringIO(content, newline=""), strict=True))
    assert len(rows) <= 20_000
    assert rows and tuple(rows[0]) == expected
    for row in rows:
        row["Account address"] = row["Account address"].strip().removeprefix("@")
        assert row["Account address"].count("@") == 1
    return rows


def test_mastodon_imports_the_follows() -> None:
    rows = mastodon_import(exports.write(mastodon, EVERYBODY, HEADER), mastodon.COLUMNS)
    handles = ["camille@mastodon.example", "hostile@mastodon.example", "camille@mastodon.example"]
    assert [row["Account address"] for row in rows] == handles
    assert {(row["Show boosts"], row["Notify on new posts"], row["Languages"]) for row in rows} == {
        ("true", "false", "")
    }


def test_mastodon_imports_the_lists_whatever_their_names() -> None:
    rows = mastodon_import(exports.write(mastodon_lists, EVERYBODY, HEADER), mastodon_lists.COLUMNS)
    assert [row["List name"] for row in rows] == ["Journalistes", HOSTILE.group, "Journalistes"]


def test_mastodon_does_not_mistake_one_import_for_another() -> None:
    """It guesses from the headers and from how the name of the file begins."""
    for form in (mastodon, mastodon_lists):
        assert not form.FILE.startswith(("mutes", "blocks", "domain_blocks", "bookmarks", "blocked", "muted"))


@pytest.mark.parametrize(
    ("form", "type"), [(mastodon, "Liste de comptes suivis"), (mastodon_lists, "Listes")]
)
def test_the_instructions_have_the_labels_of_mastodon(form: Any, type: str) -> None:
    """Those of config/locales/fr.yml: settings.preferences, settings.import, imports.types, imports.modes."""
    _, advice = wording.FORMATS[form.NAME]
    assert advice.startswith(f"Préférences, Import de données, {type}\u202f; ")
    assert "«\u00a0Fusionner\u00a0»" in advice and "«\u00a0Écraser\u00a0»" in advice


def test_a_feed_reader_finds_each_feed_once_under_its_group() -> None:
    found = listparser.parse(exports.write(opml, EVERYBODY, HEADER))
    assert found.bozo == 0
    assert found.meta.title == HEADER.full_title
    assert found.meta.created_parsed.date().isoformat() == HEADER.published
    assert [(feed.title, feed.url) for feed in found.feeds] == [("Camille Duval", CAMILLE.accounts[3].url)]
    assert found.feeds[0].categories == [["Journalistes"]]
    crowd = listparser.parse(exports.write(opml, CROWD, HEADER))
    assert len(crowd.feeds) == len({feed.url for feed in crowd.feeds}) == 210


def test_a_comment_of_opml_keeps_the_addresses_that_it_gives() -> None:
    comment = next(
        etree.fromstring(exports.write(opml, (CAMILLE,), HEADER).encode()).itersiblings(preceding=True)
    )
    addresses = [unquote(word) for word in comment.text.split() if word.startswith("https://")]
    assert addresses == ["https://main--x.example/mon_annuaire/~x/a---b/", HEADER.source]


@pytest.mark.parametrize("case", CASES)
def test_opml_is_well_formed_and_has_what_its_specification_requires(case: str) -> None:
    header, records = CASES[case]
    written = exports.write(opml, records, header)
    if not written:
        return
    root = etree.fromstring(written.encode())
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [child.tag for child in root if isinstance(child.tag, str)] == ["head", "body"]
    for outline in root.iter("outline"):
        assert outline.get("text")
        if outline.get("type"):
            assert outline.get("xmlUrl", "").startswith("http")


def test_an_address_book_reads_every_card() -> None:
    source = exports.write(vcard, EVERYBODY, HEADER)
    cards = list(vobject.readComponents(source))
    assert [card.fn.value for card in cards] == [record.name for record in EVERYBODY]
    for card, record in zip(cards, EVERYBODY, strict=True):
        assert card.version.value == "3.0"
        assert card.uid.value == record.url
        assert card.n.value.family == record.name  # required by RFC 2426
        assert record.reason.split("\n")[0] in card.note.value
        assert HEADER.scope not in card.note.value or record.caveat in card.note.value
        assert HEADER.notes[0] in card.note.value
        assert [item.value for item in card.contents["url"]] == [account.url for account in record.accounts]
        assert card.contents["url"][0].params == {"TYPE": ["PREF"]}
    assert cards[1].contents["org"][0].value == [HOSTILE.name]


def test_a_caveat_is_worded_as_on_its_fiche() -> None:
    records = [CAMILLE._replace(caveat="Le compte X a été vu en 2018.")]
    assert "*Réserve. Le compte X a été vu en 2018.*" in exports.write(markdown_list, records, HEADER)
    card = vobject.readOne(exports.write(vcard, records, HEADER))
    assert "\nRéserve. Le compte X a été vu en 2018." in card.note.value


@pytest.mark.parametrize("form", [opml, x])
def test_a_caveat_follows_the_reason_wherever_there_is_room_for_one(form: Any) -> None:
    record = CAMILLE._replace(caveat="Vu en 2018 & pas revu.")
    assert f"{escape(record.reason)} Réserve. Vu en 2018 &amp; pas revu." in form.render([record], HEADER)


def test_an_address_book_makes_a_group_of_each_trade_and_of_nothing_else() -> None:
    cards = list(vobject.readComponents(exports.write(vcard, EVERYBODY, HEADER)))
    assert [card.categories.value for card in cards] == [list(record.categories) for record in EVERYBODY]
    notes = [line for card in cards for line in card.note.value.splitlines() if line.startswith("Sujets")]
    assert notes == [f"Sujets\u00a0: {', '.join(record.subjects)}" for record in EVERYBODY if record.subjects]
    assert len(notes) == len(EVERYBODY) - 1


def test_the_texts_of_every_card_have_no_semicolon() -> None:
    """Its escape is shown by readers that are widely used, and without one others drop what follows."""
    lines = (wording.EDITION_LINE, wording.LICENCE_LINE, wording.SCOPE, wording.SINCE_LINE, wording.SOURCE)
    assert not [line for line in lines if ";" in line]


def test_lines_of_a_card_are_at_most_75_octets_and_whole_characters() -> None:
    source = exports.write(vcard, EVERYBODY, HEADER).encode()
    assert source.endswith(b"\r\n")
    for line in source.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert folded("é" * 37 + "a").encode() == ("é" * 37 + "a").encode() + b"\r\n"
    assert folded("é" * 38) == "é" * 37 + "\r\n é\r\n"


def test_a_table_is_read_by_a_spreadsheet_and_holds_no_formula() -> None:
    content = exports.write(table, EVERYBODY, HEADER).encode()
    assert content.startswith(codecs.BOM_UTF8)  # by which Excel knows that « é » is one letter
    source = content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(source, newline=""), strict=True))
    assert [row["nom"].removeprefix("'") for row in rows] == [record.name for record in EVERYBODY]
    assert [row["raison"].removeprefix("'") for row in rows] == [record.reason for record in EVERYBODY]
    assert {row["édition"] for row in rows} == {"Édition de novembre 2026 (2026-11-02)"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert source.count("\n") - source.count("\r\n") == 1  # the one that is inside a reason


@pytest.mark.parametrize("sign", "=+-@\t\r")
def test_a_text_that_begins_like_a_formula_is_inert(sign: str) -> None:
    assert inert(f"{sign}1") == f"'{sign}1"
    assert inert(f"1{sign}1") == f"1{sign}1"


def test_markdown_escapes_what_was_written() -> None:
    written = exports.write(exports.markdown, EVERYBODY, HEADER)
    page = html.fromstring(MarkdownIt("commonmark").render(written))
    links = [link.get("href") for link in page.iter("a")]
    assert not [link for link in links if not link.startswith("https://") and not link.startswith("http://")]
    names = [strong.text_content() for strong in page.iter("strong")]
    assert sorted(names) == sorted(record.name for record in EVERYBODY)
    assert [heading.text_content() for heading in page.iter("h2")] == ["Journalistes", HOSTILE.group]
    assert "https://fr.example/Chat_%28animal%29%3C%3E" in links
    shown = [paragraph.text_content() for paragraph in page.iterchildren("p")]
    assert shown == list(HEADER.lines)
    assert {"https://main--x.example/mon_annuaire/~x/a---b/", HEADER.source} <= set(links)


@given(st.text(alphabet="-+*1.) a&copy;#35=_~", max_size=12).map(str.strip).filter(bool))
def test_a_rendered_line_of_markdown_is_the_original_text(line: str) -> None:
    page = html.fragment_fromstring(MarkdownIt("commonmark").render(markdown(line)), create_parent=True)
    (paragraph,) = page.iterchildren()
    assert (paragraph.tag, paragraph.text) == ("p", line)


def test_json_is_the_shape_of_the_api() -> None:
    found = json.loads(exports.write(data, EVERYBODY, HEADER))
    assert [fiche["name"] for fiche in found["fiches"]] == [record.name for record in EVERYBODY]
    assert found["fiches"][0]["accounts"][1] == {
        "network": "bluesky",
        "handle": "camille.example",
        "url": "https://bsky.app/profile/camille.example",
        "id": "did:plc:abc",
    }
    assert "caveat" not in found["fiches"][0]


def test_bluesky_has_the_did_where_it_is_known() -> None:
    members = json.loads(exports.write(bluesky, EVERYBODY, HEADER))["members"]
    assert [member.get("did") for member in members] == ["did:plc:abc", None]


def test_x_is_a_page_of_links_that_says_nothing_else() -> None:
    page = html.document_fromstring(exports.write(x, EVERYBODY, HEADER).encode())
    assert page.get("lang") == "fr"
    follow = [account.follow_url for record in EVERYBODY if (account := record.on("x"))]
    links = [link.get("href") for link in page.iter("a")]
    assert links[: len(follow)] == follow
    addresses = links[len(follow) :]
    assert HEADER.source in addresses and all(address in " ".join(HEADER.lines) for address in addresses)
    assert not page.xpath("//script|//style|//img|//b|//@onclick")
    assert HOSTILE.name in page.xpath("//li")[1].text_content()


@pytest.mark.parametrize("form", [form for form in exports.FORMATS if form not in (mastodon, mastodon_lists)])
def test_a_format_with_comments_has_edition_and_licence(form: object) -> None:
    written = exports.write(form, (CAMILLE,), HEADER)  # type: ignore[arg-type]
    unfolded = written.replace("\r\n ", "").replace("\\,", ",")
    assert HEADER.published in unfolded
    if form is not opml and form is not x and form is not vcard and form is not exports.markdown:
        assert HEADER.licence_url in unfolded


def test_a_file_is_cut_to_the_limit_of_its_platform() -> None:
    assert len(json.loads(exports.write(bluesky, CROWD, HEADER))["members"]) == 150
    assert exports.write(x, CROWD, HEADER).count("<li>") == 400


def test_a_list_without_exportable_records_gives_no_file() -> None:
    assert exports.write(mastodon, (ALONE,), HEADER) == ""
    assert [form.NAME for form, _ in exports.offered((ALONE.id,), {})] == ["vcard", "markdown", "csv", "json"]


def test_every_format_has_words_and_the_same_shape() -> None:
    assert wording.FORMATS.keys() == {form.NAME for form in exports.FORMATS}
    assert len({form.FILE for form in exports.FORMATS}) == len(exports.FORMATS)
    for form in exports.FORMATS:
        assert form.ON is None or form.ON in networks.BY_NAME
        assert form.LIMIT is None or form.LIMIT > 0
        assert isinstance(form.MEDIA_TYPE, str)


def test_a_record_without_that_network_has_no_account_there() -> None:
    assert isinstance(ALONE, Record)
    assert ALONE.on("mastodon") is None


def test_each_format_has_its_media_type() -> None:
    media_types = {form.NAME: form.MEDIA_TYPE for form in exports.FORMATS}
    assert media_types == {
        "mastodon": "text/csv",
        "mastodon-listes": "text/csv",
        "bluesky": "application/json",
        "x": "text/html",
        "opml": "text/x-opml",
        "vcard": "text/vcard",
        "markdown": "text/markdown",
        "csv": "text/csv",
        "json": "application/json",
    }


def test_mastodon_gets_as_many_rows_as_it_reads() -> None:
    crowd = tuple(PLAIN._replace(id=f"n{number}") for number in range(20_001))
    for form in (mastodon, mastodon_lists):
        assert exports.write(form, crowd, HEADER).count("\n") == 1 + 20_000
