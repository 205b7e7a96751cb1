"""Compiled templates: cached by content, and never loaded from a damaged file."""

from __future__ import annotations

import itertools
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest

from annuaire import plugin
from annuaire.rendering import template_cache
from annuaire.runtime import digests

BUILDS = itertools.count()


def render(root: Path, source: str, address: object = "") -> str:
    number = next(BUILDS)  # of what no template uses, no two builds have the same
    settings = {"INDEX_URL": address, "CURATION": [number], "OUTPUT_PATH": f"{number}"}
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"page": source}),
        bytecode_cache=template_cache.TemplateCache(str(root), settings),
    )
    environment.filters["url"] = lambda name: f"{address}/{name}"
    return environment.get_template("page").render()


def kept(root: Path) -> list[Path]:
    return sorted((root / template_cache.FOLDER).iterdir())


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert render(tmp_path, "{{ 6 * 7 }}") == "42"
    monkeypatch.setattr(jinja2.Environment, "_compile", lambda *_: pytest.fail("compiled again"))
    assert render(tmp_path, "{{ 6 * 7 }}") == "42"


def test_another_source_or_program_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert render(tmp_path, "{{ 6 * 7 }}") == "42"
    assert render(tmp_path, "{{ 6 * 8 }}") == "48"
    before = kept(tmp_path)[0].read_bytes()
    monkeypatch.setattr(digests, "program", lambda: "another")
    assert render(tmp_path, "{{ 6 * 8 }}") == "48"
    assert kept(tmp_path)[0].read_bytes() != before


def test_settings_are_part_of_the_key(tmp_path: Path) -> None:
    """Jinja applies a filter to a constant while it compiles."""
    for address in ("", "here", "", 1, 2, 1.5, 2.5):
        assert render(tmp_path, "{{ 'index'|url }}", address) == f"{address}/index"


def test_the_values_of_two_settings_are_not_mixed_up(tmp_path: Path) -> None:
    ways = ({"A": "one", "B": "two"}, {"A": "two", "B": "one"}, {"B": "two", "A": "one"})
    first, second, third = (
        template_cache.TemplateCache(str(tmp_path), settings)._settings_digest for settings in ways
    )
    assert first == third != second


def test_compiler_options_are_part_of_the_key(tmp_path: Path) -> None:
    """A filter that is applied while it compiles escapes what it is given, or not."""
    source = "{{ '<b>A</b>'|lower }}"
    for escapes, shown in ((False, "<b>a</b>"), (True, "&lt;b&gt;a&lt;/b&gt;"), (False, "<b>a</b>")):
        options = {"autoescape": escapes}
        environment = jinja2.Environment(
            loader=jinja2.DictLoader({"page": source}),
            bytecode_cache=template_cache.TemplateCache(str(tmp_path), {"JINJA_ENVIRONMENT": options}),
            **options,
        )
        assert environment.get_template("page").render() == shown


def test_a_damaged_file_is_not_loaded(tmp_path: Path) -> None:
    render(tmp_path, "{{ 6 * 7 }}")
    [file] = kept(tmp_path)
    whole = file.read_bytes()
    for place in range(0, len(whole), 11):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert render(tmp_path, "{{ 6 * 7 }}") == "42"
    file.write_bytes(whole[:50])
    assert render(tmp_path, "{{ 6 * 7 }}") == "42"


@pytest.mark.parametrize("name", ["JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS"])
def test_with_functions_of_the_site_s_own_no_template_is_cached(tmp_path: Path, name: str) -> None:
    settings = {"JINJA_FILTERS": {}, "JINJA_GLOBALS": {}, "JINJA_TESTS": {}, "ANNUAIRE_ROOT": str(tmp_path)}
    for own, is_cached in (({}, True), ({name: {"own": str.upper}}, False)):
        generator = SimpleNamespace(env=jinja2.Environment(), settings=settings | own, context={})
        plugin.add_filters(generator)
        assert isinstance(generator.env.bytecode_cache, template_cache.TemplateCache) == is_cached
