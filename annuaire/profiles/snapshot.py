"""The snapshot: all profiles in one JSON file, formatted for small diffs and replaced atomically.

Unknown fields of a profile are omitted, and so are its `read_on` and `failed_on` when they equal the file's `refreshed_on`.
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from annuaire import messages
from annuaire.errors import SnapshotError
from annuaire.model import Snapshot
from annuaire.profiles import stored_avatars, stored_profiles
from annuaire.runtime import filesystem

FILE = Path("snapshot/profiles.json")
VERSION = 1


def read(root: Path) -> Snapshot:
    """Read the snapshot under `root`; empty when there is no file.

    Raises:
        SnapshotError: the file is not a valid snapshot, or cannot be read.
    """
    try:
        # Opening a pipe without a writer would block.
        written = filesystem.read(str(root / FILE), os.O_NONBLOCK)
    except FileNotFoundError:
        return Snapshot({})
    except OSError as error:
        raise SnapshotError(messages.say("system", path=FILE, reason=messages.unreadable(error))) from error
    try:
        return _parsed(written.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = written[: error.start]
        place = {"line": before.count(b"\n") + 1, "column": error.start - before.rfind(b"\n")}
        raise SnapshotError(messages.say("snapshot-encoding", path=FILE, **place)) from error


def _parsed(source: str) -> Snapshot:
    try:
        stored = json.loads(source, object_pairs_hook=_unrepeated)
        if stored["version"] != VERSION:
            raise ValueError(f"version {stored['version']}")
        refreshed_on = stored_profiles.refreshed_on(stored)
        profiles = {
            key: stored_profiles.profile(key, facts, refreshed_on)
            for key, facts in stored["profiles"].items()
        }
    except json.JSONDecodeError as error:
        from annuaire.textfiles import decoding  # imported only after an error

        found = decoding.conflict(error.doc)
        line = decoding.place(error.doc, found.start())[0] if found else error.lineno
        code = "snapshot-conflict" if found else "snapshot-json"
        raise SnapshotError(messages.say(code, path=FILE, line=line, column=error.colno)) from error
    except stored_profiles.InvalidFact as error:
        # Its place in the text, if it is written there as a refresh writes it.
        at = source.find(f'"{error.name}"', max(source.find(f'"{error.key}":'), 0))
        values = {"line": source.count("\n", 0, max(at, 0)) + 1, "key": error.key, "name": error.name}
        raise SnapshotError(messages.say("snapshot-fact", path=FILE, **values)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = str(error) if type(error) is ValueError else f"{type(error).__name__} : {error}"
        raise SnapshotError(messages.say("snapshot-unreadable", path=FILE, reason=reason)) from error
    return Snapshot(profiles, refreshed_on)


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; of a key that is there twice, one value would be lost without a word."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("clé répétée")
    return found


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
        NotADirectoryError: a file is in its place.
    """
    for folder in ((root / FILE).parent, root / stored_avatars.FOLDER):
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
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
    profiles = {
        key: stored_profiles.facts(profile, snapshot.refreshed_on)
        for key, profile in snapshot.profiles.items()
    }
    refreshed_on = snapshot.refreshed_on.isoformat() if snapshot.refreshed_on else None
    stored = {"profiles": profiles, "refreshed_on": refreshed_on, "version": VERSION}
    return json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
