"""What Bluesky must be told so that a list has the edition's members: pure, from what is there to what should be.

Two lists, because the network wants two purposes: one that people follow as a list, one that a starter pack points
to (lexicons app.bsky.graph.list and app.bsky.graph.starterpack of bluesky-social/atproto).
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
MAX_NAME, MAX_DESCRIPTION = 50, 300  # graphemes that a starter pack's name and description may have
MAX_WRITES = 200  # that one call of com.atproto.repo.applyWrites takes


class Member(NamedTuple):
    """Somebody to put on the list; `did` is empty while only the handle is known."""

    name: str
    handle: str
    did: str = ""


class Plan(NamedTuple):
    """What one list lacks (DIDs) and has too many (keys of its items)."""

    add: tuple[str, ...]
    remove: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """The list is as it should be."""
        return not (self.add or self.remove)


def members(directory: Directory) -> list[Member]:
    """Return who of the edition is on Bluesky, in the directory's order, as many as a starter pack takes.

    Whoever asks that nothing be shown is on no list: a list shows the account and its profile to everybody.
    """
    found = [
        Member(listing.name, account.handle, permanent_id(account))
        for listing in directory.listings
        for account in listing.accounts
        if account.network == "bluesky" and not account.is_withheld
    ]
    return found[: bluesky.LIMIT]


def plan(wanted: Sequence[str], present: Mapping[str, str]) -> Plan:
    """Compare the DIDs wanted with those present, given with the keys of their items."""
    return Plan(
        tuple(did for did in dict.fromkeys(wanted) if did not in present),
        tuple(key for did, key in present.items() if did not in wanted),
    )


def name(directory: Directory) -> str:
    """Return the name of the lists and of the pack: by it they are found again."""
    return directory.publication.title[:MAX_NAME]


def description(directory: Directory, address: str) -> str:
    """Return what the lists say of themselves: edition, licence, where it comes from."""
    facts = f"{directory.edition.edition.title}, {wording.LICENCE}. {address}".rstrip()
    room = MAX_DESCRIPTION - len(facts) - 1
    said = directory.publication.description
    return f"{said if len(said) <= room else said[: room - 1] + '…'} {facts}"


def batches(writes: Sequence[dict[str, object]]) -> Iterator[Sequence[dict[str, object]]]:
    """Cut writes into calls."""
    for start in range(0, len(writes), MAX_WRITES):
        yield writes[start : start + MAX_WRITES]
