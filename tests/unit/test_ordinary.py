"""The fast path returns the values that `yamlfile` returns, or falls back to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.curation import readings
from annuaire.curation.entries import Fiche
from annuaire.schemas import schema
from annuaire.yamlfiles import ordinary, yamlfile
from annuaire.yamlfiles.nodes import Node
from tests.support import roots

TODAY = date(2026, 11, 29)
SCHEMA = schema.load(roots.REPOSITORY / "curation" / "schema" / "fiche.schema.json")
PATH = "curation/fiches/camille-duval.yml"
FILES = sorted((roots.REPOSITORY / "curation" / "fiches").glob("*.yml"))
FAULTY = sorted((roots.REPOSITORY / "tests" / "fixtures" / "curation" / "fiche").rglob("*.yml"))
FICHE = roots.fiche(0)
# Pieces that people and their programs may leave in a file, and those with a meaning in YAML.
PIECES = [
    "\n", "\n\n", " ", "  ", "\t", "-", "- ", " - ", ":", ": ", "#", " #", " # ", "\n# ", '"', "'", "«", "“", "”", "&", "&a ", "*a", "!", "!!str ", "?",
    "? ", "|", "|\n", ">", ">-", ">\n", "[", "]", "{", "}", ",", ", ", "%", "@", "`", "~", "null", "12", "1.5", "007", "0x1F", "true", "oui", "<<", "<<: ",
    "---", "\n---\n", "\n...\n", "%YAML 1.2\n", "\\", "\\n", "\r", "\r\n", "\x00", "\x85", "\u00a0", "\u202f", "\u2028", "\u200b", "\ufeff", "e\u0301", "é", "😀",
    "nom: Deux\n", "  x: deux\n", "  - compte: x\n", "<<<<<<< HEAD\n", "=======", ">>>>>>> main\n", "2026-11-22", "2030-01-01", "https://camille.example/",
]  # fmt: skip


def value_of(node: Node) -> Any:
    """Return the value of a node, without places."""
    if node.keys:
        return {key: value_of(below) for key, below in node.keys.items()}
    return [value_of(below) for below in node.items] if node.items else node.value


def without_places(fiche: Fiche) -> Fiche:
    mentions = [
        [mention[:2] for mention in some] for some in ([fiche.reason], fiche.accounts, fiche.subjects)
    ]
    return fiche._replace(reason=mentions[0], accounts=mentions[1], subjects=mentions[2])  # type: ignore[arg-type]


def is_made_of_texts(value: Any) -> bool:
    """Stand for a schema that accepts any file of texts."""
    if isinstance(value, dict):
        return all(type(key) is str and " " not in key and key.isprintable() and is_made_of_texts(below) for key, below in value.items())  # fmt: skip
    return all(map(is_made_of_texts, value)) if isinstance(value, list) else isinstance(value, str)


def is_read_fast(raw: bytes) -> bool:
    """Say whether the fast path reads a file, and if so assert that both ways give the same."""
    node = ordinary.read(raw, is_made_of_texts)
    if node:
        slowly, reported = yamlfile.parse(raw, PATH)
        assert slowly and not reported
        assert value_of(node) == value_of(slowly)
    found = readings._read_fast(raw, PATH, SCHEMA, ["journalistes", "auteurs"], TODAY)
    if found:
        fiche, reported = readings.read_with_places(raw, PATH, SCHEMA, ["journalistes", "auteurs"], TODAY)
        assert reported == found[1] == []
        assert without_places(found[0]) == without_places(fiche)
    return found is not None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_our_fiches_are_read_alike(file: Path) -> None:
    is_read_fast(file.read_bytes())


@pytest.mark.parametrize("file", FAULTY, ids=lambda file: file.stem)
def test_invalid_fiches_are_read_alike(file: Path) -> None:
    is_read_fast(file.read_bytes())


def test_most_fiches_are_ordinary() -> None:
    known = [file.read_bytes() for file in FILES]
    assert sum(ordinary.read(raw, is_made_of_texts) is not None for raw in known) > len(known) * 3 // 4
    assert is_read_fast(FICHE.encode())


def test_whatever_people_do_to_a_fiche_it_is_read_alike() -> None:
    seen = set()

    @given(
        st.lists(
            st.tuples(st.integers(0, len(FICHE)), st.integers(0, 6), st.sampled_from(PIECES)),
            min_size=1,
            max_size=3,
        )
    )
    def alike(edits: Sequence[tuple[int, int, str]]) -> None:
        source = FICHE
        for place, length, piece in edits:
            source = source[:place] + piece + source[place + length :]
        seen.add(is_read_fast(source.encode()))

    alike()
    assert seen == {True, False}


@given(st.lists(st.sampled_from([*PIECES, "a", "b: c"]), max_size=12))
def test_any_pieces_are_read_alike(pieces: list[str]) -> None:
    node = ordinary.read("".join(pieces).encode(), is_made_of_texts)
    if node:
        slowly, reported = yamlfile.parse("".join(pieces).encode(), PATH)
        assert slowly and not reported
        assert value_of(node) == value_of(slowly)


@pytest.mark.parametrize(
    "source",
    [
        "a: &nom b", "a: b\nc: *a", "a: !!str b", 'a: "\\u202e"', "a: “b”", "a: b\u200b", "a: b #c", "a: b # c", "a: b - c", "a: -\u00a0b", "a: |\n  b\n  c",
        "a: ' b'", "a: ''", "a: 'b\n\n  c'", "a: b\nb: 'c  d'", "<<<<<<< HEAD\na: b", "a: [b", "a: b\na: c", "a: b\n---\nc: d", "a: \x00", "a: b\n\tc: d",
        "a: " + "[" * 5000, "",
    ],
)  # fmt: skip
def test_unusual_yaml_falls_back(source: str) -> None:
    assert ordinary.read(source.encode(), is_made_of_texts) is None


def test_values_invalid_against_the_schema_fall_back() -> None:
    for raw in (b"a: 12", b"a: ~", b"a: true", b"1: a", b"a: 1.10", b"[a]: b", b"a: b", b"texte", b"- a"):
        assert ordinary.read(raw, lambda value: schema.is_valid(value, SCHEMA)) is None


def test_binary_or_too_large_files_fall_back() -> None:
    assert ordinary.read(b"a: \xff", is_made_of_texts) is None
    assert ordinary.read(b"a: " + b"b" * 1_100_000, is_made_of_texts) is None
