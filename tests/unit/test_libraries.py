"""Files of the site are told from those of libraries by their folders."""

from __future__ import annotations

import json
import sys

import jinja2
import pytest

from annuaire.runtime import libraries


@pytest.mark.parametrize(
    "file",
    [
        "/usr/src/app/pelicanconf.py",
        f"{sys.prefix}/src/app/plugins/lecteur.py",
        f"{sys.base_prefix}/src/app/plugins/lecteur.py",
        "plugins/lecteur.py",
    ],
)
def test_a_site_may_be_where_python_is(file: str) -> None:
    assert libraries.is_site_file(file)


@pytest.mark.parametrize(
    "file",
    ["", "<string>", "<frozen importlib._bootstrap>", json.__file__, jinja2.__file__, libraries.__file__],
)
def test_libraries_and_this_program_are_not_of_the_site(file: str) -> None:
    assert not libraries.is_site_file(file)
