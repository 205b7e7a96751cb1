"""Fixtures: the built sites, each made once per session (see tests/support/sites.py)."""

from __future__ import annotations

import pytest

from tests.support import sites
from tests.support.sites import Site


@pytest.fixture(scope="session")
def small() -> Site:
    """The site of five invented people, to be read from disk: without SITEURL."""
    return sites.small()


@pytest.fixture(scope="session")
def online() -> Site:
    """The same, for the web: with SITEURL."""
    return sites.small(sites.ADDRESS)


@pytest.fixture(scope="session")
def rich() -> Site:
    """A site with everything that curators may write, hostile, for the web."""
    return sites.rich()


@pytest.fixture(scope="session")
def real() -> Site:
    """The site of the repository's own curation, to be read from disk."""
    return sites.real()


@pytest.fixture(scope="session", params=["small", "online", "rich", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of these sites: for what must be true of any site."""
    found: Site = request.getfixturevalue(request.param)
    return found
