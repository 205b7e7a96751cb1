"""What is heard, as Orca was heard to say it: what axe cannot judge. Each test is a fault that was heard once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("place", ["", "recherche/"])
def test_the_number_of_answers_is_heard_once_typing_pauses(page: Page, address: str, place: str) -> None:
    page.clock.install()
    page.goto(f"{address}/{place}")
    page.clock.pause_at("2100-01-01")
    heard = page.get_by_role("search").locator("[aria-live]")
    page.get_by_role("searchbox").press_sequentially("assureuse")
    expect(page.locator(".found-count" if place else ".search-answers p")).to_have_text("3\u00a0fiches")
    expect(heard).to_be_empty()
    page.clock.run_for(1000)
    expect(heard).to_have_text("3\u00a0fiches")
