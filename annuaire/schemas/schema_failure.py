"""A failure of a schema beside what it is about; `schema_advice` says it in French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from annuaire.schemas.formats import Rules
from annuaire.schemas.samples import example, first, flow
from annuaire.yamlfiles.nodes import Node


class Failure(NamedTuple):
    """A failure of jsonschema beside the node and the rules that it is about.

    `keyword` is that of JSON Schema which failed, `limit` its value in the schema, `value` what it was held to, `cause` the error that
    a format raised, if one did.

    `above` and `above_key` are the rules and the key of what holds the node, `beside` all that it holds; the file itself is
    held by nothing. `whole` and `root` are the file and its rules.
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
    whole: Node
    root: Rules

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

    def scattered(self, place: int) -> list[str]:
        """Return the keys of an item that cannot begin one: « - ou: … » after « - compte: … », alone or with others that the item
        before does not have."""
        names, known = list(self.beside[place].keys), self.rules["properties"]
        opening = self.rules.get("required", list(known))[0]
        if not names or opening in names or not known.keys() >= set(names):
            return []
        before = self.beside[place - 1].keys if place else {}
        return names if len(names) == 1 or (before and before.keys().isdisjoint(names)) else []

    def scattered_here(self) -> list[str]:
        """Return the keys of this item if it cannot begin one."""
        return self.scattered(self.beside.index(self.node)) if self.is_item else []

    def scattered_after(self) -> Iterator[str]:
        """Yield the keys that were meant for this item and stand after dashes of their own."""
        if not self.is_item:
            return
        for place in range(self.beside.index(self.node) + 1, len(self.beside)):
            if not (names := self.scattered(place)):
                return
            yield from names

    @property
    def is_pair(self) -> bool:
        """Whether an item is one key that it cannot have, and its value: « - mastodon: https://… »."""
        return (
            self.is_item
            and len(self.node.keys) == 1
            and self.rules["properties"].keys().isdisjoint(self.node.keys)
        )

    def misplaced(self) -> set[str]:
        """Return the keys that are missing here and are told where they stand, in the margin or under another key."""
        if self.node is not self.whole:
            return set(self.whole.keys).difference(self.root.get("properties", ()))
        known = self.rules["properties"]
        found: set[str] = set()
        for name, child in self.node.keys.items():
            rules = known.get(name, {})
            inside = rules.get("items", rules).get("properties", {})
            for below in (child, *child.items):
                found.update(below.keys.keys() - inside.keys() if inside else ())
        for name, rules in known.items():  # a whole level without its own key
            if not self.node.keys.keys().isdisjoint(rules.get("properties", {}).keys() - known.keys()):
                found.add(name)
        return found
