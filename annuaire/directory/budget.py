"""The measured pace of an account, from which the browser computes reading times (`theme/static/js/takeaway/budget.js`).

Paces are whole tenths of a message a week, so that Python and JavaScript compute the same. An unknown pace is None: it is counted
apart and never proposed.
"""

from __future__ import annotations

from annuaire.directory.directory import Listing
from annuaire.directory.record import NOT_REDISTRIBUTABLE
from annuaire.model import Profile


def pace(listing: Listing) -> int | None:
    """Return the measured pace of the account to follow first, in tenths of a message a week."""
    return tenths(listing.accounts[0].network, listing.accounts[0].profile)


def tenths(network: str, profile: Profile | None) -> int | None:
    """Return the measured pace of an account whose profile is shown, in tenths of a message a week."""
    if profile is None or profile.weekly is None or network in NOT_REDISTRIBUTABLE:
        return None
    return round(profile.weekly * 10)
