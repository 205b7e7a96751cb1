"""How many bytes of script a page asks for before anybody searches, ticks or filters."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page, Response

MOST = 10_000  # bytes, compressed


@pytest.mark.parametrize(
    "place", ["", "comptes/", "categories/journalistes/", "comptes/camille-duval/", "emporter/"]
)
def test_the_scripts_of_a_page_are_light_before_search_is_used(page: Page, address: str, place: str) -> None:
    scripts: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if response.request.resource_type == "script":
            scripts[response.url] = len(gzip.compress(response.body(), 9))

    page.on("response", weigh)
    page.goto(f"{address}/{place}", wait_until="networkidle")
    assert scripts
    assert sum(scripts.values()) <= MOST, scripts
