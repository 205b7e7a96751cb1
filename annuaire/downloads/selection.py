"""The data of « Ma sélection » for the browser: all fiches as records, and the words and limits of the export formats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annuaire import exports
from annuaire.directory import budget
from annuaire.directory.directory import Directory
from annuaire.directory.record import Header, Record
from annuaire.french import wording
from annuaire.networks import NETWORKS

PATH = "data/selection.json"


def data(directory: Directory, header: Header, records: Mapping[str, Record]) -> tuple[str, str]:
    """Return the path and the text of the file, which the browser fetches once.

    Its address does not depend on its content, so that pages need not change with it. `turn` is the position of a fiche in the
    rotation: proposals follow that order, so that no name is favoured.
    """
    turn = {id: place for place, id in enumerate(directory.rotation)}
    fiches = [
        {**facts(records[listing.id]), "pace": budget.pace(listing), "turn": turn[listing.id]}
        for listing in directory.listings
    ]
    value = {"header": header._asdict(), "words": words(), "fiches": fiches}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return PATH, text


def facts(record: Record) -> dict[str, Any]:
    """Return the JSON object of a record for the browser."""
    return record._asdict() | {"accounts": [account._asdict() for account in record.accounts]}


def words() -> dict[str, Any]:
    """Return the words and limits of the formats."""
    networks = [module.NETWORK for module in NETWORKS]
    return {
        "source": wording.SOURCE,
        "caveat": wording.CAVEAT,
        "subjects": wording.SUBJECTS,
        "kinds": [wording.PERSON, wording.ORGANISATION],
        "columns": [*wording.COLUMNS, *networks, *wording.LAST_COLUMNS],
        "networks": networks,
        "x": [wording.X_TITLE, wording.X_INTRO],
        "forms": [[form.NAME, form.FILE, form.MEDIA_TYPE, form.LIMIT] for form in exports.FORMATS],
    }
