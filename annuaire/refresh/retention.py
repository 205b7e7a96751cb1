"""What a snapshot may hold: the facts of accounts that a refresh asks about, and of the others only who they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from annuaire.model import Curation, Snapshot
from annuaire.refresh import targets
from annuaire.refresh.reconciliation import Judged


def merged(old: Snapshot, judged: Mapping[str, Judged], curation: Curation, day: date | None) -> Snapshot:
    """Return the new snapshot, of `day`: what was known, and what was learned.

    Who is in no fiche any more leaves it, whoever was asked about. Of a fiche that waits or left, and of a site whose feed
    is read instead, nobody asks again: their facts would only grow old.
    """
    named = {account.key for entry in curation.entries.values() for account in entry.accounts}
    followed = {account.key for account in targets.chosen(curation, "")}
    profiles = {
        key: profile if key in followed else profile.without_facts()
        for key, profile in old.profiles.items()
        if key in followed or (key in named and profile.permanent_id)
    }
    profiles |= {key: result.profile for key, result in judged.items() if result.profile}
    return Snapshot(profiles, day)
