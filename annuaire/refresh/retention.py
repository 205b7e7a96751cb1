"""What a snapshot may hold: the facts of accounts that a refresh asks about, and of the others only who they are. And of
whom the cache may hold answers: of nobody who left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from annuaire.model import Curation, Snapshot
from annuaire.refresh import targets
from annuaire.refresh.reconciliation import Judged
from annuaire.refresh.session import Session

ASKED = Path(".cache/refresh.asked")  # the key of everybody of whom the cache may hold an answer, a line each


def merged(old: Snapshot, judged: Mapping[str, Judged], curation: Curation, day: date | None) -> Snapshot:
    """Return the new snapshot, of `day`: what was known, and what was learned.

    Who is in no fiche any more leaves it, whoever was asked about. Of a fiche that waits or left, and of a site whose feed
    is read instead, nobody asks again: their facts would only grow old.
    """
    named = _named(curation)
    followed = {account.key for account in targets.chosen(curation, "")}
    profiles = {
        key: profile if key in followed else profile.without_facts()
        for key, profile in old.profiles.items()
        if key in followed or (key in named and profile.permanent_id)
    }
    profiles |= {key: result.profile for key, result in judged.items() if result.profile}
    return Snapshot(profiles, day)


def forget_who_left(
    root: Path, session: Session, curation: Curation, asked: Iterable[str], known: Iterable[str]
) -> None:
    """Empty the cache when somebody who was ever asked about is in no fiche any more: nobody can sort what is in it.

    `asked` are the keys asked about now, which are noted; `known` those of the snapshot, for a cache without a note. The note
    follows the emptying: what fails is done by the next refresh.

    Raises:
        SettingsError: the cache cannot be written.
    """
    file, named = root / ASKED, _named(curation)
    try:
        before = set(file.read_text("utf-8", "replace").splitlines())
    except FileNotFoundError:
        before = set(known)
    if before - named:
        session.forget()
    new = file.with_suffix(".new")
    new.write_text("\n".join(sorted({*asked, *(before & named)})), "utf-8")
    new.replace(file)


def _named(curation: Curation) -> set[str]:
    return {account.key for entry in curation.entries.values() for account in entry.accounts}
