"""Interrupts that come where nothing can be raised are raised again, and nothing is printed of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support import roots
from tests.support.processes import LOSING


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=roots.REPOSITORY,
    )


def test_a_lost_interrupt_is_raised_again() -> None:
    program = (
        LOSING.format(signal="SIGINT")
        + """
import sys
from annuaire.runtime import interrupts
sys.unraisablehook = interrupts.raise_again
try:
    lose()
except KeyboardInterrupt:
    print("interrupted")
"""
    )
    done = run(program)
    assert (done.returncode, done.stdout, done.stderr) == (0, "interrupted\n", "")


def test_control_c_ends_a_check_wherever_it_comes(root: Path) -> None:
    program = (
        LOSING.format(signal="SIGINT")
        + f"""
import sys
from annuaire.commands import inputs
from annuaire.__main__ import run
inputs.load_curation = inputs.with_prose = lambda *_: lose()
sys.argv = ["annuaire", "--root", {str(root)!r}, "check"]
run()
"""
    )
    done = run(program)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Arrêté.\n")


def test_other_errors_that_cannot_be_raised_are_told() -> None:
    done = run(
        "import sys\n"
        "from annuaire.runtime import interrupts\n"
        "sys.unraisablehook = interrupts.raise_again\n"
        "class Faulty:\n"
        "    def __del__(self): raise LookupError('nowhere')\n"
        "Faulty()\n"
    )
    assert done.returncode == 0
    assert "LookupError: nowhere" in done.stderr
