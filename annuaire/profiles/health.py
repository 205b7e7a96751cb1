"""Whether an account is still there, from what refreshes saw over days; nothing is asked here."""

from __future__ import annotations

from datetime import timedelta

from annuaire.model import Profile

GONE_TIMES, GONE_DAYS = 3, timedelta(days=7)  # « gone » answers, and days they must span, to be believed
MISSING = "missing"  # flag: the last certain answer was that there is no such account


def is_gone(profile: Profile) -> bool:
    """Say whether an account has disappeared: repeated answers said that there is none, the last one days after the first."""
    since, last = profile.failing_since, profile.failed_on
    if MISSING not in profile.flags or since is None or last is None:
        return False
    return profile.failures >= GONE_TIMES and last - since >= GONE_DAYS
