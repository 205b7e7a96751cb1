"""The joining: the current edition's entries and what the networks said of them, in reading order.

Nothing here reads a file, the clock or the network.
"""

from __future__ import annotations

from collections.abc import Iterable

from annuaire import kinship, networks, territories, text, wishes
from annuaire.directory import Axis, Directory, Facet, ListedAccount, Listing, Member, PublishedEdition
from annuaire.model import Curation, Entry, Evidence, Snapshot

RELATED = 4
SUBJECT_MINIMUM = 2  # a subject of a single fiche has no page


def assemble(curation: Curation, snapshot: Snapshot) -> Directory:
    """Join checked curation and snapshot into what is published: the newest edition."""
    current = curation.editions[0]
    entries = [curation.entries[id] for id in current.entries if not _waits(curation.entries[id], snapshot)]
    if not current.ranked:
        entries.sort(key=lambda entry: text.sort_key(entry.name))
    facets = _Facets(curation, entries)
    subjects = [[text.slugify(name) for name in entry.subjects] for entry in entries]
    kin = kinship.nearest(
        [(said, entry.categories) for said, entry in zip(subjects, entries, strict=True)], RELATED
    )
    listings = tuple(
        Listing(
            id=entry.id,
            name=entry.name,
            is_person=entry.is_person,
            reason=entry.reason,
            caveat=entry.caveat,
            signed_by=entry.signed_by,
            since=entry.since,
            initial=text.initial(entry.name),
            monogram=_monogram(entry.name),
            categories=tuple(facets.categories[slug] for slug in entry.categories),
            territory=facets.territories[entry.territory],
            subjects=tuple(facets.subject(subject) for subject in entry.subjects),
            accounts=tuple(
                _listed(account.network, account.handle, account.key, snapshot, entry.evidence)
                for account in entry.accounts
            ),
            rank=rank if current.ranked else None,
            related=tuple(entries[place].id for place in kin[rank - 1]),
        )
        for rank, entry in enumerate(entries, 1)
    )
    return Directory(
        publication=curation.publication,
        as_of=max(filter(None, (current.published, snapshot.refreshed_on))),
        listings=listings,
        axes={axis.slug: axis for axis in facets.axes()},
        editions=_published(curation, {entry.id for entry in entries}),
        by_id={listing.id: listing for listing in listings},
    )


def _waits(entry: Entry, snapshot: Snapshot) -> bool:
    """Say whether a whole fiche waits until a curator has looked: see `wishes`."""
    flags = (snapshot.profiles[item.key].flags for item in entry.accounts if item.key in snapshot.profiles)
    return any(wishes.withheld(found) == wishes.FICHE for found in flags)


class _Facets:
    """The values of every axis with the fiches that have them, in the directory's order."""

    def __init__(self, curation: Curation, entries: list[Entry]) -> None:
        def gather(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
            found: dict[str, dict[str, None]] = {}
            for value, id in pairs:
                found.setdefault(value, {})[id] = None
            return {value: tuple(ids) for value, ids in found.items()}

        self.by_category = gather((slug, entry.id) for entry in entries for slug in entry.categories)
        self.by_subject = gather(
            (text.slugify(name), entry.id) for entry in entries for name in entry.subjects
        )
        by_network = gather((account.network, entry.id) for entry in entries for account in entry.accounts)
        by_territory = gather(
            (code, entry.id)
            for entry in entries
            for code in dict.fromkeys((entry.territory, territories.country(entry.territory)))
        )
        names = {text.slugify(name): name for entry in entries for name in entry.subjects}

        self.categories = {
            item.id: Facet(
                "categories", item.id, item.name, item.description, self.by_category.get(item.id, ()), item
            )
            for item in curation.categories
        }
        self.networks = [
            Facet("reseaux", module.NETWORK, module.LABEL, listings=by_network[module.NETWORK])
            for module in networks.NETWORKS
            if module.NETWORK in by_network
        ]
        self.territories = {code: _territory(code, ids) for code, ids in by_territory.items()}
        self.subjects = {
            slug: Facet("sujets", slug, names[slug], listings=ids) for slug, ids in self.by_subject.items()
        }

    def subject(self, name: str) -> Facet:
        """Return a subject's facet; without a slug when it has no page."""
        found = self.subjects[text.slugify(name)]
        return found if found.count >= SUBJECT_MINIMUM else Facet("sujets", "", name)

    def axes(self) -> Iterable[Axis]:
        """Yield the axes: networks in their own order, all else by name."""

        def by_name(facets: Iterable[Facet], minimum: int = 1) -> tuple[Facet, ...]:
            shown = (facet for facet in facets if facet.count >= minimum)
            return tuple(sorted(shown, key=lambda facet: text.sort_key(facet.name)))

        yield Axis("categories", "Catégories", by_name(self.categories.values()))
        yield Axis("reseaux", "Réseaux", tuple(self.networks))
        yield Axis("territoires", "Territoires", by_name(self.territories.values()))
        yield Axis("sujets", "Sujets", by_name(self.subjects.values(), SUBJECT_MINIMUM))


def _territory(code: str, ids: tuple[str, ...]) -> Facet:
    name = territories.name(code)
    parent = text.slugify(territories.name(territories.country(code))) if "-" in code else ""
    return Facet("territoires", text.slugify(name), name, listings=ids, parent=parent)


def _listed(
    network: str, handle: str, key: str, snapshot: Snapshot, evidence: tuple[Evidence, ...]
) -> ListedAccount:
    module = networks.BY_NAME[network]
    profile = snapshot.profiles.get(key)
    is_withheld = profile is not None and wishes.withheld(profile.flags) != wishes.NOTHING
    return ListedAccount(
        network=network,
        label=module.LABEL,
        handle=handle,
        key=key,
        shown=module.shown(handle),
        profile_url=module.profile_url(handle),
        follow_url=module.follow_url(handle),
        profile=None if is_withheld else profile,
        evidence=tuple(item for item in evidence if item.network == network),
        is_withheld=is_withheld,
    )


def _monogram(name: str) -> str:
    """Return the one or two letters that stand in for a portrait: « CD » for Camille Duval, « M » for MAIF."""
    words = [
        word for word in text.fold(name).replace("'", " ").replace("-", " ").split() if word[0].isalnum()
    ]
    words = [
        word for word in words if word not in ("l", "le", "la", "les", "de", "du", "des", "d", "et")
    ] or words
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper() or "·"


def _published(curation: Curation, current: set[str]) -> tuple[PublishedEdition, ...]:
    """Return all editions, newest first, each compared with the one before it; `current` are the published ids."""
    waiting = set(curation.editions[0].entries) - current

    def member(id: str, reason: str = "") -> Member:
        entry = curation.entries.get(id)
        return Member(id, entry.name if entry else id, id in current, reason)

    published = []
    for place, edition in enumerate(curation.editions):
        before = curation.editions[place + 1] if place + 1 < len(curation.editions) else None
        members = [member(id) for id in edition.entries if id not in waiting]
        if not edition.ranked:
            members.sort(key=lambda item: text.sort_key(item.name))
        known = set(before.entries) if before else ()
        arrivals = [item for item in members if before and item.id not in known]
        departures = [member(item.entry, item.reason) for item in edition.departures]
        published.append(
            PublishedEdition(edition, tuple(members), tuple(arrivals), tuple(departures), place == 0)
        )
    return tuple(published)
