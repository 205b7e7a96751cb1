"""What goes with the pages: sheets, scripts, the search index, the worker; named by content, so kept for ever."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annuaire import scripts, stylesheet

FONTS = "fonts/*.woff2"


@dataclass(frozen=True, slots=True)
class Assets:
    """`names`: what templates call each file, and its path in the output; `files`: contents by path."""

    names: dict[str, str]
    files: dict[str, str]

    def write(self, output: Path) -> None:
        """Write every file."""
        for path, content in self.files.items():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_text(content, "utf-8")


def make(static: Path, index: dict[str, Any], markup: str) -> Assets:
    """Join the theme's sheets and scripts, and put the index in two files: the reasons follow the rest."""
    files: dict[str, str] = {}

    def keep(pattern: str, content: str) -> str:
        path = pattern.format(stylesheet.fingerprint(content))
        files[path] = content
        return path

    reasons = keep("theme/reasons.{}.js", _data({"reasons": index["reasons"]})) if index["reasons"] else ""
    first = index | {"reasons": "", "reasons_at": reasons, "markup": " ".join(markup.split())}
    names = {
        "STYLESHEET": keep("theme/css/site.{}.css", stylesheet.bundle(static / "css" / "main.css")),
        "FIND_STYLESHEET": keep("theme/css/find.{}.css", stylesheet.bundle(static / "css" / "find.css")),
        "SCRIPT": keep("theme/js/site.{}.js", scripts.bundle(static / "js" / "main.js")),
        "SEARCH_INDEX": keep("theme/search.{}.js", _data(first)),
        "ICON": "theme/icon.svg",
    }
    return Assets(names, files)


def _data(value: dict[str, Any]) -> str:
    """Return data as a script: unlike JSON, it can be read by a page that was opened from a disk."""
    return f"annuaire={json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def write_worker(static: Path, output: Path, pages: list[str], away: str) -> None:
    """Write sw.js: what it keeps, a version made of the contents of all that, then the theme's worker.js.

    `away` is the page for visitors without a connection.
    """
    fonts = [f"theme/{font.relative_to(static).as_posix()}" for font in sorted(static.glob(FONTS))]
    named = sorted(
        path.relative_to(output).as_posix()
        for pattern in ("theme/*.????????.js", "theme/*/*.????????.js", "theme/*/*.????????.css")
        for path in output.glob(pattern)
    )
    version = hashlib.sha256()
    kept = [*sorted(pages), *named, *fonts]
    for path in kept:
        file = static.parent / "static" / path.removeprefix("theme/") if path in fonts else output / path
        version.update(path.encode() + (file / "index.html" if file.is_dir() else file).read_bytes())
    facts = {"VERSION": version.hexdigest()[:8], "KEPT": kept, "AWAY": away}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in facts.items())
    (output / "sw.js").write_text(head + (static / "js" / "worker.js").read_text("utf-8"), "utf-8")
