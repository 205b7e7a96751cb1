"""The command line: its commands, their options, and the French of its mistakes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from annuaire import messages
from annuaire.commands import LAST_PORT, Options
from annuaire.messages import terminal


def parse(arguments: Sequence[str]) -> Options:
    """Return the `command` and its options; of a wrong one, or for --help, print what there is to say and exit."""
    return _parser().parse_args(arguments, Options())


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


def _parser() -> argparse.ArgumentParser:
    argparse._ = lambda sentence: terminal.ARGPARSE.get(sentence, sentence)  # type: ignore[attr-defined]
    say = terminal.HELP
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
    if not (written.isascii() and written.isdecimal()) or int(written) > LAST_PORT:
        raise argparse.ArgumentTypeError(messages.say("port-unknown", value=written))
    return int(written)
