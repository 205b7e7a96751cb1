"""The `annuaire` command.

Exit codes: 0 success, 1 curation/ has errors or an account needs attention, 2 wrong usage or a failed build, 3 no network
answered, 4 the pages are up to date and the rest is deferred to the next build (--pages-first), 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from annuaire import messages
from annuaire.commands import LAST_PORT, STOPPED, UNUSABLE
from annuaire.errors import AnnuaireError
from annuaire.messages import terminal
from annuaire.runtime import interrupts


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
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; all messages are in French, whatever happens."""
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115 -- open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = _parser().parse_args(argv)
    try:
        options.root = os.path.realpath(options.root)
        if hasattr(options, "output"):
            options.output = os.path.realpath(options.output or f"{options.root}/output")
    except FileNotFoundError:  # the working directory has been deleted
        return _fail(messages.say("root"))
    if not os.path.isdir(f"{options.root}/curation"):
        return _fail(messages.say("root"))
    try:
        code = int(import_module(f"annuaire.commands.{options.command}").run(options))
        sys.stdout.flush()  # raises here if the disk is full
        return code
    except BrokenPipeError:  # the reader closed the pipe: « annuaire check | head »
        return UNUSABLE
    except AnnuaireError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        _fail(messages.say("stopped"))
        return STOPPED
    except Exception as error:
        if options.debug:
            raise
        if isinstance(error, OSError) and error.errno in messages.UNREADABLE:
            said = {"path": error.filename, "reason": messages.unreadable(error)}
            return _fail(messages.say("system" if error.filename else "system-full", **said))
        return _fail(messages.say("unexpected", reason=f"{type(error).__name__} : {error}"))


class _Parser(argparse.ArgumentParser):
    """Looks up the width of the terminal only when it prints help, not for each added argument: argparse imports `shutil` and
    three compression modules for it."""

    def format_usage(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_usage()

    def format_help(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_help()


def _fixed_width(prog: str) -> argparse.HelpFormatter:
    """Return a formatter for 80 columns, without looking up the width of the terminal."""
    return argparse.HelpFormatter(prog, width=80)


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    argparse._ = lambda sentence: terminal.ARGPARSE.get(sentence, sentence)  # type: ignore[attr-defined]
    say = messages.help_texts()
    parser = _Parser(
        prog="annuaire", formatter_class=_fixed_width, allow_abbrev=False, description=say["annuaire"]
    )

    def add_common(to: argparse.ArgumentParser, root: str, debug: bool | str) -> None:
        to.add_argument("--root", default=root, metavar="DOSSIER", help=say["root"])
        to.add_argument("--debug", action="store_true", default=debug, help=say["debug"])

    add_common(parser, "", False)
    commands = parser.add_subparsers(required=True, metavar="commande", dest="command")

    def command(name: str, help_key: str = "") -> argparse.ArgumentParser:
        sentence = say[help_key or name]
        added = commands.add_parser(
            name, help=sentence, description=sentence, formatter_class=_fixed_width, allow_abbrev=False
        )
        # These options are allowed after the command's name, too; omitted there, they must not override a value given before it.
        add_common(added, argparse.SUPPRESS, argparse.SUPPRESS)
        return added

    check = command("check")
    check.add_argument("--format", choices=messages.REPORTS, default=None, help=say["format"])
    build, serve = command("build"), command("serve")
    for added in (build, serve):
        added.add_argument("--output", default="", metavar="DOSSIER", help=say["output"])
    build.add_argument("--publish", action="store_true", help=say["publish"])
    build.add_argument("--pages-first", action="store_true", help=say["pages-first"])
    build.add_argument("--profile", action="store_true", help=say["profile"])
    serve.add_argument("--port", type=_port, default=8000, help=say["port"])
    refresh = command("refresh")
    refresh.add_argument("--only", default="", metavar="RÉSEAU|FICHE", help=say["only"])
    refresh.add_argument("--fresh", action="store_true", help=say["fresh"])
    refresh.add_argument("--dry-run", action="store_true", help=say["dry-run"])
    diff = command("diff")
    diff.add_argument("first", metavar="édition", help=say["edition"])
    diff.add_argument("second", nargs="?", metavar="édition", help=say["edition"])
    diff.add_argument("--format", choices=("texte", "json"), default="texte", help=say["diff-format"])
    publish = command("publish", "publish-command")
    publish.add_argument("network", choices=("bluesky",), metavar="réseau", help=say["network"])
    publish.add_argument("--write", action="store_true", help=say["write"])
    return parser


def _port(written: str) -> int:
    """Parse a port number; 0 lets the system choose one."""
    if not written.isdecimal() or int(written) > LAST_PORT:
        raise argparse.ArgumentTypeError(messages.say("port-unknown", value=written))
    return int(written)


if __name__ == "__main__":
    run()
