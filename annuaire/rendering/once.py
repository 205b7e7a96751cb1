"""`{% once … %}`: what many pages have in common is rendered once.

    {% once SITEURL, section %}…{% endonce %}

What is between is rendered for the first page that says these values, and taken as it is by every other that says them.
So it may be made of nothing but these values and of what is the same for the whole site: the head and the foot of
`theme/templates/base.html`, for one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup


class Once(Extension):
    """Adds the tag to an environment; what was rendered lasts as long as the environment, which is one build."""

    tags = {"once"}  # noqa: RUF012, as Jinja declares it

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._kept: dict[Any, Markup] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the values, then the block; its place in the theme is a part of its key."""
        line = next(parser.stream).lineno
        place = nodes.Const(f"{parser.name}:{line}")
        values = parser.parse_tuple()
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        call = self.call_method("_rendered", [place, values])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _rendered(self, place: str, values: Any, caller: Callable[[], str]) -> Markup:
        key = (place, values)
        if key not in self._kept:
            self._kept[key] = Markup(caller())
        return self._kept[key]
