"""The nodes of a parsed YAML file."""

from __future__ import annotations

from typing import NamedTuple


class Node(NamedTuple):
    """A value with its line and column (from 1): text on one line, a list of nodes, nodes by key, or None when it is empty.

    `plain`: written without quotes, and not as a block. `key`, `key_line` and `key_column` are those of the value's key;
    empty or 0 when it has none.
    """

    line: int
    column: int
    value: str | list[Node] | dict[str, Node] | None = None
    plain: bool = False
    key: str = ""
    key_line: int = 0
    key_column: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column."""
        return self.line, self.column

    @property
    def text(self) -> str:
        """The text; empty when the value is missing or is not a text."""
        value = self.value
        return value if type(value) is str else ""

    @property
    def items(self) -> list[Node]:
        """The items; empty when the value is not a list."""
        value = self.value
        return value if type(value) is list else []

    @property
    def keys(self) -> dict[str, Node]:
        """The nodes by key; empty when the value is not a mapping."""
        value = self.value
        return value if type(value) is dict else {}
