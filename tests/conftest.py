"""What all tests share: no network beyond this machine, one date of today, the option that records."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from hypothesis import settings

import annuaire
from tests.support import roots

# Examples chosen from the test's own code: a failure here is the same failure there. No time limit by
# example: the machines of continuous integration are slow at random. Hypothesis also tries the constants of our
# modules that are loaded: all are, or which ones would depend on the tests that ran before in the same process.
for found in pkgutil.walk_packages(annuaire.__path__, "annuaire."):
    importlib.import_module(found.name)
settings.register_profile("annuaire", derandomize=True, deadline=None, database=None)
settings.load_profile("annuaire")

TODAY = 1795305600  # 22 November 2026, in UTC


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record",
        action="store_true",
        help="write what the golden pairs give now; read it with git diff before keeping it",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let no test connect to anything but this machine's own addresses (pytest-socket)."""
    for item in items:
        item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the date of today for `annuaire.runtime.clock`."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TODAY))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a whole, faultless root of five invented fiches."""
    return roots.make(tmp_path / "root")
