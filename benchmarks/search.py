"""Benchmark of the latency of search: `python -m benchmarks.search`, in Chromium, with invented fiches.

Prints and writes, for 100, 1,000 and 10,000 fiches: the bytes that a first search fetches (gzip), the time from the
first key to the first answer, and from each later key of the queries below to the answers being laid out.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import statistics
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Response, sync_playwright

from annuaire.building.build import build
from annuaire.curation import curation
from annuaire.directory.assembly import assemble
from annuaire.french import text
from annuaire.model import Account, Curation, Edition, Entry, Snapshot
from annuaire.runtime.last_build import LastBuild
from annuaire.search import search_index
from benchmarks import results, runs, targets
from tests.support import served
from tests.support.invented import word

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 22)
SIZES = (100, 1_000, 10_000)
HOMING = 400  # milliseconds of moving a hand from the mouse to the keyboard, while the index is fetched
TARGETS = (
    ("first key, to the first answer", 100, "ms"),
    ("later keys, to their answers (95 %)", 100, "ms"),
    ("bytes of a first search", 150, "kB"),
)
TEXT = """# Search

`python -m benchmarks.search`, {written}, Chromium {chromium}.

Invented fiches, with as many words as the real ones, in the repository's own site, served on this machine without
compression nor latency. First key: from it to the first answer, {homing} ms after the field was entered, which is when
all that a search needs begins to be fetched and made ready; at once: the same when the key comes with no such pause. Median
(least–most) of {rounds}, each in a page and a cache of its own. Fetched: all that this search made the browser fetch, as
gzip sends it. Keys: from each later key to the answers being laid out, {keys} keys of {queries} queries.

{table}

At {most:,} fiches:

{asked}
"""
ROUNDS = 5
QUERIES = (
    "journaliste québec",
    "assureuse",
    "le phare",
    "musicienne belge",
    "infromatique",
    "camille",
    "logiciel libre",
)

TYPE = """async (query) => {
  const field = document.querySelector('#q'), times = [];
  for (let length = 1; length <= query.length; length += 1) {
    field.value = query.slice(0, length);
    const start = performance.now();
    field.dispatchEvent(new Event('input'));
    await new Promise((done) => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times;
}"""
FIRST = """async (pause) => {
  const field = document.querySelector('#q');
  if (pause) {
    field.blur();
    field.focus();
    await new Promise((done) => setTimeout(done, pause));
  }
  const start = performance.now();
  field.value = 'journaliste';
  field.dispatchEvent(new Event('input'));
  while (!document.querySelector('[data-count]').textContent) await new Promise((done) => setTimeout(done, 1));
  return performance.now() - start;
}"""


def invented(number: int) -> Curation:
    """Draw as many entries as asked, with the repository's own categories and as many words as real fiches have."""
    real = curation.read(ROOT, DAY)
    models = [real.entries[id] for id in real.editions[0].entries]
    draw = random.Random(number)
    first = [word(draw, 2, 3).capitalize() for _ in range(150)]
    entries: dict[str, Entry] = {}
    for place in range(number):
        model = draw.choice(models)
        name = f"{draw.choice(first)} {word(draw, 2, 4).capitalize()}"
        handle = re.sub(r"\W", "", text.fold(name)) + draw.choice(("", str(draw.randint(1, 99))))
        accounts = [
            ("mastodon", f"{handle}@social{draw.randint(1, 20)}.example"),
            ("bluesky", f"{handle}.example"),
            ("x", handle),
        ]
        id = text.slugify(name)
        id = f"{id}-{place}" if id in entries else id
        entries[id] = Entry(
            id=id, name=name, is_person=model.is_person, categories=model.categories, territory=model.territory,
            accounts=tuple(Account(network, written, written) for network, written in draw.sample(accounts, 2)),
            reason=draw.choice(models).reason, subjects=tuple(dict.fromkeys([*draw.choice(models).subjects[:2], *model.subjects[:1]])),
            signed_by=model.signed_by, since=DAY, evidence=(),
        )  # fmt: skip
    edition = Edition("2026-11", DAY, "Édition d’essai", "", False, tuple(entries))
    return real._replace(entries=entries, editions=(edition,))


def replace_index(output: Path, index: dict[str, Any]) -> None:
    """Replace the index of a built site."""
    for kind, pattern in (("search", "data/search.js"), ("reasons", "theme/reasons.*.js")):
        [file] = output.glob(pattern)
        old = json.loads(file.read_text("utf-8").removeprefix("annuaire=").rstrip(";\n"))
        new = {"reasons": index["reasons"]} if kind == "reasons" else index | {"reasons": ""}
        kept = {key: old[key] for key in ("markup", "reasons_at") if key in old}
        if not index["reasons"].strip():
            kept.pop("reasons_at", None)
        file.write_text(f"annuaire={json.dumps(new | kept, ensure_ascii=False)};\n", "utf-8")


def first_search(browser: Browser, address: str, pause: int) -> tuple[float, int, list[float]]:
    """Return the milliseconds of a first search, the bytes that it fetched, and the milliseconds of each later key.

    `pause` is the time between the focus of the field and the first key, in milliseconds.
    """
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{address}/recherche/")
    page.wait_for_load_state("networkidle")
    bodies: list[Response] = []
    page.on("response", lambda answer: bodies.append(answer))
    first = page.evaluate(FIRST, pause)
    page.wait_for_load_state("networkidle")
    fetched = sum(len(gzip.compress(answer.body(), 9)) for answer in bodies)
    times = [time for query in QUERIES for time in page.evaluate(TYPE, query)]
    context.close()
    return first, fetched, times


def main() -> None:
    """Measure, print and write a table."""
    heads = ["fiches", "first key, ms", "at once, ms", "fetched, kB", "keys, ms: median", "95 %", "worst"]
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(folder) / "output"
        build(ROOT, output, lambda: curation.read(ROOT, DAY), LastBuild(str(ROOT), str(output)))
        browser = playwright.chromium.launch(executable_path=served.chromium(), args=served.FLAGS)
        for size in SIZES:
            index = search_index.make(assemble(invented(size), Snapshot({})))
            copy = shutil.copytree(output, Path(folder) / str(size))
            replace_index(copy, index)
            with served.served(copy) as address:
                rounds = [first_search(browser, address, HOMING) for _ in range(ROUNDS)]
                at_once = runs.of([first_search(browser, address, 0)[0] for _ in range(ROUNDS)])
            firsts = runs.of([first for first, _, _ in rounds])
            keys = [key for *_, each in rounds for key in each]
            percentile_95 = statistics.quantiles(keys, n=20)[-1]
            fetched = max(found for _, found, _ in rounds) / 1024
            cells = [f"{size:,}", results.milliseconds(firsts), results.milliseconds(at_once), f"{fetched:.0f}",
                     f"{statistics.median(keys):.1f}", f"{percentile_95:.1f}", f"{max(keys):.1f}"]  # fmt: skip
            lines.append(f"| {' | '.join(cells)} |")
        version = browser.version
        browser.close()
    reached = [
        targets.Target(what, most, measured, unit, 0)
        for (what, most, unit), measured in zip(TARGETS, (firsts.median, percentile_95, fetched), strict=True)
    ]
    text = TEXT.format(
        written=results.written(), chromium=version, homing=HOMING, rounds=ROUNDS, keys=sum(map(len, QUERIES)) * ROUNDS,
        queries=len(QUERIES), table="\n".join(lines), most=SIZES[-1], asked=targets.table(reached),
    )  # fmt: skip
    results.write("search.md", text)
    print(text)


if __name__ == "__main__":
    main()
