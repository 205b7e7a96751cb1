"""Characters that nobody sees in a text, and that make it another one."""

from __future__ import annotations

from collections.abc import Iterator

from annuaire import messages
from annuaire.french import text
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Problem


def characters(source: str, name: str) -> Iterator[Problem]:
    """Tell the first one of each line of a file."""
    if not text.invisible(source):
        return
    told = 0
    for number, line in enumerate(source.split("\n"), 1):
        if (found := text.invisible(line)) and told < MAX_PROBLEMS:
            told += 1
            label = messages.invisible(found[0])
            yield problem(name, number, found.start() + 1, "invisible", name=label)
