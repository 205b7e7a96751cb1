"""`make bench`: 100 and 1,000 fiches, and 10,000 with BIG=1, beside Hugo, Eleventy and stock Pelican."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import corpus, results, runs, sizes, tools
from benchmarks.measure import CommandFailed
from benchmarks.pages import UnequalPages

RESULTS = Path(__file__).parent / "results"
ROUNDS = {100: 9, 1000: 5, 10000: 3}
HEADER = """# {number} fiches

`make bench`, {day}. {machine}; load from {load:.1f} to {then:.1f} (alone it is about 1).

Sites {place}. Median (least–most) of {rounds} rounds of whole processes, the tools taken in turn; ratios are
the median of the ratios to Hugo's run of the same round. The lines without « whole site » were held to the same
pages first: same paths, and on each page the same words and links. « cold »: neither output nor cache.
Processors: seconds of all of them in a cold build. Memory: the largest process. Ours reads and checks a YAML file
per fiche, Pelican reads a Markdown file per fiche, Hugo and Eleventy one JSON file made beforehand.

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
        print(f"{what}: {size / 1024:.1f} kB of {budget / 1024:.0f}{'' if size <= budget else ', TOO MUCH'}")
    return 0


def bench(number: int, rounds: int) -> None:
    """Measure one number of fiches; print the table and write it with its bars."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(dir=memory_disk(number)) as folder:
        fiches = corpus.fiches(number)
        known = contestants(Path(folder), fiches)
        pages = runs.warm(known, say)
        series = runs.build_rounds(known, fiches, rounds, say)
        say("annuaire check")
        checks = runs.check_rounds(known[0], rounds)
    check = runs.summary(list(checks), [], "seconds")
    text = HEADER.format(
        number=f"{number:,}",
        day=time.strftime("%Y-%m-%d"),
        machine=results.machine(),
        load=load,
        then=os.getloadavg()[0],
        place="in memory (tmpfs)" if memory_disk(number) else "on the disk",
        rounds=rounds,
    )
    text += "\n".join(results.rows(known, series, pages))
    text += f"\n\n`annuaire check`: {check.middle:.2f} s ({check.least:.2f}–{check.most:.2f}).\n"
    text += f"\n![Bars of the same medians]({number}.svg)\n"
    results.write(RESULTS, number, text, results.bars(known, series, f"{number:,} fiches, seconds"))
    say("")
    print(text)


def contestants(folder: Path, fiches: list[corpus.Fiche]) -> list[tools.Tool]:
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
    """Return a disk in memory with room for the sites, if there is one: disks differ more than tools do."""
    place = Path("/dev/shm")
    needed = 100 * 2**20 + number * 300 * 2**10
    return place if place.is_dir() and shutil.disk_usage(place).free > needed else None


def say(step: str) -> None:
    """Show on a terminal what is being done."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{step}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
