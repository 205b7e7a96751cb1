"""Where the time of a build goes, stage by stage, for `annuaire build --profile`.

A stage inside another is counted apart from it, so the seconds add up to the whole. When nobody
follows, a stage costs a look at one variable.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar

START, REST = "start", "rest"


class Followed:
    """The seconds of each stage so far, by its name, in the order in which they were first entered."""

    def __init__(self) -> None:
        # What Python and its imports took before anyone could follow: hardly anything waits then.
        self.seconds = {START: time.process_time()}
        self._inside = [REST]
        self._since = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time spent in the block as that of a stage."""
        self.turn()
        self._inside.append(name)
        self.seconds.setdefault(name, 0.0)
        try:
            yield
        finally:
            self.turn()
            self._inside.pop()

    def turn(self) -> None:
        """Give the stage that is under way the seconds since the last turn."""
        now, name = time.perf_counter(), self._inside[-1]
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now

    def table(self, names: Mapping[str, str]) -> str:
        """Return a line per stage, its seconds and its share of the whole; `names` says how each is called."""
        stages = {name: seconds for name, seconds in self.seconds.items() if name != REST}
        stages |= {REST: self.seconds.get(REST, 0.0)}
        whole = sum(stages.values())
        lines = [(names[name], seconds) for name, seconds in (*stages.items(), ("whole", whole))]
        width = max(len(said) for said, _ in lines)
        return "\n".join(
            f"{said:{width}}  {seconds:8.3f} s  {seconds / whole * 100:3.0f}\u202f%".replace(".", ",")
            for said, seconds in lines
        )


_followed: ContextVar[Followed | None] = ContextVar("followed", default=None)
_NOBODY = nullcontext()


def stage(name: str) -> AbstractContextManager[None]:
    """Count the time spent in the block as that of a stage, if someone follows."""
    found = _followed.get()
    return _NOBODY if found is None else found.stage(name)


@contextmanager
def following() -> Iterator[Followed]:
    """Follow the stages entered in the block."""
    found = Followed()
    token = _followed.set(found)
    try:
        yield found
    finally:
        found.turn()
        _followed.reset(token)
