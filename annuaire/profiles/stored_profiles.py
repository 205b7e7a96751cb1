"""One profile as the snapshot stores it: which facts may be there, and of which form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from annuaire import addresses
from annuaire.french import text
from annuaire.model import Profile
from annuaire.profiles import stored_avatars

RHYTHMS = ("", "calm", "regular", "intense")

_YEARS = range(1990, 3000)  # of a date: since the first web page, and pages compute later dates from it
_MOST = 10**12  # followers, as in `readers.plain_text`
_MOST_WEEKLY = 10**6  # messages
_DATED = ("read_on", "failed_on")  # `refreshed_on` when absent
_T = TypeVar("_T")


class InvalidFact(Exception):
    """A fact that cannot be: the key of its profile, and its name."""

    def __init__(self, key: str, name: str) -> None:
        super().__init__(key, name)
        self.key, self.name = key, name


def facts(profile: Profile, refreshed: date | None) -> dict[str, Any]:
    """Return what is stored of a profile: nothing that is unknown, and no date that is that of the whole snapshot."""
    found: dict[str, Any] = {}
    for name, value in profile._asdict().items():
        if name == "key" or value in ("", (), None) or (name == "failures" and not value):
            continue
        if isinstance(value, date):
            value = value.isoformat()
        found[name] = list(value) if isinstance(value, tuple) else value
    return {
        name: value
        for name, value in found.items()
        if name not in _DATED or getattr(profile, name) != refreshed
    }


def profile(key: str, stored: dict[str, Any], refreshed: date | None) -> Profile:
    """Return a stored profile of a snapshot that was refreshed on a day.

    Raises:
        InvalidFact: one of its facts is missing, or of another form.
    """

    def fact(name: str, read: Callable[[Any], _T]) -> _T:
        try:
            return read(stored.get(name))
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise InvalidFact(key, name) from error

    failures = fact("failures", _count) or 0
    return Profile(
        key=_text(key),
        source=fact("source", _address),
        read_on=fact("read_on", lambda value: _known(_day(value) or refreshed)),
        permanent_id=fact("permanent_id", _text),
        handle=fact("handle", _text),
        bio=fact("bio", _visible),
        avatar=fact("avatar", _avatar),
        audience=fact("audience", _count),
        last_active=fact("last_active", _day),
        weekly=fact("weekly", _pace),
        rhythm=fact("rhythm", _rhythm),
        verified_links=tuple(filter(addresses.is_link, fact("verified_links", _list))),
        moved=fact("moved", _shown_address),
        flags=fact("flags", _list),
        failing_since=fact("failing_since", _day),
        failures=failures,
        failed_on=(fact("failed_on", _day) or refreshed) if failures else None,
    )


def refreshed_on(stored: dict[str, Any]) -> date | None:
    """Return the day of the whole snapshot, or raise `InvalidFact`."""
    try:
        return _day(stored.get("refreshed_on"))
    except (ValueError, TypeError) as error:
        raise InvalidFact("relevé", "refreshed_on") from error


def _day(written: str | None) -> date | None:
    found = date.fromisoformat(written) if written else None
    if found and found.year not in _YEARS:
        raise ValueError
    return found


def _known(found: date | None) -> date:
    if found is None:
        raise ValueError
    return found


def _text(value: str | None) -> str:
    (value or "").encode()  # raises if it cannot be written
    return value or ""


def _visible(value: str | None) -> str:
    if text.invisible(value or ""):
        raise ValueError  # no refresh writes such a character: see `readers.plain_text`
    return _text(value)


def _address(value: str) -> str:
    if not addresses.is_link(value):  # pages link to it
        raise ValueError
    return _text(value)


def _shown_address(value: str | None) -> str:
    # Pages show the address of an account that moved as text: see `addresses.is_link`.
    return _text(value) if (value or "").isprintable() else ""


def _avatar(value: str | None) -> str:
    if value and not re.fullmatch(stored_avatars.NAME, value):  # file names are made from it
        raise ValueError
    return value or ""


def _rhythm(value: str | None) -> str:
    if (value or "") not in RHYTHMS:
        raise ValueError
    return value or ""


def _pace(value: float | None) -> float | None:
    if value is None:
        return None
    if not 0 <= float(value) < _MOST_WEEKLY:
        raise ValueError
    return float(value)


def _list(value: list[str] | None) -> tuple[str, ...]:
    found = [] if value is None else value
    # A text would be taken for its letters.
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise TypeError
    return tuple(map(_text, found))


def _count(value: object) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value < _MOST:
        raise ValueError
    return value
