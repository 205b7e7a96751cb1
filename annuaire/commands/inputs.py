"""Reading curation/ and the pages of prose for commands, with the problems of both."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from annuaire.commands import Options, console
from annuaire.curation import check_cache
from annuaire.errors import CurationError
from annuaire.messages import warning
from annuaire.model import Curation, Problem
from annuaire.runtime.clock import latest

SNAPSHOT = "snapshot/profiles.json"  # `snapshot.FILE`, without importing that module for a check

_T = TypeVar("_T")


def with_prose(root: str, reading: Callable[[], _T]) -> _T:
    """Return the result of `reading`, which reads curation/, after checking the pages of prose, too.

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
    """Return a warning if there is no snapshot: the site can be built without it, but has less to show."""
    if os.path.exists(f"{root}/{SNAPSHOT}"):
        return []
    return [warning(SNAPSHOT, 1, 1, "snapshot-missing")]


def load_curation(options: Options) -> Curation | None:
    """Return the curation; if it has mistakes, print them and return None.

    Raises:
        SettingsError: a file of curation/schema/ is at fault.
    """
    from annuaire.curation import curation  # not needed by a check in which nothing changed

    try:
        return curation.read(options.root, latest())
    except CurationError as error:
        console.print_problems(error.problems)
        return None
