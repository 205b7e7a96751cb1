"""Whether curation/ and the pages of prose have a mistake: what had none is not read again while nothing changes.

Nothing that reads YAML is imported before something changed.
"""

from __future__ import annotations

import os
from datetime import date
from typing import NamedTuple

from annuaire.curation import curation_files
from annuaire.model import Problem
from annuaire.runtime import cachefile, digests, filesystem

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
    digest = found.digest
    kept = cachefile.load(folder, _NAME, digest) if digest else None
    if kept and kept[0] <= today.toordinal():
        return Checked(kept[1], tuple([Problem(*warning) for warning in kept[2]]))
    from annuaire.curation import curation

    made = curation.from_files(found, today)
    warnings: list[tuple[object, ...]] = [tuple(warning) for warning in made.warnings]
    cachefile.save(folder, _NAME, digest, (today.toordinal(), made.files, warnings))
    return Checked(made.files, made.warnings)


def prose(root: str) -> list[Problem]:
    """Return what is wrong in the pages of prose."""
    folder = f"{root}/{cachefile.FOLDER}"
    # The theme links to pages by name.
    there = [digests.of_folder(f"{root}/{name}") for name in ("content/pages", "theme/templates")]
    # A page may lie beside its folder, and name an image; and a link may stand for either.
    there += sorted(
        f"{item.is_file(follow_symlinks=False)} {name}" for name, item in filesystem.walk(f"{root}/content")
    )
    digest = digests.of(digests.program().encode(), *map(os.fsencode, there))
    if cachefile.load(folder, "pages", digest):
        return []
    # Its patterns take longer to compile than all is looked at when nothing changed.
    from annuaire.curation import pages

    problems = pages.check(root)
    if not problems:
        cachefile.save(folder, "pages", digest, True)
    return problems
