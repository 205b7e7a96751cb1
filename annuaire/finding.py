"""The files that searching needs: the index as scripts, and the worker that keeps the site when there is no connection."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annuaire.assets import FOLDER, Asset, fingerprint

# A resource is kept from the start when it is one of these; icons and images come when they are seen.
KEPT = (".css", ".js", ".woff2")


def index_files(index: dict[str, Any], markup: str) -> list[Asset]:
    """Return the index in one or two files: the reasons follow the rest. The first is the one to ask for."""
    reasons = [_data("reasons", {"reasons": index["reasons"]})] if index["reasons"] else []
    after = "".join(asset.path for asset in reasons)
    first = index | {"reasons": "", "reasons_at": after, "markup": " ".join(markup.split())}
    return [_data("search", first), *reasons]


def _data(name: str, value: dict[str, Any]) -> Asset:
    """Return data as a script: unlike JSON, it can be read by a page that was opened from a disk."""
    content = f"annuaire={json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n".encode()
    return Asset(f"{FOLDER}/{name}.{fingerprint(content)}.js", content)


def worker(source: str, output: Path, pages: Iterable[str], assets: Iterable[Asset], away: str) -> Asset:
    """Return sw.js: what it keeps, a version made of the contents of all that, then the theme's worker.js.

    `pages` are folders of `output` as visitors see them, written already; `away` is the one for visitors
    without a connection.
    """
    contents = {page: (output / page / "index.html").read_bytes() for page in sorted(pages)}
    contents |= {asset.path: asset.content for asset in assets if asset.path.endswith(KEPT)}
    version = hashlib.sha256()
    for path, content in contents.items():
        version.update(path.encode() + b"\0" + content)
    facts = {"VERSION": version.hexdigest()[:8], "KEPT": list(contents), "AWAY": away}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in facts.items())
    return Asset("sw.js", (head + source).encode())
