"""Validation against schemas, by both validators (`annuaire.schemas.schema` and `schema_errors`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annuaire import messages
from annuaire.schemas import schema, schema_errors
from annuaire.schemas.formats import Rules
from annuaire.yamlfiles import yamlfile
from annuaire.yamlfiles.nodes import Node
from tests.support import roots

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "curation").rglob("*.yml"))
SCHEMAS = sorted((roots.REPOSITORY / "curation" / "schema").glob("*.schema.json"))


def check(rules: dict[str, Any], source: str) -> list[tuple[str, int, int]]:
    """Validate the key « k » of a file against some rules."""
    schema_rules: Rules = {
        "title": "Fichier",
        "type": "object",
        "required": [],
        "properties": {"k": {"title": "K", **rules}},
    }
    node, problems = yamlfile.parse(source.encode(), "f.yml")
    assert node and not problems
    return [
        (found.code, found.line, found.column)
        for found in schema.check(node, schema.make(schema_rules), "f.yml")
    ]


@pytest.mark.parametrize(
    ("rules", "value", "code"),
    [
        ({"type": "string"}, "[a]", "type-text"),
        ({"type": "string"}, "{a: b}", "type-text"),
        ({"type": "array"}, "a", "type-list"),
        ({"type": "object"}, "a", "type-map"),
        ({"type": "integer"}, "cent", "type-number"),
        ({"type": "integer"}, "1.5", "type-number"),
        ({"type": "integer"}, "[1]", "type-number"),
        ({"type": "integer", "minimum": 2}, "1", "too-small"),
        ({"type": "integer", "maximum": 2}, "3", "too-big"),
        ({"type": "string", "minLength": 2}, "a", "too-short"),
        ({"type": "string", "maxLength": 2}, "abc", "too-long"),
        ({"type": "string", "pattern": "^a$"}, "b", "pattern"),
        ({"type": "array", "minItems": 1}, "[]", "too-few"),
        ({"type": "array", "maxItems": 1}, "[a, b]", "too-many"),
        ({"type": "object", "minProperties": 1}, "{}", "too-few"),
        ({"enum": ["oui", "non"]}, "peut-être", "choice"),
        ({"enum": ["oui", "non"]}, "Oui", "choice-near"),
        ({"enum": ["oui", "non"]}, "yes", "choice-near"),
        ({"enum": ["oui", "non"]}, "[oui]", "type-text"),
        ({"type": "string", "format": "jour"}, "2026-02-30", "date"),
        ({"type": "string", "format": "date-partielle"}, "2026-13", "partial-date"),
        ({"type": "string", "format": "courriel"}, "camille", "email"),
        ({"type": "string", "format": "adresse"}, "javascript:alert(1)", "address-scheme"),
        ({"type": "string", "format": "adresse"}, "http://localhost/", "address-private"),
    ],
)
def test_each_keyword_has_its_sentence_at_the_value(rules: Rules, value: str, code: str) -> None:
    assert check(rules, f"k: {value}") == [(code, 1, 4)]


@pytest.mark.parametrize(
    ("rules", "value"),
    [
        ({"type": "integer"}, "100"),
        ({"type": "integer"}, "-3"),
        ({"type": "string"}, "100"),
        ({"type": "string"}, "non"),
        ({"type": "string", "minLength": 3, "maxLength": 3}, ">-\n  abc\n"),
        ({"type": "string", "maxLength": 3}, "|\n  abc\n"),
        ({"enum": ["oui", "non"]}, "' oui '"),
        ({"type": "string", "format": "date-partielle"}, "inconnu"),
        ({"type": "string", "format": "courriel"}, "redaction@annuaire.example"),
        ({"type": "array", "uniqueItems": True}, "[{a: b}, {a: b}]"),
    ],
)
def test_a_valid_value_is_accepted(rules: Rules, value: str) -> None:
    assert check(rules, f"k: {value}") == []


def test_nothing_after_a_key_is_reported_at_the_key() -> None:
    assert check({"type": "string"}, "k:") == [("value-missing-optional", 1, 1)]


def test_a_repeated_item_is_reported_at_the_second() -> None:
    assert check({"type": "array", "uniqueItems": True}, "k: [a, b, a]") == [("repeated-item", 1, 11)]


def test_a_long_list_is_compared_in_linear_time() -> None:
    items = ", ".join(f"{{a: {number}}}" for number in range(18_000))
    assert check({"type": "array", "uniqueItems": True}, f"k: [{items}]") == []


def test_the_problems_of_one_file_are_reported_up_to_a_limit() -> None:
    file = roots.REPOSITORY / "curation" / "schema" / "fiche.schema.json"
    node, _ = yamlfile.parse("".join(f"cle{number}: x\n" for number in range(15_000)).encode(), "f.yml")
    assert node
    assert len(schema.check(node, schema.load(file), "f.yml")) == messages.MAX_PROBLEMS


def verdicts(node: Node, kind: schema.Schema) -> tuple[bool, bool]:
    """Return the verdicts of jsonschema_rs and of jsonschema about a file."""
    instance = schema._instance(node, kind.rules)
    return schema.is_valid(instance, kind), not schema_errors.find(node, instance, kind.rules, "f.yml")


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_two_validators_agree_about_a_golden_file(file: Path) -> None:
    node, _ = yamlfile.parse(file.read_bytes(), "f.yml")
    for found in SCHEMAS if node else ():
        quick, slow = verdicts(node, schema.load(found))
        assert quick == slow, found.name


def test_the_verdict_of_jsonschema_prevails() -> None:
    """In Rust « \\d » is ASCII only: what jsonschema_rs alone refuses is valid."""
    assert check({"type": "string", "pattern": "^\\d$"}, "k: ٣") == []


def test_an_unpaired_surrogate_does_not_crash() -> None:
    node = Node(1, 1, {"k": Node(1, 4, "\ud800", key="k", key_line=1, key_column=1)})
    made = schema.make({"type": "object", "properties": {"k": {"type": "string", "minLength": 1}}})
    assert schema.check(node, made, "f.yml") == []


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(ValueError, match="adress"):
        schema.make({"type": "string", "format": "adress"})


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_a_schema_is_a_schema_that_editors_can_read(file: Path) -> None:
    rules = json.loads(file.read_text("utf-8"))
    Draft202012Validator.check_schema(rules)
    assert rules["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert rules["$id"] == file.name


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_every_key_of_a_schema_explains_itself_in_french(file: Path) -> None:
    waiting = [json.loads(file.read_text("utf-8"))]
    while waiting:
        rules = waiting.pop()
        for key, below in rules.get("properties", {}).items():
            assert below["title"], key
            assert below["description"].endswith((".", "…")), key
            assert below.get("examples") or "properties" in below, key
            assert "'" not in below["description"], key
            waiting.append(below)
        if "items" in rules:
            assert rules["items"]["title"]
            waiting.append(rules["items"])
