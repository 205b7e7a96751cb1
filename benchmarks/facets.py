"""Benchmark of the filters of a list: `python -m benchmarks.facets`, in Chromium, with invented fiches.

Prints and writes, for 100, 1,000 and 10,000 fiches: the time from the click on « Filtrer, trier » to the filters, the first
time, and from a choice to the new counts of all further choices, and to the answers being laid out.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks import corpus, measure, results, runs, tools
from tests.support import served

SIZES = (100, 1_000, 10_000)
ROUNDS = 5
CHOICES = 3  # of each filter
TEXT = """# Filters

`python -m benchmarks.facets`, {written}, Chromium {chromium}.

The list of everybody of an invented site (`corpus`), served on this machine without compression nor latency. Opened: from the
click on « Filtrer, trier » to the filters being laid out, the first time, with all that must be fetched. Counts: from a choice to
the new counts of every further choice. Answers: from that choice to its answers being laid out. Milliseconds, median
(least–most) of {rounds} openings, each in a page and a cache of its own, and of the choices made in them, {choices} for each filter, one
after another from no choice at all.

{table}
"""

OPEN = """async (opener) => {
  const start = performance.now();
  opener.click();
  while (!document.querySelector('form.facets')?.checkVisibility()) await new Promise((done) => setTimeout(done, 1));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
CHOOSE = """async (choices) => {
  const form = document.querySelector('form.facets'), times = [];
  for (const select of form.querySelectorAll('select[data-axis]')) {
    for (let number = 0; number < choices; number += 1) {
      form.querySelector('[type=reset]').click();
      const possible = [...select.options].filter((option) => option.value && !option.disabled);
      select.value = possible[Math.floor(possible.length * number / choices)].value;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const start = performance.now();
      select.dispatchEvent(new Event('change', { bubbles: true }));
      const counted = performance.now() - start;
      document.body.getBoundingClientRect();
      times.push([counted, performance.now() - start]);
    }
  }
  return times;
}"""


def choices(browser: Browser, address: str) -> tuple[float, list[tuple[float, float]]]:
    """Return the milliseconds until the filters are open, and for each choice those until its counts and its answers."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{address}/comptes/")
    page.wait_for_load_state("networkidle")
    opened = page.get_by_role("button", name="Filtrer, trier").evaluate(OPEN)
    found = page.evaluate(CHOOSE, CHOICES)
    context.close()
    return opened, found


def main() -> None:
    """Measure, print and write a table."""
    lines = [
        "| fiches | opened, ms | choices | counts, ms | answers, ms |",
        "| --- | --- | --- | --- | --- |",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=served.chromium(), args=served.FLAGS)
        for size in SIZES:
            with tempfile.TemporaryDirectory() as folder:
                site = tools.ours(Path(folder), corpus.fiches(size), whole=True)
                measure.run(site.command, site.folder, site.environment)
                with served.served(site.folder / site.output) as address:
                    rounds = [choices(browser, address) for _ in range(ROUNDS)]
            made = [choice for _, each in rounds for choice in each]
            opened, counts, answers = (
                results.milliseconds(runs.of(list(found)))
                for found in ([one for one, _ in rounds], *zip(*made, strict=True))
            )
            lines.append(f"| {size:,} | {opened} | {len(made)} | {counts} | {answers} |")
        version = browser.version
        browser.close()
    text = TEXT.format(
        written=results.written(), chromium=version, rounds=ROUNDS, choices=CHOICES, table="\n".join(lines)
    )
    results.write("facets.md", text)
    print(text)


if __name__ == "__main__":
    main()
