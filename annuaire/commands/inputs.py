"""What people wrote, curation/ and the pages of prose, or what is wrong in it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import TypeVar

from annuaire.commands import console
from annuaire.curation import check_cache
from annuaire.errors import CurationError
from annuaire.messages import problem
from annuaire.model import Curation, Problem
from annuaire.runtime.clock import latest

SNAPSHOT = "snapshot/profiles.json"  # `snapshot.FILE`; a check does not wait for that module

_T = TypeVar("_T")


def with_prose(root: str, reading: Callable[[], _T]) -> _T:
    """Return what a reading of curation/ gives, when the pages of prose are well too.

    Raises:
        CurationError: with every problem of both.
    """
    problems = check_cache.prose(root)
    try:
        found = reading()
    except CurationError as error:
        raise CurationError(sorted([*problems, *error.problems], key=Problem.order)) from None
    if problems:
        raise CurationError(sorted(problems, key=Problem.order))
    return found


def missing_snapshot(root: str) -> list[Problem]:
    """Warn when there is no snapshot: a site without it is whole, and says less."""
    if os.path.exists(f"{root}/{SNAPSHOT}"):
        return []
    return [problem(SNAPSHOT, 1, 1, "snapshot-missing")._replace(warning=True)]


def load_curation(options: argparse.Namespace) -> Curation | None:
    """Return what people wrote, or print the mistakes in it."""
    from annuaire.curation import curation  # a check in which nothing changed does not wait for it

    try:
        return curation.read(options.root, latest())
    except CurationError as error:
        console.print_problems(error.problems)
        return None
