"""What the browser is given for « Ma sélection »: every fiche as a record, and the words that its writers share with ours."""

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
    """Return the path and the text: asked for once, then nothing more is asked.

    The address is the same whatever the content, so that no page changes with it.

    `turn` is the fiche's place in the order drawn for the edition: proposals follow it, so that no name is favoured.
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
    """Return a record as the browser's data has it."""
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
