"""The changes that bring a Bluesky list to the members of the edition: pure, a diff of present and wanted members.

There are two lists, because the network requires a purpose for each: one for people to follow, one that a starter pack
refers to (lexicons app.bsky.graph.list and app.bsky.graph.starterpack of bluesky-social/atproto).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annuaire.directory.directory import Directory
from annuaire.directory.record import permanent_id
from annuaire.exports import bluesky
from annuaire.french import wording

LIST, ITEM, PACK = "app.bsky.graph.list", "app.bsky.graph.listitem", "app.bsky.graph.starterpack"
PURPOSES = ("app.bsky.graph.defs#curatelist", "app.bsky.graph.defs#referencelist")
MAX_NAME, MAX_DESCRIPTION = 50, 300  # graphemes of a starter pack's name and description
MAX_WRITES = 200  # in one call of com.atproto.repo.applyWrites


class Member(NamedTuple):
    """An account to put on the list; `did` is empty while only the handle is known."""

    name: str
    handle: str
    did: str = ""


class Plan(NamedTuple):
    """The changes to one list: DIDs to add, keys of items to remove."""

    add: tuple[str, ...]
    remove: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the list needs no change."""
        return not (self.add or self.remove)


def members(directory: Directory) -> list[Member]:
    """Return the members of the edition that are on Bluesky, in reading order, up to the limit of a starter pack.

    Accounts whose profile is withheld are left out: a list shows an account and its profile to everybody.
    """
    found = [
        Member(listing.name, account.handle, permanent_id(account))
        for listing in directory.listings
        for account in listing.accounts
        if account.network == "bluesky" and not account.is_withheld
    ]
    return found[: bluesky.LIMIT]


def plan(wanted: Sequence[str], present: Mapping[str, str]) -> Plan:
    """Compare the wanted DIDs with those present, which map to the keys of their items."""
    return Plan(
        tuple(did for did in dict.fromkeys(wanted) if did not in present),
        tuple(key for did, key in present.items() if did not in wanted),
    )


def name(directory: Directory) -> str:
    """Return the name of the lists and of the pack, by which the next run finds them."""
    return directory.publication.title[:MAX_NAME]


def description(directory: Directory, address: str) -> str:
    """Return the description of the lists: the directory's own, the edition, the licence, the address."""
    facts = f"{directory.edition.edition.title}, {wording.LICENCE}. {address}".rstrip()
    limit = MAX_DESCRIPTION - len(facts) - 1
    text = directory.publication.description
    return f"{text if len(text) <= limit else text[: limit - 1] + '…'} {facts}"


def batches(writes: Sequence[dict[str, object]]) -> Iterator[Sequence[dict[str, object]]]:
    """Split writes into batches, one for each call."""
    for start in range(0, len(writes), MAX_WRITES):
        yield writes[start : start + MAX_WRITES]
