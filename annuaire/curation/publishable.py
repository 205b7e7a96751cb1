"""Additional checks of a curation before its site is put on line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annuaire import addresses
from annuaire.curation.curation_files import fiche_path
from annuaire.messages import problem
from annuaire.model import Curation, Problem
from annuaire.schemas import schema
from annuaire.textfiles import decoding

FILE = "curation/annuaire.yml"
SCHEMA = "curation/schema/annuaire.schema.json"
# The top-level domain reserved for examples (RFC 2606): an account there was left from an example, and belongs to nobody.
_EXAMPLE = re.compile(r"\.example(?![\w.-])")


def missing(root: Path, curation: Curation, site: str) -> list[Problem]:
    """Return the problems that prevent the site of `curation` from being put on line at the address `site`.

    Raises:
        SettingsError: a schema is missing or invalid.
    """
    is_real = not _EXAMPLE.search(addresses.host(site))
    return [*_missing_settings(root, curation, is_real), *(_example_accounts(curation) if is_real else ())]


def _missing_settings(root: Path, curation: Curation, is_real: bool) -> Iterator[Problem]:
    """Report the keys of annuaire.yml that are needed and missing, or, on a real site, that still have the value of the
    example."""
    known = schema.load(f"{root}/{SCHEMA}").rules["properties"]
    lines = decoding.decoded((root / FILE).read_bytes()).splitlines()
    about = curation.publication
    needed = {"contact": about.contact, "editeur": about.publisher, "hebergeur": about.host}
    for key, value in {**needed, "depot": about.repository}.items():
        example = known[key]["examples"][0]
        values = {"key": key, "title": known[key]["title"], "example": f"{key}: {example}"}
        if not value and key in needed:
            yield problem(FILE, 1, 1, "publish-missing", **values)
        elif value and is_real and value == example:
            line = next((number for number, line in enumerate(lines, 1) if line.startswith(key)), 1)
            yield problem(FILE, line, 1, "publish-example", **values)


def _example_accounts(curation: Curation) -> Iterator[Problem]:
    """Report published fiches with an account on the example domain."""
    for id in curation.editions[0].entries:
        for account in curation.entries[id].accounts:
            if _EXAMPLE.search(account.handle):
                yield problem(fiche_path(id), 1, 1, "publish-invented", value=account.handle)
