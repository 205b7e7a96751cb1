"""Whether an account still exists, and its handle is still its own, from what refreshes stored in its profile."""

from __future__ import annotations

from datetime import timedelta

from annuaire.model import Profile

GONE_TIMES, GONE_DAYS = 3, timedelta(days=7)  # fewest « gone » answers, and time that they must span
MISSING = "missing"  # flag: the last certain answer was that there is no such account
TAKEN = "taken"  # flag: the last certain answer was that another account has its handle


def is_gone(profile: Profile) -> bool:
    """Say whether an account has disappeared: enough « gone » answers, over enough days."""
    since, last = profile.failing_since, profile.failed_on
    if MISSING not in profile.flags or since is None or last is None:
        return False
    return profile.failures >= GONE_TIMES and last - since >= GONE_DAYS


def is_taken(profile: Profile | None) -> bool:
    """Say whether another account has the handle: what leads there leads to somebody else."""
    return profile is not None and TAKEN in profile.flags
