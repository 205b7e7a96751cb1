"""The Markdown reader of the pages of `content/`, which are not parsed again while nothing but fiches changes.

Parsing seven pages with Python's Markdown takes longer than reading a fiche and writing its page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pelican import readers

from annuaire.french import corrections, typography
from annuaire.rendering import third_party_plugins

# Metadata that are typeset like the text of the page; the summary is already HTML here.
_TYPESET: dict[str, Callable[[str], str]] = {
    "title": corrections.corrected,
    "summary": lambda html: str(typography.prose(html)),
}


class MarkdownReader(readers.MarkdownReader):  # type: ignore[misc]
    """Pelican's reader, with a cache across builds (see `Reuse.cached`).

    It has the same class name as Pelican's, because pages have that of their reader as an attribute.
    """

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the content of a file as HTML, and its metadata, typeset."""
        content, metadata = self._read(source_path)
        typeset = {key: make(metadata[key]) for key, make in _TYPESET.items() if key in metadata}
        return content, {**metadata, **typeset}

    def _read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        read, reuse = super().read, self.settings.get("REUSE")
        if not reuse or third_party_plugins.are_listening():
            return read(source_path)  # type: ignore[no-any-return]
        return reuse.cached(source_path, lambda: read(source_path))  # type: ignore[no-any-return]
