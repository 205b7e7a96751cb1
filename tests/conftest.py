"""Shared by all tests: settings of Hypothesis, no network beyond this machine, a fixed date, the option --record."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from hypothesis import settings

import annuaire
from tests.support import roots

# Examples are deterministic, so that a failure can be reproduced on another machine. They have no deadline: machines of
# continuous integration are slow at random. All modules are imported because Hypothesis also tries the constants of imported
# modules, which would else depend on the tests that ran before in the same process.
for found in pkgutil.walk_packages(annuaire.__path__, "annuaire."):
    importlib.import_module(found.name)
settings.register_profile("annuaire", derandomize=True, deadline=None, database=None)
settings.load_profile("annuaire")

TODAY = 1795305600  # 22 November 2026, in UTC


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record",
        action="store_true",
        help="rewrite the expected results of the golden pairs; review them with git diff",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Restrict all tests to connections to this machine (pytest-socket)."""
    for item in items:
        item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix the date of today in `annuaire.runtime.clock`."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TODAY))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a complete and valid root of five invented fiches."""
    return roots.make(tmp_path / "root")
