"""Joins the entries of the current edition with the profiles of the snapshot, in reading order.

Pure: it reads no file, no clock and no network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from annuaire import networks
from annuaire.directory.accounts import ListedAccount
from annuaire.directory.arrangement import Arrangement, arrange, summarize
from annuaire.directory.directory import (
    Axis,
    Directory,
    Facet,
    Listing,
    Member,
    PublishedEdition,
)
from annuaire.french import territories, text
from annuaire.model import Account, Curation, Entry, Snapshot
from annuaire.profiles import health, opt_outs
from annuaire.runtime.lazy import LazyMapping

SUBJECT_MINIMUM = 2  # a subject of a single fiche has no page


def assemble(curation: Curation, snapshot: Snapshot, arrangement: Arrangement | None = None) -> Directory:
    """Join checked curation and snapshot into the `Directory` of the newest edition.

    `arrangement` is computed here unless it is given.

    Raises:
        SnapshotError: as `arrange` does.
    """
    current = curation.editions[0]
    if arrangement is None:
        arrangement = arrange(
            curation, {id: summarize(one, snapshot) for id, one in curation.entries.items()}
        )
    facets = _Facets(curation, arrangement)
    ranks = {id: rank for rank, id in enumerate(arrangement.order, 1)} if current.ranked else {}

    def listing(id: str) -> Listing:
        return _listing(curation.entries[id], snapshot, facets, ranks.get(id))

    return Directory(
        publication=curation.publication,
        as_of=max(filter(None, (current.published, snapshot.refreshed_on))),
        axes={axis.slug: axis for axis in facets.axes()},
        editions=_published(curation, arrangement),
        by_id=LazyMapping(arrangement.order, listing),
        rotation=arrangement.rotation,
        initials=arrangement.initials,
        names=arrangement.names,
        neighbours=arrangement.neighbours,
        related=arrangement.related,
        has_paces=arrangement.has_paces,
    )


class _Facets:
    """The facets of every axis, with their fiches in reading order."""

    def __init__(self, curation: Curation, arrangement: Arrangement) -> None:
        by_axis = arrangement.by_axis
        self.categories = {
            item.id: Facet(
                "categories",
                item.id,
                item.name,
                item.description,
                by_axis["categories"].get(item.id, ()),
                item,
            )
            for item in curation.categories
        }
        self.networks = [
            Facet("reseaux", module.NETWORK, module.LABEL, listings=by_axis["reseaux"][module.NETWORK])
            for module in networks.NETWORKS
            if module.NETWORK in by_axis["reseaux"]
        ]
        self.territories = {
            code: _territory(code, ids, curation.territories) for code, ids in by_axis["territoires"].items()
        }
        self.subjects = {
            topic: Facet("sujets", text.slugify(name), name, listings=by_axis["sujets"][topic])
            for topic, name in arrangement.subjects.items()
        }
        self.subject = cache(self._subject)  # ten thousand fiches name the same few thousand

    def _subject(self, name: str) -> Facet:
        """Return a subject's facet; without a slug when it has no page."""
        found = self.subjects[text.topic(name)]
        return found if found.count >= SUBJECT_MINIMUM else Facet("sujets", "", name)

    def axes(self) -> Iterable[Axis]:
        """Yield the axes: networks in their own order, all else by name; a subject without an address is in none."""

        def by_name(facets: Iterable[Facet], minimum: int = 1) -> tuple[Facet, ...]:
            shown = (facet for facet in facets if facet.slug and facet.count >= minimum)
            return tuple(sorted(shown, key=lambda facet: text.sort_key(facet.name)))

        yield Axis("categories", "Catégories", by_name(self.categories.values()))
        yield Axis("reseaux", "Réseaux", tuple(self.networks))
        yield Axis("territoires", "Territoires", by_name(self.territories.values()))
        yield Axis("sujets", "Sujets", by_name(self.subjects.values(), SUBJECT_MINIMUM))


def _territory(code: str, ids: tuple[str, ...], names: Mapping[str, str]) -> Facet:
    country = territories.country(code)
    parent = territories.slug(country, names[country]) if country != code else ""
    return Facet("territoires", territories.slug(code, names[code]), names[code], listings=ids, parent=parent)


def _listing(entry: Entry, snapshot: Snapshot, facets: _Facets, rank: int | None) -> Listing:
    return Listing(
        id=entry.id,
        name=entry.name,
        is_person=entry.is_person,
        reason=entry.reason,
        caveat=entry.caveat,
        signed_by=entry.signed_by,
        since=entry.since,
        categories=tuple([facets.categories[slug] for slug in entry.categories]),
        territory=facets.territories[entry.territory],
        subjects=tuple([facets.subject(subject) for subject in entry.subjects]),
        accounts=tuple(
            sorted(
                [_listed(account, entry, snapshot) for account in entry.accounts],
                key=lambda account: account.is_taken,
            )
        ),
        rank=rank,
    )


def _listed(account: Account, entry: Entry, snapshot: Snapshot) -> ListedAccount:
    """Join an account with its evidence and with as much of its profile as may be shown."""
    module = networks.BY_NAME[account.network]
    profile = snapshot.profiles.get(account.key)
    is_taken = health.is_taken(profile)
    shown = None if is_taken else opt_outs.shown(profile, entry.withholds)
    refused = module.HAS_PROFILE and entry.withholds == opt_outs.FACTS
    return ListedAccount(
        network=account.network,
        handle=account.handle,
        shown=module.shown(account.handle),
        profile=shown,
        evidence=tuple([item for item in entry.evidence if item.network == account.network]),
        is_withheld=shown is None and (profile is not None or refused),
        is_taken=is_taken,
    )


def _published(curation: Curation, arrangement: Arrangement) -> tuple[PublishedEdition, ...]:
    """Return all editions, newest first, each compared with the one before it."""
    current = set(arrangement.order)

    def member(id: str, reason: str = "") -> Member:
        return Member(id, arrangement.names[id], id in current, reason)

    published = []
    for edition, before in zip(curation.editions, (*curation.editions[1:], None), strict=True):
        members = [member(id) for id in arrangement.members[edition.id]]
        known = set(before.entries) if before else ()
        arrivals = [item for item in members if before and item.id not in known]
        departures = [
            member(item.entry, item.reason) for item in edition.departures if item.entry in arrangement.names
        ]
        published.append(
            PublishedEdition(
                edition, tuple(members), tuple(arrivals), tuple(departures), edition is curation.editions[0]
            )
        )
    return tuple(published)
