"""The Jinja tag `once`: its content is rendered once for equal values, then reused."""

from __future__ import annotations

import jinja2
import pytest

from annuaire.rendering.once import Once


def render(source: str, *contexts: dict[str, object]) -> list[str]:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.add_extension(Once)
    template = environment.from_string(source)
    return [template.render(context) for context in contexts]


def test_the_same_values_are_rendered_once_and_others_again() -> None:
    source = "{% once place, part %}{{ place }}-{{ seen }} {% endonce %}{{ seen }}"
    contexts = [{"place": place, "part": 1, "seen": seen} for place, seen in (("a", 1), ("b", 2), ("a", 3))]
    assert render(source, *contexts) == ["a-1 1", "b-2 2", "a-1 3"]


def test_one_value_is_enough_and_each_tag_has_its_own_cache() -> None:
    source = "{% once 1 %}{{ seen }}{% endonce %}\n{% once 1 %}{{ seen + 1 }}{% endonce %}"
    assert render(source, {"seen": 1}, {"seen": 5}) == ["1\n2", "1\n2"]


def test_what_is_inside_is_escaped_once() -> None:
    assert render("{% once 1 %}<b>{{ text }}</b>{% endonce %}", {"text": "<&"}) == ["<b>&lt;&amp;</b>"]


def test_names_set_before_and_macros_are_seen_inside() -> None:
    source = "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% set y = 'z' %}{% once y %}{{ twice(y) }}{% endonce %}"
    assert render(source, {}) == ["zz"]


def test_the_cache_is_not_shared_between_environments() -> None:
    source = "{% once 1 %}{{ seen }}{% endonce %}"
    assert render(source, {"seen": 1}) + render(source, {"seen": 2}) == ["1", "2"]


@pytest.mark.parametrize("source", ["{% once 1 %}", "{% once %}{% endonce %}", "{% endonce %}"])
def test_an_incomplete_tag_is_a_syntax_error(source: str) -> None:
    with pytest.raises(jinja2.TemplateSyntaxError):
        render(source, {})
