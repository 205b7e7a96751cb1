"""The exception hierarchy (`annuaire.errors`)."""

from __future__ import annotations

import inspect

import pytest

from annuaire import errors
from annuaire.model import Problem

TREE = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]


@pytest.mark.parametrize("kind", TREE)
def test_the_docstring_has_the_tree_of_errors(kind: type[Exception]) -> None:
    assert issubclass(kind, errors.AnnuaireError)
    assert errors.__doc__ and kind.__name__ in errors.__doc__


def test_an_error_of_curation_contains_every_problem() -> None:
    problems = [
        Problem("a.yml", 1, 2, "date", "Un.", "Deux."),
        Problem("b.yml", 3, 4, "date", "Trois.", "Quatre."),
    ]
    assert str(errors.CurationError(problems)) == "a.yml:1:2: Un.\n    Deux.\nb.yml:3:4: Trois.\n    Quatre."


def test_problems_sort_by_file_then_place() -> None:
    later = Problem("a.yml", 10, 1, "date", "", "")
    sooner = Problem("a.yml", 9, 80, "date", "", "")
    other = Problem("b.yml", 1, 1, "date", "", "")
    assert sorted([other, later, sooner]) == [sooner, later, other]
