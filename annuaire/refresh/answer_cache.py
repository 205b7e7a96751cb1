"""The HTTP cache: SQLite in .cache/, with a JSON serializer (unpickling a row could run code).

`stale_if_error` stays off: with it, an account that is gone would come back as a cached 200; the fallback is the snapshot.
Negative answers (400, 404…) are cached for the day, temporary ones (429, 5xx) are not.
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
# Redacted in the cache. Only names of headers: the library also leaves query parameters of these names out of the cache key,
# and `?key=` is how some servers name an author.
_SECRETS = ("Authorization", "Cookie", "Set-Cookie")
# Errors of SQLite that do not mean a corrupt file (low byte of the code, https://sqlite.org/rescode.html) → message.
_NOT_CORRUPT = {
    sqlite3.SQLITE_BUSY: "cache-held",
    sqlite3.SQLITE_LOCKED: "cache-held",
    sqlite3.SQLITE_PERM: "cache-shut",
    sqlite3.SQLITE_READONLY: "cache-shut",
    sqlite3.SQLITE_CANTOPEN: "cache-shut",
    sqlite3.SQLITE_FULL: "cache-shut",
    sqlite3.SQLITE_IOERR: "cache-shut",
}

# The library logs failures with their traceback, and raises them as well.
logging.getLogger("requests_cache").addHandler(logging.NullHandler())


def open_cache(file: Path) -> CachedSession:
    """Open the cache, and expire old answers. A corrupt file is deleted: its content can be fetched again.

    Raises:
        SettingsError: the file cannot be written: another program has locked it, permissions forbid it, the disk is full.
        OSError: a corrupt file cannot be deleted.
    """
    for _ in range(2):
        try:
            _check_writable(file)
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
        except Exception as error:  # of SQLite, or of any kind for a row that is not an answer
            if code := _NOT_CORRUPT.get(getattr(error, "sqlite_errorcode", 0) & 0xFF):
                raise SettingsError(messages.say(code, path=file)) from error
            file.unlink(missing_ok=True)
        else:
            return found
    raise SettingsError(messages.say("cache-shut", path=file))


def _check_writable(file: Path) -> None:
    """Raise the error of SQLite if the cache cannot be written: the library would retry forever."""
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
