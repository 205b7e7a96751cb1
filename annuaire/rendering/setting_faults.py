"""The error for a setting of pelicanconf.py, at the line that gives it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from annuaire import messages
from annuaire.errors import SettingsError
from annuaire.runtime.last_build import SETTINGS


def fault(settings: Mapping[str, Any], name: str, code: str, **values: object) -> SettingsError:
    """Return the error whose sentence is `code`, about the setting `name`, at the last line that assigns it. If there is none
    (`globals()` may set it), the error names the file alone."""
    lines: list[int] = []
    with suppress(OSError, SyntaxError, ValueError):  # the file was changed during the build
        source = (Path(settings.get("ANNUAIRE_ROOT", "")) / SETTINGS).read_bytes()
        names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
        lines = [node.lineno for node in names if node.id == name and isinstance(node.ctx, ast.Store)]
    place = f"{SETTINGS}:{max(lines)}" if lines else SETTINGS
    return SettingsError(messages.blamed(place, code, name=name, **values))
