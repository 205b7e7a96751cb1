"""The one place where the clock is read."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta, timezone

from annuaire import messages
from annuaire.errors import SettingsError

# Where a day begins first: in the Line Islands.
_EASTMOST = timezone(timedelta(hours=14))


def today() -> date:
    """Return the current day (UTC), or the day of SOURCE_DATE_EPOCH (reproducible-builds.org) when it is set.

    Raises:
        SettingsError: SOURCE_DATE_EPOCH is not a number of seconds since 1970.
    """
    return _day(UTC)


def latest() -> date:
    """Return the latest day that it is anywhere on Earth, after which a date is in the future; or the day of
    SOURCE_DATE_EPOCH, as `today` does.

    Who writes after midnight in Paris writes the day there, and the machine that checks may be elsewhere.

    Raises:
        SettingsError: as for `today`.
    """
    return _day(_EASTMOST)


def _day(zone: timezone) -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(zone).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(messages.say("epoch", value=epoch)) from error


def now() -> datetime:
    """Return this moment (UTC), to compare with what servers say of theirs: nothing of it is written."""
    return datetime.now(UTC)
