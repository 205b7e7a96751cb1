"""What is wrong in one fiche, gathered while it is read."""

from __future__ import annotations

from datetime import date

from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.yamlfiles.nodes import Node

_FIRST_YEAR = 1990  # of the first web page: no account was seen before


class ProblemList:
    """The problems of one file: those `found` before it is read, to which whoever reads it adds."""

    def __init__(self, path: str, today: date, found: list[Problem]) -> None:
        self.path = path
        self.today = today
        self.found = found

    def tell(self, node: Node, code: str, **values: object) -> None:
        """Add a problem at a value, unless the schema has already said that this value is wrong."""
        if not any((one.line, one.column) == (node.line, node.column) for one in self.found):
            self.found.append(problem(self.path, node.line, node.column, code, **values))

    def tell_key(self, node: Node, code: str, **values: object) -> None:
        """Add a problem at a key."""
        self.found.append(problem(self.path, node.key_line, node.key_column, code, **values))

    def check_date(self, node: Node, day: date | None) -> None:
        """Add a problem at a date that is in the future, or before the web; None, what could not be read, is told elsewhere."""
        if day and day > self.today:
            self.tell(node, "date-future", value=node.text, today=self.today.isoformat())
        elif day and day.year < _FIRST_YEAR:
            self.tell(node, "date-old", value=node.text)
