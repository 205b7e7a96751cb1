"""Output formats of problems: text, JSON, annotations of GitHub Actions, GitLab code quality."""

from __future__ import annotations

from collections.abc import Sequence

from annuaire import messages
from annuaire.french import numerals, text
from annuaire.model import Problem
from annuaire.runtime import digests

SHOWN = ("texte", "github")  # of `messages.REPORTS`, those that a terminal or a log shows as they are
_COLOURS = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[0m"  # bold, red, yellow, none


def render(problems: Sequence[Problem], form: str, colour: bool = False) -> str:
    """Return all problems in one of `messages.REPORTS`, without a final newline; only text may have colours.

    Control characters, which may come from the name of a file or its content, are replaced: a terminal would execute them.
    """
    if form in SHOWN:
        problems = [_sanitised(problem) for problem in problems]
    if form == "texte":
        return _text(problems, colour)
    return {"json": _json, "github": _github, "gitlab": _gitlab}[form](problems)


def summary(problems: Sequence[Problem]) -> tuple[str, str, str]:
    """Return « 2 erreurs », « 1 avertissement » and « 2 fichiers », for use in messages."""
    mistakes = [problem for problem in problems if not problem.warning]
    return (
        numerals.counted(len(mistakes), "erreur"),
        numerals.counted(len(problems) - len(mistakes), "avertissement"),
        numerals.counted(len({problem.path for problem in mistakes or problems}), "fichier"),
    )


def _sanitised(problem: Problem) -> Problem:
    path, message, advice = map(messages.without_controls, (problem.path, problem.message, problem.advice))
    return problem._replace(path=path.replace("\n", "\ufffd"), message=message, advice=advice)


def _text(problems: Sequence[Problem], colour: bool) -> str:
    bold, red, yellow, reset = _COLOURS if colour else ("", "", "", "")
    kind = {True: yellow + text.typeset("avertissement : "), False: red}
    return "\n".join(
        f"{bold}{problem.path}:{problem.line}:{problem.column}:{reset} "
        f"{kind[problem.warning]}{problem.message}{reset}\n"
        f"    {problem.advice}"
        for problem in problems
    )


def _json(problems: Sequence[Problem]) -> str:
    mistakes = sum(not problem.warning for problem in problems)
    listed = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "severity": "warning" if problem.warning else "error",
            "code": problem.code,
            "message": problem.message,
            "advice": problem.advice,
        }
        for problem in problems
    ]
    found = {"errors": mistakes, "warnings": len(problems) - mistakes, "problems": listed}
    return _document(found)


def _github(problems: Sequence[Problem]) -> str:
    """Return workflow commands of GitHub Actions (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions).

    % and newlines are escaped, and in properties : and , too (actions/toolkit, packages/core/src/command.ts).
    """

    def data(value: str) -> str:
        return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def prop(value: str) -> str:
        return data(value).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{'warning' if problem.warning else 'error'} file={prop(problem.path)},line={problem.line},"
        f"col={problem.column},title={prop(problem.code)}::{data(f'{problem.message} {problem.advice}')}"
        for problem in problems
    )


def _gitlab(problems: Sequence[Problem]) -> str:
    """Return a « Code Quality » report of GitLab CI (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format)."""
    return _document([
        {
            "description": f"{problem.message} {problem.advice}",
            "check_name": problem.code,
            "fingerprint": digests.of(f"{problem}".encode("utf-8", "surrogatepass")),
            "severity": "minor" if problem.warning else "major",
            "location": {"path": problem.path, "lines": {"begin": problem.line}},
        }
        for problem in problems
    ])  # fmt: skip


def _document(value: object) -> str:
    import json  # not needed for text

    return json.dumps(value, ensure_ascii=False, indent=2)
