"""What the other tests rely on: a request to another origin does not leave the machine, and is noticed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import other_origins

ADDRESSES = ["http://annuaire.example/a.png", "http://192.0.2.1/b.png", "http://localhost:8080/c.png"]


@pytest.fixture
def no_other_origin() -> None:
    """Here such requests are expected."""


def test_a_request_to_another_origin_is_blocked_and_noticed(page: Page) -> None:
    others = other_origins(page.context)
    failures: list[str] = []
    page.on("requestfailed", lambda request: failures.append(request.failure or ""))
    page.goto("data:text/html," + "".join(f"<img src='{address}'>" for address in ADDRESSES))
    assert sorted(others) == sorted(ADDRESSES)
    assert failures == ["net::ERR_NAME_NOT_RESOLVED"] * len(ADDRESSES)
