"""The state of one validation of curation/: its files, and the problems found so far."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from annuaire.curation.curation_files import FOLDER, CurationFiles
from annuaire.model import Problem
from annuaire.schemas import schema
from annuaire.schemas.schema import Schema
from annuaire.yamlfiles.nodes import Node

_T = TypeVar("_T")


class Inspection:
    """Gives access to the files and their schemas, and collects all problems; `count` is the number of files used."""

    def __init__(self, found: CurationFiles, today: date) -> None:
        self.files = found
        self.today = today
        self.problems: list[Problem] = []
        self.count = 0

    def schema(self, kind: str) -> Schema:
        """Return the schema of a kind of file."""
        return schema.load(f"{self.files.root}/{FOLDER}/schema/{kind}.schema.json")

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a file, and count it; None when it could not be opened, which is reported."""
        self.count += 1
        return self._opened(self.files.contents[name])

    def node(self, name: str, kind: str) -> Node | None:
        """Return the tree of a file, of which `kind` names the schema; None when it cannot be read, which is reported."""
        from annuaire.yamlfiles import yamlfile  # PyYAML is imported only for a file that is not cached

        content = self.content(name)
        if content is None:
            return None
        node, problems = yamlfile.parse(content, f"{FOLDER}/{name}", self.schema(kind).levels)
        self.problems += problems
        return node

    def names(self, folder: str) -> list[str] | None:
        """Return the sorted paths, in curation/, of the files of a folder; None when it cannot be listed, which is reported."""
        found = self._opened(self.files.folders[folder])
        return None if found is None else [f"{folder}/{name}" for name in found]

    def report_misnamed(self, name: str, found: list[Problem]) -> None:
        """Record the problems `found` in a file's name; for a folder, record instead that it is one, since renaming would not
        help."""
        content = self.files.contents[name] if found else None
        is_folder = isinstance(content, Problem) and content.code.startswith("file-folder")
        self.problems += [content] if isinstance(content, Problem) and is_folder else found

    def _opened(self, found: _T | Problem) -> _T | None:
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        return found
