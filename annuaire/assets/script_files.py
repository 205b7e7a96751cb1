"""Data files of scripts (the search index, the weeks of the rotation), and the service worker."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from annuaire.assets.assets import FOLDER, Asset, short_digest
from annuaire.directory.directory import Listing
from annuaire.french import text
from annuaire.runtime import digests, filesystem

# Suffixes of the files that the service worker caches from the start; icons and images are cached when they are first shown.
SUFFIXES = (".css", ".js", ".json", ".woff2")
# Larger files, such as the index of thousands of fiches, are cached when they are first requested.
MAX_BYTES = 128 * 1024
INDEX = "data/search.js"
WEEKS = "data/semaines/{number}.js"


def index_files(index: dict[str, Any], markup: str) -> list[Asset]:
    """Return the index in one or two files: the first, which names the second, and the reasons, if there are any.

    The address of the first is constant, so that no page changes with its content. That of the second has a digest of its
    content, so that an index is never combined with the reasons of another build.
    """
    reasons = []
    if index["reasons"]:
        content = _script({"reasons": index["reasons"]})
        reasons = [Asset(f"{FOLDER}/reasons.{short_digest(content)}.js", content)]
    after = "".join(asset.path for asset in reasons)
    first = index | {"reasons": "", "reasons_at": after, "markup": text.one_line(markup)}
    return [Asset(INDEX, _script(first)), *reasons]


def week(number: int, listings: Iterable[Listing]) -> Asset:
    """Return the fiches of a week of the rotation: a page that shows today's fiche loads only this file."""
    fiches = [[one.id, text.typeset(one.name), text.typeset(one.reason)] for one in listings]
    return Asset(WEEKS.format(number=number), _script({"fiches": fiches}))


def _script(value: dict[str, Any]) -> bytes:
    """Return data as a script, which, unlike JSON, can be loaded by a page that was opened from a disk."""
    return f"annuaire={json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def service_worker(
    source: str, locate: Callable[[str], str], pages: Iterable[str], files: Iterable[str], fallback: str
) -> Asset:
    """Return sw.js: a version, the list of what to cache from the start, the fallback page, then the theme's worker.js, `source`.

    `pages` are paths as in addresses, and `files` those that they may use. All are written already; `locate`
    returns where. `fallback` is the page for visitors without a connection. The version is a digest of the contents of all pages
    and of the files with SUFFIXES. A new version starts with an empty cache: when a fiche leaves the site, the index changes,
    and with it the version, so no browser keeps the fiche.
    """
    contents = {page: filesystem.read(locate(_file(page))) for page in sorted(pages)}
    contents |= {file: filesystem.read(locate(file)) for file in files if file.endswith(SUFFIXES)}
    cached = [path for path, content in contents.items() if len(content) <= MAX_BYTES]
    version = digests.of(*(part for path, content in contents.items() for part in (path.encode(), content)))
    constants = {"VERSION": version[:8], "PRECACHED": cached, "FALLBACK": fallback}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in constants.items())
    return Asset("sw.js", (head + source).encode())


def _file(page: str) -> str:
    """Return the file that an address leads to: that of a folder has no name."""
    return page if page and not page.endswith("/") else f"{page}index.html"
