"""Who asks: the name given to servers, the credentials held, and the certainty of being alone."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annuaire import messages
from annuaire.errors import AnnuaireError
from annuaire.french import text
from annuaire.model import Publication
from annuaire.readers import x

LOCK = Path(".cache/refresh.lock")


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Hold the lock of refreshes under `root`: two at once would share a cache and overwrite each other.

    Raises:
        AnnuaireError: another one is running.
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
    """Return the credentials that the environment holds, by network."""
    token = os.environ.get(x.CREDENTIAL, "").strip()
    return {x.NETWORK: token} if token else {}


def agent(publication: Publication, version: str, site_url: str) -> str:
    """Return an honest User-Agent: who asks, from where (the site, or else the repository), whom to write to."""
    ways = [way for way in (site_url or publication.repository, publication.contact) if way]
    who = text.slugify(publication.title).title() or "Annuaire"
    return f"{who}/{version} ({'; '.join(ways) or 'curated directory, refreshed daily at most'})".encode(
        "ascii", "ignore"
    ).decode()
