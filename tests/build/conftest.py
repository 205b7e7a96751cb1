"""The built sites, each made once per session; see tests/support/sites.py."""

from __future__ import annotations

import pytest

from tests.support import sites
from tests.support.sites import Site


@pytest.fixture(scope="session")
def small() -> Site:
    """Five invented people, read from disk: no SITEURL."""
    return sites.small()


@pytest.fixture(scope="session")
def online() -> Site:
    """The same, for the web."""
    return sites.small(sites.ADDRESS)


@pytest.fixture(scope="session")
def rich() -> Site:
    """All that curators may write, hostile, for the web."""
    return sites.rich()


@pytest.fixture(scope="session")
def real() -> Site:
    """The repository's own curation, read from disk."""
    return sites.real()


@pytest.fixture(scope="session", params=["small", "online", "rich", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of them in turn, for what is true of any site of ours."""
    found: Site = request.getfixturevalue(request.param)
    return found
