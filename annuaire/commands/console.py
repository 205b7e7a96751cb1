"""Terminal output of commands: problems, their number, error messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from annuaire import messages
from annuaire.commands import report
from annuaire.model import Problem


def print_problems(problems: Sequence[Problem], form: str | None = None) -> None:
    """Print problems in the format `form`; without one, as annotations on GitHub Actions, else as text."""
    chosen = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "texte")
    print(report.render(problems, chosen, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))


def print_count(problems: Sequence[Problem], code: str) -> None:
    """Print the message `code` with the numbers of mistakes and of their files."""
    mistakes, _, files = report.summary(problems)
    print("\n" + messages.say(code, problems=mistakes, files=files))


def fail(sentence: str) -> None:
    """Print to stderr why a command stops."""
    print(messages.without_controls(sentence), file=sys.stderr)
