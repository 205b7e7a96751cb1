"""The files that scripts ask for: the index, the weeks of a turn, and the worker that keeps the site when there is no connection."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from annuaire.assets.assets import FOLDER, Asset, short_digest
from annuaire.directory.directory import Listing
from annuaire.french import text
from annuaire.runtime import digests, filesystem

# A resource is kept from the start when it is one of these; icons and images come when they are seen.
KINDS = (".css", ".js", ".json", ".woff2")
# What is larger than this is kept once a visitor has asked for it: the index of thousands of fiches.
MAX_BYTES = 128 * 1024
INDEX = "data/search.js"
WEEKS = "data/semaines/{number}.js"


def index_files(index: dict[str, Any], markup: str) -> list[Asset]:
    """Return the index in one or two files: the reasons follow the rest. The first is the one to ask for.

    Its address is the same whatever it holds, so that no page changes with it. That of the reasons tells their
    content, so that they never follow an index that was made before them.
    """
    reasons = []
    if index["reasons"]:
        content = _script({"reasons": index["reasons"]})
        reasons = [Asset(f"{FOLDER}/reasons.{short_digest(content)}.js", content)]
    after = "".join(asset.path for asset in reasons)
    first = index | {"reasons": "", "reasons_at": after, "markup": text.one_line(markup)}
    return [Asset(INDEX, _script(first)), *reasons]


def week(number: int, listings: Iterable[Listing]) -> Asset:
    """Return the fiches of a week of the turn: a page that names today's asks for one such file."""
    fiches = [[one.id, text.typeset(one.name), text.typeset(one.reason)] for one in listings]
    return Asset(WEEKS.format(number=number), _script({"fiches": fiches}))


def _script(value: dict[str, Any]) -> bytes:
    """Return data as a script: unlike JSON, it can be read by a page that was opened from a disk."""
    return f"annuaire={json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def worker(
    source: str, place: Callable[[str], str], pages: Iterable[str], files: Iterable[str], away: str
) -> Asset:
    """Return sw.js: what it keeps, a version made of the contents of `pages` and of the `files` of its KINDS, then the theme's worker.js.

    `pages` are folders as visitors see them, and `files` what they may use, all written already: `place` says where.
    `away` is the page for visitors without a connection. Another version begins with nothing: who left the site, which the
    index tells, is then kept in no browser.
    """
    contents = {page: filesystem.read(place(f"{page}index.html")) for page in sorted(pages)}
    contents |= {file: filesystem.read(place(file)) for file in files if file.endswith(KINDS)}
    kept = [path for path, content in contents.items() if len(content) <= MAX_BYTES]
    version = digests.of(*(part for path, content in contents.items() for part in (path.encode(), content)))
    facts = {"VERSION": version[:8], "KEPT": kept, "AWAY": away}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in facts.items())
    return Asset("sw.js", (head + source).encode())
