"""A bundler for the theme's stylesheets: replaces the imports of main.css, find.css or feed.css by files, each in its layer."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from annuaire import messages
from annuaire.errors import SettingsError

_IMPORT = re.compile(r'@import url\("(?P<file>[\w./-]+)"\)(?: layer\((?P<layer>[\w.-]+)\))?(?P<media>[^;]*);')
_URL = re.compile(r'url\("(?P<path>\.{1,2}/[\w./-]+)(?P<rest>[^"]*)"\)')
_STRING = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_STRINGS = re.compile(_STRING, re.DOTALL)
_STRING_OR_COMMENT = re.compile(rf"{_STRING}|/\*.*?\*/", re.DOTALL)
# What these patterns miss would be published as it is: an import that browsers ignore, an address that leads nowhere.
_OTHER_FORM = re.compile(r"""@import[^;]*|url\((?!"|data:|#)[^)]*\)""")


def bundle(main: Path) -> str:
    """Return main.css, find.css or feed.css with its imports replaced by the files, minified.

    Raises:
        SettingsError: an imported file is missing, an import or an address has another form, or a brace is missing.
    """

    def replaced(found: re.Match[str]) -> str:
        file = main.parent / found["file"]
        try:
            css = _read(file)
        except OSError as error:
            place = f"theme/static/css/{main.name}"
            raise SettingsError(messages.blamed(place, "blame-import", name=found["file"])) from error
        _check_forms(css, found["file"])
        css = _rebased(css, posixpath.dirname(found["file"]))
        if media := found["media"].strip():
            css = f"@media {media} {{\n{css}\n}}"
        return f"@layer {found['layer']} {{\n{css}\n}}" if found["layer"] else css

    css = _IMPORT.sub(replaced, _read(main))
    _check_forms(css, main.name)
    return minify(css)


def _read(file: Path) -> str:
    """Read a stylesheet; what Windows's Notepad puts before its first character would spoil its first rule."""
    return file.read_text("utf-8-sig")


def _check_forms(css: str, file: str) -> None:
    bare = without_comments(css)
    if found := _OTHER_FORM.search(bare):
        raise SettingsError(messages.blamed(f"theme/static/css/{file}", "blame-address", value=found[0]))
    outside = _STRINGS.sub("", bare)
    if outside.count("{") != outside.count("}"):
        raise SettingsError(messages.blamed(f"theme/static/css/{file}", "blame-braces"))


def _rebased(css: str, folder: str) -> str:
    """Return `css`, which was imported from `folder`, with its relative URLs changed to lead from the folder of main.css."""

    def rebased(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, found["path"]))
        return f'url("{path if path.startswith(".") else f"./{path}"}{found["rest"]}")'

    return _URL.sub(rebased, css)


def without_comments(css: str) -> str:
    """Return `css` without comments; a string may contain what looks like one."""
    return _STRING_OR_COMMENT.sub(lambda found: found[1] or "", css)


def minify(css: str) -> str:
    """Return `css` without comments and insignificant whitespace."""
    parts = _STRINGS.split(without_comments(css))
    for place in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[place])
        part = re.sub(r" ?([{};,]) ?", r"\1", part)
        part = re.sub(r"(?<=[a-z]): (?=\S|$)", ":", part)
        parts[place] = part.replace(";}", "}")
    return "".join(parts).strip() + "\n"
