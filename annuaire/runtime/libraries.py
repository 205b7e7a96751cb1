"""Which Python files are the site's own, and which belong to this program or to an installed library."""

from __future__ import annotations

import os
from pathlib import Path

_INSTALLED = tuple(f"{os.sep}{name}{os.sep}" for name in ("site-packages", "dist-packages"))
_FOLDERS = (Path(os.__file__).parent, Path(__file__).parents[1])
_PREFIXES = tuple(f"{form}{os.sep}" for folder in _FOLDERS for form in (folder, folder.resolve()))


def is_site_file(file: str) -> bool:
    """Return whether a module's file is of the site: its settings, a plugin, what they import.

    Libraries are known by their folders, and not by `sys.prefix`, which may be /usr, with the site in /usr/src. What is no path
    (« <string> », nothing) is not the site's.
    """
    # A text, not a path: hundreds of modules are asked about in each build.
    is_installed = file.startswith(_PREFIXES) or any(folder in file for folder in _INSTALLED)
    return bool(file) and not file.startswith("<") and not is_installed
