"""One script from several of the theme's: the modules that main.js, or late.js, imports, each in a function of its own.

The theme's scripts are plain ES modules, so that they can be read, tested and run one by one. What each of the two imports
is sent as one classic script: a single request, and a site that still searches when it is opened from a disk, where
browsers refuse modules.
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
    """Return main.js, or late.js, with all that it imports, in order, without comments and indentation.

    Raises:
        SettingsError: a module is not there, or is written in a way that cannot be joined.
    """
    parts: dict[str, str] = {}
    _add(main, parts, ())
    return f'(() => {{\n"use strict";\n{"".join(parts.values())}}})();\n'


def lean(source: str) -> str:
    """Return a script without comments that have lines of their own, indentation and empty lines.

    No more than that: the minifiers that Python has do not know a template literal within another.
    """
    lines = (line.strip() for line in _COMMENT.sub("", source).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _add(file: Path, parts: dict[str, str], above: tuple[str, ...]) -> None:
    if file.name in parts:
        return
    if file.name in above:
        raise _fault(file.name, "blame-circle", names=" → ".join((*above, file.name)))
    try:
        source = lean(file.read_text("utf-8"))
    except OSError as error:
        raise _fault(above[-1] if above else file.name, "blame-import", name=file.name) from error
    for found in _IMPORT.finditer(source):
        _add(file.with_name(found["file"]), parts, (*above, file.name))
    names = [found["name"] for found in _EXPORT.finditer(source)]
    body = _EXPORT.sub("", _IMPORT.sub(_destructured, source))
    if left := re.search(r"^(?:import|export)\b.*", body, re.MULTILINE):
        raise _fault(file.name, "blame-module", line=left[0])
    parts[file.name] = (
        f"const {_name(file.name)} = (() => {{\n{body}return {{ {', '.join(names)} }};\n}})();\n"
    )


def _fault(file: str, code: str, **values: str) -> SettingsError:
    return SettingsError(messages.blamed(f"theme/static/js/{file}", code, **values))


def _destructured(found: re.Match[str]) -> str:
    """Turn an import into what takes the same names from the constant of that module: « a as b » is « a: b » there."""
    return f"const {{ {found['names'].replace(' as ', ': ')} }} = {_name(found['file'])};\n"


def _name(file: str) -> str:
    """Return the constant that holds what a module exports: « facets.js » → $facets."""
    return "$" + file.removesuffix(".js").replace("-", "_")
