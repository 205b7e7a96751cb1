"""Whether an account is still there, from what refreshes saw over days; nothing is asked here."""

from __future__ import annotations

from datetime import date, timedelta

from annuaire.model import Profile

GONE_TIMES, GONE_DAYS = 3, timedelta(days=7)  # « gone » answers, and days they must span, to be believed
MISSING = "missing"  # flag: the last certain answer was that there is no such account


def is_gone(profile: Profile, day: date) -> bool:
    """Say whether an account has disappeared by `day`: repeated answers over days said that there is none."""
    since = profile.failing_since or day
    return MISSING in profile.flags and profile.failures >= GONE_TIMES and day - since >= GONE_DAYS
