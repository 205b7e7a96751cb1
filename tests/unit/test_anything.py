"""Property tests of the check: any content of a file of curation/ gives problems with a position, never an exception."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import messages, networks
from annuaire.commands import report
from annuaire.curation import edition_rules, editions, entries
from annuaire.schemas import guide, samples, schema, schema_errors
from annuaire.schemas.formats import Rules
from annuaire.yamlfiles import yamlfile
from annuaire.yamlfiles.nodes import Node
from tests.support import roots

TODAY = date(2026, 11, 22)
SCHEMAS = {
    kind: schema.load(roots.REPOSITORY / "curation" / "schema" / f"{kind}.schema.json")
    for kind in guide.FILES
}
WORDS = ["", "~", "oui", "2026-11-22", "2026", "SN", "Québec", "camille", "@camille", "https://camille.example/", "https://[", "x", "100",
         "é\u00a0: è", "mastodon", "inconnu", "2026-02-30", "camille-duval", "ca-qc", "a" * 400, "\u202e", "{x}", "{", "%s"]  # fmt: skip


def keys(rules: Rules) -> set[str]:
    """Return every key of a schema, at any depth."""
    inside = rules.get("properties", {})
    found = set(inside).union(*(keys(inner) for inner in inside.values()))
    return found | (keys(rules["items"]) if "items" in rules else set())


def trees(kind: str) -> st.SearchStrategy[Any]:
    """Return a strategy for files with valid keys in valid or invalid places, and any values."""
    known = st.one_of(
        st.sampled_from(sorted(keys(SCHEMAS[kind].rules))),
        st.sampled_from(["", "nome", "vu:2026", "twitter", "{x}"]),
    )
    texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=6))
    values = st.recursive(
        st.one_of(texts, st.none()),
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(known, inner, max_size=5)),
        max_leaves=12,
    )
    first = SCHEMAS[kind].rules.get("properties") or SCHEMAS[kind].rules["items"]["properties"]
    mapping = st.dictionaries(st.one_of(st.sampled_from(sorted(first)), known), values, max_size=12)
    return st.one_of(mapping, st.lists(mapping, max_size=3), values)


@pytest.mark.parametrize("kind", guide.FILES)
def test_any_file_gives_problems_with_a_position_and_no_exception(kind: str) -> None:
    @given(trees(kind))
    def check(tree: Any) -> None:
        # JSON is valid YAML: the values that are drawn are the values that are read.
        node, problems = yamlfile.parse(json.dumps(tree, ensure_ascii=False).encode(), guide.FILES[kind])
        if node is None:
            assert problems
            return
        assert_validators_agree(node, kind)
        if kind == "fiche":
            reported = schema.check(node, SCHEMAS[kind], guide.FILES[kind])
            problems += entries.read(node, guide.FILES[kind], reported, ["auteurs"], TODAY)[1]
        elif kind == "edition":
            draft = editions.read(node, guide.FILES[kind], SCHEMAS[kind], TODAY)
            problems += edition_rules.check([draft], {"camille-duval": "", "x": ""}, 2)
        else:
            problems += schema.check(node, SCHEMAS[kind], guide.FILES[kind])
        assert all(found.line >= 1 and found.column >= 1 for found in problems)
        for form in messages.REPORTS:
            report.render(problems, form)

    check()


def assert_validators_agree(node: Node, kind: str) -> bool:
    """Assert that both validators agree; return their verdict."""
    instance = schema._instance(node, SCHEMAS[kind].rules)
    broken = schema_errors.find(node, instance, SCHEMAS[kind].rules, guide.FILES[kind])
    assert schema.is_valid(instance, SCHEMAS[kind]) == (not broken)
    return not broken


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Return the place of every value in a tree: its container, and its key or index."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [place for key, inner in inside for place in ((tree, key), *places(inner))]


@pytest.mark.parametrize("kind", guide.FILES)
def test_the_two_validators_agree_about_nearly_valid_files(kind: str) -> None:
    seen = set()

    @given(st.data())
    def compare(data: st.DataObject) -> None:
        tree = deepcopy(samples.first(SCHEMAS[kind].rules))
        for _ in range(data.draw(st.integers(0, 2))):
            container, key = data.draw(st.sampled_from(places(tree)))
            container[key] = data.draw(
                st.one_of(st.sampled_from([*WORDS, [], {}, ["a", "a"]]), st.text(max_size=90))
            )
        node, _ = yamlfile.parse(json.dumps(tree, ensure_ascii=False).encode(), guide.FILES[kind])
        if node:
            seen.add(assert_validators_agree(node, kind))

    compare()
    assert seen == {True, False}


@given(st.text())
def test_any_text_in_the_place_of_an_account_gives_no_exception(written: str) -> None:
    for name in networks.BY_NAME:
        source = f"comptes:\n  {name}: {json.dumps(written, ensure_ascii=False)}\n"
        node, _ = yamlfile.parse(source.encode(), "f.yml")
        assert node
        entries.read(node, "f.yml", schema.check(node, SCHEMAS["fiche"], "f.yml"), [], TODAY)
