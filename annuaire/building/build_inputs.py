"""What a build reads: the site's own Python, the files and folders of its settings, names of environment variables."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from annuaire.rendering import own_settings
from annuaire.runtime import lazy_imports, libraries
from annuaire.runtime.last_build import SETTINGS

_NAME = re.compile(r"""["']([A-Za-z_][A-Za-z0-9_]*)["']""")


def own_python(root: Path) -> list[Path]:
    """Return the settings, and the files of the imported modules that belong neither to this program nor to a library: plugins
    of the site."""
    # A postponed module would be imported by being asked for its file; it is a library's.
    modules = [sys.modules[name] for name in sys.modules.keys() - lazy_imports.POSTPONED]
    loaded = {getattr(module, "__file__", None) or "" for module in modules}
    return [
        root / SETTINGS,
        *sorted(Path(file).resolve() for file in loaded if libraries.is_site_file(file)),
    ]


def paths(root: Path, settings: Mapping[str, Any], own: list[Path]) -> list[str]:
    """Return the files and folders that a build with these settings reads, as paths relative to the root.

    A plugin that reads files of its own must name them in the setting READS.
    """
    content, theme = Path(settings["PATH"]), Path(settings["THEME"])
    places = [*own, content, theme, *map(Path, settings["THEME_TEMPLATES_OVERRIDES"])]
    # What Pelican copies or reads from elsewhere, and where it looks for plugins first.
    published = [content / name for name in (*settings["STATIC_PATHS"], *settings["PAGE_PATHS"])]
    published += [theme / name for name in settings["THEME_STATIC_PATHS"]]
    normal = [Path(os.path.normpath(place)) for place in published]
    places += [place for place in normal if not {content, theme} & {place, *place.parents}]
    places += [root / name for name in (*settings["PLUGIN_PATHS"], *own_settings.reads(settings))]
    # Relative, also where it is elsewhere: a site and its theme may be copied together.
    return [os.path.relpath(place, root) for place in places]


def quoted_names(own: list[Path]) -> set[str]:
    """Return the quoted names in some Python files, each of which may be that of an environment variable."""
    found: set[str] = set()
    for file in own:
        with suppress(OSError):  # a module in an archive
            found.update(_NAME.findall(file.read_text("utf-8", "replace")))
    return found
