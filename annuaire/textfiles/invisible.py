"""Detection of invisible characters in a text."""

from __future__ import annotations

from collections.abc import Iterator

from annuaire import messages
from annuaire.french import text
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem
from annuaire.textfiles import mojibake


def check(source: str, name: str) -> Iterator[Problem]:
    """Report the first invisible character of each line of `source`, the text of the file called `name`."""
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
