"""Whether a third-party plugin listens to Pelican while the site is made."""

from __future__ import annotations

from typing import Any

from blinker import ANY, Signal
from pelican.plugins import signals

OURS = ("annuaire", "pelican")


def are_listening() -> bool:
    """Say whether code that is neither ours nor Pelican's is told of anything but which generators there are.

    Such a plugin may see each page as it is written, or change what templates see: then every page is made, here.
    """
    heard = [signal for signal in vars(signals).values() if isinstance(signal, Signal)]
    return any(
        _is_guest(receiver)
        for signal in heard
        if signal is not signals.get_generators
        for receiver in signal.receivers_for(ANY)
    )


def _is_guest(receiver: Any) -> bool:
    module = str(getattr(receiver, "__module__", ""))
    # Pelican has a place among its own modules where the plugins of others are installed.
    return module.startswith("pelican.plugins.") or module.partition(".")[0] not in OURS
