"""The files of curation/: the bytes of each, read once, and their digests."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annuaire import messages
from annuaire.french import text
from annuaire.messages import problem
from annuaire.model import Problem
from annuaire.runtime import digests
from annuaire.textfiles import plainfile

FOLDER = "curation"
HEAD_FILES = ("annuaire.yml", "categories.yml")
_FOLDERS = ("fiches", "editions")


class CurationFiles(NamedTuple):
    """The files, by their paths in curation/ (« fiches/camille-duval.yml »); a file that cannot be opened is a problem.

    `digests` has the files that could be opened; `folders` the sorted names in each folder; `strays` a problem for each file or
    folder in a place where nothing is read.
    """

    root: str
    contents: dict[str, bytes | Problem]
    digests: dict[str, str]
    folders: dict[str, list[str] | Problem]
    schemas_digest: str
    strays: list[Problem]

    def fiche_digests(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the digests of fiches that could be opened, by id."""
        return {id: self.digests[f"fiches/{id}.yml"] for id in ids}

    @property
    def rules_digest(self) -> str:
        """The digest of what determines how a fiche is read, except the categories: the program and the schemas."""
        return digests.of(digests.program().encode(), self.schemas_digest.encode())

    @property
    def digest(self) -> str:
        """The digest of the whole curation and of its rules; empty when a part of it could not be opened, or is where nothing is
        read."""
        is_complete = len(self.digests) == len(self.contents) and not self.strays
        if not is_complete or any(isinstance(found, Problem) for found in self.folders.values()):
            return ""
        listed = "\n".join([f"{digest} {name}" for name, digest in self.digests.items()])
        return digests.of(self.rules_digest.encode(), os.fsencode(listed))


def fiche_path(id: str) -> str:
    """Return the path of a fiche's file under the root."""
    return f"{FOLDER}/fiches/{id}.yml"


def gather(root: str, fiches: Mapping[str, bytes]) -> CurationFiles:
    """Read all files of curation/ under `root`; `fiches` has those that were opened already, by file name."""
    folders = {folder: _names(f"{root}/{FOLDER}/{folder}", f"{FOLDER}/{folder}") for folder in _FOLDERS}
    contents: dict[str, bytes | Problem] = {}
    by_name: dict[str, str] = {}
    inside = [
        f"{folder}/{name}" for folder, names in folders.items() if isinstance(names, list) for name in names
    ]
    opened = {f"fiches/{name}": one for name, one in fiches.items() if len(one) <= plainfile.MAX_BYTES}
    for name in (*HEAD_FILES, *inside):
        content = contents[name] = (
            opened[name] if name in opened else plainfile.load(f"{root}/{FOLDER}/{name}", f"{FOLDER}/{name}")
        )
        if isinstance(content, bytes):
            by_name[name] = digests.of_content(content)
    schemas_digest = digests.of_folder(f"{root}/{FOLDER}/schema")
    # A missing annuaire.yml may be named « annuaire.yaml »: `plainfile` reports that, so such a file is not also a stray.
    missed = [name.removesuffix(".yml") for name in HEAD_FILES if name not in by_name]
    strays = [name for name in _strays(f"{root}/{FOLDER}") if text.fold(name).partition(".")[0] not in missed]
    problems = [problem(f"{FOLDER}/{name}", 1, 1, "file-stray", name=name) for name in strays]
    return CurationFiles(root, contents, by_name, folders, schemas_digest, problems)


def _strays(folder: str) -> list[str]:
    """Return the folders and YAML files in places where nothing is read, so that nobody writes in them in vain."""
    try:
        found = list(os.scandir(folder))
    except OSError:
        return []  # reported for each file in it
    return sorted(
        item.name
        for item in found
        if item.name not in (*HEAD_FILES, *_FOLDERS, "schema")
        and not plainfile.is_leftover(item.name)
        # `item.is_dir()` raises for a link to itself.
        and (item.name.lower().endswith((".yml", ".yaml")) or os.path.isdir(item.path))
    )


def _names(folder: str, path: str) -> list[str] | Problem:
    """Return the sorted names in a folder, without editors' leftovers."""
    try:
        found = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return problem(path, 1, 1, "folder-missing")
    except OSError as error:
        return problem(path, 1, 1, "file-unreadable", reason=messages.unreadable(error))
    return sorted(
        [
            name
            for name in found
            if (name[-4:] == ".yml" and name[0] not in ".#") or not plainfile.is_leftover(name)
        ]
    )
