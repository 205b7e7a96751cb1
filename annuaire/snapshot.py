"""The snapshot: what the networks said, as one JSON file of small diffs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from annuaire import messages
from annuaire.errors import SnapshotError
from annuaire.model import Profile, Snapshot

FILE = Path("snapshot/profiles.json")
VERSION = 1


def read(root: Path) -> Snapshot:
    """Read the snapshot under `root`; one that was never written is empty.

    Raises:
        SnapshotError: the file is there and is not a snapshot.
    """
    try:
        stored = json.loads((root / FILE).read_text("utf-8"))
        if stored["version"] != VERSION:
            raise ValueError(f"version {stored['version']}")
        refreshed_on = _day(stored.get("refreshed_on"))
        profiles = {key: _profile(key, facts, refreshed_on) for key, facts in stored["profiles"].items()}
    except FileNotFoundError:
        return Snapshot({})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        reason = f"{type(error).__name__} : {error}"
        raise SnapshotError(messages.say("snapshot-unreadable", path=FILE, reason=reason)) from error
    return Snapshot(profiles, refreshed_on)


def _profile(key: str, facts: dict[str, Any], refreshed_on: date | None) -> Profile:
    read_on = _day(facts.get("read_on")) or refreshed_on
    if read_on is None:
        raise ValueError(f"{key} : read_on")
    source = str(facts["source"])
    if not source.startswith(("https://", "http://")):
        raise ValueError(f"{key} : source")  # it becomes a link
    return Profile(
        key=key,
        source=source,
        read_on=read_on,
        name=str(facts.get("name", "")),
        bio=str(facts.get("bio", "")),
        audience=_count(facts.get("audience")),
        posts=_count(facts.get("posts")),
        created=_day(facts.get("created")),
        last_active=_day(facts.get("last_active")),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _count(value: int | None) -> int | None:
    return None if value is None else int(value)


def rounded(audience: int) -> int:
    """Return an audience to two figures: 36042 → 36000. No more precision is stored than is shown."""
    if audience < 100:
        return audience
    scale = int(10 ** (len(str(audience)) - 2))
    return (audience + scale // 2) // scale * scale
