"""The `annuaire` command. Exit codes: 0 well, 1 curation has errors or an account needs an eye, 2 wrong usage or
a broken site, 3 no network answered, 4 the pages are well and what waits is left to the next build (--pages-first)."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from annuaire import messages
from annuaire.commands import LAST_PORT, UNUSABLE
from annuaire.errors import AnnuaireError
from annuaire.messages import terminal


def run() -> None:
    """Run one command as a process of its own.

    At its end the system takes back at once what it holds: to take it apart before, as Python does, is a twentieth of a
    build of a hundred fiches. What libraries left to the end is done, and where a thread still works, it is waited for.
    """
    code = main()
    threads = sys.modules.get("threading")
    if threads is None or threads.active_count() == 1:
        atexit._run_exitfuncs()
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; whatever happens, what is said is French."""
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115 -- as long as the program
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = _parser().parse_args(argv)
    try:
        options.root = os.path.realpath(options.root)
        if hasattr(options, "output"):
            options.output = os.path.realpath(options.output or f"{options.root}/output")
    except FileNotFoundError:  # the folder where one is has been deleted
        return _fail(messages.say("root"))
    if not os.path.isdir(f"{options.root}/curation"):
        return _fail(messages.say("root"))
    try:
        code = int(import_module(f"annuaire.commands.{options.command}").run(options))
        sys.stdout.flush()  # a disk may be full: then it is told
        return code
    except BrokenPipeError:  # whoever listened has heard enough: « annuaire check | head »
        return UNUSABLE
    except AnnuaireError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail(messages.say("stopped"))
    except Exception as error:
        if options.debug:
            raise
        if isinstance(error, OSError) and error.errno in messages.UNREADABLE:
            said = {"path": error.filename, "reason": messages.unreadable(error)}
            return _fail(messages.say("system" if error.filename else "system-full", **said))
        return _fail(messages.say("unexpected", reason=f"{type(error).__name__} : {error}"))


class _Parser(argparse.ArgumentParser):
    """Asks how wide the terminal is when it writes help, and not for each argument that it is given: the answer takes
    `shutil` and three compressions to import."""

    def format_usage(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_usage()

    def format_help(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_help()


def _unasked(prog: str) -> argparse.HelpFormatter:
    """Format for 80 columns, without asking the terminal how wide it is."""
    return argparse.HelpFormatter(prog, width=80)


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    argparse._ = lambda sentence: terminal.ARGPARSE.get(sentence, sentence)  # type: ignore[attr-defined]
    say = messages.help_texts()
    parser = _Parser(
        prog="annuaire", formatter_class=_unasked, allow_abbrev=False, description=say["annuaire"]
    )

    def add_common(to: argparse.ArgumentParser, root: str, debug: bool | str) -> None:
        to.add_argument("--root", default=root, metavar="DOSSIER", help=say["root"])
        to.add_argument("--debug", action="store_true", default=debug, help=say["debug"])

    add_common(parser, "", False)
    commands = parser.add_subparsers(required=True, metavar="commande", dest="command")

    def command(name: str, help_key: str = "") -> argparse.ArgumentParser:
        sentence = say[help_key or name]
        added = commands.add_parser(
            name, help=sentence, description=sentence, formatter_class=_unasked, allow_abbrev=False
        )
        # After the command's name, too: there, what is not said must not undo what was said before it.
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
    """Read a port; 0 lets the system choose one."""
    if not written.isdecimal() or int(written) > LAST_PORT:
        raise argparse.ArgumentTypeError(messages.say("port-unknown", value=written))
    return int(written)


if __name__ == "__main__":
    run()
