"""Transfer sizes: compressed bytes of the largest page of each kind, and of scripts and fonts.

`python -m benchmarks.sizes` weighs the real site, and invented ones of 100 and 1,000 fiches (10,000 with BIG=1).
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import corpus
from benchmarks.tools import ROOT, ours

# The budgets of the design, in bytes.
PAGE, SCRIPTS, FONTS = 14_000, 10_000, 60_000

Line = tuple[str, int, int]

_STYLE = re.compile(r'<link rel="stylesheet" href="[^"]*(theme/[^"]+)"')
_SCRIPT = re.compile(r'<script[^>]* src="[^"]*(theme/[^"]+)"')
# Folders in which each thing has a page: their second step varies.
_LISTS = ("comptes", "categories", "reseaux", "territoires", "sujets", "editions")


def table(numbers: Sequence[int] = ()) -> list[Line]:
    """Build the real site, and invented ones with these numbers of fiches, in temporary folders; return (what, bytes, budget).

    Empty when one cannot be built.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        if not _built(ROOT, output):
            return []
        found = [(f"real site, {what}", size, budget) for what, size, budget in weights(output)]
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "site"
            ours(root, corpus.fiches(number), whole=True)
            if not _built(root, root / "output"):
                return []
            lines = weights(root / "output")
            found += [(f"{number:,} fiches, {what}", size, budget) for what, size, budget in lines]
    return found


def weights(output: Path) -> list[Line]:
    """Return the transfer sizes of the largest page of each kind of a built site, of scripts and of fonts."""
    sizes: dict[str, tuple[int, str, int]] = {}
    scripts = 0
    known: dict[str, int] = {}
    for file in sorted(output.rglob("*.html")):
        html = file.read_bytes()
        text = html.decode()
        place = file.relative_to(output).as_posix()
        size = _compressed(html) + sum(_weight(output, name, known) for name in set(_STYLE.findall(text)))
        scripts = max(scripts, sum(_weight(output, name, known) for name in set(_SCRIPT.findall(text))))
        heaviest, where, number = sizes.get(kind(place), (0, "", 0))
        sizes[kind(place)] = (*max((heaviest, where), (size, place)), number + 1)
    fonts = sum(file.stat().st_size for file in output.rglob("*.woff2"))
    return [*_lines(sizes), ("JavaScript of a page", scripts, SCRIPTS), ("fonts", fonts, FONTS)]


def kind(place: str) -> str:
    """Return the kind of a page as a pattern of its path: « categories/*/page/* »."""
    steps = place.removesuffix("index.html").rstrip("/").split("/")
    several = len(steps) > 1 and steps[0] in _LISTS and steps[1] != "page"
    return (
        "/".join("*" if step.isdigit() or (several and n == 1) else step for n, step in enumerate(steps))
        or "home"
    )


def _lines(sizes: dict[str, tuple[int, str, int]]) -> Iterator[Line]:
    for name, (size, place, number) in sorted(sizes.items()):
        which = f", {number:,} pages, heaviest {place}" if number > 1 else ""
        yield f"{name}{which}: HTML + CSS", size, PAGE


def _built(root: Path, output: Path) -> bool:
    command = [sys.executable, "-m", "annuaire", "--root", str(root), "build", "--output", str(output)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": corpus.EPOCH, "SITEURL": ""}
    if root == ROOT:
        del environment["SOURCE_DATE_EPOCH"]
    return not subprocess.run(command, capture_output=True, check=False, env=environment).returncode


def _weight(output: Path, name: str, known: dict[str, int]) -> int:
    if name not in known:
        known[name] = _compressed((output / name).read_bytes())
    return known[name]


def _compressed(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def main() -> int:
    """Print the table; 1 when something is too heavy."""
    lines = table([100, 1000, *([10000] if os.environ.get("BIG") else [])])
    for what, size, budget in lines:
        print(f"{size:7,} of {budget:6,}  {what}{'' if size <= budget else '  TOO MUCH'}")
    return int(not lines or any(size > budget for _, size, budget in lines))


if __name__ == "__main__":
    sys.exit(main())
