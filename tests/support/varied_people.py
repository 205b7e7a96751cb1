"""A root of a hundred invented people, as varied as a real directory: those of tests/fixtures/search/people.tsv."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support import roots
from tests.support.many_people import written
from tests.support.queries import FOLDER


def make_site(root: Path) -> Path:
    """Write a root that can be built, with all of them published in one edition."""
    curation = root / "curation"
    roots.make_skeleton(root)
    roots.add_theme(root)
    shutil.copy(FOLDER / "categories.yml", curation)
    rows = (FOLDER / "people.tsv").read_text("utf-8").splitlines()
    people = [row.split("\t") for row in rows if not row.startswith("#")]
    for id, *cells in people:
        (curation / "fiches" / f"{id}.yml").write_text(fiche(*cells), "utf-8")
    (curation / "editions" / "2026-11.yml").write_text(
        written(date="2026-11-02", titre="Édition d’essai", rangs="non", fiches=[id for id, *_ in people]),
        "utf-8",
    )
    roots.write_publication(
        root,
        "Cent inventés",
        "Cent comptes inventés, aussi divers que de vrais, pour éprouver la recherche.",
        len(people),
    )
    return root


def fiche(
    name: str, nature: str, trades: str, territory: str, accounts: str, subjects: str, reason: str
) -> str:
    """Return a row as the YAML of a fiche."""
    handles = dict(account.split(":", 1) for account in accounts.split(" "))
    return written(
        nom=name,
        nature=nature,
        categories=trades.split(", "),
        territoire=territory,
        comptes=handles,
        pourquoi=reason,
        sujets=subjects.split(", "),
        par="la rédaction",
        depuis="2026-11-01",
        preuves=[
            {"compte": network, "ou": f"https://preuve.example/{network}", "vu": "2026-10"}
            for network in handles
        ],
    )
