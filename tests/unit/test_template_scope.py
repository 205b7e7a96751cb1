"""Whether a template depends on more fiches than its page declares, wherever it says so."""

from __future__ import annotations

import jinja2
import pytest

from annuaire.rendering import template_scope
from annuaire.rendering.once import Once
from tests.support import roots


def is_bounded(source: str, **others: str) -> bool:
    environment = jinja2.Environment(loader=jinja2.DictLoader({"page": source, **others}))
    return template_scope.is_bounded(environment, "page")


@pytest.mark.parametrize(
    "source",
    [
        "{{ listing.reason }}",
        "{{ directory.as_of }}",
        "{{ directory.publication.title }}{{ takeaway.stem }}",
        "{{ listing.directory }}",
        "{% if PORTRAITS[listing.id] %}{{ PORTRAITS[one.id]|default('') }}{% endif %}",
    ],
)
def test_what_all_parts_have_in_common_may_be_used(source: str) -> None:
    assert is_bounded(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ directory.listings }}",
        "{{ directory.by_id[id].reason }}",
        "{{ directory.as_of }}{{ directory.listings }}",
        "{{ directory.stem }}",  # allowed of the other name only
        "{{ takeaway.fiches }}",
        "{{ directory['as_of'] }}",
        "{{ directory }}",
        "{{ directory[listing.id] }}",
        "{% for id in facet.listings %}{{ PORTRAITS[id] }}{% endfor %}",
        "{{ PORTRAITS|length }}",
        "{% set all = directory %}{{ all.listings }}",
        "{% if directory.listings %}{% endif %}",
    ],
)
def test_any_other_use_of_the_whole_directory_may_depend_on_any_fiche(source: str) -> None:
    assert not is_bounded(source)


@pytest.mark.parametrize("tag", ["extends", "include", "import"])
def test_templates_that_a_template_uses_are_inspected_too(tag: str) -> None:
    name = " as other" if tag == "import" else ""
    source, middle = f"{{% {tag} 'middle'{name} %}}", "{% include 'last' %}{% include 'common' %}"
    common = {"middle": middle, "common": "{{ directory.as_of }}"}
    assert is_bounded(source, last="{{ directory.as_of }}", **common)
    assert not is_bounded(source, last="{{ directory.listings }}", **common)


def test_templates_that_include_each_other_are_inspected_once() -> None:
    again = "{% include 'page' %}{% include 'other' %}"
    assert is_bounded("{% include 'other' %}", other=again)


def test_a_name_that_is_known_only_when_rendered_may_be_of_any_template() -> None:
    assert not is_bounded("{% include 'other' %}{% include chosen %}", other="")


@pytest.mark.parametrize("source", ["{% include 'absent' %}", "{% nothing %}"])
def test_a_template_that_cannot_be_read_may_depend_on_any_fiche(source: str) -> None:
    assert not is_bounded(source)


def test_of_our_theme_few_pages_are_made_at_each_change_of_a_fiche() -> None:
    folder = roots.REPOSITORY / "theme" / "templates"
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), extensions=[Once])
    names = sorted(file.name for file in folder.iterdir() if file.is_file())
    unbounded = [name for name in names if not template_scope.is_bounded(environment, name)]
    assert unbounded == ["index.html", "patterns.html", "since.html"]
