"""The `annuaire` command.

Exit codes: 0 success, 1 curation/ has errors or an account needs attention, 2 wrong usage or a failed build, 3 no network
answered, 4 the pages are up to date and the rest is deferred to the next build (--pages-first), 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import atexit
import os
import sys

from annuaire import TYPE_CHECKING, messages
from annuaire.commands import STOPPED, UNUSABLE, Options
from annuaire.errors import AnnuaireError
from annuaire.runtime import interrupts

if TYPE_CHECKING:
    from collections.abc import Sequence


def run() -> None:
    """Run one command and exit the process.

    Python's finalization is skipped, since the system frees all memory at once: it would take a twentieth of a build of a hundred
    fiches. Exit handlers are run. If another thread is still running, the process exits the usual way, which waits for it; not
    so after Ctrl-C: the thread may wait for a name server, or for a cache that another program holds.
    """
    sys.unraisablehook = interrupts.raise_again
    code = main()
    threads = sys.modules.get("threading")
    if code == STOPPED or threads is None or threads.active_count() == 1:
        atexit._run_exitfuncs()
        try:
            sys.stdout.flush()
        finally:  # `main` has told that the disk is full
            os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; all messages are in French, whatever happens."""
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115 -- open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = _parsed(sys.argv[1:] if argv is None else argv)
    try:
        options.root = os.path.realpath(options.root)
        options.output = os.path.realpath(options.output or f"{options.root}/output")
    except FileNotFoundError:  # the working directory has been deleted
        return _fail(messages.say("root"))
    if not os.path.isdir(f"{options.root}/curation"):
        return _fail(messages.say("root"))
    try:
        options.root.encode()
        os.getcwd()
    except UnicodeEncodeError:
        return _fail(messages.say("root-name", path=os.fsencode(options.root).decode("utf-8", "replace")))
    except FileNotFoundError:  # deleted, but the root is elsewhere
        os.chdir(options.root)
    try:
        # `importlib.import_module` does the same, but would have to be imported.
        command = __import__(f"annuaire.commands.{options.command}", fromlist=["run"])
        code = int(command.run(options))
        sys.stdout.flush()  # raises here if the disk is full
        return code
    except BrokenPipeError:  # the reader closed the pipe: « annuaire check | head »
        return UNUSABLE
    except AnnuaireError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        _fail(messages.say("stopped"))
        return STOPPED
    except MemoryError:
        return _fail(messages.say("memory"))
    except Exception as error:
        if options.debug:
            raise
        if isinstance(error, OSError) and error.errno in messages.UNREADABLE:
            said = {"path": error.filename, "reason": messages.unreadable(error)}
            return _fail(messages.say("system" if error.filename else "system-full", **said))
        return _fail(messages.say("unexpected", reason=f"{type(error).__name__} : {error}"))


def _parsed(arguments: Sequence[str]) -> Options:
    if list(arguments) == ["build"]:
        return Options()
    from annuaire import command_line

    return command_line.parse(arguments)


def _fail(sentence: str) -> int:
    print(messages.without_controls(sentence), file=sys.stderr)
    return UNUSABLE


if __name__ == "__main__":
    run()
