"""One stylesheet from the theme's many: what main.css imports, in its order, each in its layer."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from annuaire.errors import SettingsError

_IMPORT = re.compile(r'@import url\("(?P<file>[\w./-]+)"\)(?: layer\((?P<layer>[\w.-]+)\))?(?P<media>[^;]*);')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def bundle(main: Path) -> str:
    """Return main.css with its imports in place, without comments and indentation.

    Raises:
        SettingsError: an imported file is not there.
    """

    def replaced(found: re.Match[str]) -> str:
        file = main.parent / found["file"]
        try:
            css = file.read_text("utf-8")
        except OSError as error:
            raise SettingsError(f"{main.name} : {found['file']} ({error.strerror})") from error
        if media := found["media"].strip():
            css = f"@media {media} {{\n{css}\n}}"
        return f"@layer {found['layer']} {{\n{css}\n}}" if found["layer"] else css

    css = _COMMENT.sub("", _IMPORT.sub(replaced, main.read_text("utf-8")))
    return "\n".join(line for line in (line.strip() for line in css.splitlines()) if line) + "\n"


def fingerprint(css: str) -> str:
    """Return eight letters that change with the content: a file so named can be kept for ever by browsers."""
    return hashlib.sha256(css.encode()).hexdigest()[:8]
