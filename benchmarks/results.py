"""Results of benchmarks, as Markdown tables and as an SVG bar chart."""

from __future__ import annotations

import os
import platform
import sys
import time
from html import escape
from pathlib import Path

from benchmarks.runs import COLD, SITUATIONS, Series, Summary, summary
from benchmarks.tools import Tool

FOLDER = Path(__file__).parent / "results"
REFERENCE = "Hugo"
_ROW, _LEFT, _WIDTH = 22, 270, 810


def machine() -> str:
    """Describe the machine, without anything that identifies it."""
    # Which Python it is matters: distributions compile theirs with optimisation, others perhaps not.
    origin = " of the system" if sys.base_prefix == "/usr" else ""
    python = f"Python {platform.python_version()}{origin}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {python}"


def written() -> str:
    """Return the date and the machine, for a file of results."""
    return f"{time.strftime('%Y-%m-%d')}. {machine()}"


def seconds(found: Summary, digits: int = 2) -> str:
    """Return « median s (least–most) »."""
    return f"{found.median:.{digits}f} s ({found.minimum:.{digits}f}–{found.maximum:.{digits}f})"


def milliseconds(found: Summary) -> str:
    """Return « median (least–most) »."""
    return f"{found.median:.0f} ({found.minimum:.0f}–{found.maximum:.0f})"


def rows(tools: list[Tool], series: Series, pages: dict[str, int]) -> list[str]:
    """Return the table in Markdown, a line per tool."""
    heads = ["", "pages"]
    for situation in SITUATIONS:
        heads += [f"{situation}, s", "÷ Hugo"]
    heads += ["processors, s", "÷ Hugo", "memory, MiB", "÷ Hugo"]
    lines = [_line(heads), _line(["---"] * len(heads))]
    for tool in tools:
        cells = [f"{tool.name} {tool.version}", str(pages[tool.name])]
        for situation in SITUATIONS:
            cells += _pair(series, tool.name, situation, "seconds", 1, 2)
        cells += _pair(series, tool.name, COLD, "processor", 1, 2)
        cells += _pair(series, tool.name, COLD, "memory", 2**20, 0)
        lines.append(_line(cells))
    return lines


def served(found: dict[str, Summary]) -> str:
    """Return the table of the time from a save to its page, a line per tool."""
    reference = found.get(REFERENCE)
    lines = [_line(["", "a save, to its page served", "÷ Hugo"]), _line(["---"] * 3)]
    for name, taken in found.items():
        ratio = f"{taken.median / reference.median:.2f}" if reference else "–"
        lines.append(_line([name, seconds(taken, 3), ratio]))
    return "\n".join(lines)


def _pair(series: Series, name: str, situation: str, kind: str, unit: int, digits: int) -> list[str]:
    """Return « median (least–most) » and the ratio."""
    found = summary(series[name, situation], series.get((REFERENCE, situation), []), kind)
    middle, least, most = (
        f"{value / unit:.{digits}f}" for value in (found.median, found.minimum, found.maximum)
    )
    ratio = "–" if found.ratio is None else f"{found.ratio:.2f}"
    return [f"{middle} ({least}–{most})", ratio]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def bars(tools: list[Tool], series: Series, title: str) -> str:
    """Draw the medians of all situations as horizontal bars, in SVG."""
    shown = [
        (f"{tool.name}, {situation}", summary(series[tool.name, situation], [], "seconds"), place)
        for tool in tools
        for place, situation in enumerate(SITUATIONS)
    ]
    scale = (_WIDTH - _LEFT - 80) / max(found.maximum for _, found, _ in shown)
    parts = []
    for number, (label, found, place) in enumerate(shown):
        top = 40 + number * _ROW + number // len(SITUATIONS) * 8
        end, low, high = (_LEFT + value * scale for value in (found.median, found.minimum, found.maximum))
        parts.append(
            f'<text x="{_LEFT - 8}" y="{top + 12}" text-anchor="end">{escape(label)}</text>'
            f'<rect x="{_LEFT}" y="{top}" width="{max(end - _LEFT, 1):.1f}" height="15" '
            f'fill="#1b3a6b" fill-opacity="{1 - place * 0.3:.1f}"/>'
            f'<path d="M{low:.1f} {top + 7.5}H{high:.1f}" stroke="#b3261e"/>'
            f'<text x="{max(end, high) + 6:.1f}" y="{top + 12}">{found.median:.2f} s</text>'
        )
    height = 60 + len(shown) * _ROW + len(tools) * 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        f'font-size="11"><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="8" y="22" font-size="14">{escape(title)}</text>{"".join(parts)}</svg>\n'
    )


def write(name: str, text: str) -> None:
    """Write a file of results."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_text(text, "utf-8")
