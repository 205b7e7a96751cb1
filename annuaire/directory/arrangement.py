"""How fiches stand to each other: who is published, in which order, in which lists, beside whom.

It is made of nothing but editions and what each fiche says to all lists (`Summary`): while these are the same, the arrangement
of one build is that of the next, which keeps it (see `reuse`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from annuaire import messages
from annuaire.directory import budget, daily, similarity
from annuaire.errors import SnapshotError
from annuaire.french import territories, text
from annuaire.model import Curation, Edition, Entry, Snapshot
from annuaire.profiles import opt_outs
from annuaire.runtime import parallel
from annuaire.runtime.lazy import LazyMapping

RELATED = 4

Ids = tuple[str, ...]


class Summary(NamedTuple):
    """What pages, lists and counts may say of a fiche although they do not show it.

    `waits`: nothing of it is shown until a curator has looked (see `opt_outs`). `is_paced`: its rhythm is known (see `budget`).
    """

    name: str
    is_person: bool
    categories: Ids
    territory: str
    subjects: Ids
    networks: Ids
    waits: bool
    is_paced: bool


class Arrangement(NamedTuple):
    """The ids of those published in their order, and what of their places is looked up by id.

    `drawn` are the same ids in the order of the days (see `daily`); `around` are the fiches before and after in the main
    category, `filed` the ids by axis and value; `subjects` the names of these by topic; `names` those of all fiches that
    may be named: neither who asked to leave is among them nor who waits for a curator's look; `members` are the ids of each
    edition in the order in which it is read; `related` the fiches that each resembles most.
    """

    order: Ids
    drawn: Ids
    initials: Mapping[str, str]
    around: Mapping[str, tuple[str | None, str | None]]
    filed: Mapping[str, Mapping[str, Ids]]
    subjects: Mapping[str, str]
    names: Mapping[str, str]
    members: Mapping[str, Ids]
    has_paces: bool
    related: Mapping[str, Ids]


def summarize(entry: Entry, snapshot: Snapshot) -> Summary:
    """Return what a fiche says to all lists."""
    flags = (snapshot.profiles[one.key].flags for one in entry.accounts if one.key in snapshot.profiles)
    first = entry.accounts[0]
    return Summary(
        entry.name,
        entry.is_person,
        entry.categories,
        entry.territory,
        entry.subjects,
        tuple([account.network for account in entry.accounts]),
        any(opt_outs.withheld(found) == opt_outs.FICHE for found in flags),
        budget.tenths(first.network, opt_outs.shown(snapshot.profiles.get(first.key), entry.withholds))
        is not None,
    )


def arrange(curation: Curation, summaries: Mapping[str, Summary]) -> Arrangement:
    """Arrange the newest edition; `summaries` are those of all fiches.

    Raises:
        SnapshotError: all of its fiches wait for a curator's look: there would be nobody to show.
    """
    waiting = {id for id in curation.editions[0].entries if summaries[id].waits}
    names = {id: one.name for id, one in summaries.items() if id not in waiting}
    keys = {id: text.sort_key(name) for id, name in names.items()}
    members = {edition.id: _members(edition, keys) for edition in curation.editions}
    order = members[curation.editions[0].id]
    if not order:
        raise SnapshotError(messages.say("nobody", edition=curation.editions[0].id))
    fiches = {id: summaries[id] for id in order}
    by_subject = [[text.topic(name) for name in one.subjects] for one in fiches.values()]
    alike = [(subjects, one.categories) for subjects, one in zip(by_subject, fiches.values(), strict=True)]
    # It takes longer than all that follows, and is asked for when pages are listed.
    nearest = parallel.in_background(lambda: similarity.nearest(alike, RELATED), 3 * len(alike))

    @cache
    def related() -> dict[str, Ids]:
        return {
            id: tuple([order[place] for place in near]) for id, near in zip(order, nearest(), strict=True)
        }

    filed = {
        "categories": _gathered((slug, id) for id, one in fiches.items() for slug in one.categories),
        "reseaux": _gathered((network, id) for id, one in fiches.items() for network in one.networks),
        "territoires": _gathered(
            (code, id)
            for id, one in fiches.items()
            for code in (one.territory, territories.country(one.territory))
        ),
        "sujets": _gathered(
            (topic, id) for id, subjects in zip(order, by_subject, strict=True) for topic in subjects
        ),
    }
    return Arrangement(
        order=order,
        drawn=tuple(daily.drawn(order, curation.editions[0].id)),
        initials={id: text.initial(one.name) for id, one in fiches.items()},
        around=_around(fiches, filed["categories"]),
        filed=filed,
        subjects={text.topic(name): name for one in fiches.values() for name in one.subjects},
        names=names,
        members=members,
        has_paces=any(one.is_paced for one in fiches.values()),
        related=LazyMapping(order, lambda id: related()[id]),
    )


def _members(edition: Edition, keys: Mapping[str, Any]) -> Ids:
    """Return who is in an edition, in the order in which it is read, but for those who may be named nowhere."""
    found = [id for id in edition.entries if id in keys]
    if not edition.ranked:
        found.sort(key=keys.__getitem__)
    return tuple(found)


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, Ids]:
    """Return the ids of each value, in order, each once."""
    found: dict[str, dict[str, None]] = {}
    for value, id in pairs:
        found.setdefault(value, {})[id] = None
    return {value: tuple(ids) for value, ids in found.items()}


def _around(
    fiches: Mapping[str, Summary], by_category: Mapping[str, Ids]
) -> dict[str, tuple[str | None, str | None]]:
    """Return, for each fiche, those before and after it in its main category."""
    around: dict[str, tuple[str | None, str | None]] = {}
    for category, ids in by_category.items():
        for before, id, after in zip((None, *ids), ids, (*ids[1:], None), strict=False):
            if fiches[id].categories[0] == category:
                around[id] = before, after
    return around
