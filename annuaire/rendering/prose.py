"""The pages of `content/`, which Pelican's Markdown reader need not read again while nothing but fiches changes.

Python's Markdown takes longer for seven pages than a fiche takes to be read and its page to be written.
"""

from __future__ import annotations

from typing import Any

from pelican import readers

from annuaire.rendering import foreign_plugins


class MarkdownReader(readers.MarkdownReader):  # type: ignore[misc]
    """Reads as Pelican's does, or says what the last build read, when that is the same (see `Reuse.common`).

    It has the name of Pelican's: pages bear that of their reader.
    """

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the content of a file and what stands at its head."""
        read, reuse = super().read, self.settings.get("REUSE")
        if not reuse or foreign_plugins.are_there():
            return read(source_path)  # type: ignore[no-any-return]
        return reuse.common(source_path, lambda: read(source_path))  # type: ignore[no-any-return]
