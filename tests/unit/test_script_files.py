"""What the service worker caches from the start, and when its version changes; its behaviour is tested in a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annuaire.assets import script_files

PAGES = ("", "comptes/", "apropos/", "mentions.html")
FILES = (
    "theme/site.css",
    "theme/site.js",
    "theme/face.woff2",
    "theme/icon.svg",
    "data/search.js",
    "theme/OFL.txt",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = ("index.html", "comptes/index.html", "apropos/index.html", "mentions.html")
    for path in (*files, *FILES):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, "utf-8")
    (tmp_path / "data" / "search.js").write_bytes(b"x" * (script_files.MAX_BYTES + 1))
    return tmp_path


def constants_of(site: Path, pages: tuple[str, ...] = PAGES) -> dict[str, Any]:
    """Return the constants at the head of the worker; assert that its source follows them."""
    made = script_files.service_worker(
        "// source\n", lambda path: str(site / path), pages, FILES, "hors-ligne/"
    )
    assert made.path == "sw.js"
    head, source, rest = made.content.decode().partition("// source\n")
    assert (source, rest) == ("// source\n", "")
    return {name: json.loads(value) for name, value in re.findall(r"const (\w+) = (.+);\n", head)}


def test_the_service_worker_caches_pages_and_their_files_but_no_large_one(site: Path) -> None:
    constants = constants_of(site)
    assert constants["PRECACHED"] == [
        "",
        "apropos/",
        "comptes/",
        "mentions.html",
        "theme/site.css",
        "theme/site.js",
        "theme/face.woff2",
    ]
    assert constants["FALLBACK"] == "hors-ligne/"
    (site / "data" / "search.js").write_bytes(b"x" * script_files.MAX_BYTES)
    assert "data/search.js" in constants_of(site)["PRECACHED"]


def test_the_version_changes_with_pages_styles_and_data_but_with_no_picture(site: Path) -> None:
    before = constants_of(site)["VERSION"]
    assert constants_of(site, PAGES[::-1])["VERSION"] == before
    seen = {before}
    # The index tells who is there, kept or not: who left is in no browser that comes back.
    for path in ("comptes/index.html", "theme/site.css", "data/search.js"):
        (site / path).write_text("autre", "utf-8")
        seen.add(constants_of(site)["VERSION"])
    assert len(seen) == 4
    (site / "theme" / "icon.svg").write_text("autre", "utf-8")
    assert constants_of(site)["VERSION"] in seen
