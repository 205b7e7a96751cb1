"""Parser of Mastodon's Account entity, as Mastodon and software with the same API return it. `mastodon` calls it.

Old servers and other software lack keys: an absent key is not false. Source: docs.joinmastodon.org/entities/Account.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from annuaire import addresses
from annuaire.model import Profile
from annuaire.networks import mastodon
from annuaire.readers import bodies, fediverse, plain_text
from annuaire.readers.exchange import Answer

MAX_LINKS = 8  # verified links kept
MAX_ITEMS = 40  # fields or statuses read
_NUMBER = re.compile(r"[A-Za-z0-9]{1,40}")
_TYPES = {
    "note": str,
    "followers_count": int,
    "avatar": str,
    "avatar_static": str,
    "last_status_at": str,
    "moved": dict,
}
_USER = re.compile(r"[\w.-]{1,100}", re.ASCII)


def profile(found: dict[str, Any], answer: Answer, wanted: str) -> Profile | None:
    """Make a profile from an Account; None when it is malformed, or not the account that was `wanted`.

    A server may have another « alice » than the domain that delegated to it: the actor that WebFinger gave decides.

    Raises:
        UnreadableAnswer: a fact is of another type than documented.
    """
    bodies.expect_types(found, _TYPES)
    asked = answer.request.asked[0]
    number, user = found.get("id"), found.get("username")
    if not isinstance(number, str) or not _NUMBER.fullmatch(number):
        return None
    if not isinstance(user, str) or not _USER.fullmatch(user):
        return None
    if wanted and user.lower() != unquote(wanted).lower():
        return None
    draft = answer.request.draft or asked.known
    uri = addresses.safe_https(found.get("uri"))
    if wanted and uri and draft and uri != draft.permanent_id:
        return None
    fields = [field for field in bodies.objects(found.get("fields"))[:MAX_ITEMS] if field.get("verified_at")]
    links = dict.fromkeys(link for field in fields for link in fediverse.links(field.get("value")))
    return Profile(
        key=asked.account.key,
        source=f"https://{answer.request.host}/api/v1/accounts/{number}",
        read_on=answer.day,
        permanent_id=uri or (draft.permanent_id if draft else ""),
        # Found by the handle of the fiche, it has that handle, whatever its own server calls it.
        handle=asked.account.handle if wanted else f"{user}@{answer.request.host}",
        bio=plain_text.from_html(found.get("note")),
        audience=plain_text.audience(found.get("followers_count")),
        last_active=plain_text.day(found.get("last_status_at"), answer.day),
        verified_links=tuple(links)[:MAX_LINKS],
        moved=_moved(found.get("moved")),
        flags=_flags(found),
    )


def picture(found: dict[str, Any]) -> str:
    """Return the address of an Account's picture: not animated, and not the server's default."""
    return fediverse.picture(found.get("avatar_static") or found.get("avatar"))


def _moved(found: object) -> str:
    """Return the new handle of an account that moved: one step only, because a chain can loop."""
    if not isinstance(found, dict):
        return ""
    acct, host = str(found.get("acct", "")), addresses.host(str(found.get("url", "")))
    handle = (acct if "@" in acct else f"{acct}@{host}").lower()
    return handle if mastodon.HANDLE.fullmatch(handle) else ""


def _flags(found: dict[str, Any]) -> tuple[str, ...]:
    flags = {
        flag for flag in ("suspended", "memorial", "limited", "noindex", "bot") if found.get(flag) is True
    }
    if found.get("discoverable") is False:
        flags.add("not-discoverable")
    if plain_text.opted_out(plain_text.from_html(found.get("note"), plain_text.WHOLE)):
        flags.add("opted-out")
    return tuple(sorted(flags))
