"""Locating the cause of a failed build in the files of the site: its settings, its theme or a plugin of its own.

The message is French, with the line if it is known. For a fault of this program there is none.
"""

from __future__ import annotations

import re
import sys
import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from annuaire import messages
from annuaire.runtime import filesystem, libraries
from annuaire.runtime.last_build import SETTINGS
from annuaire.textfiles import decoding
from annuaire.textfiles.decoding import Refused

THEME = "theme"
_TEMPLATES = f"{THEME}/templates"
_TEXT_SUFFIXES = (".css", ".html", ".js", ".svg", ".txt", ".webmanifest", ".xml")
_SETTING = re.compile(r"[A-Z][A-Z0-9_]+")
_UNDEFINED = re.compile(r"'([A-Z][A-Z0-9_]+)' is undefined")


def describe(error: Exception, root: Path) -> str:
    """Return the message for `error`, raised while the site of `root` was built, or an empty string."""
    place, reason = _locate(error, root)
    return messages.say("blamed", place=place, reason=reason) if place else ""


def _locate(error: Exception, root: Path) -> tuple[str, str]:
    """Return the place in a file under the root, and what is wrong there; an empty place if there is none."""
    if isinstance(error, TemplateNotFound):
        return f"{_TEMPLATES}/{error.name}", messages.say("blame-absent")
    if place := _template(error, root):
        if not (root / place.partition(":")[0]).is_file():
            return place, messages.say("blame-absent")
        undefined = _UNDEFINED.match(str(error)) if isinstance(error, UndefinedError) else None
        if undefined:
            return SETTINGS, messages.say("blame-setting", name=undefined[1])
        code = "blame-template" if isinstance(error, TemplateSyntaxError) else "blame-other"
        return place, messages.say(code, error=str(getattr(error, "message", error)).rstrip("."))
    if isinstance(error, UnicodeDecodeError):
        return _not_utf8(root), messages.say("blame-encoding")
    if isinstance(error, SyntaxError) and error.filename:
        return _relative(error.filename, error.lineno, root), messages.say("blame-syntax")
    key = str(error.args[0]) if isinstance(error, KeyError) and error.args else ""
    if _SETTING.fullmatch(key) and not _own_python(error, root):
        return SETTINGS, messages.say("blame-setting", name=key)
    if isinstance(error, OSError) and isinstance(error.filename, str):
        if not _relative(error.filename, None, root).startswith((THEME, "content", SETTINGS)):
            return "", ""  # a file of the output, not a source
        is_absent = isinstance(error, FileNotFoundError)
        reason = messages.say("blame-absent") if is_absent else messages.unreadable(error)
        return _relative(error.filename, None, root), reason
    if not (root / THEME).is_dir():
        return f"{THEME}/", messages.say("blame-absent")
    if isinstance(error, NameError) and error.name:
        return _own_python(error, root), messages.say("blame-name", name=error.name)
    told = f"{type(error).__name__} : {error}"
    if place := _own_python(error, root):
        return place, messages.say("blame-other", error=told)
    plugin = _installed_plugin(error)
    return SETTINGS if plugin else "", messages.say("blame-plugin", name=plugin, error=told)


def _template(error: Exception, root: Path) -> str:
    """Return « theme/templates/x.html:12 » for the deepest template in the traceback, or an empty string if there is none."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return _relative(error.filename, error.lineno, root)
    frames = traceback.extract_tb(error.__traceback__)
    inside = [
        frame for frame in frames if "/templates/" in frame.filename and not frame.filename.endswith(".py")
    ]
    if not inside or isinstance(error, OSError | UnicodeError):
        return ""
    file, line = inside[-1].filename, inside[-1].lineno
    # If the theme lacks a template, Pelican uses its own of the same name: then the one of the theme is named.
    return _relative(file, line, root) or f"{_TEMPLATES}/{Path(file).name}"


def _own_python(error: Exception, root: Path) -> str:
    """Return « pelicanconf.py:12 » if the site's own Python raised the error, directly or in a library that it called."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(Path(__file__).parents[1]):
            return ""
        if libraries.is_site_file(frame.filename):
            return _relative(frame.filename, frame.lineno, root)
    return ""


def _installed_plugin(error: Exception) -> str:
    """Return the name of the installed plugin in which the error was raised, directly or in a library that it called; an empty
    string if there is none. A plugin is a module that Pelican can register."""
    for frame, _ in reversed(list(traceback.walk_tb(error.__traceback__))):
        parts = str(frame.f_globals.get("__name__", "")).split(".")
        if parts[0] in ("annuaire", *sys.stdlib_module_names):
            continue
        # A plugin may be a module of a package: « pelican.plugins.name », « package.plugin ».
        for count in range(1, len(parts) + 1):
            name = ".".join(parts[:count])
            if hasattr(sys.modules.get(name), "register"):
                return name
    return ""


def _relative(file: str, line: int | None, root: Path) -> str:
    """Return the path of a file from the root, with its line; an empty string for a file outside of it."""
    path = Path(file)
    if not path.is_relative_to(root):
        return ""
    return f"{path.relative_to(root)}:{line}" if line else str(path.relative_to(root))


def _not_utf8(root: Path) -> str:
    """Return the first place in the theme that is not UTF-8: a UnicodeDecodeError does not name its file."""
    for name, item in sorted(filesystem.walk(str(root / THEME))):
        if item.is_file() and name.endswith(_TEXT_SUFFIXES):
            try:
                decoding.decoded(Path(item.path).read_bytes())
            except Refused as refused:
                return f"{THEME}/{name}:{refused.place[0]}:{refused.place[1]}"
    return ""
