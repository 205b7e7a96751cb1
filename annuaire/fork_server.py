"""The process from which every build of `annuaire serve` is forked: `python -m annuaire.fork_server`, which `build_runner` starts.

It imports once what a build needs, does nothing else and has one thread; what it knows of the site is nothing, so
a build forked from it is a new build. It ends when whoever started it closes the connection, or is no more.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from types import FrameType

from markdown import Markdown
from pelican.log import console

import annuaire.building.build  # noqa: F401 (each build finds it imported)
from annuaire import plugin  # noqa: F401 (the same)
from annuaire.__main__ import main
from annuaire.commands import UNUSABLE, build, inputs, rebuild  # noqa: F401 (the same)
from annuaire.curation import curation  # noqa: F401 (the same)
from annuaire.french import dates, territories
from annuaire.runtime import digests
from annuaire.schemas import schema

# Those of Pelican's own settings, and of this repository's.
EXTENSIONS = ["markdown.extensions.extra", "markdown.extensions.meta", "markdown.extensions.toc"]


def serve(connection: Connection) -> None:
    """Run each command that comes by the connection, in a process of its own; answer with its exit code."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it is for the build that is under way
    digests.program()  # as it is now, when it is imported
    warm_up()
    gc.collect()
    gc.freeze()  # a build need not look again through what was imported
    with suppress(EOFError, OSError):  # it is closed: nobody wants another build
        while True:
            connection.send(_forked(connection.recv()))


def warm_up() -> None:
    """Do what every build does for the first time, whatever its site, so that no build waits for it: each of these takes longer than
    to read a fiche."""
    territories.exists("CA-QC")
    dates.date_fr("2026-01-01")
    schema.make({})
    Markdown(extensions=EXTENSIONS).convert("")
    console.render_str("")  # as Pelican says that it is done


def _forked(words: Sequence[str]) -> int:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = UNUSABLE
    try:
        signal.signal(signal.SIGTERM, _leave)
        code = main(words)
    except Exception:  # with --debug
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _leave(number: int, frame: FrameType | None) -> None:
    """Have a build that is no longer wanted clean up after itself, without a word and without hearing another."""
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
