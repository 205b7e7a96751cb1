"""Advice about misnamed files in fiches/ and editions/.

A suggested name is never taken: renaming a file as advised overwrites no other. `entries` and `editions` import this only
when a name is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem

# « camille.yml.txt »: extensions that text editors and mail programs add, or use instead of .yml.
_TEXT = re.compile(r"(?:\.(?:ya?ml|txt))+$", re.IGNORECASE)
_BACKUP = re.compile(r"\.(?:bak|back|backup|old|orig|rej|sav|save|tmp|swp)\d*$", re.IGNORECASE)
# How systems name a copy: « camille - Copie (2).yml », « camille copie.yml », « camille (1).yml », « Copie de camille.yml ».
_COPY = re.compile(
    r"^cop(?:ie|y) (?:de |of )|(?: ?-? copie| copy| ?\(copie\))?(?: ?\(?\d+\)?)?$", re.IGNORECASE
)
_MONTH = re.compile(r"([0-9]{4})[-_. ]?(0[1-9]|1[0-2])(?![0-9])")


def fiche(path: str, siblings: Collection[str]) -> tuple[str, Problem]:
    """Return the id that a misnamed file of fiches/ stands for, and the problem; `siblings` are the paths in curation/ of all
    files of the folder."""
    folder, name = _split(path)
    bare = _BACKUP.sub("", name)
    if bare != name and f"{folder}/{bare}" in siblings:
        return "", problem(path, 1, 1, "file-backup", name=name)
    stem = _TEXT.sub("", bare)
    if stem == name and "." in name:
        return "", problem(path, 1, 1, "file-other", name=name)
    meant, original = text.slugify(stem), text.slugify(_COPY.sub("", stem))
    taken = next(
        (f"{one}.yml" for one in (meant, original) if one and f"{folder}/{one}.yml" in siblings), None
    )
    if taken:
        return meant, problem(path, 1, 1, "file-name-taken", name=name, taken=taken)
    code = "file-name" if name.endswith(".yml") else "file-extension"
    # A name in another script has no letter of an address.
    return meant, problem(path, 1, 1, code, name=name, example=f"{meant or 'prenom-nom'}.yml")


def edition(path: str, siblings: Collection[str]) -> Problem:
    """Return the problem of a misnamed file of editions/; `siblings` are the paths in curation/ of all files of the folder."""
    folder, name = _split(path)
    bare = _BACKUP.sub("", name)
    if bare != name and f"{folder}/{bare}" in siblings:
        return problem(path, 1, 1, "file-backup", name=name)
    if not (found := _MONTH.search(name)):
        return problem(path, 1, 1, "edition-name", name=name)
    example = f"{found[1]}-{found[2]}.yml"
    if f"{folder}/{example}" in siblings:
        return problem(path, 1, 1, "edition-name-taken", name=name, taken=example)
    return problem(path, 1, 1, "edition-name-near", name=name, example=example)


def _split(path: str) -> tuple[str, str]:
    """Return the name of a file's folder, and the file's own."""
    above, _, name = path.rpartition("/")
    return above.rpartition("/")[2], name
