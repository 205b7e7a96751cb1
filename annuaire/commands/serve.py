"""`annuaire serve`: builds and serves the site, and rebuilds it at each change."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path

from annuaire import messages
from annuaire.building import serve, swap, watching
from annuaire.building.build_runner import BuildRunner
from annuaire.commands import DEFERRED, LAST_PORT, OK, UNUSABLE, Options, console
from annuaire.french import numerals, text

MAX_NAMED = 3  # changed files that are listed by name


def run(options: Options) -> int:
    """Serve until interrupted; if a build fails, the last good site is still served.

    Raises:
        AnnuaireError: the output cannot be where it is asked for (see `swap.check_output`).
    """
    swap.check_output(Path(options.output), Path(options.root))
    try:
        # Before the first build, so that a taken port is reported at once.
        server = serve.start(Path(options.output), options.port)
    except PermissionError:
        console.fail(messages.say("port-denied", port=options.port))
        return UNUSABLE
    except OSError:
        other = options.port + 1 if options.port < LAST_PORT else LAST_PORT - 1
        console.fail(messages.say("port-taken", port=options.port, other=other))
        return UNUSABLE
    # Handle SIGTERM like Ctrl+C, to end the running build, too; a shell may have started this process with SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    debug = ["--debug"] if options.debug else []
    arguments = ["--root", options.root, *debug, "build", "--output", options.output]
    try:
        # Watch before the first build: a change during it leads to another.
        with watching.Watch(Path(options.root)) as watch, BuildRunner(arguments) as builds:
            code = builds.build()
            if code and not Path(options.output).is_dir():
                return code
            print(messages.say("serving", address=f"http://127.0.0.1:{server.server_port}/"), flush=True)
            for paths in watch.changes():
                if paths:
                    print(_changed(paths, Path(options.root)), flush=True)
                if any(path.is_relative_to(watching.PROGRAM) for path in paths):
                    builds.stop()
                # Whoever saves a page looks at it: the rest is built meanwhile, until the next save.
                code = builds.build("--pages-first")
                if code == DEFERRED:
                    builds.build_in_background()
                elif code:
                    print(messages.say("kept"), flush=True)
    except KeyboardInterrupt:
        print(messages.say("stopped"))
    return OK


def _changed(paths: Sequence[Path], root: Path) -> str:
    """Return the message that names the changed files, relative to the root."""
    names = [str(path.relative_to(root) if path.is_relative_to(root) else path) for path in paths]
    if len(names) == 1:
        return messages.say("changed", path=names[0])
    if len(names) > MAX_NAMED:
        names[MAX_NAMED:] = [numerals.counted(len(names) - MAX_NAMED, "autre fichier", "autres fichiers")]
    return messages.say("changed-several", paths=text.listed(names))
