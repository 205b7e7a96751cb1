"""`annuaire serve`: build, serve, and build again at each change, each time in a new process: Pelican keeps global state."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from annuaire import messages, serve, text
from annuaire.commands import UNUSABLE, WELL, console


def run(options: argparse.Namespace) -> int:
    """Serve until it is interrupted; a build that fails leaves the last good site served."""
    root, output = Path(options.root), Path(options.output)
    command = [
        sys.executable,
        "-m",
        "annuaire",
        "--root",
        str(root),
        "build",
        "--output",
        str(output),
    ]
    try:
        server = serve.start(output, options.port)  # first: a port that is taken is told before a build
    except OSError:
        console.fail(messages.say("port-taken", port=options.port, other=options.port + 1))
        return UNUSABLE
    code = subprocess.call(command)
    if code and not output.is_dir():
        return code
    print(messages.say("serving", address=f"http://127.0.0.1:{server.server_port}/"), flush=True)
    for paths in serve.changes(root):
        print(messages.say("changed", path=text.listed(paths[:3])), flush=True)
        if subprocess.call(command):
            print(messages.say("kept"), flush=True)
    print(messages.say("stopped"))
    return WELL
