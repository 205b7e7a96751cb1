"""Timing of the stages of a build, for `annuaire build --profile`.

The time of a nested stage is not counted in the outer one, so the seconds add up to the total. Without `Timings`, a stage
costs next to nothing.
"""

from __future__ import annotations

import time

from annuaire import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

START, REST = "start", "rest"


class Timings:
    """The seconds spent in each stage so far, by name, in the order in which the stages were first entered.

    A context manager: stages that are entered in its block are timed.
    """

    def __init__(self) -> None:
        # Start-up of Python and its imports, before anything could be measured: CPU time, since hardly any of it is waiting.
        self.seconds = {START: time.process_time()}
        self._inside = [REST]
        self._since = time.perf_counter()

    def __enter__(self) -> Timings:
        global _timings
        _timings = self
        return self

    def __exit__(self, *_: object) -> None:
        global _timings
        self.lap()
        _timings = None

    def enter(self, name: str) -> None:
        """Count the time from now on as that of a stage."""
        self.lap()
        self._inside.append(name)
        self.seconds.setdefault(name, 0.0)

    def leave(self) -> None:
        """Count the time from now on as that of the stage in which the current one was entered."""
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


_timings: Timings | None = None  # those that are taken now


class stage:
    """A context manager: count the time spent in the block as that of a stage, inside that of `Timings`; elsewhere do
    nothing."""

    def __init__(self, name: str) -> None:
        self._name, self._timings = name, _timings

    def __enter__(self) -> None:
        if self._timings:
            self._timings.enter(self._name)

    def __exit__(self, *_: object) -> None:
        if self._timings:
            self._timings.leave()
