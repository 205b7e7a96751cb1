"""Parsing and validation of the accounts of a fiche."""

from __future__ import annotations

from types import ModuleType

from annuaire import addresses, networks
from annuaire.curation import evidence
from annuaire.curation.problem_list import ProblemList
from annuaire.errors import HandleError
from annuaire.french import text
from annuaire.model import Account
from annuaire.yamlfiles.nodes import Node


def read(problems: ProblemList, node: Node) -> dict[str, Account]:
    """Return the accounts by network; report invalid ones."""
    found: dict[str, Account] = {}
    for name, child in node.keys.items():
        written = child.text
        if name not in networks.BY_NAME or not written:
            continue
        module = networks.BY_NAME[name]
        if written.lower() in evidence.NONE:
            problems.add(child, "account-none", label=module.LABEL)
            continue
        if module in networks.SOCIAL and (foreign := networks.unsupported(written)):
            problems.add(child, "network-unsupported", value=foreign, networks=", ".join(networks.BY_NAME))
            continue
        other = networks.recognise(written, is_site=module is networks.site)
        if other and other is not module and (module is networks.site or not module.from_address(written)):
            values = {"value": written, "label": other.LABEL, "network": other.NETWORK}
            problems.add(child, "handle-wrong-network", **values)
            continue
        try:
            handle = module.canonical(written)
        except HandleError as error:
            problems.add(child, error.code, **_facts(module) | error.values)
            continue
        found[name] = Account(module.NETWORK, handle, networks.key(name, handle))
    if (
        "flux" in found
        and "site" in found
        and addresses.identity(found["flux"].handle) == addresses.identity(found["site"].handle)
    ):
        problems.add(node.keys["flux"], "feed-is-site")
    return found


def _facts(network: ModuleType) -> dict[str, str]:
    """Return the values that the messages about a wrong handle of a network need."""
    from annuaire.schemas import samples  # imported only when there is a mistake

    return {
        "label": network.LABEL,
        "network": network.NETWORK,
        "hint": text.typeset(network.DESCRIPTION),
        "example": samples.flow(network.EXAMPLE),
        "profile": network.profile_url(network.EXAMPLE),
    }
