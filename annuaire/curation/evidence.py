"""Parsing and validation of the evidence that a fiche's accounts belong to it (« preuves »)."""

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

# Matches what is meant as an address, valid or not; anything else is a textual reference: « Le Monde (voir https://…) ».
_ADDRESS = re.compile(
    r"\(?[^(]*://|\[[^\]]*\]\(https?:|(?:javascript|data|vbscript|mailto|file):|https?\b|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?$",
    re.IGNORECASE,
)

# What people write under a network when there is no account.
NONE = {"non", "aucun", "aucune", "rien", "néant", "none", "no", "n/a", "-", "oui", "yes", "true", "false"}
# A file of somebody's own computer, which nobody else can open.
_OWN_FILE = re.compile(r"[A-Za-z]:[\\/]|\\\\|~/|/(?:home|users|tmp|volumes|mnt)/", re.IGNORECASE)


def read(problems: ProblemList, node: Node, accounts: Node, misplaced: Collection[str]) -> list[Evidence]:
    """Return the evidence under « preuves ».

    Each piece must be about one of the `accounts`. A network in `misplaced` (the keys of the fiche itself) was reported already.
    """
    nothing = Node(*node.place)
    # With a misspelt network, which is reported elsewhere, it is not known which accounts there are.
    are_accounts_known = bool(accounts.keys) and networks.BY_NAME.keys() >= accounts.keys.keys()
    found: list[Evidence] = []
    before: dict[tuple[str, ...], int] = {}  # the line of each
    for item in node.items[:MAX_PROBLEMS]:
        keys = item.keys
        name, where = keys.get("compte", nothing), keys.get("ou", nothing)
        seen, note = keys.get("vu", nothing), keys.get("note", nothing)
        network, written, remark = name.text, where.text, note.text
        has_account = network in accounts.keys or network in misplaced
        if are_accounts_known and network in networks.BY_NAME and not has_account:
            problems.add(name, "evidence-stray", value=network)
        elif (whole := (network, written, seen.text, remark)) in before:
            problems.add(item, "evidence-repeated", line=before[whole])
        else:
            before[whole] = item.line
        if remark.startswith("->"):
            problems.add(note, "text-arrow", key="note")
        first = dates.first_day(seen.text)
        problems.check_date(seen, first)
        if _OWN_FILE.match(written):
            problems.add(where, "evidence-file", value=written)
        url = _address(problems, where) if _ADDRESS.match(written) else ""
        shown = seen.text if first else ""
        found.append(Evidence(network, url or corrected(written), url, shown, corrected(remark)))
    proved = {item.network for item in found}
    if not proved <= networks.BY_NAME.keys() or not found:
        return found  # a misspelt « compte » is reported elsewhere, and what it should prove is not known
    for network, child in accounts.keys.items():
        if (
            network in networks.BY_NAME
            and network not in proved
            and child.text
            and child.text.lower() not in NONE
        ):
            problems.add_at_key(
                child, "evidence-absent", network=network, month=dates.month_before(problems.today)
            )
    return found


def _address(problems: ProblemList, node: Node) -> str:
    try:
        return addresses.clean(node.text)
    except HandleError as error:
        problems.add(node, error.code, **error.values)
        return ""
