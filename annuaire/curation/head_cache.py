"""Loading of annuaire.yml and categories.yml, with a cache of both: while they are unchanged, PyYAML is only imported for a fiche
that is not ordinary."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from annuaire.curation import head_files
from annuaire.curation.curation_files import FOLDER, HEAD_FILES
from annuaire.curation.inspection import Inspection
from annuaire.model import Category, Problem, Publication
from annuaire.runtime import cachefile, digests
from annuaire.schemas.schema import Schema
from annuaire.yamlfiles.nodes import Node

_NAME = "head"
_T = TypeVar("_T")


def read(inspection: Inspection) -> tuple[Publication | None, tuple[Category, ...] | None]:
    """Return the publication and the categories, each None if its file cannot be used; add the problems to `inspection`, which
    must have none yet."""
    files = inspection.files
    folder = f"{files.root}/{cachefile.FOLDER}"
    source = digests.of(
        *[one.encode() for one in (files.rules_digest, *map(files.digests.get, HEAD_FILES)) if one]
    )
    if cached := cachefile.load(folder, _NAME, source):
        for name in HEAD_FILES:
            inspection.content(name)  # only to count it
        return Publication(*cached[0]), tuple([Category(*one) for one in cached[1]])
    publication = _parsed(inspection, head_files.publication, "annuaire")
    categories = _parsed(inspection, head_files.categories, "categories")
    if publication and categories and not inspection.problems:
        cachefile.save(folder, _NAME, source, (tuple(publication), [tuple(one) for one in categories]))
    return publication, categories


def _parsed(
    inspection: Inspection, reading: Callable[[Node, Schema, str], tuple[_T, list[Problem]]], kind: str
) -> _T | None:
    """Return what `reading` makes of a file, or None; problems are recorded."""
    node = inspection.node(f"{kind}.yml", kind)
    if node is None:
        return None
    found, problems = reading(node, inspection.schema(kind), f"{FOLDER}/{kind}.yml")
    inspection.problems += problems
    return found
