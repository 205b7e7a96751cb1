"""The one place where the clock is read."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta, timezone

from annuaire import messages
from annuaire.errors import SettingsError

# The first time zone in which a new day begins: the Line Islands, UTC+14.
_EASTMOST = timezone(timedelta(hours=14))


def today() -> date:
    """Return the current day (UTC), or the day of SOURCE_DATE_EPOCH (reproducible-builds.org) when it is set.

    Raises:
        SettingsError: SOURCE_DATE_EPOCH is not a number of seconds since 1970.
    """
    return _day(UTC)


def latest() -> date:
    """Return the latest current day of any time zone, after which a date is in the future; or the day of SOURCE_DATE_EPOCH,
    as `today` does.

    A curator in Paris writes the local date after midnight, while it is still the day before on the machine that checks.

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
    """Return the current time (UTC), to compare with timestamps of servers. It is never written to the site."""
    return datetime.now(UTC)
