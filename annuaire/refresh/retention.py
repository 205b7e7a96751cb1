"""Data retention: the snapshot keeps facts only of accounts that a refresh asks about, and only the identity of the others; the
cache keeps no answer about an account that was removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from annuaire.model import Curation, Entry, Profile, Snapshot
from annuaire.profiles import opt_outs
from annuaire.refresh import targets
from annuaire.refresh.reconciliation import Judged
from annuaire.refresh.session import Session

# The keys of all accounts about which the cache may have answers, one a line; WITHOUT_PORTRAIT follows where no picture was asked
# for.
ASKED = Path(".cache/refresh.asked")
WITHOUT_PORTRAIT = " sans-portrait"


def merge(old: Snapshot, judged: Mapping[str, Judged], curation: Curation, day: date | None) -> Snapshot:
    """Return the new snapshot, of `day`: the old profiles, updated with the judged ones.

    Profiles of accounts that are in no fiche any more, or whose fiche wants nothing shown, are removed, even after a partial
    refresh. Accounts that no refresh asks about (of fiches outside the current edition, sites whose feed is read instead) keep
    only their identity: their facts would become stale.
    """
    displayable = _displayable(curation)
    hidden_portraits = without_portrait(curation)
    followed = {account.key for account in targets.chosen(curation, "")}
    profiles = {
        key: profile if key in followed else profile.without_facts()
        for key, profile in old.profiles.items()
        if key in followed or (key in displayable and profile.permanent_id)
    }
    profiles |= {
        key: result.profile if key in followed else result.profile.without_facts()
        for key, result in judged.items()
        if result.profile and (key in followed or result.profile.permanent_id)
    }
    for key in profiles.keys() & hidden_portraits:
        profiles[key] = profiles[key]._replace(avatar="")
    return Snapshot(profiles, day)


def without_portrait(curation: Curation) -> set[str]:
    """Return the keys of the accounts whose fiche wants no portrait shown."""
    return _keys(entry for entry in curation.entries.values() if entry.withholds == opt_outs.PORTRAIT)


def clear_cache_if_removed(
    root: Path, session: Session, curation: Curation, asked: Iterable[str], known: Mapping[str, Profile]
) -> None:
    """Empty the cache when an account once asked about is in no fiche any more, or its fiche now wants nothing shown, or no
    portrait: cached answers cannot be deleted by account.

    `asked` are the keys asked about now, which are added to the ASKED file; `known` is the snapshot, whose keys are the
    fallback when that file is missing. The file is written after the cache is emptied, so that a failure is retried by the next
    refresh.

    Raises:
        SettingsError: the cache cannot be written.
    """
    file = root / ASKED
    displayable, hidden = _displayable(curation), without_portrait(curation)
    allowed = {*(displayable - hidden), *(f"{key}{WITHOUT_PORTRAIT}" for key in displayable)}
    try:
        before = set(file.read_text("utf-8", "replace").splitlines())
    except FileNotFoundError:
        before = set(known)
    if before - allowed:
        session.clear_cache()
    now = {f"{key}{WITHOUT_PORTRAIT}" if key in hidden else key for key in asked}
    new = file.with_suffix(".new")
    new.write_text("\n".join(sorted(now | (before & allowed))), "utf-8")
    new.replace(file)


def _displayable(curation: Curation) -> set[str]:
    """Return the keys of the accounts of all fiches, except those that want nothing shown."""
    return _keys(entry for entry in curation.entries.values() if entry.withholds != opt_outs.FACTS)


def _keys(entries: Iterable[Entry]) -> set[str]:
    return {account.key for entry in entries for account in entry.accounts}
