"""The writer of the site: pages through Pelican's writer, other files directly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from pelican.writers import Writer

from annuaire.assets.assets import Asset
from annuaire.rendering.page import Page, clean


class Output:
    """Writes into a folder; each method returns the paths of what it wrote."""

    def __init__(
        self,
        folder: Path,
        writer: Writer,
        env: Environment,
        context: Mapping[str, Any],
        settings: Mapping[str, Any],
    ) -> None:
        self._folder, self._writer, self._env = folder, writer, env
        self._context, self._settings = context, settings

    def page(self, page: Page) -> list[str]:
        """Write a page, and the files that are published with it."""
        self._writer.write_file(
            page.save_as,
            self._env.get_template(page.template),
            self._context,
            self._settings["RELATIVE_URLS"],
            override_output=True,
            page_path=clean(page.save_as),
            **page.context,
            **page.lazy_context(),
        )
        return [page.save_as, *self.publish(page.files)]

    def publish(self, found: Iterable[Asset]) -> list[str]:
        """Write assets."""
        return self.put((asset.path, asset.content) for asset in found)

    def put(self, files: Iterable[tuple[str, str | bytes]]) -> list[str]:
        """Write files, given as pairs of path and content."""
        paths = []
        for path, content in files:
            file = self._folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return paths
