"""What `annuaire` can be told to do: one module per command, with `run(options)` that returns the exit code.

`annuaire/__main__.py` imports the one that is asked for and no other: a check need not wait for Pelican.
"""

# Exit codes: `annuaire/__main__.py` says what each means.
WELL, FAULTY, UNUSABLE, CUT_OFF = 0, 1, 2, 3
BEHIND = 4  # well, and another build has something left to make

LAST_PORT = 65535
