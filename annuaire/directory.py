"""The directory: the current edition's entries joined with what the networks said, in reading order.

This is all that templates and exports see. Nothing here reads a file, the clock or the network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from annuaire import networks, territories, text
from annuaire.model import Category, Curation, Edition, Evidence, Profile, Publication, Snapshot

RELATED = 4
SUBJECT_MINIMUM = 2  # a subject of a single fiche has no page


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """An account as shown: its addresses, its profile if the networks were asked, its evidence."""

    network: str
    label: str
    handle: str
    key: str
    shown: str
    profile_url: str
    follow_url: str
    profile: Profile | None
    evidence: tuple[Evidence, ...]

    @property
    def seen(self) -> str:
        """The newest date at which the evidence testifies, or empty when no source gives one."""
        return max((item.seen for item in self.evidence), default="")


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of one axis: the category assureurs, the network mastodon, the territory CA-QC…

    `count` is the number of fiches; `listings` their ids in the directory's order.
    """

    axis: str
    slug: str
    name: str
    description: str = ""
    listings: tuple[str, ...] = ()
    category: Category | None = None
    parent: str = ""

    @property
    def count(self) -> int:
        """How many fiches have this value."""
        return len(self.listings)


@dataclass(frozen=True, slots=True)
class Axis:
    """A way to browse: categories, reseaux, territoires, sujets. Facets are in French alphabetical order."""

    slug: str
    name: str
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A published fiche. `accounts[0]` is the one to follow first; `subjects` without a page have no slug."""

    id: str
    name: str
    is_person: bool
    reason: str
    caveat: str
    signed_by: str
    since: date
    initial: str
    monogram: str
    categories: tuple[Facet, ...]
    territory: Facet
    subjects: tuple[Facet, ...]
    accounts: tuple[ListedAccount, ...]
    rank: int | None = None
    related: tuple[str, ...] = ()

    @property
    def category(self) -> Facet:
        """The main category."""
        return self.categories[0]


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition as shown: its fiches by name and id, its arrivals and departures against the one before."""

    edition: Edition
    members: tuple[Member, ...]
    arrivals: tuple[Member, ...]
    departures: tuple[Member, ...]
    is_current: bool

    @property
    def id(self) -> str:
        """The month."""
        return self.edition.id


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in an edition, perhaps no longer published; `reason` says why they left."""

    id: str
    name: str
    is_published: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """All that is published. `as_of` is the day of its newest part: the site knows no other date."""

    publication: Publication
    as_of: date
    listings: tuple[Listing, ...]
    axes: Mapping[str, Axis]
    editions: tuple[PublishedEdition, ...]
    by_id: Mapping[str, Listing] = field(repr=False)

    @property
    def edition(self) -> PublishedEdition:
        """The current edition."""
        return self.editions[0]

    def of(self, facet: Facet) -> list[Listing]:
        """Return the listings of a facet, in the directory's order."""
        return [self.by_id[id] for id in facet.listings]

    def related(self, listing: Listing) -> list[Listing]:
        """Return the fiches that resemble this one most."""
        return [self.by_id[id] for id in listing.related]

    def around(self, listing: Listing) -> tuple[Listing | None, Listing | None]:
        """Return the previous and the next fiche of the same main category."""
        ids = listing.category.listings
        place = ids.index(listing.id)
        before = self.by_id[ids[place - 1]] if place else None
        after = self.by_id[ids[place + 1]] if place + 1 < len(ids) else None
        return before, after

    def is_stale(self, day: date) -> bool:
        """Say whether a fact read on `day` is older than the threshold of annuaire.yml."""
        return (self.as_of - day).days > self.publication.stale_days


