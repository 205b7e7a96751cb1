"""How long a visitor waits for an answer: `python -m benchmarks.search`, in Chromium, with invented fiches.

Prints, for 100, 1,000 and 10,000 fiches: the bytes of a first search (gzip), the time to make the index ready,
and the time from a key to the answers being laid out, for each key of the queries below.
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

from playwright.sync_api import sync_playwright

from annuaire import curation, search_index, text
from annuaire.assembly import assemble
from annuaire.build import build
from annuaire.model import Account, Curation, Edition, Entry, Snapshot
from annuaire.unchanged import Memory
from tests.support import served

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 22)
SIZES = (100, 1_000, 10_000)
QUERIES = (
    "journaliste québec",
    "assureuse",
    "le phare",
    "musicienne belge",
    "infromatique",
    "camille",
    "logiciel libre",
)
SYLLABLES = [
    "ba",
    "bel",
    "bri",
    "cal",
    "car",
    "chan",
    "cor",
    "da",
    "del",
    "dou",
    "fa",
    "fer",
    "fon",
    "gar",
    "gi",
    "lan",
    "lau",
    "mar",
    "mel",
    "mo",
    "nal",
    "ner",
    "ou",
    "pa",
    "per",
    "ré",
    "ri",
    "ro",
    "sa",
    "sel",
    "ta",
    "tal",
    "va",
    "ver",
    "vi",
]

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
FIRST = """async () => {
  const field = document.querySelector('#q'), start = performance.now();
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
    first = [spoken(draw, 2, 3) for _ in range(150)]
    entries: dict[str, Entry] = {}
    for place in range(number):
        model = draw.choice(models)
        name = f"{draw.choice(first)} {spoken(draw, 2, 4)}"
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
    return Curation(real.publication, real.categories, entries, (edition,))


def spoken(draw: random.Random, least: int, most: int) -> str:
    """Return a word that nobody bears, of so many syllables."""
    return "".join(draw.choices(SYLLABLES, k=draw.randint(least, most))).capitalize()


def compressed(value: Any) -> int:
    """Return the bytes of data as it travels."""
    return len(gzip.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9))


def put(output: Path, index: dict[str, Any]) -> None:
    """Replace the index of a built site."""
    for kind, pattern in (("search", "data/search.js"), ("reasons", "theme/reasons.*.js")):
        [file] = output.glob(pattern)
        old = json.loads(file.read_text("utf-8").removeprefix("annuaire=").rstrip(";\n"))
        new = {"reasons": index["reasons"]} if kind == "reasons" else index | {"reasons": ""}
        kept = {key: old[key] for key in ("markup", "reasons_at") if key in old}
        if not index["reasons"].strip():
            kept.pop("reasons_at", None)
        file.write_text(f"annuaire={json.dumps(new | kept, ensure_ascii=False)};\n", "utf-8")


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(folder) / "output"
        build(ROOT, output, curation.read(ROOT, DAY), Memory(str(ROOT), str(output)))
        browser = playwright.chromium.launch(executable_path=served.chromium(), args=served.FLAGS)
        print("fiches   index gz   reasons gz   first answer   key: median   95 %   worst (ms)")
        for size in SIZES:
            index = search_index.make(assemble(invented(size), Snapshot({})))
            copy = shutil.copytree(output, Path(folder) / str(size))
            put(copy, index)
            with served.served(copy) as address:
                page = browser.new_page()
                page.goto(f"{address}/recherche/")
                first = page.evaluate(FIRST)
                page.wait_for_load_state("networkidle")
                times = [time for query in QUERIES for time in page.evaluate(TYPE, query)]
                page.close()
            base, reasons = compressed(index | {"reasons": ""}), compressed(index["reasons"])
            spread = statistics.quantiles(times, n=20)[-1]
            print(
                f"{size:6} {base:10} {reasons:12} {first:14.0f} {statistics.median(times):13.1f} {spread:6.1f} {max(times):8.1f}"
            )
        browser.close()


if __name__ == "__main__":
    main()
