"""What the schema of a fiche says of the networks, made from their modules.

`python -m annuaire.curation.fiche_schema curation/schema/fiche.schema.json` puts it there.
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
    """Return the rules of a fiche, with the networks that there are."""
    said = dict(rules["properties"])
    proof = dict(said["preuves"]["items"])
    names = list(networks.BY_NAME)
    proof["properties"] = {**proof["properties"], "compte": {**proof["properties"]["compte"], "enum": names}}
    said["comptes"] = {
        **said["comptes"],
        "properties": {name: _key(networks.BY_NAME[name]) for name in names},
    }
    said["prefere"] = {**said["prefere"], "enum": names}
    said["preuves"] = {**said["preuves"], "items": proof}
    return {**rules, "properties": said}


def _key(network: ModuleType) -> dict[str, Any]:
    """Return the rules of what is written under a network's key: an editor shows them."""
    said = text.typeset(network.DESCRIPTION)
    return {
        "title": network.LABEL,
        "description": f"{said[0].upper()}{said[1:]}{'' if said.endswith('…') else '.'}",
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_LENGTH,
        "examples": [network.EXAMPLE],
    }


def written(rules: Rules) -> str:
    """Return rules as their file has them."""
    return json.dumps(rules, ensure_ascii=False, indent=2) + "\n"


def main(file: Path) -> None:
    """Write the schema again."""
    file.write_text(written(with_networks(json.loads(file.read_text("utf-8")))), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
