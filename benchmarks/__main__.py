"""`make bench`: 100 and 1,000 fiches, and 10,000 with BIG=1, beside Hugo, Eleventy and stock Pelican."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus, results, runs, serving, sizes, targets, tools
from benchmarks.measure import CommandFailed
from benchmarks.pages import UnequalPages

ROUNDS = {100: 9, 1000: 5, 10000: 3}
HEADER = """# {number} fiches

`make bench`, {written}; load from {load:.1f} to {then:.1f} (alone it is about 1).

Sites {place}. Median (least–most) of {rounds} rounds of whole processes, the tools taken in turn; ratios are
the median of the ratios to Hugo's run of the same round. The lines without « whole site » were held to the same
pages first: same paths, and on each page the same words and links. « cold »: neither output nor anything that the
tool keeps from one build to the next (for ours `.cache/` and `.output.made/` too); bytecode of Python is part of
what is installed. Processors: seconds of all of them in a cold build. Memory: the most that all processes of another
cold build held together (of several, PSS every 10 ms; of one alone, the kernel's own peak); it is another build because
to be looked at takes time. Ours reads and checks a YAML file per fiche, Pelican reads a Markdown file per fiche, Hugo
and Eleventy one JSON file made beforehand. Ours runs as `make html` runs it: `.venv/bin/annuaire build`.

"""
SERVED = """
From the end of the saving of a fiche to its page being served new, median (least–most) of {rounds} saves, looked at
every 3 ms, then every fiftieth of the time passed: `annuaire serve` beside `hugo server --renderToMemory
--disableLiveReload` (its fast render on).

"""


def main() -> int:
    """Measure each number of fiches asked for; 1 when the sites cannot be compared."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, help="how many fiches (100 1000)")
    parser.add_argument("--rounds", type=int, help="how many rounds, whatever the number of fiches")
    options = parser.parse_args()
    if min(options.numbers, default=100) < len(corpus.CATEGORIES):
        parser.error(f"at least {len(corpus.CATEGORIES)} fiches: one per category")
    numbers = options.numbers or [100, 1000] + ([10000] if os.environ.get("BIG") else [])
    try:
        for number in numbers:
            bench(number, options.rounds or ROUNDS.get(number, 3))
    except (UnequalPages, runs.NotRebuilt, CommandFailed) as error:
        print(f"not compared: {error}", file=sys.stderr)
        return 1
    weights = sizes.table()
    if not weights:
        print("the real site cannot be built: its weight is not known", file=sys.stderr)
    for what, size, budget in weights:
        print(f"{what}: {size / 1000:.1f} kB of {budget / 1000:.0f}{'' if size <= budget else ', TOO MUCH'}")
    return 0


def bench(number: int, rounds: int) -> None:
    """Measure one number of fiches; print the table and write it with its bars."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(dir=memory_disk(number)) as folder:
        fiches = corpus.fiches(number)
        known = available_tools(Path(folder), fiches)
        pages = runs.warm(known, say)
        series = runs.build_rounds(known, fiches, rounds, say)
        say("annuaire check")
        checks = runs.check_rounds(known[0], rounds)
        saves = serving.ROUNDS.get(number, 5)
        served = {}
        for tool in known:
            if tool.serve:
                say(f"{tool.name}: from a save to the page served new")
                served[tool.name] = runs.of(serving.latencies(tool, fiches, saves))
    text = HEADER.format(
        number=f"{number:,}",
        written=results.written(),
        load=load,
        then=os.getloadavg()[0],
        place="in memory (tmpfs)" if memory_disk(number) else "on the disk",
        rounds=rounds,
    )
    text += "\n".join(results.rows(known, series, pages))
    text += f"\n{SERVED.format(rounds=saves)}" + results.served(served)
    text += f"\n\n`annuaire check`: {results.seconds(checks[0])} with nothing kept, {results.seconds(checks[1])} when nothing changed.\n"
    text += f"\n![Bars of the same medians]({number}.svg)\n"
    text += f"\n{targets.table(compare_with_targets(number, series, checks, served))}\n"
    results.write(f"{number}.md", text)
    results.write(f"{number}.svg", results.bars(known, series, f"{number:,} fiches, seconds"))
    say("")
    print(text)


def compare_with_targets(
    number: int,
    series: runs.Series,
    checks: tuple[runs.Summary, runs.Summary],
    served: dict[str, runs.Summary],
) -> list[targets.Target]:
    """Return the targets for this number of fiches, with what was measured."""
    lines = []
    for (situation, kind), limits in targets.RATIOS.items():
        if number in limits:
            reference = series.get((results.REFERENCE, situation), [])
            found = runs.summary(series[tools.OURS, situation], reference, kind).ratio
            what = "memory" if kind == "memory" else f"{situation}, time"
            lines.append(targets.Target(f"{what} ÷ Hugo’s", limits[number], found))
    if number in targets.SAVED:
        found = served[tools.WHOLE].median
        lines.append(
            targets.Target("a save, to the page of the whole site served", targets.SAVED[number], found, "s")
        )
    for what, most, check in zip(("cold", "unchanged"), targets.CHECK.get(number, ()), checks, strict=False):
        lines.append(targets.Target(f"check, {what}", most, check.median, "s"))
    return lines


def available_tools(folder: Path, fiches: list[corpus.Fiche]) -> list[tools.Tool]:
    """Make a site for each tool that this machine has; ours and stock Pelican are always there."""
    found = [
        tools.ours(folder / "ours", fiches, whole=False),
        tools.ours(folder / "whole", fiches, whole=True),
        tools.stock_pelican(folder / "pelican", fiches),
    ]
    if binary := tools.hugo_binary():
        found.append(tools.hugo(folder / "hugo", fiches, binary))
    else:
        print("Hugo is not there: no ratios (make bench installs it)")
    if package := tools.eleventy_package():
        found.append(tools.eleventy(folder / "eleventy", fiches, package))
    else:
        print("Node is not there: no Eleventy")
    return found


def memory_disk(number: int) -> Path | None:
    """Return a memory disk with room for the sites, if there is one: disks differ more than the tools do."""
    place = Path("/dev/shm")
    needed = 100 * 2**20 + number * 300 * 2**10
    return place if place.is_dir() and shutil.disk_usage(place).free > needed else None


def say(step: str) -> None:
    """Show the current step on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{step}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
