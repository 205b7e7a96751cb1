"""The pages of `content/`, which Pelican's Markdown reader need not read again while nothing but fiches changes.

Python's Markdown takes longer for seven pages than a fiche takes to be read and its page to be written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pelican import readers

from annuaire.french import corrections, typography
from annuaire.rendering import third_party_plugins

# What a page says of itself is a sentence as those that it holds; of its summary Markdown makes HTML.
_PRINTED: dict[str, Callable[[str], str]] = {
    "title": corrections.corrected,
    "summary": lambda html: str(typography.prose(html)),
}


class MarkdownReader(readers.MarkdownReader):  # type: ignore[misc]
    """Reads as Pelican's does, or says what the last build read, when that is the same (see `Reuse.common`).

    It has the name of Pelican's: pages bear that of their reader.
    """

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the content of a file and what stands at its head, as it is printed."""
        content, head = self._read(source_path)
        return content, {**head, **{key: make(head[key]) for key, make in _PRINTED.items() if key in head}}

    def _read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        read, reuse = super().read, self.settings.get("REUSE")
        if not reuse or third_party_plugins.are_listening():
            return read(source_path)  # type: ignore[no-any-return]
        return reuse.common(source_path, lambda: read(source_path))  # type: ignore[no-any-return]
