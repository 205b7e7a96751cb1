"""Properties of all diagnoses of YAML errors; the usual mistakes are golden pairs (test_reports)."""

from __future__ import annotations

import pytest
import yaml

from annuaire import messages
from annuaire.yamlfiles import yaml_advice
from annuaire.yamlfiles.lines import Levels
from annuaire.yamlfiles.yaml_diagnosis import Diagnosis


def understood(source: str, levels: Levels = ()) -> Diagnosis:
    with pytest.raises(yaml.YAMLError) as caught:
        list(yaml.parse(source, Loader=yaml.SafeLoader))
    return yaml_advice.diagnose(caught.value, source, levels)


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        ("a: b: c", "yaml-colon", (1, 5)),
        ("a: " + "mot " * 20 + ": b", "yaml-colon-long", (1, 84)),
        ("a:\n  b c : d\n  e f\n", "yaml-colon-long", (2, 7)),
        ("a: b\n  c: d\n", "yaml-indent", (2, 3)),
        ("a:\n  b: c\n d: e\n", "yaml-indent", (3, 2)),
        (" a: b\nc: d\n", "yaml-indent", (1, 2)),
        ("# un mot\n a: b\nc: d\n", "yaml-indent", (2, 2)),
        ("a: @b", "yaml-start-quote", (1, 4)),
        ("%a: b", "yaml-start", (1, 1)),
        ("a: &", "yaml-start", (1, 4)),
        ("a:\n\tb: c\n", "yaml-tab", (2, 1)),
        ("a: >-\nb\nc: d\n", "yaml-unindented", (2, 1)),
        ("a: >- b\n", "yaml-block", (1, 7)),
        ("a: [b\nc: d\n", "yaml-bracket", (1, 4)),
        ("a: [b", "yaml-bracket", (1, 4)),
        ("a: [", "yaml-bracket", (1, 4)),
        ("a: {b: c\n", "yaml-bracket", (1, 4)),
        ("a: [b}\n", "yaml-close", (1, 6)),
        ("a: [b]]\n", "yaml-close", (1, 7)),
        ("a: [b] c\n", "yaml-after-list", (1, 8)),
        ("a: [b,, c]\n", "yaml-comma-twice", (1, 7)),
        ("a: [", "yaml-bracket", (1, 4)),
        ("a: b\nc: {", "yaml-bracket", (2, 4)),
        ("a: [b,", "yaml-bracket", (1, 4)),
        ("a: [#b, c]\nd: e\n", "yaml-hash", (1, 5)),
        ('a: "b\nc: d\n', "yaml-quote", (1, 4)),
        ("a: 'l'eau'\n", "yaml-after", (1, 7)),
        ('a: "\\d"\n', "yaml-escape", (1, 5)),
        ("a:b\nc: d\n", "yaml-space", (1, 3)),
        ("a: b\nc\nd: e\n", "yaml-line-stray", (2, 1)),
        ("a: - b\n", "yaml-dash", (1, 4)),
        ("a:\n  - b\n  c\nd: e\n", "yaml-dash", (3, 3)),
        ("a: b\n...\nc: d\n", "yaml-documents", (2, 1)),
        ("a:\u00a0b\nc: d\n", "no-break", (1, 3)),
        ("a: un mot de plus\n  c: d\n", "yaml-indent", (2, 3)),
        ("a: un mot de plus\n  c : d\n", "yaml-colon-long", (2, 5)),
        ('a: un mot de plus\n"c d e f"\nd: e\n', "yaml-line-stray", (2, 1)),
        ("a: un mot de plus\n[c d e f]\nd: e\n", "yaml-line-stray", (2, 1)),
        ("a: un mot de plus\nc d e f\nd: e\n", "yaml-unindented", (2, 1)),
        ("- a: x, b: {c: y}\n", "yaml-colon", (1, 10)),
        ("- a: x, b: y}\n", "yaml-braces", (1, 3)),
        ("fiche: un mot\na: - c\n", "yaml-dash", (2, 4)),
        ("a: deux mots\n  c : d\n", "yaml-indent", (2, 3)),
        ("a:\n - b\n c: d,\n", "yaml-dash", (3, 2)),
        ("a: " + "m" * 57 + ": b", "yaml-colon", (1, 61)),
        ("a: " + "m" * 58 + ": b", "yaml-colon-long", (1, 62)),
        ("a:\n  - compte: x\n  # un mot\n  ou: b\n", "key-under-dash", (4, 3)),
    ],
)
def test_a_mistake_is_reported_where_it_must_be_corrected(
    source: str, code: str, place: tuple[int, int]
) -> None:
    found = understood(source)
    assert (found.code, (found.line, found.column)) == (code, place)


@pytest.mark.parametrize(
    "source", ["a: b: c", "a: @b", "a:b\nc: d\n", "a: [b", "a: >-\nb\n", "a: [b}", "a: [b {c}]"]
)
def test_a_diagnosis_has_what_its_sentences_need(source: str) -> None:
    found = understood(source)
    assert "{" not in "".join(messages.sentences(found.code, **found.values)).replace("« { »", "").replace(
        "«\u00a0{\u00a0»", ""
    )


def test_an_unknown_error_of_pyyaml_is_reported_in_french() -> None:
    found = yaml_advice.diagnose(yaml.YAMLError("something new"), "a: b")
    assert (found.code, found.line, found.column) == ("yaml-other", 1, 1)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("a: b: c", "b: c"),
        ("a: b: c  # un mot", "b: c"),
        ('a: b: "c"', "b: «\u00a0c\u00a0»"),
        ('a: b: "c', "b: «\u00a0c\u00a0»"),
        ('a: b: ""', "b: «\u00a0\u00a0»"),
        ("a: @b\\c", "@b\\\\c"),
    ],
)
def test_values_to_be_quoted_contain_no_quote_and_no_comment(line: str, written: str) -> None:
    assert understood(line).values["text"] == written


LEVELS = ({"nom", "par", "sujets", "comptes", "pourquoi"}, {"mastodon", "x"}, {"ou", "vu"})


@pytest.mark.parametrize(
    ("source", "proposed"),
    [
        ("nom: Camille, par: Duval", "par: Duval"),
        ("nom: Camille, par: Duval\npar: moi", None),
        ("pourquoi: Explique l’eau, vu: de près", None),
        ("nom: Un, nom: Deux", None),
        ("nom: Camille, par: @duval", None),
        ("ou: Twitter: @camilleduval", 'ou: "@camilleduval"'),
        ("comptes:\n  mastodon: mastodon: a@b.example", "mastodon: a@b.example"),
        ("ou: Blog: https://c.example/", "ou: https://c.example/"),
        ("nom: Radio: A/B", 'nom: "Radio: A/B"'),
        ("nom: Radio: @b", 'nom: "Radio: @b"'),
        ('sujets: "eau", "terre"', 'sujets: ["eau", "terre"]'),
        ('nom: "Camille", "Duval"', None),
    ],
)
def test_suggested_values_are_valid_yaml(source: str, proposed: str | None) -> None:
    found = understood(source, LEVELS)
    advice = messages.sentences(found.code, **found.values)[1]
    assert advice.endswith(proposed) if proposed else found.code in ("yaml-colon", "yaml-texts-one")
