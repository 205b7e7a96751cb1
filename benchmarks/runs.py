"""Rounds of measurements: in each round every tool in turn, in three situations, so that noise affects all tools alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

from benchmarks import measure, pages
from benchmarks.corpus import Fiche
from benchmarks.measure import Sample
from benchmarks.tools import Tool

COLD, SAME, CHANGED = SITUATIONS = ("cold", "nothing changed", "one fiche changed")
SLOW = 15.0  # seconds of a cold build above which a tool is measured in one round only

Series = dict[tuple[str, str], list[Sample | None]]


class NotRebuilt(Exception):
    """A build succeeded, but its site does not show the change."""


@dataclass(frozen=True)
class Summary:
    """The median, minimum and maximum of several runs, and the median of the ratios to the reference in the same rounds."""

    median: float
    minimum: float
    maximum: float
    ratio: float | None


def warm(tools: list[Tool], say: Callable[[str], None]) -> dict[str, int]:
    """Build everything once, not measured; check that the sites have the same pages, and return their numbers of pages."""
    sites = {}
    for tool in tools:
        say(f"{tool.name} {tool.version}: first build, not counted")
        tool.clean()
        measure.run(tool.command, tool.folder, tool.environment)
        sites[tool.name] = pages.read(tool.folder / tool.output)
    pages.check_equal({tool.name: sites[tool.name] for tool in tools if tool.equal})
    return {name: len(found) for name, found in sites.items()}


def build_rounds(tools: list[Tool], fiches: list[Fiche], rounds: int, say: Callable[[str], None]) -> Series:
    """Build with every tool in turn, `rounds` times; a slow tool is skipped after its first round."""
    series: Series = {(tool.name, situation): [] for tool in tools for situation in SITUATIONS}
    for number in range(1, rounds + 1):
        for tool in tools:
            say(f"round {number} of {rounds}: {tool.name}")
            first = series[tool.name, COLD][:1]
            if first and first[0] and first[0].seconds > SLOW:
                taken: list[Sample | None] = [None] * len(SITUATIONS)
            else:
                taken = _one_round(tool, fiches[number % len(fiches)], number)
            for situation, sample in zip(SITUATIONS, taken, strict=True):
                series[tool.name, situation].append(sample)
    return series


def _one_round(tool: Tool, fiche: Fiche, number: int) -> list[Sample | None]:
    def build(watched: bool = False) -> Sample:
        return measure.run(tool.command, tool.folder, tool.environment, watched)

    tool.clean()
    held = build(watched=True).memory
    tool.clean()
    cold, same = replace(build(), memory=held), build()
    before = fiche.reason
    mark = fiche.change(number)
    tool.apply_change(fiche)
    changed = build()
    page = tool.folder / tool.output / "comptes" / fiche.id / "index.html"
    if mark not in page.read_text("utf-8"):
        raise NotRebuilt(f"{tool.name}: « {mark} » is not on the page of {fiche.id}")
    fiche.reason = before
    tool.apply_change(fiche)
    return [cold, same, changed]


def check_rounds(tool: Tool, rounds: int) -> tuple[Summary, Summary]:
    """Run `annuaire check` on our own site, without and then with its cache; return the seconds of each."""
    command = [*tool.command[:-1], "check"]
    cold, same = [], []
    for _ in range(rounds):
        tool.clean()
        cold.append(measure.run(command, tool.folder, tool.environment).seconds)
        same.append(measure.run(command, tool.folder, tool.environment).seconds)
    return of(cold), of(same)


def of(values: list[float]) -> Summary:
    """Summarise figures without a reference."""
    return Summary(median(values), min(values), max(values), None)


def summary(samples: list[Sample | None], reference: list[Sample | None], kind: str) -> Summary:
    """Summarise one figure (seconds, processor or memory) of a series, in comparison with the same rounds of the reference."""
    values = [getattr(sample, kind) for sample in samples if sample]
    ratios = [
        getattr(sample, kind) / getattr(other, kind)
        for sample, other in zip(samples, reference, strict=False)
        if sample and other
    ]
    return Summary(median(values), min(values), max(values), median(ratios) if ratios else None)
