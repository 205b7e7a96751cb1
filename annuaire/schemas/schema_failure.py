"""A schema failure with its context; `schema_advice` turns it into a problem in French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from annuaire.schemas.formats import Rules
from annuaire.schemas.samples import example, first, flow
from annuaire.yamlfiles.nodes import Node


class Failure(NamedTuple):
    """An error of jsonschema with the node and the rules that it is about.

    `keyword` is the JSON Schema keyword that failed, `limit` its value in the schema, `value` the value that was checked, `cause`
    the error that a format raised, if any.

    `parent_rules` and `parent_key` belong to the node's parent, `siblings` are all items of that parent (empty unless it is a
    list); all are empty for the root. `document` and `document_rules` are the root node and its rules.
    """

    keyword: str
    limit: Any
    value: Any
    cause: Any
    node: Node
    rules: Rules
    parent_rules: Rules
    parent_key: str
    siblings: Sequence[Node]
    is_item: bool
    document: Node
    document_rules: Rules

    @property
    def key(self) -> str:
        """The name of the node: its key, or the title of an item or of a file."""
        return self.node.key or str(self.rules["title"]).lower()

    @property
    def example(self) -> str:
        """A valid example for the node, on one line of YAML."""
        if self.is_item:
            shown = first(self.rules) or first(self.parent_rules)[0]
            return f"- {flow(shown, nested=isinstance(shown, dict))}"
        if not self.node.key and "properties" in self.rules:
            opening = self.rules["required"][0]
            return example(self.rules["properties"][opening], opening)
        return example(self.rules, self.node.key)

    def split_keys(self, place: int) -> list[str]:
        """Return the keys of the item at the index `place` if a superfluous dash split it from the item before: « - ou: … » after
        « - compte: … », alone or with other keys that the item before does not have."""
        names, known = list(self.siblings[place].keys), self.rules["properties"]
        opening = self.rules.get("required", list(known))[0]
        if not names or opening in names or not known.keys() >= set(names):
            return []
        before = self.siblings[place - 1].keys if place else {}
        return names if len(names) == 1 or (before and before.keys().isdisjoint(names)) else []

    def split_keys_here(self) -> list[str]:
        """Return the keys of this item if a superfluous dash split it from the item before."""
        return self.split_keys(self.siblings.index(self.node)) if self.is_item else []

    def split_keys_after(self) -> Iterator[str]:
        """Yield the keys that belong to this item and that superfluous dashes split from it."""
        if not self.is_item:
            return
        for place in range(self.siblings.index(self.node) + 1, len(self.siblings)):
            if not (names := self.split_keys(place)):
                return
            yield from names

    @property
    def is_pair(self) -> bool:
        """Whether an item has a single key, which it cannot have: « - mastodon: https://… »."""
        return (
            self.is_item
            and len(self.node.keys) == 1
            and self.rules["properties"].keys().isdisjoint(self.node.keys)
        )

    def misplaced(self) -> set[str]:
        """Return the keys that are not here because they are at the top level or under another key, where they are reported."""
        if self.node is not self.document:
            return set(self.document.keys).difference(self.document_rules.get("properties", ()))
        known = self.rules["properties"]
        found: set[str] = set()
        for name, child in self.node.keys.items():
            rules = known.get(name, {})
            inside = rules.get("items", rules).get("properties", {})
            for below in (child, *child.items):
                found.update(below.keys.keys() - inside.keys() if inside else ())
        for name, rules in known.items():  # all keys of a mapping without the key of the mapping itself
            if not self.node.keys.keys().isdisjoint(rules.get("properties", {}).keys() - known.keys()):
                found.add(name)
        return found