def assemble(curation: Curation, snapshot: Snapshot) -> Directory:
    """Join checked curation and snapshot into what is published: the newest edition."""
    current = curation.editions[0]
    entries = [curation.entries[id] for id in current.entries]
    if not current.ranked:
        entries.sort(key=lambda entry: text.sort_key(entry.name))
    ids = [entry.id for entry in entries]
    order = {id: place for place, id in enumerate(ids)}

    def members(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
        """Gather (value, id) pairs by value, ids in order and once."""
        found: dict[str, dict[str, None]] = {}
        for value, id in pairs:
            found.setdefault(value, {})[id] = None
        return {value: tuple(sorted(group, key=order.__getitem__)) for value, group in found.items()}

    by_category = members((slug, entry.id) for entry in entries for slug in entry.categories)
    by_network = members((account.network, entry.id) for entry in entries for account in entry.accounts)
    by_territory = members(
        (code, entry.id)
        for entry in entries
        for code in {entry.territory, territories.country(entry.territory)}
    )
    subject_names: dict[str, str] = {}
    for entry in entries:
        for subject in entry.subjects:
            subject_names.setdefault(text.slugify(subject), subject)
    by_subject = members((text.slugify(subject), entry.id) for entry in entries for subject in entry.subjects)

    categories = {
        category.id: Facet(
            "categories", category.id, category.name, category.description,
            by_category.get(category.id, ()), category,
        )
        for category in curation.categories
    }  # fmt: skip
    network_facets = [
        Facet("reseaux", module.NETWORK, module.LABEL, listings=by_network[module.NETWORK])
        for module in networks.NETWORKS
        if module.NETWORK in by_network
    ]
    places = {
        code: Facet(
            "territoires", text.slugify(territories.name(code)), territories.name(code), listings=group,
            parent=text.slugify(territories.name(territories.country(code))) if "-" in code else "",
        )
        for code, group in by_territory.items()
    }  # fmt: skip
    subjects = {
        slug: Facet("sujets", slug, subject_names[slug], listings=group) for slug, group in by_subject.items()
    }

    related = _related(entries_subjects={entry.id: [text.slugify(s) for s in entry.subjects] for entry in entries},
                       entries_categories={entry.id: list(entry.categories) for entry in entries},
                       subjects=by_subject, categories=by_category, order=order)  # fmt: skip
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
            categories=tuple(categories[slug] for slug in entry.categories),
            territory=places[entry.territory],
            subjects=tuple(
                subjects[slug] if len(by_subject[slug]) >= SUBJECT_MINIMUM else Facet("sujets", "", subject)
                for subject, slug in ((subject, text.slugify(subject)) for subject in entry.subjects)
            ),
            accounts=tuple(
                _listed(account.network, account.handle, account.key, snapshot, entry.evidence)
                for account in entry.accounts
            ),
            rank=order[entry.id] + 1 if current.ranked else None,
            related=related[entry.id],
        )
        for entry in entries
    )

    def axis(slug: str, name: str, facets: Iterable[Facet], keep_order: bool = False) -> Axis:
        shown = [facet for facet in facets if facet.listings]
        return Axis(
            slug, name, tuple(shown if keep_order else sorted(shown, key=lambda f: text.sort_key(f.name)))
        )

    axes = (
        axis("categories", "Catégories", categories.values()),
        axis("reseaux", "Réseaux", network_facets, keep_order=True),
        axis("territoires", "Territoires", places.values()),
        axis("sujets", "Sujets", (facet for facet in subjects.values() if facet.count >= SUBJECT_MINIMUM)),
    )
    return Directory(
        publication=curation.publication,
        as_of=max(filter(None, (current.published, snapshot.refreshed_on))),
        listings=listings,
        axes={axis.slug: axis for axis in axes},
        editions=_published(curation),
        by_id={listing.id: listing for listing in listings},
    )


def _listed(
    network: str, handle: str, key: str, snapshot: Snapshot, evidence: tuple[Evidence, ...]
) -> ListedAccount:
    module = networks.BY_NAME[network]
    return ListedAccount(
        network=network,
        label=module.LABEL,
        handle=handle,
        key=key,
        shown=module.shown(handle),
        profile_url=module.profile_url(handle),
        follow_url=module.follow_url(handle),
        profile=snapshot.profiles.get(key),
        evidence=tuple(item for item in evidence if item.network == network),
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


def _related(
    entries_subjects: Mapping[str, list[str]],
    entries_categories: Mapping[str, list[str]],
    subjects: Mapping[str, tuple[str, ...]],
    categories: Mapping[str, tuple[str, ...]],
    order: Mapping[str, int],
) -> dict[str, tuple[str, ...]]:
    """For each entry, the ones that share most: a subject counts three, a category one, a rare one first."""
    found = {}
    for id in order:
        score: Counter[str] = Counter()
        for slug in entries_subjects[id]:
            for other in subjects[slug]:
                score[other] += 3
        for slug in entries_categories[id]:
            for other in categories[slug]:
                score[other] += 1
        score.pop(id, None)
        best = sorted(score, key=lambda other: (-score[other], abs(order[other] - order[id]), order[other]))
        found[id] = tuple(best[:RELATED])
    return found


def _published(curation: Curation) -> tuple[PublishedEdition, ...]:
    """Return all editions, newest first, each compared with the one before it."""
    current = set(curation.editions[0].entries)

    def member(id: str, reason: str = "") -> Member:
        entry = curation.entries.get(id)
        return Member(id, entry.name if entry else id, id in current, reason)

    published = []
    for place, edition in enumerate(curation.editions):
        before = curation.editions[place + 1] if place + 1 < len(curation.editions) else None
        members = [member(id) for id in edition.entries]
        if not edition.ranked:
            members.sort(key=lambda item: text.sort_key(item.name))
        arrivals = [item for item in members if before and item.id not in before.entries]
        departures = [member(item.entry, item.reason) for item in edition.departures]
        published.append(
            PublishedEdition(edition, tuple(members), tuple(arrivals), tuple(departures), place == 0)
        )
    return tuple(published)
