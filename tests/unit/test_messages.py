"""Messages: all are used, and well typed in French (`annuaire.messages`)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import annuaire
from annuaire import messages
from annuaire.french import text
from annuaire.messages import guide, outcomes, terminal
from annuaire.messages.problems import PROBLEMS

SOURCES = sorted(Path(annuaire.__path__[0]).rglob("*.py"))
STRINGS = {
    node.value
    for source in SOURCES
    if source.parent.name != "messages"
    for node in ast.walk(ast.parse(source.read_text("utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}
SENTENCES = [
    *(sentence for pair in PROBLEMS.values() for sentence in pair),
    *guide.GUIDE.values(),
    *guide.RULES,
    *outcomes.VERDICTS.values(),
    *outcomes.ROWS.values(),
    *outcomes.REASONS.values(),
]


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_is_used(code: str) -> None:
    assert code in STRINGS


@pytest.mark.parametrize("code", terminal.SAID)
def test_every_sentence_is_used(code: str) -> None:
    assert code in STRINGS


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sources_have_plain_spaces_and_messages_french_ones(sentence: str) -> None:
    assert not re.search("[\u00a0\u202f’]|[«»][^ ]*[«»]", re.sub("« [^»]* »", "", sentence))
    assert not re.search(r"\w [;!?»]|« |\w'\w", text.typeset(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        sentence
        for table in (
            terminal.SAID,
            terminal.HELP,
            terminal.STAGES,
            {key: re.sub(r"%(?:\(\w+\))?[rs]", "x", said) for key, said in terminal.ARGPARSE.items()},
            messages.UNREADABLE,
        )
        for sentence in table.values()
    ],
)
def test_sentences_that_are_not_typeset_when_they_are_used_are_well_typed(sentence: str) -> None:
    assert sentence == text.typeset(sentence)


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_problem_has_a_message_and_an_advice(code: str) -> None:
    what, instead = PROBLEMS[code]
    assert what.endswith(".")
    assert instead


def test_values_stay_as_they_were_written() -> None:
    what, _ = messages.sentences("choice-near", key="nature", value="l'une : {x}", near="personne")
    assert what == "valeur inconnue pour «\u00a0nature\u00a0»\u00a0: «\u00a0l'une : {x}\u00a0»."


def test_invisible_characters_have_french_names() -> None:
    assert messages.invisible("\u200b") == "U+200B, espace sans chasse"
    assert messages.invisible("\x1b") == "U+001B, caractère de contrôle"
    assert messages.invisible("\u2061") == "U+2061, caractère de mise en forme"


def test_the_system_is_quoted_in_french() -> None:
    assert messages.unreadable(PermissionError(13, "Permission denied")) == "accès refusé"
    assert messages.unreadable(OSError(99, "Whatever")) == "erreur 99 du système"
