"""Whether curation/ has a mistake: what was found to have none is not read again while nothing changes.

Nothing that reads YAML is imported before something changed.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from annuaire.curation import curation_files
from annuaire.model import Problem
from annuaire.runtime import cachefile

_NAME = "check"


class Checked(NamedTuple):
    """What is to be said of a curation without mistakes."""

    files: int
    warnings: tuple[Problem, ...]


def check(root: str, today: date) -> Checked:
    """Read curation/ to say that it has no mistake.

    Raises:
        CurationError, SettingsError: as `curation.read` does.
    """
    found = curation_files.gather(root, {})
    folder = f"{found.root}/{cachefile.FOLDER}"
    mark = found.mark
    kept = cachefile.load(folder, _NAME, mark) if mark else None
    if kept and kept[0] <= today.toordinal():
        return Checked(kept[1], tuple([Problem(*warning) for warning in kept[2]]))
    from annuaire.curation import curation

    made = curation.from_files(found, today)
    warnings: list[tuple[object, ...]] = [tuple(warning) for warning in made.warnings]
    cachefile.save(folder, _NAME, mark, (today.toordinal(), made.files, warnings))
    return Checked(made.files, made.warnings)
