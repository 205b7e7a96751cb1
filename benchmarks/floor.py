"""The lower bound of the time of a build on Pelican on this machine, compared with Hugo in the same round:
`python -m benchmarks.floor`.

Only the unavoidable work, in two processes where it can be divided, with nothing checked, joined or rendered:
- cold: Pelican is imported while a child process opens fiches and parses them with libyaml, until both have parsed all; then
  both write as many files, of the same sizes, as the build of equal pages;
- nothing changed: Python starts, reads and hashes every fiche, stats every file of the site;
- one fiche changed: the same, while Pelican is imported.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus, least, measure, results, runs, targets, tools
from benchmarks.__main__ import ROUNDS, memory_disk

TEXT = """# The floor

`python -m benchmarks.floor`, {written}.

{about}
"""


def main() -> int:
    """Measure 100 and 1,000 fiches, and 10,000 with BIG=1; print and write the table."""
    binary = tools.hugo_binary()
    if not binary:
        print("Hugo is not there: make bench installs it", file=sys.stderr)
        return 1
    text = TEXT.format(written=results.written(), about=(__doc__ or "").partition("\n\n")[2].strip())
    for number in [100, 1000] + ([10000] if os.environ.get("BIG") else []):
        with tempfile.TemporaryDirectory(dir=memory_disk(number)) as place:
            fiches = corpus.fiches(number)
            ours = tools.ours(Path(place) / "ours", fiches, whole=False)
            hugo = tools.hugo(Path(place) / "hugo", fiches, binary)
            measure.run(ours.command, ours.folder, ours.environment)
            files = [file for file in (ours.folder / ours.output).rglob("*") if file.is_file()]
            (ours.folder / ".sizes").write_text(
                "\n".join(str(file.stat().st_size) for file in files), "utf-8"
            )
            found: dict[str, list[tuple[float, float]]] = {situation: [] for situation in runs.SITUATIONS}
            for _ in range(ROUNDS[number]):
                hugo.clean()
                peer = measure.run(hugo.command, hugo.folder, hugo.environment).seconds
                for situation in runs.SITUATIONS:
                    command = [sys.executable, "-I", least.__file__, situation, str(ours.folder)]
                    taken = measure.run(command, ours.folder, {}).seconds
                    found[situation].append((taken, taken / peer))
                    measure.run(["rm", "-rf", ".floor"], ours.folder, {})
            lines = [
                targets.Target(
                    f"{situation}, {runs.of([one for one, _ in taken]).median:.3f} s: ÷ Hugo’s",
                    targets.RATIOS[situation, "seconds"][number],
                    runs.of([ratio for _, ratio in taken]).median,
                )
                for situation, taken in found.items()
            ]
            text += f"\n## {number:,} fiches, {len(files):,} files\n\n{targets.table(lines)}\n"
    results.write("floor.md", text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
