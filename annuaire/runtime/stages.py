"""Timing of the stages of a build, for `annuaire build --profile`.

The time of a nested stage is not counted in the outer one, so the seconds add up to the total. Without `timing`, a stage
costs the lookup of one context variable.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar

START, REST = "start", "rest"


class Timings:
    """The seconds spent in each stage so far, by name, in the order in which the stages were first entered."""

    def __init__(self) -> None:
        # Start-up of Python and its imports, before anything could be measured: CPU time, since hardly any of it is waiting.
        self.seconds = {START: time.process_time()}
        self._inside = [REST]
        self._since = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time spent in the block as that of a stage."""
        self.lap()
        self._inside.append(name)
        self.seconds.setdefault(name, 0.0)
        try:
            yield
        finally:
            self.lap()
            self._inside.pop()

    def lap(self) -> None:
        """Add the seconds since the last lap to the current stage."""
        now, name = time.perf_counter(), self._inside[-1]
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now

    def table(self, names: Mapping[str, str]) -> str:
        """Return a line per stage, with its seconds and its share of the total, then one for the total.

        `names` gives the label of each stage, and under "whole" that of the total.
        """
        stages = {name: seconds for name, seconds in self.seconds.items() if name != REST}
        stages |= {REST: self.seconds.get(REST, 0.0)}
        total = sum(stages.values())
        lines = [(names[name], seconds) for name, seconds in (*stages.items(), ("whole", total))]
        width = max(len(label) for label, _ in lines)
        return "\n".join(
            f"{label:{width}}  {seconds:8.3f} s  {seconds / total * 100:3.0f}\u202f%".replace(".", ",")
            for label, seconds in lines
        )


_timings: ContextVar[Timings | None] = ContextVar("timings", default=None)
_UNTIMED = nullcontext()


def stage(name: str) -> AbstractContextManager[None]:
    """Count the time spent in the block as that of a stage, inside `timing`; elsewhere do nothing."""
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
        found.lap()
        _timings.reset(token)
