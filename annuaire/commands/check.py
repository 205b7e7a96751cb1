"""`annuaire check`: reports every mistake in curation/, with its place."""

from __future__ import annotations

from annuaire import messages
from annuaire.commands import FAULTY, OK, Options, console, inputs, report
from annuaire.curation import check_cache
from annuaire.errors import CurationError
from annuaire.french import numerals
from annuaire.runtime.clock import latest


def run(options: Options) -> int:
    """Check curation/ and content/; print the problems, or that there are none."""
    is_text = options.format in (None, "texte")
    try:
        found = inputs.with_prose(options.root, lambda: check_cache.check(options.root, latest()))
    except CurationError as error:
        console.print_problems(error.problems, options.format)
        if is_text:
            console.print_count(error.problems, "check-failed")
        return FAULTY
    found = found._replace(warnings=(*found.warnings, *inputs.missing_snapshot(options.root)))
    if found.warnings or not is_text:
        console.print_problems(found.warnings, options.format)
    if is_text:
        print(_all_good(found))
    return OK


def _all_good(found: check_cache.Checked) -> str:
    _, warnings, _ = report.summary(found.warnings)
    code = "good-with-warnings" if found.warnings else "all-good"
    return messages.say(code, files=numerals.counted(found.files, "fichier"), warnings=warnings)
