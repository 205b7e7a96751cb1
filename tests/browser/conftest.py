"""Fixtures of the browser tests: Chromium, built sites, axe. A request to another origin fails the test that made it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, Request, Route

from annuaire.directory.directory import Directory, Facet
from tests.support import roots, served, sites
from tests.support.sites import Site

CHECKERS = Path(__file__).parent / "node_modules"


def missing_tool(what: str) -> None:
    """Fail in continuous integration, where all tools are installed; skip the test elsewhere."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(
        f"{what} n’est pas là : « make test » l’installe où il peut."
    )


def continue_delayed(page: Page, delayed: list[Route]) -> None:
    """Continue the request that a route holds back in `delayed`, once it is there: the browser may not have sent it yet."""
    for _ in range(1000):
        if delayed:
            break
        page.wait_for_timeout(10)
    delayed.pop().continue_()


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_type: BrowserType
) -> dict[str, Any]:
    installed = served.chromium()
    if not installed and not Path(browser_type.executable_path).exists():
        missing_tool("Chromium")
    return {**browser_type_launch_args, "executable_path": installed, "args": served.FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
    }


@pytest.fixture(scope="session")
def axe_core() -> str:
    """The source of axe-core, with English messages."""
    folder = CHECKERS / "axe-core"
    if not folder.is_dir():
        missing_tool("axe-core (npm)")
    return (folder / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def axe(axe_core: str) -> str:
    """The source of axe-core with its French messages. It uses `eval`, which works in Playwright despite the policy of pages."""
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
    """The directory of that site; it changes with each edition, so tests compute what they expect from it."""
    return sites.directory(roots.REPOSITORY)


@pytest.fixture(scope="session")
def trade(directory: Directory) -> Facet:
    """The category with the most fiches."""
    return max(directory.axes["categories"].facets, key=lambda facet: facet.count)


@pytest.fixture(scope="session")
def few() -> Iterator[str]:
    """The address of the site of five invented people."""
    with served.served(sites.small().output) as address:
        yield address


@pytest.fixture(scope="session")
def hundred() -> Iterator[str]:
    """The address of a site of a hundred invented people, without ranks, whose list fits on one page."""
    with served.served(sites.large(100).output) as address:
        yield address


@pytest.fixture(scope="session")
def invented() -> Directory:
    """The directory of the site of a hundred invented people."""
    return sites.directory(sites.large_root(100, False))


@pytest.fixture(scope="session")
def invented_trade(invented: Directory) -> Facet:
    """The category with the most of the hundred invented people."""
    return max(invented.axes["categories"].facets, key=lambda facet: facet.count)


def other_origins(context: BrowserContext) -> list[str]:
    """Return a list to which the address of each request to another origin will be added.

    The browser's own flags block such requests (see `served`). They are listened to and not routed, since routes switch the
    browser's cache off, and each request would wait for this process.
    """
    others: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "file://", "data:")):
            others.append(request.url)

    context.on("request", note)
    return others


@pytest.fixture(autouse=True)
def no_other_origin(context: BrowserContext) -> Iterator[None]:
    """Fail if there was a request to another origin."""
    others = other_origins(context)
    yield
    assert others == [], "requested from another origin"


@pytest.fixture(scope="session")
def kinds(site: Site) -> list[str]:
    """The paths of one page of each kind, among them the fiches with the longest name and with the most accounts."""
    fiches = [
        page
        for page in site.pages.values()
        if page.place.startswith("comptes/") and page.place.count("/") == 2
    ]
    longest = max(fiches, key=lambda page: len(page.text("//h1")))
    most_accounts = max(fiches, key=lambda page: page.source.count('class="account'))
    axes = ("categories", "reseaux", "territoires", "sujets", "editions")
    sample = [
        page.place for axis in axes for page in islice(site.under(axis), 1)
    ]  # few fiches share no subject
    single = ["index.html", "404.html", *(f"{name}/index.html" for name in ("comptes", "categories", "reseaux", "territoires", "sujets",
              "editions", "commencer", "proposer"))]  # fmt: skip
    return list(dict.fromkeys([*single, *sample, longest.place, most_accounts.place]))
