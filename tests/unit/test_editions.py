"""Editions (`annuaire.curation.editions`)."""

from __future__ import annotations

from datetime import date

import pytest

from annuaire.curation import edition_rules, editions
from annuaire.curation.editions import Draft
from annuaire.schemas import schema
from annuaire.yamlfiles import yamlfile
from tests.support import roots

SCHEMA = schema.load(roots.REPOSITORY / "curation" / "schema" / "edition.schema.json")
TODAY = date(2027, 1, 31)
PEOPLE = ("anne", "basile", "chloe")
KNOWN = {id: f"curation/fiches/{id}.yml" for id in (*PEOPLE, "denis", "emma")}


def draft(month: str, ids: tuple[str, ...] = PEOPLE, exits: str = "", title: str = "") -> Draft:
    listed = "".join(f"  - {id}\n" for id in ids)
    source = f"date: {month}-02\ntitre: {title or f'Édition {month}'}\nrangs: non\nfiches:\n{listed}{exits}"
    path = f"curation/editions/{month}.yml"
    node, problems = yamlfile.parse(source.encode(), path)
    assert node and not problems
    return editions.read(node, path, SCHEMA, TODAY)


def exits(*ids: str) -> str:
    return "sorties:\n" + "".join(
        f"  - {{fiche: {id}, motif: N’a plus rien publié depuis un an.}}\n" for id in ids
    )


def codes(*drafts: Draft | None, places: int | None = 3) -> list[str]:
    return [found.code for found in edition_rules.check(list(drafts), KNOWN, places)]


def test_an_edition_is_read() -> None:
    made = draft("2026-11", exits=exits("denis")).edition
    assert made
    assert (made.id, made.published, made.title) == ("2026-11", date(2026, 11, 2), "Édition 2026-11")
    assert made.entries == PEOPLE
    assert not made.ranked
    assert [departure.entry for departure in made.departures] == ["denis"]


def test_a_complete_edition_has_no_problem() -> None:
    assert codes(draft("2026-11")) == []


def test_a_departure_needs_a_reason() -> None:
    before, after = draft("2026-11"), ("anne", "basile", "denis")
    assert codes(before, draft("2026-12", after)) == ["edition-dropped-first"]
    assert codes(draft("2026-11"), draft("2026-12", after, exits("chloe"))) == []


def test_no_departure_is_needed_for_a_deleted_fiche() -> None:
    before = draft("2026-11", ("anne", "basile", "partie"))
    assert codes(before, draft("2026-12", ("anne", "basile", "denis"))) == []


def test_a_departure_is_reported_under_the_departures_when_there_are_some() -> None:
    drafts = [draft("2026-11"), draft("2026-12", ("anne", "denis", "emma"), exits("chloe"))]
    (problem,) = edition_rules.check(drafts, KNOWN, 3)
    assert (problem.code, problem.line) == ("edition-dropped", 8)


@pytest.mark.parametrize(
    ("ids", "leaving", "expected"),
    [
        (("anne", "basile", "chloe"), ("chloe",), ["edition-not-dropped"]),
        (("anne", "basile", "denis"), ("chloe", "emma"), ["edition-stray-exit"]),
        (("anne", "basile", "denis"), ("chlo",), ["edition-unknown-near"]),
        (("anne", "basile", "denis"), ("chloe", "chloe"), ["edition-repeated"]),
        (("anne", "basile", "chloé"), (), ["edition-unknown-near"]),
        (("anne", "basile", "basile", "chloe"), (), ["edition-repeated"]),
        (("anne", "basile"), ("chloe",), ["edition-too-few"]),
        (("anne", "basile", "chloe", "denis"), (), ["edition-too-many"]),
    ],
)
def test_each_mistake_is_reported_once(
    ids: tuple[str, ...], leaving: tuple[str, ...], expected: list[str]
) -> None:
    after = draft("2026-12", ids, exits(*leaving) if leaving else "")
    assert codes(draft("2026-11"), after) == expected


def test_an_old_edition_may_name_a_deleted_fiche() -> None:
    before = draft("2026-11", ("anne", "basile", "zoe"))
    assert codes(before, draft("2026-12", exits=exits("zoe"))) == []


def test_an_old_edition_may_have_another_number_of_places() -> None:
    assert codes(draft("2026-11", ("anne", "basile")), draft("2026-12")) == []


def test_the_number_is_not_checked_if_it_is_unknown() -> None:
    assert codes(draft("2026-11", ("anne",)), places=None) == []


def test_nothing_is_reported_that_depends_on_an_unreadable_edition() -> None:
    old = draft("2026-10", ("anne", "denis", "emma"))
    assert codes(old, None, draft("2026-12", exits=exits("denis"))) == []
    assert codes(draft("2026-10", ("anne",)), None) == []


def test_unreadable_fiches_cause_no_problem_in_editions() -> None:
    assert edition_rules.check([draft("2026-11"), draft("2026-12", ("anne", "denis", "emma"))], None, 3) == []


def test_an_edition_whose_shape_is_wrong_is_still_compared() -> None:
    after = draft("2026-12", ("anne", "basile", "denis"), title="É")
    assert after.edition is None
    assert codes(draft("2026-11"), after) == ["too-short", "edition-dropped-first"]


@pytest.mark.parametrize("name", ["2026-11.yml", "1999-01.yml"])
def test_a_month_is_a_valid_name(name: str) -> None:
    assert editions.check_name(name) == []


@pytest.mark.parametrize(
    "name", ["2026-13.yml", "2026-1.yml", "2026.yml", "2026-11.yaml", "novembre.yml", "2026-11-02.yml"]
)
def test_anything_else_is_not_a_valid_name(name: str) -> None:
    (found,) = editions.check_name(name)
    assert found.code in ("edition-name", "edition-name-near")


def test_an_edition_of_ten_thousand_long_ids_is_read_quickly() -> None:
    ids = tuple(f"fiche-{'d-un-nom-qui-n-en-finit-pas-' * 2}{number:05d}" for number in range(10_000))
    made = draft("2026-11", ids)
    assert edition_rules.check([made], dict.fromkeys(ids, ""), 10_000) == []
    assert made.edition
    assert made.edition.entries == ids


def test_texts_copied_from_an_earlier_edition_are_reported() -> None:
    first, second, third = (draft(month, title="La première") for month in ("2026-10", "2026-11", "2026-12"))
    found = edition_rules.check([first, second, third._replace(edition=None)], KNOWN, None)
    assert [(one.path, one.line, one.column, one.code) for one in found] == [
        ("curation/editions/2026-11.yml", 2, 8, "edition-copied")
    ]
    assert "2026-10" in found[0].message


@pytest.mark.parametrize(
    ("name", "month"),
    [("2026-09.yaml", "2026-09"), ("2026_01.yml", "2026-01"), ("2026 12.yml", "2026-12"), ("202603.yml", "2026-03"),
     ("2026-10-02.yml", "2026-10"), ("edition-2026.11.yml", "2026-11")],
)  # fmt: skip
def test_the_month_in_an_invalid_name_is_suggested(name: str, month: str) -> None:
    (found,) = editions.check_name(f"curation/editions/{name}")
    assert found.code == "edition-name-near"
    assert f"«\u00a0{month}.yml\u00a0»" in found.advice


def test_an_edition_may_have_the_date_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.TODAY", date(2026, 11, 2))
    assert codes(draft("2026-11")) == []
