"""The cache of what networks answered: SQLite in .cache/, with a JSON serializer (a pickled row could run code).

`stale_if_error` stays off: with it an account that is gone comes back as a happy 200; our memory is the snapshot. Answers
that say « no » are kept for the day, those that say « later » are not.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from requests_cache import CachedSession

from annuaire import messages
from annuaire.errors import SettingsError
from annuaire.readers import exchange

MAX_AGE = timedelta(days=14)  # the cache is a second copy of people's data: it has a maximum age
_KEPT_CODES = (200, 301, 302, 303, 307, 308, 400, 401, 403, 404, 410, 451)
# Blanked in the cache. Names of headers only: the library leaves parameters of these names out of what tells two
# addresses apart, and `?key=` is how some servers name an author.
_SECRETS = ("Authorization", "Cookie", "Set-Cookie")
# What SQLite says of a cache that is well (the first byte of its codes, https://sqlite.org/rescode.html) and what is told of it.
_NOT_BROKEN = {
    sqlite3.SQLITE_BUSY: "cache-held",
    sqlite3.SQLITE_LOCKED: "cache-held",
    sqlite3.SQLITE_PERM: "cache-shut",
    sqlite3.SQLITE_READONLY: "cache-shut",
    sqlite3.SQLITE_CANTOPEN: "cache-shut",
    sqlite3.SQLITE_FULL: "cache-shut",
    sqlite3.SQLITE_IOERR: "cache-shut",
}

# The library logs what fails, with its trace, and raises it too.
logging.getLogger("requests_cache").addHandler(logging.NullHandler())


def opened(file: Path) -> CachedSession:
    """Open the cache; one that is broken is thrown away: it can be asked for again, the snapshot could not.

    Raises:
        SettingsError: it is well, and cannot be written: another program holds it, or it is somebody else's.
        OSError: it cannot be thrown away, or the new one is broken, too.
    """
    for _ in range(2):
        try:
            _hold_to_be_written(file)
            found = CachedSession(
                str(file),
                backend="sqlite",
                serializer="json",
                expire_after=exchange.JSON.validity,
                allowable_codes=_KEPT_CODES,
                ignored_parameters=list(_SECRETS),
                match_headers=["Accept"],
                stale_if_error=False,
            )
            found.cache.delete(older_than=MAX_AGE)
        except sqlite3.DatabaseError as error:
            if code := _NOT_BROKEN.get(getattr(error, "sqlite_errorcode", 0) & 0xFF):
                raise SettingsError(messages.say(code, path=file)) from error
            file.unlink(missing_ok=True)
        else:
            return found
    raise OSError(f"{file}")


def _hold_to_be_written(file: Path) -> None:
    """Raise what keeps the cache from being written: the library would ask for it without end."""
    with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as cache:
        cache.execute("BEGIN IMMEDIATE")
        cache.execute("ROLLBACK")


def clear(session: CachedSession, file: Path) -> None:
    """Delete all answers of the cache.

    Raises:
        SettingsError: it cannot be written.
    """
    try:
        session.cache.clear()  # type: ignore[no-untyped-call]
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(messages.say("cache-shut", path=file)) from error
