"""The data that all formats write: one record for each fiche, one header for each file.

A record has only what curators wrote, and the permanent identifiers that open networks gave. Nothing that came
from X's API is exported: its terms forbid redistribution, so `record` uses nothing of the profile of an X account. An account
whose handle was taken is not exported.
"""

from collections.abc import Callable
from datetime import UTC, datetime, time
from email.utils import format_datetime
from typing import Any, NamedTuple

from annuaire.directory.accounts import ListedAccount
from annuaire.directory.directory import Directory, Listing
from annuaire.french import wording
from annuaire.french.dates import date_fr

NOT_REDISTRIBUTABLE = ("x",)  # networks whose API's answers may not be redistributed


class RecordAccount(NamedTuple):
    """An account as exported; `permanent_id` is empty when it is unknown or must not be redistributed."""

    network: str
    label: str
    handle: str
    shown: str
    url: str
    follow_url: str
    permanent_id: str = ""


class Record(NamedTuple):
    """A fiche as exported. `group` is the folder, list or heading under which it stands."""

    id: str
    name: str
    is_person: bool
    group: str
    category_ids: tuple[str, ...]
    categories: tuple[str, ...]
    territory: str
    reason: str
    caveat: str
    subjects: tuple[str, ...]
    since: str
    url: str
    accounts: tuple[RecordAccount, ...]

    @property
    def presentation(self) -> str:
        """The reason, and what one must know before following."""
        return f"{self.reason} {wording.CAVEAT}{self.caveat}" if self.caveat else self.reason

    def on(self, network: str) -> RecordAccount | None:
        """Return the account on a network."""
        for account in self.accounts:
            if account.network == network:
                return account
        return None


class Header(NamedTuple):
    """The metadata of a file. `notes` are whole French sentences; `source` is the page of the same list."""

    title: str
    list: str
    edition: str
    edition_title: str
    published: str
    updated: str
    published_rfc822: str
    licence: str
    licence_url: str
    scope: str
    source: str
    since: str
    notes: tuple[str, ...]

    @property
    def full_title(self) -> str:
        """« Cent comptes : Journalistes »."""
        return f"{self.title}\u00a0: {self.list}" if self.list != self.title else self.title

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of a comment at the head of a file."""
        return (*self.notes, wording.SOURCE + self.source)

    def facts(self) -> dict[str, Any]:
        """Return the metadata of a JSON file."""
        return {
            "title": self.title,
            "list": self.list,
            "edition": self.edition,
            "edition_title": self.edition_title,
            "published": self.published,
            "updated": self.updated,
            "licence": self.licence,
            "licence_url": self.licence_url,
            "scope": self.scope,
            "source": self.source,
            "since": self.since,
        }


def permanent_id(account: ListedAccount) -> str:
    """Return the identifier that survives a change of handle, unless it came from a closed API."""
    if account.profile is None or account.network in NOT_REDISTRIBUTABLE:
        return ""
    return account.profile.permanent_id


def record(listing: Listing, address: Callable[[object], str]) -> Record:
    """Make the record of a listing, under its main category; `address` returns the public address of anything that has a page."""
    return Record(
        id=listing.id,
        name=listing.name,
        is_person=listing.is_person,
        group=listing.category.name,
        category_ids=tuple(facet.slug for facet in listing.categories),
        categories=tuple(facet.name for facet in listing.categories),
        territory=listing.territory.name,
        reason=listing.reason,
        caveat=listing.caveat,
        subjects=tuple(facet.name for facet in listing.subjects),
        since=listing.since.isoformat(),
        url=address(listing),
        accounts=tuple(
            RecordAccount(
                account.network,
                account.label,
                account.handle,
                account.shown,
                account.profile_url,
                account.follow_url,
                permanent_id(account),
            )
            for account in listing.own_accounts
        ),
    )


def header(directory: Directory, list_name: str, source: str, since: str) -> Header:
    """Make the header of a file about `list_name`, whose page is `source`."""
    current = directory.edition.edition
    return Header(
        title=directory.publication.title,
        list=list_name,
        edition=current.id,
        edition_title=current.title,
        published=current.published.isoformat(),
        updated=directory.as_of.isoformat(),
        published_rfc822=format_datetime(datetime.combine(current.published, time(), UTC), usegmt=True),
        licence=wording.LICENCE,
        licence_url=wording.LICENCE_URL,
        scope=wording.SCOPE,
        source=source,
        since=since,
        notes=(
            wording.EDITION_LINE.format(
                edition=current.title, published=date_fr(current.published), updated=date_fr(directory.as_of)
            ),
            wording.LICENCE_LINE.format(licence=wording.LICENCE, url=wording.LICENCE_URL),
            wording.SCOPE,
            wording.SINCE_LINE.format(url=since),
        ),
    )
