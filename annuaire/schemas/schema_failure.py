"""A failure of a schema beside what it is about; `schema_advice` says it in French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from annuaire.schemas.formats import Rules
from annuaire.schemas.samples import example, first, flow
from annuaire.yamlfiles.nodes import Node


class Failure(NamedTuple):
    """A failure of jsonschema beside the node and the rules that it is about.

    `above` and `above_key` are the rules and the key of what holds the node, `beside` all that it holds; the file itself is
    held by nothing.
    """

    keyword: str
    limit: Any
    value: Any
    cause: Any
    node: Node
    rules: Rules
    above: Rules
    above_key: str
    beside: Sequence[Node]
    is_item: bool

    @property
    def key(self) -> str:
        """What the node is called: its key, or the title of an item or of a file."""
        return self.node.key or str(self.rules["title"]).lower()

    @property
    def example(self) -> str:
        """What one could have written here, on one line."""
        if self.is_item:
            shown = first(self.rules) or first(self.above)[0]
            return f"- {flow(shown, nested=isinstance(shown, dict))}"
        if not self.node.key and "properties" in self.rules:
            opening = self.rules["required"][0]
            return example(self.rules["properties"][opening], opening)
        return example(self.rules, self.node.key)

    def scattered(self, item: Node) -> str:
        """Return the only key of an item that cannot begin one: « - ou: … » after « - compte: … »."""
        names = list(item.keys)
        is_one = self.is_item and len(names) == 1 and names[0] in self.rules["properties"]
        return names[0] if is_one and names[0] != self.rules["required"][0] else ""

    def scattered_after(self) -> Iterator[str]:
        """Yield the keys that were meant for this item and stand after dashes of their own."""
        for item in self.beside[self.beside.index(self.node) + 1 :] if self.is_item else ():
            if not (key := self.scattered(item)):
                return
            yield key
