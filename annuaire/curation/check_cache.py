"""Cached validation of curation/ and of the pages of prose: valid files are not read again until something changes.

When nothing changed, no module that reads YAML is imported.
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
    """The summary of a valid curation."""

    files: int
    warnings: tuple[Problem, ...]


def check(root: str, today: date) -> Checked:
    """Validate curation/, unless nothing changed since it was valid.

    Raises:
        CurationError, SettingsError: as `curation.read` does.
    """
    found = curation_files.gather(root, {})
    folder = f"{found.root}/{cachefile.FOLDER}"
    digest = found.digest
    cached = cachefile.load(folder, _NAME, digest) if digest else None
    if cached and cached[0] <= today.toordinal():
        return Checked(cached[1], tuple([Problem(*warning) for warning in cached[2]]))
    from annuaire.curation import curation

    made = curation.from_files(found, today)
    warnings: list[tuple[object, ...]] = [tuple(warning) for warning in made.warnings]
    cachefile.save(folder, _NAME, digest, (today.toordinal(), made.files, warnings))
    return Checked(made.files, made.warnings)


def prose(root: str) -> list[Problem]:
    """Return the problems of the pages of prose."""
    folder = f"{root}/{cachefile.FOLDER}"
    # Templates count because they link to pages by name.
    inputs = [digests.of_folder(f"{root}/{name}") for name in ("content/pages", "theme/templates")]
    # All names in content/ count: a page may be outside of its folder, pages name images, and both may be links.
    inputs += sorted(
        f"{item.is_file(follow_symlinks=False)} {item.is_dir(follow_symlinks=False)} {name}"
        for name, item in filesystem.walk(f"{root}/content")
    )
    digest = digests.of(digests.program().encode(), *map(os.fsencode, inputs))
    if cachefile.load(folder, "pages", digest):
        return []
    # Compiling its patterns takes longer than the whole of this check when nothing changed.
    from annuaire.curation import pages

    problems = pages.check(root)
    if not problems:
        cachefile.save(folder, "pages", digest, True)
    return problems
