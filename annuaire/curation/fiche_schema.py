"""Generator of the network-specific parts of the fiche schema, from the modules of the networks.

`python -m annuaire.curation.fiche_schema curation/schema/fiche.schema.json` updates that file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from annuaire import networks
from annuaire.french import text
from annuaire.schemas.formats import Rules

MAX_LENGTH = 300  # characters: of a handle, or of the address that was pasted instead


def with_networks(rules: Rules) -> Rules:
    """Return the rules of a fiche with those of all known networks."""
    properties = dict(rules["properties"])
    proof = dict(properties["preuves"]["items"])
    names = list(networks.BY_NAME)
    proof["properties"] = {**proof["properties"], "compte": {**proof["properties"]["compte"], "enum": names}}
    properties["comptes"] = {
        **properties["comptes"],
        "properties": {name: _network_rules(networks.BY_NAME[name]) for name in names},
    }
    properties["prefere"] = {**properties["prefere"], "enum": names}
    properties["preuves"] = {**properties["preuves"], "items": proof}
    return {**rules, "properties": properties}


def _network_rules(network: ModuleType) -> dict[str, Any]:
    """Return the rules of a network's key, which editors show."""
    description = text.typeset(network.DESCRIPTION)
    return {
        "title": network.LABEL,
        "description": f"{description[0].upper()}{description[1:]}{'' if description.endswith('…') else '.'}",
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_LENGTH,
        "examples": [network.EXAMPLE],
    }


def serialise(rules: Rules) -> str:
    """Return rules as JSON, formatted as in their file."""
    return json.dumps(rules, ensure_ascii=False, indent=2) + "\n"


def main(file: Path) -> None:
    """Update the schema file."""
    file.write_text(serialise(with_networks(json.loads(file.read_text("utf-8")))), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
