"""The directory as it is published: all that templates and exports see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from annuaire.directory.accounts import ListedAccount
from annuaire.french import text
from annuaire.model import Category, Edition, Profile, Publication
from annuaire.profiles import health


@dataclass(frozen=True, slots=True)  # a tuple has a `count` of its own
class Facet:
    """One value of one axis: the category assureurs, the network mastodon, the territory CA-QC…

    `count` is the number of fiches; `listings` their ids in the directory's order; `parent` the slug of
    the country of a region, else empty.
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


class Axis(NamedTuple):
    """A way to browse: categories, reseaux, territoires, sujets. Facets are in French alphabetical order, networks in
    their own."""

    slug: str
    name: str
    facets: tuple[Facet, ...]


class Listing(NamedTuple):
    """A published fiche. `accounts[0]` is the one to follow first, those whose handle was taken come last; `subjects` without a
    page have no slug."""

    id: str
    name: str
    is_person: bool
    reason: str
    caveat: str
    signed_by: str
    since: date
    categories: tuple[Facet, ...]
    territory: Facet
    subjects: tuple[Facet, ...]
    accounts: tuple[ListedAccount, ...]
    rank: int | None = None

    @property
    def own_accounts(self) -> tuple[ListedAccount, ...]:
        """The accounts whose handle is still their own, which is all that is offered elsewhere than on the fiche's page."""
        return tuple([account for account in self.accounts if not account.is_taken])

    @property
    def category(self) -> Facet:
        """The main category."""
        return self.categories[0]

    @property
    def initial(self) -> str:
        """The letter under which the name is listed."""
        return text.initial(text.sort_key(self.name))

    @property
    def monogram(self) -> str:
        """The letters that stand in for a portrait, where one is shown."""
        return _monogram(self.name)


@lru_cache(maxsize=text.CACHE_SIZE)
def _monogram(name: str) -> str:
    """Return the one or two letters that stand in for a portrait: « CD » for Camille Duval, « M » for MAIF."""
    words = [
        word for word in text.fold(name).replace("'", " ").replace("-", " ").split() if word[0].isalnum()
    ]
    words = [
        word for word in words if word not in ("l", "le", "la", "les", "de", "du", "des", "d", "et")
    ] or words
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper() or "·"


class Member(NamedTuple):
    """A member of an edition, who may no longer be published; `reason` says why they left."""

    id: str
    name: str
    is_published: bool
    reason: str = ""


class PublishedEdition(NamedTuple):
    """An edition as shown: its members in the order in which it is read, its arrivals and departures against the one before."""

    edition: Edition
    members: tuple[Member, ...]
    arrivals: tuple[Member, ...]
    departures: tuple[Member, ...]
    is_current: bool

    @property
    def id(self) -> str:
        """The month."""
        return self.edition.id


class Directory(NamedTuple):
    """All that is published. `as_of` is the day of its newest part: the site knows no other date.

    by_id       the fiches, in reading order, as initials and related are
    rotation    the ids in the order of their days (see `daily`)
    initials    the letter under which each fiche is listed
    names       the names of all fiches that may be named
    neighbours  the ids before and after each fiche in its main category
    related     the ids that each fiche resembles most
    has_paces   whether the pace of at least one fiche is known
    """

    publication: Publication
    as_of: date
    axes: Mapping[str, Axis]
    editions: tuple[PublishedEdition, ...]
    by_id: Mapping[str, Listing]
    rotation: tuple[str, ...]
    initials: Mapping[str, str]
    names: Mapping[str, str]
    neighbours: Mapping[str, tuple[str | None, str | None]]
    related: Mapping[str, tuple[str, ...]]
    has_paces: bool

    @property
    def listings(self) -> tuple[Listing, ...]:
        """All fiches, in reading order. Iterate over `by_id` where ids are enough: it makes no fiche."""
        return tuple(self.by_id.values())

    @property
    def edition(self) -> PublishedEdition:
        """The current edition."""
        return self.editions[0]

    def first(self, facet: Facet) -> Listing | None:
        """Return the first fiche that has this category as its main one."""
        found = (self.by_id[id] for id in facet.listings)
        return next((listing for listing in found if listing.category.slug == facet.slug), None)

    @staticmethod
    def is_gone(profile: Profile) -> bool:
        """Say whether the networks have answered over several days that the account no longer exists."""
        return health.is_gone(profile)

    def is_stale(self, day: date) -> bool:
        """Say whether a fact read on `day` is older than the threshold of annuaire.yml."""
        return (self.as_of - day).days > self.publication.stale_days
