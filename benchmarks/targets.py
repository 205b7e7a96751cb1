"""Performance targets, compared with measurements: ratios to Hugo, seconds of a check and of a save."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.runs import CHANGED, COLD, SAME

# Upper limits, by number of fiches.
RATIOS = {
    (COLD, "seconds"): {100: 3.5, 1000: 1.1, 10000: 0.6},
    (SAME, "seconds"): {100: 0.4, 1000: 0.12, 10000: 0.05},
    (CHANGED, "seconds"): {100: 3.5, 1000: 1.0, 10000: 0.25},
    (COLD, "memory"): {100: 0.8, 1000: 0.6, 10000: 0.4},
}
SAVED = {100: 0.3, 10000: 1.0}  # seconds, the whole site
CHECK = {10000: (3.0, 0.3)}  # seconds, cold and unchanged


@dataclass(frozen=True)
class Target:
    """The upper limit of one figure, and its measurement, None when there is none."""

    what: str
    limit: float
    measured: float | None
    unit: str = ""
    digits: int = 2


def table(lines: Iterable[Target]) -> str:
    """Return the targets as a table in Markdown, each with whether it was reached."""
    rows = ["| asked | at most | measured | reached |", "| --- | --- | --- | --- |"]
    for line in lines:
        unit = f" {line.unit}" if line.unit else ""
        if line.measured is None:
            measured, reached = "–", "not measured"
        else:
            measured = f"{line.measured:.{line.digits}f}{unit}"
            reached = "yes" if line.measured <= line.limit else "**no**"
        rows.append(f"| {line.what} | {line.limit:g}{unit} | {measured} | {reached} |")
    return "\n".join(rows)
