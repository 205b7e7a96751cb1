"""What a visitor fetches: compressed bytes of the real site's pages, of their style, scripts and fonts."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.tools import ROOT

# The budgets of the design, in bytes.
PAGE, SCRIPTS, FONTS = 14 * 1024, 10 * 1024, 60 * 1024

_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_SCRIPT = re.compile(r'<script[^>]* src="([^"]+)"')
_FONT = re.compile(r"url\(\"?([^\")]+\.woff2)")


def table() -> list[tuple[str, int, int]]:
    """Build the real site aside and return (what, bytes, budget); nothing when it cannot be built."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        command = [sys.executable, "-m", "annuaire", "--root", str(ROOT), "build", "--output", str(output)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return []
        return [
            line
            for kind, pattern in (
                ("home page", "index.html"),
                ("page of all fiches", "comptes/index.html"),
                ("heaviest category", "categories/*/index.html"),
                ("heaviest fiche", "comptes/*/index.html"),
            )
            for line in _heaviest(kind, list(output.glob(pattern)))
        ]


def _heaviest(kind: str, pages: list[Path]) -> list[tuple[str, int, int]]:
    """Return what the heaviest page of a kind makes a browser fetch."""
    page = max(pages, key=_sent)
    html = page.read_text("utf-8")
    styles = {page.parent / found for found in _STYLE.findall(html)}
    scripts = {page.parent / found for found in _SCRIPT.findall(html)}
    fonts = {sheet.parent / found for sheet in styles for found in _FONT.findall(sheet.read_text("utf-8"))}
    return [
        (f"{kind}, HTML + CSS", _sent(page) + sum(map(_sent, styles)), PAGE),
        (f"{kind}, JavaScript", sum(map(_sent, scripts)), SCRIPTS),
        (f"{kind}, fonts", sum(map(_sent, fonts)), FONTS),
    ]


def _sent(file: Path) -> int:
    """Return the bytes of a file as a server sends it: text compressed, fonts as they are."""
    return file.stat().st_size if file.suffix == ".woff2" else len(gzip.compress(file.read_bytes(), mtime=0))
