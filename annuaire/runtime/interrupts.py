"""Interrupts (Ctrl+C, SIGTERM) that come where nothing can be raised.

Python raises them in whatever code is running. If that is called by a destructor, or by a library that cannot pass an exception
on (jsonschema_rs, while it reads the names of formats), Python prints a traceback and goes on, and the interrupt is lost.
"""

from __future__ import annotations

import sys

PAUSE = 0.0001  # seconds until a lost interrupt is raised again


def raise_again(lost: sys.UnraisableHookArgs) -> None:
    """Raise a lost interrupt again a little later, and print nothing; for other errors, do as Python does.

    This is a `sys.unraisablehook`.
    """
    kind = lost.exc_type
    if not issubclass(kind, KeyboardInterrupt | SystemExit):
        sys.__unraisablehook__(lost)
        return
    import signal  # imported only when an interrupt was lost

    def interrupt(*_: object) -> None:
        raise kind

    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, PAUSE)
