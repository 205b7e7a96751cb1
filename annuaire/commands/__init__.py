"""The commands of `annuaire`: one module each, with `run(options)`, which returns the exit code.

`annuaire/__main__.py` imports only the one that is run: `annuaire check` does not import Pelican.
"""

# Exit codes, explained in `annuaire/__main__.py`.
OK, FAULTY, UNUSABLE, CUT_OFF = 0, 1, 2, 3
DEFERRED = 4
STOPPED = 130  # 128 and the number of SIGINT, as shells have it

LAST_PORT = 65535


class Options:
    """What the command line says.

    The values here are those of `annuaire build` with nothing more, as `make html` writes it. So it needs no parser, whose import
    would take a fifth of a build in which nothing changed.
    """

    command = "build"
    root = ""
    debug = False

    output = ""
    publish = False
    pages_first = False
    profile = False

    port: int  # serve

    format: str | None  # check and diff

    only: str  # refresh
    fresh: bool
    dry_run: bool

    first: str  # diff
    second: str | None

    network: str  # publish
    write: bool
