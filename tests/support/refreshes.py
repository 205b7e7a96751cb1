"""In-memory curations of invented accounts, and refreshes of them against a replay server."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from annuaire.model import Account, Curation, Edition, Entry, Profile, Publication, Snapshot
from annuaire.networks import key
from annuaire.profiles import snapshot
from annuaire.refresh import refresh, session
from annuaire.refresh.report import Line, Report
from annuaire.refresh.transport import Loopback
from tests.support.fake_networks import TODAY
from tests.support.replay import Replay

PUBLICATION = Publication("Essai", "", "", 5, "essai@annuaire.example", "", "", "", 1, 90)


def account(network: str, handle: str) -> Account:
    """Return an account."""
    return Account(network, handle, key(network, handle))


def crowd(accounts: Iterable[Account]) -> Curation:
    """Return a curation of one fiche per account, all in the edition."""
    entries = {}
    for number, one in enumerate(accounts):
        id = f"fiche-{number:03}"
        entries[id] = Entry(id, id.title(), True, ("essais",), "FR", (one,), "", (), "", TODAY, ())
    edition = Edition("2026-11", TODAY, "Essai", "", False, tuple(entries))
    return Curation(PUBLICATION, (), entries, (edition,))


def known(one: Account, **facts: object) -> Profile:
    """Return a profile read a month ago."""
    profile = Profile(
        one.key, "https://source.example/", date(2026, 10, 20), bio="Ce qui était dit avant", audience=1200
    )
    return profile._replace(**facts)  # type: ignore[arg-type]


def store(root: Path, *profiles: Profile) -> None:
    """Write a snapshot that was refreshed a month ago."""
    snapshot.write(root, Snapshot({profile.key: profile for profile in profiles}, date(2026, 10, 20)))


def run(
    root: Path,
    found: Curation,
    replay: Replay,
    today: date = TODAY,
    credentials: dict[str, str] | None = None,
    only: str = "",
    dry_run: bool = False,
    **settings: object,
) -> Report:
    """Refresh `found` under `root`; the replay server answers for all hosts."""
    settings = {"loopback": Loopback(replay.port), "gap": 0.0, **settings}
    with session.Session(root, "Essai/1 (essai@annuaire.example)", today, **settings) as client:  # type: ignore[arg-type]
        return refresh.refresh(root, found, client, credentials or {}, only, dry_run)


def line(report: Report, one: Account) -> Line:
    """Return the line of the report about an account."""
    return next(line for line in report.lines if line.account == one)
