"""patterns.html, the page of every component in every state: rendered by these tests only, never published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import roots, sites
from tests.support.sites import BuiltPage, Site

MACROS = roots.REPOSITORY / "theme" / "templates" / "macros"


@pytest.fixture(scope="module")
def patterns() -> BuiltPage:
    return sites.patterns().page("composants")


@pytest.mark.parametrize("file", sorted(MACROS.glob("*.html")), ids=lambda file: file.stem)
def test_every_component_is_shown(patterns: BuiltPage, file: Path) -> None:
    shown = {heading.text_content() for heading in patterns.all("//h3")}
    assert file.stem in shown


@pytest.mark.parametrize("file", sorted(MACROS.glob("*.html")), ids=lambda file: file.stem)
def test_the_comment_of_a_component_names_its_parameters(file: Path) -> None:
    comment = re.match(r"\{#- (.+?) -#\}", file.read_text("utf-8"), re.DOTALL)
    assert comment
    for written in re.findall(r"\{%-? macro \w+\(([^)]*)\)", file.read_text("utf-8")):
        for name in re.findall(r"(\w+)(?:=[^,]+)?(?:,|$)", written):
            assert name in comment[1], name


def test_the_page_of_components_is_not_published(real: Site) -> None:
    assert not [place for place in real.pages if "patterns" in place or "composants" in place]


def test_every_class_has_a_css_rule_or_is_a_microformat(patterns: BuiltPage) -> None:
    """A class without a rule is a leftover, except those of microformats."""
    css = "".join(
        file.read_text("utf-8") for file in (roots.REPOSITORY / "theme" / "static" / "css").rglob("*.css")
    )
    used = {name for element in patterns.tree.xpath("//@class") for name in element.split()}
    without_rule = {
        name for name in used if not re.match(r"[hpu]-", name) and not re.search(rf"\.{name}(?![\w-])", css)
    }
    assert without_rule == set()
