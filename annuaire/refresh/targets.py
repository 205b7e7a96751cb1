"""The accounts that a refresh asks about: all of the current edition, or those of one network or of one fiche."""

from __future__ import annotations

from collections.abc import Sequence

from annuaire import messages, readers
from annuaire.errors import AnnuaireError
from annuaire.french import text
from annuaire.model import Account, Curation
from annuaire.profiles import opt_outs
from annuaire.readers import feed, site


def chosen(curation: Curation, only: str) -> dict[Account, str]:
    """Return the accounts to ask about, each with the id of its fiche.

    `only` names a network or a fiche (a network if both have this name); empty means all. Accounts of a fiche that wants nothing
    of its profiles shown are left out.

    Raises:
        AnnuaireError: `only` is neither a network nor a fiche.
    """
    ids: Sequence[str] = curation.editions[0].entries
    is_network = only in readers.BY_NAME
    if only in curation.entries and not is_network:
        ids = [only]
    elif only and not is_network:
        near = text.closest(only, [*readers.BY_NAME, *curation.entries])
        raise AnnuaireError(messages.say("only-near" if near else "only", value=only, near=near,
                                         networks=", ".join(readers.BY_NAME)))  # fmt: skip
    owners = {}
    for id in ids:
        entry = curation.entries[id]
        if entry.withholds == opt_outs.FACTS:
            continue
        has_feed = any(account.network == feed.NETWORK for account in entry.accounts)
        for account in entry.accounts:
            # A site is read only for the feed that it announces: not needed when the fiche names a feed.
            is_redundant = account.network == site.NETWORK and has_feed
            is_asked = account.network == only if is_network else account.network in readers.BY_NAME
            if is_asked and not is_redundant:
                owners[account] = id
    return owners
