"""The commands of `annuaire`: one module each, with `run(options)`, which returns the exit code.

`annuaire/__main__.py` imports only the one that is run: `annuaire check` does not import Pelican.
"""

# Exit codes, explained in `annuaire/__main__.py`.
OK, FAULTY, UNUSABLE, CUT_OFF = 0, 1, 2, 3
DEFERRED = 4
STOPPED = 130  # 128 and the number of SIGINT, as shells have it

LAST_PORT = 65535
