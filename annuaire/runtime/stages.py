"""Where the time of a build goes, stage by stage, for `annuaire build --profile`.

A stage inside another is counted apart from it, so the seconds add up to the whole. When nobody
asks for them, a stage costs a look at one variable.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar

START, REST = "start", "rest"


class Timings:
    """The seconds of each stage so far, by its name, in the order in which they were first entered."""

    def __init__(self) -> None:
        # What Python and its imports took before anyone could measure: hardly anything waits then.
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


_timings: ContextVar[Timings | None] = ContextVar("timings", default=None)
_UNTIMED = nullcontext()


def stage(name: str) -> AbstractContextManager[None]:
    """Count the time spent in the block as that of a stage, if it is asked for."""
    found = _timings.get()
    return _UNTIMED if found is None else found.stage(name)


@contextmanager
def timing() -> Iterator[Timings]:
    """Time the stages entered in the block."""
    found = Timings()
    token = _timings.set(found)
    try:
        yield found
    finally:
        found.turn()
        _timings.reset(token)
