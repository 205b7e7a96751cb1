"""The table of the fiche of the day, shared by the tests of Python and those of the browser."""

from __future__ import annotations

from datetime import date

from tests.support.queries import FOLDER
from tests.support.roots import PEOPLE

IDS = [person[0] for person in PEOPLE]
FIRST = date(2026, 11, 2)


def table() -> list[tuple[date, str]]:
    """Return days, each with the id of its fiche."""
    rows = (FOLDER / "days.tsv").read_text("utf-8").splitlines()
    return [
        (date.fromisoformat(row.split("\t")[0]), row.split("\t")[1])
        for row in rows
        if not row.startswith("#")
    ]
