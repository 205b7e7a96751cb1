"""Static files of the theme, with a digest of the content in each name, so that browsers may cache them for ever.

A reference from one file to another (a font in the stylesheet, a module in a script) is rewritten to the new name, so a
change in a font changes the name of the stylesheet, too.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from annuaire import messages
from annuaire.assets import palette, scripts, stylesheet
from annuaire.errors import SettingsError
from annuaire.runtime import digests
from annuaire.textfiles import plainfile

FOLDER = "theme"
STYLESHEET = "css/site.css"
LATE_STYLESHEET = "css/find.css"  # loaded with the first search or filter
FEED_STYLESHEET = "css/feed.css"  # of feeds that are opened in a browser
SCRIPT = "js/site.js"
LATE_SCRIPT = "js/find.js"
MODULES = "js/takeaway/"  # not bundled: loaded on demand, since few visitors use them
WOFF2 = b"wOF2"  # how such a font begins (https://www.w3.org/TR/WOFF2/)
# Suffixes of files without a digest: licences of fonts, to which no page refers.
WITHOUT_DIGEST = (".txt",)
WITH_REFERENCES = (".css", ".js", ".svg", ".webmanifest")

_REFERENCE = re.compile(r"""(?<=["'(])(?P<target>\.{1,2}/[\w./-]+)(?=["')#?])""")


class Asset(NamedTuple):
    """A file to publish: its path in the output and its bytes."""

    path: str
    content: bytes


def published(static: Path) -> dict[str, Asset]:
    """Return the assets of theme/static, by their paths there; stylesheets are bundled into three, scripts into two.

    Raises:
        SettingsError: a stylesheet or a script refers to a missing file, files refer to each other in a circle, a custom
            property that the theme uses is missing in tokens.css, or a .woff2 file is no font.
    """
    sheets = {
        STYLESHEET: stylesheet.bundle(static / "css" / "main.css"),
        LATE_STYLESHEET: stylesheet.bundle(static / "css" / "find.css"),
        FEED_STYLESHEET: stylesheet.bundle(static / "css" / "feed.css"),
    }
    palette.check_tokens(sheets)
    sources = {
        **{name: css.encode() for name, css in sheets.items()},
        SCRIPT: scripts.bundle(static / "js" / "main.js").encode(),
        LATE_SCRIPT: scripts.bundle(static / "js" / "late.js").encode(),
    }
    for file in sorted(static.rglob("*")):
        if plainfile.is_leftover(file.name):
            continue
        name = file.relative_to(static).as_posix()
        if name.startswith(MODULES) and file.suffix == ".js":
            sources[name] = scripts.minify(file.read_text("utf-8")).encode()
        elif file.is_file() and file.suffix not in (".css", ".js"):
            sources[name] = file.read_bytes()
            if file.suffix == ".woff2" and not sources[name].startswith(WOFF2):
                raise SettingsError(messages.blamed(f"theme/static/{name}", "blame-web-font"))
            if file.suffix == ".svg" and b"var(--" in sources[name]:
                sources[name] = palette.with_colours(sources[name].decode(), static).encode()
    found: dict[str, Asset] = {}
    for name in sources:
        _publish(name, sources, found, ())
    return found


def _publish(
    name: str, sources: Mapping[str, bytes], found: dict[str, Asset], referrers: tuple[str, ...]
) -> Asset:
    if name in found:
        return found[name]
    if name in referrers:
        circle = " → ".join((*referrers, name))
        raise SettingsError(messages.blamed("theme/static", "blame-circle", names=circle))
    content = sources[name]
    folder, (stem, suffix) = posixpath.dirname(name), posixpath.splitext(name)

    def rewritten(reference: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, reference["target"]))
        if target not in sources:
            if suffix == ".css":
                raise SettingsError(messages.blamed("theme/static/css", "blame-import", name=target))
            return reference["target"]
        path = _publish(target, sources, found, (*referrers, name)).path
        relative = posixpath.relpath(path, posixpath.join(FOLDER, folder))
        return relative if relative.startswith(".") else f"./{relative}"

    if name.endswith(WITH_REFERENCES):
        content = _REFERENCE.sub(rewritten, content.decode()).encode()
    digest = "" if suffix in WITHOUT_DIGEST else f".{short_digest(content)}"
    found[name] = Asset(f"{FOLDER}/{stem}{digest}{suffix}", content)
    return found[name]


def short_digest(content: bytes) -> str:
    """Return the first eight hexadecimal digits of the digest of some content."""
    return digests.of_content(content)[:8]
