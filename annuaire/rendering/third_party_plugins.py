"""Detection of third-party plugins that are connected to Pelican's signals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from weakref import ref

from blinker import Signal
from pelican.plugins import signals

OURS = ("annuaire", "pelican")
# In the context, which all generators share, if one of them is a plugin's.
FOREIGN = "FOREIGN_GENERATOR"


def are_listening() -> bool:
    """Return whether code that is neither ours nor Pelican's is connected to any signal other than `get_generators` (see
    `is_foreign`).

    Such a plugin may process each page as it is written, or change the context of templates: then every page must be made, in
    this process.
    """
    sent = [signal for signal in vars(signals).values() if isinstance(signal, Signal)]
    return any(
        _is_third_party(receiver)
        for signal in sent
        if signal is not signals.get_generators
        for receiver in _receivers(signal)
    )


def is_foreign(generator: object, ours: type) -> bool:
    """Return whether a generator is a plugin's: it may put into the context of templates what depends on any fiche. One that is
    derived from `ours` is taken to declare what it shows, as ours does."""
    return _is_third_party(type(generator)) and not isinstance(generator, ours)


def _receivers(signal: Signal) -> Iterator[Callable[..., Any]]:
    """Yield all receivers of a signal. (`Signal.receivers_for` leaves out those that are connected for another sender.)"""
    for receiver in list(signal.receivers.values()):
        alive = receiver() if isinstance(receiver, ref) else receiver
        if alive is not None:
            yield alive


def _is_third_party(receiver: Any) -> bool:
    module = str(getattr(receiver, "__module__", ""))
    # A namespace package, in which plugins of others are installed.
    return module.startswith("pelican.plugins.") or module.partition(".")[0] not in OURS
