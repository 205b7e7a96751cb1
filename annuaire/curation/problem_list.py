"""Collector of the problems of one fiche while it is parsed."""

from __future__ import annotations

from datetime import date

from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.yamlfiles.nodes import Node

FIRST_YEAR = 1990  # of the first web page: no account was seen before


class ProblemList:
    """The problems of one file; it begins with those already `found`, by the schema."""

    def __init__(self, path: str, today: date, found: list[Problem]) -> None:
        self.path = path
        self.today = today
        self.found = found

    def add(self, node: Node, code: str, **values: object) -> None:
        """Add a problem at a value, unless there is one at this place already."""
        if not any((one.line, one.column) == node.place for one in self.found):
            self.found.append(problem(self.path, *node.place, code, **values))

    def add_at_key(self, node: Node, code: str, **values: object) -> None:
        """Add a problem at a key."""
        self.found.append(problem(self.path, node.key_line, node.key_column, code, **values))

    def check_date(self, node: Node, day: date | None) -> None:
        """Add a problem if a date is in the future or before the web; None, a date that cannot be parsed, is reported
        elsewhere."""
        if day and day > self.today:
            self.add(node, "date-future", value=node.text, today=self.today.isoformat())
        elif day and day.year < FIRST_YEAR:
            self.add(node, "date-old", value=node.text)
