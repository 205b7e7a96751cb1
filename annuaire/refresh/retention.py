"""What a snapshot may hold: the facts of accounts that a refresh asks about, and of the others only who they are. And of
whom the cache may hold answers: of nobody who left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from annuaire.model import Curation, Entry, Profile, Snapshot
from annuaire.profiles import opt_outs
from annuaire.refresh import targets
from annuaire.refresh.reconciliation import Judged
from annuaire.refresh.session import Session

ASKED = Path(".cache/refresh.asked")  # the key of everybody of whom the cache may hold an answer, a line each


def merged(old: Snapshot, judged: Mapping[str, Judged], curation: Curation, day: date | None) -> Snapshot:
    """Return the new snapshot, of `day`: what was known, and what was learned.

    Who is in no fiche any more leaves it, whoever was asked about, and who wants nothing shown. Of a fiche that waits or left,
    and of a site whose feed is read instead, nobody asks again: their facts would only grow old.
    """
    named = _named(curation)
    faceless = without_portrait(curation)
    followed = {account.key for account in targets.chosen(curation, "")}
    profiles = {
        key: profile if key in followed else profile.without_facts()
        for key, profile in old.profiles.items()
        if key in followed or (key in named and profile.permanent_id)
    }
    profiles |= {key: result.profile for key, result in judged.items() if result.profile}
    for key in profiles.keys() & faceless:
        profiles[key] = profiles[key]._replace(avatar="")
    return Snapshot(profiles, day)


def without_portrait(curation: Curation) -> set[str]:
    """Return the keys of the accounts whose fiche wants no portrait shown."""
    return _keys(entry for entry in curation.entries.values() if entry.withholds == opt_outs.PORTRAIT)


def forget_who_left(
    root: Path, session: Session, curation: Curation, asked: Iterable[str], known: Mapping[str, Profile]
) -> None:
    """Empty the cache when somebody who was ever asked about is in no fiche any more, or wants nothing shown, or not their
    portrait, which we have: nobody can sort what is in it.

    `asked` are the keys asked about now, which are noted; `known` is the snapshot: its keys stand for a note that is not there.
    The note follows the emptying: what fails is done by the next refresh.

    Raises:
        SettingsError: the cache cannot be written.
    """
    file, named = root / ASKED, _named(curation)
    try:
        before = set(file.read_text("utf-8", "replace").splitlines())
    except FileNotFoundError:
        before = set(known)
    portraits = {key for key, profile in known.items() if profile.avatar}
    if before - named or portraits & without_portrait(curation):
        session.clear_cache()
    new = file.with_suffix(".new")
    new.write_text("\n".join(sorted({*asked, *(before & named)})), "utf-8")
    new.replace(file)


def _named(curation: Curation) -> set[str]:
    """Return the keys of the accounts of which something may be known: those of all fiches that do not refuse it."""
    return _keys(entry for entry in curation.entries.values() if entry.withholds != opt_outs.FACTS)


def _keys(entries: Iterable[Entry]) -> set[str]:
    return {account.key for entry in entries for account in entry.accounts}
