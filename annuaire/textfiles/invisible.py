"""Characters that nobody sees in a text, and that make it another one."""

from __future__ import annotations

from collections.abc import Iterator

from annuaire import messages
from annuaire.french import text
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem
from annuaire.textfiles import mojibake


def characters(source: str, name: str) -> Iterator[Problem]:
    """Tell the first such character of each line of `source`, the text of the file that is called `name`."""
    if not text.invisible(source):
        return
    count = 0
    for number, line in enumerate(source.split("\n"), 1):
        if (found := text.invisible(line)) and count < MAX_PROBLEMS:
            count += 1
            at = (name, number, found.start() + 1)
            if meant := mojibake.from_windows(found[0]):
                yield problem(*at, "character-recoded", found=f"U+{ord(found[0]):04X}", meant=meant)
            else:
                yield problem(*at, "invisible", name=messages.invisible(found[0]))
