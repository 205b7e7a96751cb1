"""What was written at each place of a file."""

from __future__ import annotations

from typing import NamedTuple


class Node(NamedTuple):
    """A value at its place (from 1): text on one line, a list of nodes, nodes by key, or None for nothing.

    `plain`: written without quotes, and not as a block. `key`, `key_line` and `key_column` are those of the key that it
    stands under; 0 where there is none.
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
        """The text written, or nothing when the value is no text or is missing."""
        value = self.value
        return value if isinstance(value, str) else ""

    @property
    def items(self) -> list[Node]:
        """The items of a list, or none."""
        value = self.value
        return value if isinstance(value, list) else []

    @property
    def keys(self) -> dict[str, Node]:
        """The nodes by key, or none."""
        value = self.value
        return value if isinstance(value, dict) else {}
