"""A bundler for the theme's scripts: joins main.js, or late.js, and the ES modules that it imports into one classic script.

In the theme they are plain ES modules, so that each can be read, tested and run alone. The bundle needs a single request, and
search still works when the site is opened from a disk, where browsers refuse modules.
"""

from __future__ import annotations

import re
from pathlib import Path

from annuaire import messages
from annuaire.errors import SettingsError

_IMPORT = re.compile(r'^import \{ (?P<names>[\w, ]+) \} from "\./(?P<file>[\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class) (?P<name>\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)


def bundle(main: Path) -> str:
    """Return main.js, or late.js, with all that it imports before it, minified. Each module becomes a function.

    Raises:
        SettingsError: a module is missing, imports itself through others, or has an import or export of an unsupported form.
    """
    parts: dict[str, str] = {}
    _add(main, parts, ())
    return f'(() => {{\n"use strict";\n{"".join(parts.values())}}})();\n'


def minify(source: str) -> str:
    """Return a script without comments on lines of their own, indentation and empty lines.

    Nothing else is removed: the minifiers in Python fail on nested template literals.
    """
    lines = (line.strip() for line in _COMMENT.sub("", source).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _add(file: Path, parts: dict[str, str], importers: tuple[str, ...]) -> None:
    if file.name in parts:
        return
    if file.name in importers:
        raise _fault(file.name, "blame-circle", names=" → ".join((*importers, file.name)))
    try:
        source = minify(file.read_text("utf-8"))
    except OSError as error:
        raise _fault(importers[-1] if importers else file.name, "blame-import", name=file.name) from error
    for found in _IMPORT.finditer(source):
        _add(file.with_name(found["file"]), parts, (*importers, file.name))
    names = [found["name"] for found in _EXPORT.finditer(source)]
    body = _EXPORT.sub("", _IMPORT.sub(_destructured, source))
    if left := re.search(r"^(?:import|export)\b.*", body, re.MULTILINE):
        raise _fault(file.name, "blame-module", line=left[0])
    parts[file.name] = (
        f"const {_constant(file.name)} = (() => {{\n{body}return {{ {', '.join(names)} }};\n}})();\n"
    )


def _fault(file: str, code: str, **values: str) -> SettingsError:
    return SettingsError(messages.blamed(f"theme/static/js/{file}", code, **values))


def _destructured(found: re.Match[str]) -> str:
    """Return an import as a destructuring of the constant of that module: « a as b » becomes « a: b »."""
    return f"const {{ {found['names'].replace(' as ', ': ')} }} = {_constant(found['file'])};\n"


def _constant(file: str) -> str:
    """Return the name of the constant that holds the exports of a module: « facets.js » → $facets."""
    return "$" + file.removesuffix(".js").replace("-", "_")
