"""The size of the scripts that a page loads before a search, a selection or a filter."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page, Response

from annuaire.directory.directory import Directory, Facet

LIMIT = 10_000  # bytes, compressed


@pytest.mark.parametrize("place", ["", "comptes/", "categories/{trade}/", "comptes/{fiche}/", "emporter/"])
def test_the_scripts_of_a_page_stay_in_their_budget(
    page: Page, address: str, directory: Directory, trade: Facet, place: str
) -> None:
    place = place.format(trade=trade.slug, fiche=directory.listings[0].id)
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(f"{address}/{place}", wait_until="networkidle")
    # Bodies are read after the load: reading each as it arrives could go on after the end of this test.
    scripts = {
        response.url: len(gzip.compress(response.body(), 9))
        for response in responses
        if response.request.resource_type == "script"
    }
    assert scripts
    assert sum(scripts.values()) <= LIMIT, scripts
