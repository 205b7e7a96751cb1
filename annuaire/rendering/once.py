"""The Jinja tag `{% once … %}`: a fragment cache for what many pages have in common.

    {% once SITEURL, section %}…{% endonce %}

The block is rendered for the first page that gives these values, and the result is reused for every other page that gives the
same. So it may depend only on these values and on what is the same for the whole site, as do the head and the foot of
`theme/templates/base.html`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup


class Once(Extension):
    """Adds the tag to an environment. The cache lives as long as the environment, which is one build."""

    tags = {"once"}  # noqa: RUF012, as Jinja declares it

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._cache: dict[Any, Markup] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse the values, then the block. Its template and line are part of the cache key."""
        line = next(parser.stream).lineno
        place = nodes.Const(f"{parser.name}:{line}")
        values = parser.parse_tuple()
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        call = self.call_method("_render", [place, values])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _render(self, place: str, values: Any, caller: Callable[[], str]) -> Markup:
        key = (place, values)
        if key not in self._cache:
            self._cache[key] = Markup(caller())
        return self._cache[key]
