"""`annuaire serve`: build, serve, and build again at each change."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Sequence
from pathlib import Path

from annuaire import messages
from annuaire.building import serve, swap, watching
from annuaire.building.build_runner import BuildRunner
from annuaire.commands import BEHIND, LAST_PORT, UNUSABLE, WELL, console
from annuaire.french import text

NAMED = 3  # changed files are named up to this many


def run(options: argparse.Namespace) -> int:
    """Serve until it is interrupted; a build that fails leaves the last good site served."""
    swap.check_output(Path(options.output), Path(options.root))
    try:
        # First: a port that is taken is told before a build.
        server = serve.start(Path(options.output), options.port)
    except PermissionError:
        console.fail(messages.say("port-denied", port=options.port))
        return UNUSABLE
    except OSError:
        other = options.port + 1 if options.port < LAST_PORT else LAST_PORT - 1
        console.fail(messages.say("port-taken", port=options.port, other=other))
        return UNUSABLE
    # To be told to end is to be interrupted, and so is the build that is under way; a shell may have had it ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    debug = ["--debug"] if options.debug else []
    words = ["--root", options.root, *debug, "build", "--output", options.output]
    try:
        # Watched before the first build: what is saved meanwhile leads to another.
        with watching.Watch(Path(options.root)) as watch, BuildRunner(words) as builds:
            code = builds.build()
            if code and not Path(options.output).is_dir():
                return code
            print(messages.say("serving", address=f"http://127.0.0.1:{server.server_port}/"), flush=True)
            for paths in watch.changes():
                if paths:
                    print(_told(paths, Path(options.root)), flush=True)
                if any(path.is_relative_to(watching.PROGRAM) for path in paths):
                    builds.stop()
                # Whoever saves a page looks at that page: the rest is made while they do, unless they save again.
                code = builds.build("--pages-first")
                if code == BEHIND:
                    builds.build_in_background()
                elif code:
                    print(messages.say("kept"), flush=True)
    except KeyboardInterrupt:
        print(messages.say("stopped"))
    return WELL


def _told(paths: Sequence[Path], root: Path) -> str:
    """Say what changed, by its names from the root."""
    names = [str(path.relative_to(root) if path.is_relative_to(root) else path) for path in paths]
    if len(names) == 1:
        return messages.say("changed", path=names[0])
    if len(names) > NAMED:
        names[NAMED:] = [text.counted(len(names) - NAMED, "autre fichier", "autres fichiers")]
    return messages.say("changed-several", paths=text.listed(names))
