"""The one place where the clock is read."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from annuaire import messages
from annuaire.errors import SettingsError


def today() -> date:
    """Return the current day (UTC), or the day of SOURCE_DATE_EPOCH (reproducible-builds.org) when it is set.

    Raises:
        SettingsError: SOURCE_DATE_EPOCH is not a number of seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(messages.say("epoch", value=epoch)) from error


def now() -> datetime:
    """Return this moment (UTC), to compare with what servers say of theirs: nothing of it is written."""
    return datetime.now(UTC)
