"""What commands say on the terminal: problems, how many they are, why a command stops."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from annuaire import messages
from annuaire.commands import report
from annuaire.model import Problem


def print_problems(problems: Sequence[Problem], form: str | None = None) -> None:
    """Print problems as text, as annotations where the environment reads those, or in the form that is asked for."""
    chosen = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "texte")
    print(report.render(problems, chosen, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))


def print_count(problems: Sequence[Problem], code: str) -> None:
    """Print the sentence `code`, which counts the mistakes and their files."""
    mistakes, _, files = report.summary(problems)
    print("\n" + messages.say(code, problems=mistakes, files=files))


def fail(sentence: str) -> None:
    """Say on the error stream why a command stops."""
    print(sentence, file=sys.stderr)
