"""The snapshot: all profiles in one JSON file, formatted for small diffs and replaced atomically.

Unknown fields of a profile are omitted, and so are its `read_on` and `failed_on` when they equal the file's `refreshed_on`.
"""

from __future__ import annotations

import errno
import json
import math
import os
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from annuaire import addresses, messages
from annuaire.errors import SnapshotError
from annuaire.french import text
from annuaire.model import Profile, Snapshot
from annuaire.profiles import stored_avatars

FILE = Path("snapshot/profiles.json")
VERSION = 1

_YEARS = range(1990, 3000)  # of a date: since the first web page, and pages compute later dates from it
_MOST = 10**12  # followers, as in `readers.plain_text`
_DAYS = ("read_on", "last_active", "failing_since", "failed_on")
_DATED = ("read_on", "failed_on")  # `refreshed_on` when absent
_COUNTS = ("audience", "failures")
_LISTS = ("verified_links", "flags")
_TEXTS = tuple(name for name in Profile._fields if name not in (*_DAYS, *_COUNTS, *_LISTS, "key", "weekly"))


def read(root: Path) -> Snapshot:
    """Read the snapshot under `root`; empty when there is no file.

    Raises:
        SnapshotError: the file is not a valid snapshot, or cannot be read.
    """
    try:
        stored = json.loads((root / FILE).read_text("utf-8"))
        if stored["version"] != VERSION:
            raise ValueError(f"version {stored['version']}")
        refreshed_on = _day(stored.get("refreshed_on"))
        profiles = {key: _profile(key, facts, refreshed_on) for key, facts in stored["profiles"].items()}
    except FileNotFoundError:
        return Snapshot({})
    except json.JSONDecodeError as error:
        from annuaire.textfiles import decoding  # imported only after an error

        found = decoding.conflict(error.doc)
        line = decoding.place(error.doc, found.start())[0] if found else error.lineno
        code = "snapshot-conflict" if found else "snapshot-json"
        raise SnapshotError(messages.say(code, path=FILE, line=line, column=error.colno)) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        reason = (
            messages.unreadable(error) if isinstance(error, OSError) else f"{type(error).__name__} : {error}"
        )
        raise SnapshotError(messages.say("snapshot-unreadable", path=FILE, reason=reason)) from error
    return Snapshot(profiles, refreshed_on)


def write(root: Path, snapshot: Snapshot) -> bool:
    """Replace the snapshot under `root` atomically; say whether its bytes changed."""
    body = serialize(snapshot).encode("utf-8")
    file = root / FILE
    if file.is_file() and file.read_bytes() == body:
        return False
    replace_file(file, body)
    return True


def check_writable(root: Path) -> None:
    """Check, before the networks are asked, that the snapshot can be written afterwards.

    Raises:
        PermissionError: a folder of the snapshot is not writable.
    """
    for folder in ((root / FILE).parent, root / stored_avatars.FOLDER):
        if folder.exists() and not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def remove_leftovers(root: Path) -> None:
    """Delete the temporary files that a killed refresh left beside the snapshot."""
    for leftover in (root / FILE).parent.glob(f".{FILE.name}.*"):
        leftover.unlink(missing_ok=True)


def replace_file(file: Path, body: bytes) -> None:
    """Replace a file atomically and durably: write a temporary file beside it, sync, rename."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(body)
            opened.flush()
            os.fsync(opened.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(file)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def serialize(snapshot: Snapshot) -> str:
    """Return the JSON of a snapshot: sorted keys, one fact a line."""
    profiles = {key: _facts(profile, snapshot.refreshed_on) for key, profile in snapshot.profiles.items()}
    refreshed_on = snapshot.refreshed_on.isoformat() if snapshot.refreshed_on else None
    stored = {"profiles": profiles, "refreshed_on": refreshed_on, "version": VERSION}
    return json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def _facts(profile: Profile, refreshed_on: date | None) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, value in profile._asdict().items():
        if name == "key" or value in ("", (), None) or (name == "failures" and not value):
            continue
        if isinstance(value, date):
            value = value.isoformat()
        facts[name] = list(value) if isinstance(value, tuple) else value
    return {
        name: value
        for name, value in facts.items()
        if name not in _DATED or getattr(profile, name) != refreshed_on
    }


def _profile(key: str, facts: dict[str, Any], refreshed_on: date | None) -> Profile:
    read_on = _day(facts.get("read_on")) or refreshed_on
    if read_on is None:
        raise ValueError(f"{key} : read_on")
    if not addresses.is_link(str(facts["source"])):
        raise ValueError(f"{key} : source")  # pages link to it
    texts = {name: str(facts.get(name, "")) for name in _TEXTS}
    lists = {name: _list(facts.get(name, [])) for name in _LISTS}
    # Raises if they cannot be written.
    "".join((key, *texts.values(), *lists["verified_links"], *lists["flags"])).encode()
    if not texts["moved"].isprintable():
        texts["moved"] = ""  # pages show this address as text: see `addresses.is_link`
    if text.invisible(texts["bio"]):
        raise ValueError(f"{key} : bio")  # no refresh writes such a character: see `readers.plain_text`
    if texts["rhythm"] not in ("", "calm", "regular", "intense"):
        raise ValueError(f"{key} : rhythm")
    if texts["avatar"] and not re.fullmatch(stored_avatars.NAME, texts["avatar"]):
        raise ValueError(f"{key} : avatar")  # file names are made from it
    failures = _count(facts.get("failures")) or 0
    return Profile(
        key=key,
        read_on=read_on,
        audience=_count(facts.get("audience")),
        last_active=_day(facts.get("last_active")),
        weekly=_pace(facts.get("weekly")),
        failing_since=_day(facts.get("failing_since")),
        failures=failures,
        failed_on=(_day(facts.get("failed_on")) or refreshed_on) if failures else None,
        verified_links=tuple(filter(addresses.is_link, lists["verified_links"])),
        flags=lists["flags"],
        **texts,
    )


def _pace(value: float | None) -> float | None:
    if value is None:
        return None
    if not 0 <= float(value) < math.inf:
        raise ValueError(f"weekly : {value}")
    return float(value)


def _day(written: str | None) -> date | None:
    found = date.fromisoformat(written) if written else None
    if found and found.year not in _YEARS:
        raise ValueError(f"{found}")
    return found


def _list(value: list[str]) -> tuple[str, ...]:
    if not isinstance(value, list):  # a text would be taken for its letters
        raise TypeError(f"{value!r}")
    return tuple(map(str, value))


def _count(value: object) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value < _MOST:
        raise ValueError(f"{value!r}")
    return value
