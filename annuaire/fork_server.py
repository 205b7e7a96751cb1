"""The fork server, from which every build of `annuaire serve` is forked; `build_runner` starts it as
`python -m annuaire.fork_server`.

It imports what a build needs, has a single thread, and reads nothing of the site, so a forked build is as good as a new
process. It ends when the process that started it closes the connection or dies.
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
from annuaire import command_line, plugin  # noqa: F401 (the same)
from annuaire.__main__ import main
from annuaire.commands import UNUSABLE, build, inputs, rebuild  # noqa: F401 (the same)
from annuaire.curation import curation  # noqa: F401 (the same)
from annuaire.curation.page_anchors import EXTENSIONS
from annuaire.exports import escaping
from annuaire.french import territories
from annuaire.runtime import digests, interrupts
from annuaire.schemas import schema
from annuaire.yamlfiles import yamlfile  # noqa: F401 (only a fiche that is ordinary does without)


def serve(connection: Connection) -> None:
    """Run each command that is received, in a forked process; send back its exit code."""
    sys.unraisablehook = interrupts.raise_again
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # sent to the process group, to end the running build
    digests.program()  # now, when the program is imported: files may change later
    warm_up()
    gc.collect()
    gc.freeze()  # the collector of a build need not scan what was imported
    with suppress(EOFError, OSError):  # the connection is closed
        while True:
            connection.send(_run(connection.recv()))


def warm_up() -> None:
    """Fill the caches that do not depend on the site, so that no build has to: each of these calls takes longer than reading a
    fiche, the first time."""
    territories.exists("CA-QC")
    schema.make({})
    escaping.json_document({})
    Markdown(extensions=EXTENSIONS).convert("")
    console.render_str("")  # as Pelican does for its last message


def _run(arguments: Sequence[str]) -> int:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = UNUSABLE
    try:
        signal.signal(signal.SIGTERM, _exit_quietly)
        code = main(arguments)
    except Exception:  # only with --debug
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _exit_quietly(number: int, frame: FrameType | None) -> None:
    """Exit a build that is no longer wanted: its `finally` blocks run, nothing is printed, further signals are ignored."""
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
