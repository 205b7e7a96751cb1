"""What the browser is given for « Ma sélection »: every fiche as a record, and the words that its writers share with ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from annuaire import budget, exports, wording
from annuaire.directory import Directory
from annuaire.exports.record import Header, Record, RecordAccount
from annuaire.networks import NETWORKS

PATH = "data/selection.json"
# `asdict` would copy all that is in each value, too, which takes longer than all else here.
_FIELDS = [field.name for field in fields(Record)]
_ACCOUNT = [field.name for field in fields(RecordAccount)]


def data(directory: Directory, header: Header, records: Mapping[str, Record]) -> tuple[str, str]:
    """Return the path and the text: asked for once, then nothing more is asked.

    The address is the same whatever the content, so that no page changes with it.

    `turn` is the fiche's place in the order drawn for the edition: proposals follow it, so that no name is favoured.
    """
    turn = {id: place for place, id in enumerate(directory.turn)}
    fiches = [
        {**_facts(records[listing.id]), "pace": budget.pace(listing), "turn": turn[listing.id]}
        for listing in directory.listings
    ]
    value = {"header": asdict(header), "words": words(), "fiches": fiches}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return PATH, text


def _facts(record: Record) -> dict[str, Any]:
    found = {name: getattr(record, name) for name in _FIELDS}
    accounts = [{name: getattr(account, name) for name in _ACCOUNT} for account in record.accounts]
    return {**found, "accounts": accounts}


def words() -> dict[str, Any]:
    """Return the words and limits of the formats."""
    networks = [module.NETWORK for module in NETWORKS]
    return {
        "source": wording.SOURCE,
        "caveat": wording.CAVEAT,
        "kinds": [wording.PERSON, wording.ORGANISATION],
        "columns": [*wording.COLUMNS, *networks, *wording.LAST_COLUMNS],
        "networks": networks,
        "x": [wording.X_TITLE, wording.X_INTRO],
        "forms": [[form.NAME, form.FILE, form.MEDIA_TYPE, form.LIMIT] for form in exports.FORMATS],
    }
