"""The table of queries, read the same way by the tests of Python and by those of the browser."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "fixtures" / "search"


@dataclass(frozen=True)
class Query:
    typed: str
    first: tuple[str, ...]
    also: tuple[str, ...]
    without: tuple[str, ...]

    def among(self, listed: Collection[str]) -> Query | None:
        """Return the query where only some are `listed`: who asks to leave does so at once, and breaks no test. None when
        who should come first has left: what is near comes then."""
        if self.first != ("-",) and not set(self.first) <= set(listed):
            return None
        return replace(self, also=tuple(id for id in self.also if id in listed))

    def faults(self, found: Sequence[str]) -> list[str]:
        """Return what is wrong with the ids found, best first; nothing when all is well."""
        if self.first == ("-",):
            return [f"not nothing: {found[:5]}"] if found else []
        faults = []
        if tuple(found[: len(self.first)]) != self.first:
            faults.append(f"first: {list(found[: len(self.first)])}, not {list(self.first)}")
        if missing := [id for id in self.also if id not in found]:
            faults.append(f"missing: {missing}")
        if extra := [id for id in self.without if id in found]:
            faults.append(f"unwanted: {extra}")
        return faults


def named(name: str) -> set[str]:
    """Return the ids of whom a table speaks."""
    return {id for query in table(name) for id in (*query.first, *query.also, *query.without)} - {"-"}


def table(name: str) -> list[Query]:
    rows = (FOLDER / name).read_text("utf-8").splitlines()
    cells = [[*row.split("\t"), "", "", ""][:4] for row in rows if not row.startswith("#")]
    return [Query(typed, *(tuple(cell.split()) for cell in rest)) for typed, *rest in cells]
