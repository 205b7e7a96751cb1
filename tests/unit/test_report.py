"""Output formats of `annuaire check` (`annuaire.commands.report`)."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import messages
from annuaire.commands import report
from annuaire.model import Problem

ONE = Problem(
    "curation/fiches/a.yml",
    7,
    13,
    "handle-x",
    "identifiant X mal formé\u00a0: «\u00a0é\u00a0».",
    "Écrire : 100 %,\nsans accent.",
)
TWO = ONE._replace(path="curation/fiches/b,c:d.yml", line=2)
WARNING = ONE._replace(path="curation/editions/2026-11.yml", code="category-thin", warning=True)
ALL = (ONE, TWO, WARNING)
ANY = st.builds(
    Problem,
    path=st.text(alphabet=st.characters(exclude_categories=[]), max_size=12),
    line=st.integers(1, 9999),
    column=st.integers(1, 999),
    code=st.sampled_from(["handle-x", "date"]),
    message=st.text(max_size=30),
    advice=st.text(max_size=30),
    warning=st.booleans(),
)  # fmt: skip


def test_the_place_comes_first_in_a_form_that_editors_recognise() -> None:
    assert report.render([ONE], "texte").startswith("curation/fiches/a.yml:7:13: identifiant X")


@pytest.mark.parametrize("form", report.SHOWN)
def test_control_characters_in_file_names_are_replaced(form: str) -> None:
    name = "a\x1b]0;titre\x07\n\u202eb\x9b.yml"
    found = report.render([ONE._replace(path=name, message=f"« {name} »")], form)
    assert not set(found) & set("\x1b\x07\u202e\x9b")
    assert "a\ufffd]0;titre" in found


def test_a_warning_is_labelled() -> None:
    assert "7:13: avertissement\u00a0: identifiant" in report.render([WARNING], "texte")


def test_colours_do_not_change_the_text() -> None:
    coloured = report.render(ALL, "texte", colour=True)
    assert "\x1b[31m" in coloured
    assert "\x1b[33m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == report.render(ALL, "texte")


@pytest.mark.parametrize("form", ["json", "github", "gitlab"])
def test_only_text_is_coloured(form: str) -> None:
    assert "\x1b" not in report.render(ALL, form, colour=True)


def test_json_has_the_same_content_as_text() -> None:
    found = json.loads(report.render(ALL, "json"))
    assert (found["errors"], found["warnings"]) == (2, 1)
    assert found["problems"][0] == {
        "path": ONE.path,
        "line": 7,
        "column": 13,
        "severity": "error",
        "code": "handle-x",
        "message": ONE.message,
        "advice": ONE.advice,
    }
    assert found["problems"][2]["severity"] == "warning"


def test_github_reads_one_command_a_line() -> None:
    first, second, third = report.render(ALL, "github").split("\n")
    assert first == (
        "::error file=curation/fiches/a.yml,line=7,col=13,title=handle-x::"
        "identifiant X mal formé\u00a0: «\u00a0é\u00a0». Écrire : 100 %25,%0Asans accent."
    )
    assert "file=curation/fiches/b%2Cc%3Ad.yml" in second
    assert third.startswith("::warning ")


def test_gitlab_reads_a_code_quality_report() -> None:
    found = json.loads(report.render(ALL, "gitlab"))
    assert [item["severity"] for item in found] == ["major", "major", "minor"]
    assert found[0]["location"] == {"path": ONE.path, "lines": {"begin": 7}}
    assert len({item["fingerprint"] for item in found}) == 3


@given(st.lists(ANY, max_size=5))
def test_each_format_is_valid_whatever_the_problems(problems: list[Problem]) -> None:
    assert len(json.loads(report.render(problems, "json"))["problems"]) == len(problems)
    assert len(json.loads(report.render(problems, "gitlab"))) == len(problems)
    github = report.render(problems, "github")
    assert len(github.split("\n")) == max(1, len(problems))
    assert "\r" not in github


def test_no_problems_give_no_text() -> None:
    assert report.render([], "texte") == ""
    assert json.loads(report.render([], "json")) == {"errors": 0, "warnings": 0, "problems": []}
    assert json.loads(report.render([], "gitlab")) == []


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ((), ("0 erreur", "0 avertissement", "0 fichier")),
        ((ONE, ONE), ("2 erreurs", "0 avertissement", "1 fichier")),
        (ALL, ("2 erreurs", "1 avertissement", "2 fichiers")),
        ((WARNING,), ("0 erreur", "1 avertissement", "1 fichier")),
    ],
)
def test_the_summary_counts_in_french(problems: tuple[Problem, ...], expected: tuple[str, ...]) -> None:
    assert tuple(part.replace("\u00a0", " ") for part in report.summary(problems)) == expected


def test_an_undecodable_file_name_can_be_reported() -> None:
    odd = ONE._replace(path="curation/fiches/\udce9.yml")
    for form in messages.REPORTS:
        assert "fiches/" in report.render([odd], form)
