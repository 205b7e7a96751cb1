"""How fiches relate to each other: which are published, in which order, in which lists, beside which others.

An arrangement depends on nothing but the editions and the `Summary` of each fiche. While these do not change, the next
build reuses it (see `reuse`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from annuaire import messages
from annuaire.directory import budget, daily, similarity
from annuaire.errors import SnapshotError
from annuaire.french import territories, text
from annuaire.model import Curation, Edition, Entry, Snapshot
from annuaire.profiles import health, opt_outs
from annuaire.runtime import cachefile, digests, parallel
from annuaire.runtime.lazy import LazyMapping

RELATED = 4  # fiches related to each, unless the site says otherwise

Ids = tuple[str, ...]


class Summary(NamedTuple):
    """The part of a fiche on which pages, lists and counts depend even where they do not show that fiche.

    `networks`: those where its handle is still its own. `awaits_review`: the whole fiche is withheld until a curator has reviewed
    it (see `opt_outs`). `is_paced`: its pace is known (see `budget`).
    """

    name: str
    is_person: bool
    categories: Ids
    territory: str
    subjects: Ids
    networks: Ids
    awaits_review: bool
    is_paced: bool

    @property
    def digest(self) -> str:
        """A digest of all fields."""
        return digests.of(repr(tuple(self)).encode("utf-8", "surrogatepass"))


class Arrangement(NamedTuple):
    """The order of the published fiches, and indexes by id.

    order       the published ids, in reading order
    rotation    the same ids, in the order of their days (see `daily`)
    initials    the letter under which each fiche is listed
    neighbours  the ids before and after each fiche in its main category
    by_axis     the ids by axis, then by value
    subjects    the name of each subject, by topic
    names       the names of all fiches that may be named: not of those that asked to leave or await review
    members     the ids of each edition, in reading order
    has_paces   whether the pace of at least one fiche is known
    related     the ids that each fiche resembles most
    """

    order: Ids
    rotation: Ids
    initials: Mapping[str, str]
    neighbours: Mapping[str, tuple[str | None, str | None]]
    by_axis: Mapping[str, Mapping[str, Ids]]
    subjects: Mapping[str, str]
    names: Mapping[str, str]
    members: Mapping[str, Ids]
    has_paces: bool
    related: Mapping[str, Ids]

    def packed(self) -> bytes:
        """Serialise the arrangement, for `unpacked`."""
        plain = self._replace(related=dict(self.related))
        return cachefile.dumps(tuple(plain), deduplicate=True)  # each list has the same ids

    @classmethod
    def unpacked(cls, packed: bytes) -> Arrangement:
        """Return the arrangement that `packed` serialised."""
        return cls(*cachefile.loads(packed))


def summarize(entry: Entry, snapshot: Snapshot) -> Summary:
    """Return the summary of a fiche."""
    flags = (snapshot.profiles[one.key].flags for one in entry.accounts if one.key in snapshot.profiles)
    own = [one for one in entry.accounts if not health.is_taken(snapshot.profiles.get(one.key))]
    first = (own or entry.accounts)[0]
    return Summary(
        entry.name,
        entry.is_person,
        entry.categories,
        entry.territory,
        entry.subjects,
        tuple([account.network for account in own]),
        any(opt_outs.withheld(found) == opt_outs.FICHE for found in flags),
        budget.tenths(first.network, opt_outs.shown(snapshot.profiles.get(first.key), entry.withholds))
        is not None,
    )


def arrange(curation: Curation, summaries: Mapping[str, Summary], related: int = RELATED) -> Arrangement:
    """Arrange the newest edition; `summaries` are those of all fiches, and at most `related` others are related to each.

    Raises:
        SnapshotError: all of its fiches await review: there would be nobody to show.
    """
    on_hold = {id for id in curation.editions[0].entries if summaries[id].awaits_review}
    names = {id: one.name for id, one in summaries.items() if id not in on_hold}
    keys = {id: text.sort_key(name) for id, name in names.items()}
    members = {edition.id: _members(edition, keys) for edition in curation.editions}
    order = members[curation.editions[0].id]
    if not order:
        raise SnapshotError(messages.say("nobody", edition=curation.editions[0].id))
    fiches = {id: summaries[id] for id in order}
    by_subject = [[text.topic(name) for name in one.subjects] for one in fiches.values()]
    # Started first because it takes longer than everything below.
    alike = [(subjects, one.categories) for subjects, one in zip(by_subject, fiches.values(), strict=True)]
    similar = _similar(order, alike, related) if related else dict.fromkeys(order, ())
    by_axis = {
        "categories": _grouped((slug, id) for id, one in fiches.items() for slug in one.categories),
        "reseaux": _grouped((network, id) for id, one in fiches.items() for network in one.networks),
        "territoires": _grouped(
            (code, id)
            for id, one in fiches.items()
            for code in (one.territory, territories.country(one.territory))
        ),
        "sujets": _grouped(
            (topic, id) for id, subjects in zip(order, by_subject, strict=True) for topic in subjects
        ),
    }
    return Arrangement(
        order=order,
        rotation=tuple(daily.shuffled(order, curation.editions[0].id)),
        initials={id: text.initial(keys[id]) for id in order},
        neighbours=_neighbours(fiches, by_axis["categories"]),
        by_axis=by_axis,
        subjects={
            topic: name
            for topics, one in zip(by_subject, fiches.values(), strict=True)
            for topic, name in zip(topics, one.subjects, strict=True)
        },
        names=names,
        members=members,
        has_paces=any(one.is_paced for one in fiches.values()),
        related=similar,
    )


def _similar(
    order: Ids, fiches: Sequence[tuple[Collection[str], Collection[str]]], wanted: int
) -> Mapping[str, Ids]:
    """Return the ids that each fiche resembles most; they are found in the background, and needed only when pages are listed."""
    nearest = parallel.in_background(lambda: similarity.nearest(fiches, wanted), 3 * len(fiches))

    @cache
    def similar() -> dict[str, Ids]:
        return {
            id: tuple([order[place] for place in near]) for id, near in zip(order, nearest(), strict=True)
        }

    return LazyMapping(order, lambda id: similar()[id])


def _members(edition: Edition, keys: Mapping[str, Any]) -> Ids:
    """Return the ids of an edition in reading order, without those that must not be named."""
    found = [id for id in edition.entries if id in keys]
    if not edition.ranked:
        found.sort(key=keys.__getitem__)
    return tuple(found)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, Ids]:
    """Group ids by value: in their order, without duplicates."""
    found: dict[str, dict[str, None]] = {}
    for value, id in pairs:
        found.setdefault(value, {})[id] = None
    return {value: tuple(ids) for value, ids in found.items()}


def _neighbours(
    fiches: Mapping[str, Summary], by_category: Mapping[str, Ids]
) -> dict[str, tuple[str | None, str | None]]:
    """Return, for each fiche, the ids before and after it in its main category."""
    neighbours: dict[str, tuple[str | None, str | None]] = {}
    for category, ids in by_category.items():
        for before, id, after in zip((None, *ids), ids, (*ids[1:], None), strict=False):
            if fiches[id].categories[0] == category:
                neighbours[id] = before, after
    return neighbours
