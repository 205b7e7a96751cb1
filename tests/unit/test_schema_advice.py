"""Suggestions for values that a schema refuses: examples, keys, items of lists."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.french import text
from annuaire.schemas import aliases
from annuaire.schemas.formats import Rules
from annuaire.schemas.samples import example, first, flow
from annuaire.schemas.type_advice import _meant_items
from annuaire.textfiles import mojibake
from annuaire.yamlfiles import yamlfile


def is_read_as_written(value: str) -> bool:
    return (
        not text.invisible(value)
        and unicodedata.is_normalized("NFC", value)
        and not any(mojibake.check(value, "f.yml"))
    )


TEXTS = st.text(
    alphabet=st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u0085\u2028\u2029\"\\\ufffe\uffff"),
    min_size=1,
    max_size=12,
).filter(is_read_as_written)  # fmt: skip


def read(source: str) -> Any:
    node, problems = yamlfile.parse(source.encode(), "f.yml")
    assert node and not problems, source
    return node


@given(TEXTS)
def test_an_example_reads_back_as_itself(value: str) -> None:
    assert read(f"k: {flow(value)}").keys["k"].text == value


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_an_example_of_a_list_reads_back_as_itself(values: list[str]) -> None:
    assert [item.text for item in read(f"k: {flow(values)}").keys["k"].items] == values


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Camille Duval", "Camille Duval"),
        ("@camille", '"@camille"'),
        ("eau : nappes", '"eau : nappes"'),
        (["eau", "nappe, puits"], '[eau, "nappe, puits"]'),
        ({"compte": "x", "ou": "https://a.example/"}, "{compte: x, ou: https://a.example/}"),
        (100, "100"),
    ],
)
def test_a_value_is_written_as_plainly_as_yaml_allows(value: object, shown: str) -> None:
    assert flow(value) == shown


def test_an_example_is_made_from_those_inside_when_there_is_none() -> None:
    rules: Rules = {"required": ["a"], "properties": {"a": {"examples": ["x"]}, "b": {"examples": ["y"]}}}
    assert first(rules) == {"a": "x"}
    assert first({"items": rules}) == [{"a": "x"}]
    assert example(rules, "k") == "k: {a: x}"


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("nome", ["nom", "par"], "nom"),
        ("Catégories", ["categories"], "categories"),
        ("tags", ["sujets"], "sujets"),
        ("date", ["depuis", "par"], "depuis"),
        ("date", ["vu", "ou"], "vu"),
        ("vu:2026", ["vu", "ou"], "vu"),
        ("humeur", ["nom", "par"], None),
    ],
)
def test_a_key_is_understood_by_its_spelling_or_by_habit(
    name: str, known: list[str], meant: str | None
) -> None:
    assert aliases.key(name, known) == meant


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("eau,climat", ["eau", "climat"]),
        ("eau ; climat", ["eau", "climat"]),
        ("eau, climat,", ["eau", "climat"]),
        ("(eau, climat)", ["eau", "climat"]),
        ("()", []),
        ("eau, climat]", ["eau", "climat"]),
        ("{eau, climat}", ["eau", "climat"]),
    ],
)
def test_the_items_of_a_list_that_was_written_as_one_text_are_split(written: str, items: list[str]) -> None:
    assert _meant_items(read(f"k: {written}").keys["k"], are_ids=False) == items


@pytest.mark.parametrize(
    "written", ["eau climat", "eau et climat", "eau / climat", "eau,climat", '"[eau, climat]"']
)
def test_a_space_separates_two_identifiers(written: str) -> None:
    assert _meant_items(read(f"k: {written}").keys["k"], are_ids=True) == ["eau", "climat"]
