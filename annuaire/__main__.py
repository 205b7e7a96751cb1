"""The `annuaire` command. Exit codes: 0 well, 1 curation has errors or an account needs an eye, 2 wrong usage or
a broken site, 3 no network answered."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from annuaire import curation, messages, report, takeaway_commands, text
from annuaire.clock import today
from annuaire.errors import AnnuaireError, CurationError
from annuaire.model import Curation, Problem

# A check is over in the time that the other commands need for their imports: each imports its own, when it is run.

WELL, FAULTY, UNUSABLE, CUT_OFF = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; whatever happens, what is said is French."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = _parser().parse_args(argv)
    options.root = options.root.resolve()
    if not (options.root / curation.FOLDER).is_dir():
        return _fail(messages.say("root"))
    try:
        return int(options.run(options))
    except AnnuaireError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail(messages.say("stopped"))
    except Exception as error:
        if options.debug:
            raise
        return _fail(messages.say("unexpected", reason=f"{type(error).__name__} : {error}"))


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    argparse._ = lambda sentence: messages.ARGPARSE.get(sentence, sentence)  # type: ignore[attr-defined]
    say = messages.helping()
    parser = argparse.ArgumentParser(prog="annuaire", description=say["annuaire"])
    parser.add_argument("--root", type=Path, default=Path.cwd(), help=say["root"])
    parser.add_argument("--debug", action="store_true", help=say["debug"])
    commands = parser.add_subparsers(required=True, metavar="commande")

    def command(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=say[name], description=say[name])
        added.set_defaults(run=run)
        return added

    check = command("check", _check)
    check.add_argument("--format", choices=report.FORMATS, default=None, help=say["format"])
    build, serve = command("build", _build), command("serve", _serve)
    for added in (build, serve):
        added.add_argument("--output", type=Path, default=None, help=say["output"])
    build.add_argument("--publish", action="store_true", help=say["publish"])
    serve.add_argument("--port", type=_port, default=8000, help=say["port"])
    refreshed = command("refresh", _with_curation(_refresh))
    refreshed.add_argument("--only", default="", metavar="RÉSEAU|FICHE", help=say["only"])
    refreshed.add_argument("--fresh", action="store_true", help=say["fresh"])
    refreshed.add_argument("--dry-run", action="store_true", help=say["dry-run"])
    takeaway_commands.add(commands, _with_curation)
    return parser


def _port(written: str) -> int:
    """Read a port; 0 lets the system choose one."""
    if not written.isdecimal() or int(written) > 65535:
        raise argparse.ArgumentTypeError(messages.say("port-unknown", value=written))
    return int(written)


def _print_problems(problems: Sequence[Problem], form: str | None = None) -> None:
    chosen = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "texte")
    print(report.render(problems, chosen, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))


def _check(options: argparse.Namespace) -> int:
    try:
        found = curation.read(options.root, today())
    except CurationError as error:
        _print_problems(error.problems, options.format)
        if options.format in (None, "texte"):
            mistakes, _, files = report.summary(error.problems)
            print("\n" + messages.say("check-failed", problems=mistakes, files=files))
        return FAULTY
    if found.warnings or options.format in ("json", "gitlab"):
        _print_problems(found.warnings, options.format)
    if options.format in (None, "texte"):
        print(_all_good(found))
    return WELL


def _all_good(found: Curation) -> str:
    _, warnings, _ = report.summary(found.warnings)
    code = "good-with-warnings" if found.warnings else "all-good"
    return messages.say(code, files=text.counted(found.files, "fichier"), warnings=warnings)


def _build(options: argparse.Namespace) -> int:
    """Check, build beside, swap."""
    from annuaire import swap

    started = time.perf_counter()
    output = _output(options)
    swap.recover(output)
    try:
        found = curation.read(options.root, today())
        if options.publish:
            _hold_to_publication(options.root, found)
    except CurationError as error:
        _print_problems(error.problems)
        mistakes, _, files = report.summary(error.problems)
        print("\n" + messages.say("failed", problems=mistakes, files=files))
        return FAULTY
    if found.warnings:
        _print_problems(found.warnings)

    from annuaire import build  # Pelican takes half a second to import: only a build pays it

    try:
        listings, pages = build.build(options.root, output, found)
    except build.PelicanFailure as error:
        if options.debug:
            raise
        return _fail(f"{error}\n{messages.say('build-failed', path=_short(output, options.root))}")
    print(
        messages.say(
            "built",
            listings=text.counted(listings, "fiche"),
            pages=text.counted(pages, "page"),
            seconds=f"{time.perf_counter() - started:.1f}".replace(".", ","),
            path=_short(output, options.root) + "/",
        )
    )
    print(messages.say("open", path=_short(output, options.root) + "/index.html"))
    return WELL


def _with_curation(
    run: Callable[[argparse.Namespace, Curation], int],
) -> Callable[[argparse.Namespace], int]:
    """Give a command what people wrote; with mistakes in it, say them instead."""

    def reading(options: argparse.Namespace) -> int:
        try:
            found = curation.read(options.root, today())
        except CurationError as error:
            _print_problems(error.problems)
            return FAULTY
        return run(options, found)

    return reading


def _hold_to_publication(root: Path, found: Curation) -> None:
    site = os.environ.get("SITEURL", "")
    if not site:
        raise AnnuaireError(messages.say("site-url-missing"))
    if not site.startswith(("http://", "https://")):
        raise AnnuaireError(messages.say("site-url", value=site))
    missing = curation.missing_for_publication(root, found.publication)
    if missing:
        raise CurationError(missing)


def _serve(options: argparse.Namespace) -> int:
    """Build, serve, and build again at each change, each time in a new process: Pelican keeps global state."""
    import subprocess

    from annuaire import serve

    output = _output(options)
    command = [
        sys.executable,
        "-m",
        "annuaire",
        "--root",
        str(options.root),
        "build",
        "--output",
        str(output),
    ]
    try:
        server = serve.start(output, options.port)  # first: a port that is taken is told before a build
    except OSError:
        return _fail(messages.say("port-taken", port=options.port, other=options.port + 1))
    code = subprocess.call(command)
    if code and not output.is_dir():
        return code
    print(messages.say("serving", address=f"http://127.0.0.1:{server.server_port}/"), flush=True)
    for paths in serve.changes(options.root):
        print(messages.say("changed", path=text.listed(paths[:3])), flush=True)
        if subprocess.call(command):
            print(messages.say("kept"), flush=True)
    print(messages.say("stopped"))
    return WELL


def _refresh(options: argparse.Namespace, found: Curation) -> int:
    """Ask the networks, write snapshot/, say what happened."""
    # The refresh arm is imported only by a refresh: the build never needs it.
    from importlib.metadata import version

    from annuaire import caller, judgement, minutes, refresh, session

    if not found.publication.contact:
        print(messages.say("refresh-no-contact"), file=sys.stderr)
    console = minutes.Console()
    agent = caller.agent(found.publication, version("annuaire"), os.environ.get("SITEURL", ""))
    with (
        caller.alone(options.root),
        session.Session(options.root, agent, today(), options.fresh) as asking,
        minutes.following(console) as (told, counted),
    ):
        happened = refresh.refresh(
            options.root,
            found,
            asking,
            caller.credentials_from(),
            options.only,
            options.dry_run,
            told,
            counted,
        )
    minutes.tell(happened, console, options.dry_run)
    return CUT_OFF if happened.is_cut_off else FAULTY if happened.count(judgement.Verdict.ALERT) else WELL


def _output(options: argparse.Namespace) -> Path:
    chosen: Path = options.output or options.root / "output"
    return chosen.resolve()


def _short(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


if __name__ == "__main__":
    sys.exit(main())
