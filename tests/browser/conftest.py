"""A real Chromium in front of the built site. Whatever a page asks of another origin fails the test that opened it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Request, Route

from annuaire.directory.directory import Directory, Facet
from tests.support import roots, served, sites
from tests.support.sites import Site

CHECKERS = Path(__file__).parent / "node_modules"


def absent(what: str) -> None:
    """A missing tool is a failure in continuous integration, where all is installed, and a skip elsewhere."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(
        f"{what} n’est pas là : « make test » l’installe où il peut."
    )


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_type: BrowserType
) -> dict[str, Any]:
    own = served.chromium()
    if not own and not Path(browser_type.executable_path).exists():
        absent("Chromium")
    return {**browser_type_launch_args, "executable_path": own, "args": served.FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def axe_core() -> str:
    """The source of axe-core, which speaks English."""
    folder = CHECKERS / "axe-core"
    if not folder.is_dir():
        absent("axe-core (npm)")
    return (folder / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def axe(axe_core: str) -> str:
    """The source of axe-core with its French sentences, which it makes with `eval`: Playwright may, pages may not."""
    words = (CHECKERS / "axe-core" / "locales" / "fr.json").read_text("utf-8")
    return axe_core + f"\naxe.configure({{locale: {words}}})"


@pytest.fixture(scope="session")
def site() -> Site:
    """The repository's own site, as `make html` builds it."""
    return sites.real()


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    with served.served(site.output) as address:
        yield address


@pytest.fixture(scope="session")
def directory() -> Directory:
    """What that site shows, whatever the edition of today holds."""
    return sites.directory(roots.REPOSITORY)


@pytest.fixture(scope="session")
def trade(directory: Directory) -> Facet:
    """Its category of most fiches."""
    return max(directory.axes["categories"].facets, key=lambda facet: facet.count)


@pytest.fixture(scope="session")
def few() -> Iterator[str]:
    """The address of the five invented people."""
    with served.served(sites.small().output) as address:
        yield address


@pytest.fixture(scope="session")
def hundred() -> Iterator[str]:
    """The address of a hundred invented people, who have no rank and fit on one page."""
    with served.served(sites.large(100).output) as address:
        yield address


@pytest.fixture(scope="session")
def invented() -> Directory:
    """What the site of the hundred shows."""
    return sites.directory(sites.large_root(100, False))


@pytest.fixture(autouse=True)
def gate(context: BrowserContext) -> Iterator[None]:
    """Let through what this machine serves; remember and stop the rest."""
    asked: list[str] = []

    def decide(route: Route, request: Request) -> None:
        if request.url.startswith(("http://127.0.0.1:", "file://", "data:")):
            route.continue_()
        else:
            asked.append(request.url)
            route.abort()

    context.route("**/*", decide)
    yield
    assert asked == [], "asked of another origin"


@pytest.fixture(scope="session")
def kinds(site: Site) -> list[str]:
    """One page of each kind, and of the fiches the longest name and the most accounts."""
    fiches = [
        page
        for page in site.pages.values()
        if page.place.startswith("comptes/") and page.place.count("/") == 2
    ]
    longest = max(fiches, key=lambda page: len(page.text("//h1")))
    fullest = max(fiches, key=lambda page: page.source.count('class="account'))
    sample = [
        next(site.under(axis)).place
        for axis in ("categories", "reseaux", "territoires", "sujets", "editions")
    ]
    single = ["index.html", "404.html", *(f"{name}/index.html" for name in ("comptes", "categories", "reseaux", "territoires", "sujets",
              "editions", "commencer", "proposer"))]  # fmt: skip
    return list(dict.fromkeys([*single, *sample, longest.place, fullest.place]))
