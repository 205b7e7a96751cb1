"""Creates and updates a Bluesky list and starter pack; the only module that imports the AT Protocol SDK.

Reading a repository is open to everybody, so a dry run needs no password. Publishing is idempotent, also after a failure
half way: the present state is read first, and only the difference is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from annuaire import addresses, messages
from annuaire.errors import AnnuaireError, SettingsError
from annuaire.publishing.bluesky_plan import ITEM, LIST, PACK, PURPOSES, Member, Plan, batches, plan

HANDLE, PASSWORD, SERVICE = "BLUESKY_HANDLE", "BLUESKY_APP_PASSWORD", "BLUESKY_SERVICE"
OFFICIAL = "https://bsky.social"


class Publisher:
    """The Bluesky account that owns the lists. A dry run, which writes nothing, unless `write` is true.

    The constructor and `publish` raise `SettingsError` when an environment variable is missing or names no account,
    `AnnuaireError` when the SDK is not installed or the network refuses.
    """

    def __init__(self, write: bool, say: Callable[[str], None]) -> None:
        try:
            from atproto import Client
            from atproto.exceptions import AtProtocolError, BadRequestError
        except ImportError:
            raise AnnuaireError(messages.say("publish-tool")) from None
        self.failure, self.unknown = AtProtocolError, BadRequestError
        handle, password = os.environ.get(HANDLE, ""), os.environ.get(PASSWORD, "")
        missing = [name for name, value in ((HANDLE, handle), (PASSWORD, password or not write)) if not value]
        if missing:
            raise SettingsError(messages.say("publish-variable", names=", ".join(missing)))
        service = os.environ.get(SERVICE) or OFFICIAL
        if not addresses.base(service):
            raise SettingsError(messages.say("publish-service", name=SERVICE, value=service))
        self.write, self.say = write, say
        self.client = Client(service)
        with self._failures():
            self.owner = self.did(Member("", handle))
            if write and self.owner:  # no profile: the SDK would ask another server than the account's
                self.client.login(handle, password, fetch_bsky_profile=False)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Turn errors of the network into `AnnuaireError`, with the kind of failure only, never what was sent."""
        try:
            yield
        except self.failure as error:
            reason = type(error).__name__
            raise AnnuaireError(messages.say("publish-failed", reason=reason)) from error

    def did(self, member: Member) -> str:
        """Return the DID of a member; empty only when the network answers that the handle does not exist."""
        if member.did:
            return member.did
        try:
            found: str = self.client.com.atproto.identity.resolve_handle({"handle": member.handle}).did
        except self.unknown:
            return ""
        return found

    def publish(self, name: str, description: str, members: Sequence[Member]) -> None:
        """Update both lists and the pack to the edition; report each change, also in a dry run."""
        if not self.owner:
            raise SettingsError(messages.say("publish-owner", name=HANDLE))
        with self._failures():
            self._publish(name, description, members)

    def _publish(self, name: str, description: str, members: Sequence[Member]) -> None:
        names: dict[str, str] = {}
        for member in members:
            if did := self.did(member):
                names[did] = member.name
            else:
                self.say(messages.say("publish-unknown", name=member.name, handle=member.handle))
        lists = [self._list(name, description, purpose, names) for purpose in PURPOSES]
        self._upsert(PACK, {"name": name, "description": description, "list": lists[1]}, "name")

    def _list(self, name: str, description: str, purpose: str, names: dict[str, str]) -> str:
        """Update the members of one list and return its address; empty in a dry run for a list that does not exist yet."""
        facts = {"name": name, "description": description, "purpose": purpose}
        address = self._upsert(LIST, facts, "name", "purpose")
        present = {
            item.value.subject: item.uri.rpartition("/")[2]
            for item in self._records(ITEM)
            if item.value.list == address
        }
        found = plan(list(names), present)
        self.say(
            messages.say(
                "publish-list",
                purpose=purpose.partition("#")[2],
                add=len(found.add),
                remove=len(found.remove),
            )
        )
        for did in found.add:
            self.say(messages.say("publish-add", name=names[did]))
        if self.write and not found.is_empty:
            self._apply(found, address)
        return address

    def _apply(self, found: Plan, address: str) -> None:
        kind = "com.atproto.repo.applyWrites"
        writes: list[dict[str, object]] = [
            {"$type": f"{kind}#delete", "collection": ITEM, "rkey": key} for key in found.remove
        ]
        now = self.client.get_current_time_iso()
        writes += [
            {
                "$type": f"{kind}#create",
                "collection": ITEM,
                "value": {"$type": ITEM, "subject": did, "list": address, "createdAt": now},
            }
            for did in found.add
        ]
        for batch in batches(writes):
            self.client.com.atproto.repo.apply_writes({"repo": self.owner, "writes": list(batch)})

    def _upsert(self, collection: str, facts: dict[str, str], *key: str) -> str:
        """Create or update the record that has the same `key` fields as `facts`, and return its address; empty in a dry run for a
        record that does not exist yet."""
        found = next(
            (
                record
                for record in self._records(collection)
                if all(getattr(record.value, name) == facts[name] for name in key)
            ),
            None,
        )
        if found and all(getattr(found.value, name) == value for name, value in facts.items()):
            return str(found.uri)
        self.say(
            messages.say("publish-record", verb="~" if found else "+", name=facts["name"], kind=collection)
        )
        if not self.write:
            return str(found.uri) if found else ""
        # Keep the fields that were added in the app, for example a picture.
        new = {"$type": collection, "createdAt": self.client.get_current_time_iso()}
        old = found.value.model_dump(by_alias=True, exclude_none=True) if found else new
        call = {"repo": self.owner, "collection": collection, "record": {**old, **facts}}
        repo = self.client.com.atproto.repo
        if found:
            return str(repo.put_record({**call, "rkey": found.uri.rpartition("/")[2]}).uri)
        return str(repo.create_record(call).uri)

    def _records(self, collection: str) -> Iterator[Any]:
        """Yield all records of a collection of the account, following the pagination."""
        cursor = None
        while True:
            asked = {"repo": self.owner, "collection": collection, "limit": 100, "cursor": cursor}
            page = self.client.com.atproto.repo.list_records(asked)
            yield from page.records
            cursor = page.cursor
            if not cursor or not page.records:
                return
