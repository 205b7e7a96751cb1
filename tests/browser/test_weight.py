"""How many bytes of script a page asks for before anybody searches, ticks or filters."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page, Response

from annuaire.directory.directory import Directory, Facet

MOST = 10_000  # bytes, compressed


@pytest.mark.parametrize("place", ["", "comptes/", "categories/{trade}/", "comptes/{fiche}/", "emporter/"])
def test_the_scripts_of_a_page_are_light_before_search_is_used(
    page: Page, address: str, directory: Directory, trade: Facet, place: str
) -> None:
    place = place.format(trade=trade.slug, fiche=directory.listings[0].id)
    came: list[Response] = []
    page.on("response", lambda response: came.append(response))
    page.goto(f"{address}/{place}", wait_until="networkidle")
    # Weighed once all have come: a body asked for as its answer comes may be read after the last line of this test.
    scripts = {
        response.url: len(gzip.compress(response.body(), 9))
        for response in came
        if response.request.resource_type == "script"
    }
    assert scripts
    assert sum(scripts.values()) <= MOST, scripts
