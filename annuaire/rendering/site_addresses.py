"""The addresses of the site: paths of pages, and public addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annuaire.rendering import filters
from annuaire.rendering.page import clean

# Base of the addresses that must be absolute (sitemap, JSON-LD) when SITEURL is not set: where `annuaire serve` shows the site by
# default.
LOCAL_URL = "http://localhost:8000"


class SiteAddresses:
    """Knows where things are, from Pelican's settings. `path` gives the path of anything that has a page (see `filters`)."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.path = filters.url_filter(settings)
        self._base = settings["SITEURL"] or LOCAL_URL

    def of(self, target: object) -> str:
        """Return the public address of something that has a page."""
        return self.public(self.path(target))

    def public(self, path: str) -> str:
        """Return the public address of a path."""
        return f"{self._base}/{clean(path)}"
