"""The identity of a refresh: its User-Agent, its credentials, and the lock that allows one at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annuaire import messages
from annuaire.errors import AnnuaireError, SettingsError
from annuaire.french import text
from annuaire.model import Publication
from annuaire.readers import x

LOCK = Path(".cache/refresh.lock")


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Hold the lock of refreshes under `root`: two at once would share a cache and overwrite each other's snapshot.

    Raises:
        AnnuaireError: another refresh is running.
    """
    file = root / LOCK
    file.parent.mkdir(exist_ok=True)
    with file.open("w") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AnnuaireError(messages.say("refresh-running")) from error
        yield


def credentials() -> dict[str, str]:
    """Return the credentials found in environment variables, by network.

    Raises:
        SettingsError: one cannot be sent, whatever it is: it would be charged to the accounts.
    """
    token = os.environ.get(x.CREDENTIAL, "").strip()
    if not token.isascii() or not token.isprintable() or " " in token:
        raise SettingsError(messages.say("token-shape", name=x.CREDENTIAL))
    return {x.NETWORK: token} if token else {}


def user_agent(publication: Publication, version: str, site_url: str) -> str:
    """Return the User-Agent: title and version, the address of the site (or else of the repository), the contact address."""
    contacts = [contact for contact in (site_url or publication.repository, publication.contact) if contact]
    product = text.slugify(publication.title).title() or "Annuaire"
    return (
        f"{product}/{version} ({'; '.join(contacts) or 'curated directory, refreshed daily at most'})".encode(
            "ascii", "ignore"
        ).decode()
    )
