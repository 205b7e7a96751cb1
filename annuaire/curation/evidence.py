"""What proves that the accounts of a fiche are theirs."""

from __future__ import annotations

import re
from collections.abc import Collection

from annuaire import addresses, networks
from annuaire.curation.problem_list import ProblemList
from annuaire.errors import HandleError
from annuaire.french import dates
from annuaire.french.corrections import corrected
from annuaire.messages import MAX_PROBLEMS
from annuaire.model import Evidence
from annuaire.yamlfiles.nodes import Node

# What is meant as an address, well written or not; anything else is the reference of a text: « Le Monde (voir https://…) ».
_ADDRESS = re.compile(
    r"\(?[^(]*://|\[[^\]]*\]\(https?:|(?:javascript|data|vbscript|mailto|file):|https?\b|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?$",
    re.IGNORECASE,
)

# What is written where there is no account.
NONE = {"non", "aucun", "aucune", "rien", "néant", "none", "no", "n/a", "-"}


def read(problems: ProblemList, node: Node, accounts: Node, misplaced: Collection[str]) -> list[Evidence]:
    """Return the evidence under « preuves ».

    Each must be of one of the `accounts`. A network in `misplaced` (a key of the fiche itself) was reported already.
    """
    nothing = Node(node.line, node.column)
    # A misspelt network is told as such: which accounts there are is then not known.
    understood = bool(accounts.keys) and networks.BY_NAME.keys() >= accounts.keys.keys()
    found: list[Evidence] = []
    for item in node.items[:MAX_PROBLEMS]:
        keys = item.keys
        name, where = keys.get("compte", nothing), keys.get("ou", nothing)
        seen, note = keys.get("vu", nothing), keys.get("note", nothing)
        network, written, remark = name.text, where.text, note.text
        known = network in accounts.keys or network in misplaced
        if understood and network in networks.BY_NAME and not known:
            problems.tell(name, "evidence-stray", value=network)
        if remark.startswith("->"):
            problems.tell(note, "text-arrow", key="note")
        first = dates.first_day(seen.text)
        problems.check_date(seen, first)
        url = _address(problems, where) if _ADDRESS.match(written) else ""
        shown = seen.text if first else ""
        found.append(Evidence(network, url or corrected(written), url, shown, corrected(remark)))
    proved = {item.network for item in found}
    if not proved <= networks.BY_NAME.keys() or not found:
        return found  # a misspelt « compte » is told as such: what it should prove is not known
    for network, child in accounts.keys.items():
        if (
            network in networks.BY_NAME
            and network not in proved
            and child.text
            and child.text.lower() not in NONE
        ):
            problems.tell_key(child, "evidence-absent", network=network, month=problems.today.isoformat()[:7])
    return found


def _address(problems: ProblemList, node: Node) -> str:
    try:
        return addresses.clean(node.text)
    except HandleError as error:
        problems.tell(node, error.code, **error.values)
        return ""
