"""Reading the snapshot (`annuaire.profiles.snapshot`)."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import networks
from annuaire.errors import SnapshotError
from annuaire.profiles import snapshot
from annuaire.readers import plain_text
from tests.support import roots


def write(root: Path, stored: object) -> None:
    (root / snapshot.FILE).parent.mkdir(exist_ok=True)
    (root / snapshot.FILE).write_text(stored if isinstance(stored, str) else json.dumps(stored), "utf-8")


def stored(**facts: object) -> dict[str, object]:
    profile = {"source": "https://mastodon.example/@camille", **facts}
    return {
        "version": 1,
        "refreshed_on": "2026-11-20",
        "profiles": {"mastodon:camille@mastodon.example": profile},
    }


def test_a_snapshot_that_was_never_written_is_empty(tmp_path: Path) -> None:
    found = snapshot.read(tmp_path)
    assert found.profiles == {}
    assert found.refreshed_on is None


def test_a_profile_is_read(root: Path) -> None:
    (profile,) = snapshot.read(root).profiles.values()
    assert profile.key == "mastodon:camille@mastodon.example"
    assert profile.audience == 12000
    assert profile.read_on == date(2026, 3, 12)
    assert profile.last_active is None


def test_a_profile_without_its_own_date_was_read_with_the_others(tmp_path: Path) -> None:
    write(tmp_path, stored())
    (profile,) = snapshot.read(tmp_path).profiles.values()
    assert profile.read_on == date(2026, 11, 20)


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", "12", '{"version": 1}', '{"version": 2, "profiles": {}}', '{"version": 1, "profiles": []}',
        '{"version": 1, "profiles": {"x:a": {}}}', '{"version": 1, "profiles": {"x:a": null}}',
        '{"version": 1, "profiles": {"x:a": {"source": "https://x.com/a"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://[x"}}}',
        '{"version": 1, "refreshed_on": "hier", "profiles": {}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "audience": "beaucoup"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "audience": -1}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "audience": true}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "audience": 1e300}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "rhythm": "rare"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "avatar": "0123456789ab/../a"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "weekly": Infinity}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "audience": Infinity}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "flags": "memorial"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "verified_links": "https://a.example/"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "bio": "\\ud800"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:\\ud800": {"source": "https://x.com/a"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "bio": "\\u202egnol"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "bio": "\\u0000"}}}',
        '{"version": 1, "refreshed_on": "2026-11-20", "profiles": {"x:a": {"source": "https://x.com/a", "last_active": "0001-01-01"}}}',
        '{"version": 1, "refreshed_on": "9999-12-31", "profiles": {}}',
        "[" * 100_000,
    ],
    ids=lambda content: content[:60],
)  # fmt: skip
def test_an_invalid_snapshot_is_refused_with_its_path(tmp_path: Path, content: str) -> None:
    write(tmp_path, content)
    with pytest.raises(SnapshotError) as caught:
        snapshot.read(tmp_path)
    assert "snapshot/profiles.json" in str(caught.value)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("bio", ["a"]), ("bio", 3), ("bio", {"a": 1}), ("permanent_id", {"a": 1}), ("handle", 4), ("moved", ["x"]), ("avatar", 5),
        ("audience", -5), ("audience", "12"), ("weekly", 1e308), ("weekly", "beaucoup"), ("flags", "missing"), ("flags", [3]),
        ("verified_links", [None]), ("read_on", "hier"), ("last_active", 20261122), ("failing_since", "0001-01-01"), ("rhythm", "rare"), ("source", "javascript:x"),
    ],
)  # fmt: skip
def test_an_impossible_fact_is_told_with_its_line_its_profile_and_its_name(
    tmp_path: Path, fact: str, value: object
) -> None:
    profile = {"source": "https://x.com/a", fact: value}
    content = {
        "profiles": {"x:A": {"source": "https://x.com/A"}, "x:a": profile},
        "refreshed_on": "2026-11-20",
        "version": 1,
    }
    written = json.dumps(content, indent=1, sort_keys=True)
    write(tmp_path, written)
    with pytest.raises(SnapshotError) as caught:
        snapshot.read(tmp_path)
    line = next(
        number for number, text in enumerate(written.split("\n"), 1) if f'"{fact}"' in text and number > 5
    )
    assert str(caught.value).startswith(
        f"snapshot/profiles.json:{line}:1\u00a0: «\u00a0x:a\u00a0», valeur impossible de «\u00a0{fact}\u00a0»."
    )


def test_a_repeated_key_is_refused(tmp_path: Path) -> None:
    write(tmp_path, '{"version": 1, "profiles": {}, "refreshed_on": "2026-11-20", "profiles": {}}')
    with pytest.raises(SnapshotError, match="clé répétée"):
        snapshot.read(tmp_path)


def test_another_encoding_is_told_at_its_place(tmp_path: Path) -> None:
    write(tmp_path, "")
    (tmp_path / snapshot.FILE).write_bytes('{\n "été": 1}'.encode("latin-1"))
    with pytest.raises(SnapshotError, match=r"profiles\.json:2:3\u00a0: ce n’est pas de l’UTF-8"):
        snapshot.read(tmp_path)


def test_what_is_no_file_is_neither_waited_for_nor_to_be_deleted(tmp_path: Path) -> None:
    (tmp_path / "snapshot").mkdir()
    os.mkfifo(tmp_path / snapshot.FILE)
    with pytest.raises(SnapshotError, match="ce n’est pas du JSON"):
        snapshot.read(tmp_path)
    (tmp_path / snapshot.FILE).unlink()
    (tmp_path / snapshot.FILE).mkdir()
    with pytest.raises(SnapshotError) as caught:
        snapshot.read(tmp_path)
    assert "un dossier est à la place d’un fichier" in str(caught.value)
    assert "effacer" not in str(caught.value)


def test_an_invalid_address_is_not_read(tmp_path: Path) -> None:
    scripts = ["javascript:alert(1)", "javascript://a.example/%0Aalert(1)"]  # the second one has a host
    links = ["https://[x", "https://a.example/\u202e\x1b", *scripts, "https://b.example/"]
    write(tmp_path, stored(verified_links=links, moved="https://c.example/\x1b]0;pirate"))
    (profile,) = snapshot.read(tmp_path).profiles.values()
    assert (profile.verified_links, profile.moved) == (("https://b.example/",), "")


@pytest.mark.parametrize(
    ("audience", "shown"),
    [
        (0, 0),
        (7, 7),
        (99, 99),
        (100, 100),
        (104, 100),
        (105, 110),
        (995, 1000),
        (36042, 36000),
        (9_999_999, 10_000_000),
    ],
)
def test_an_audience_is_kept_to_two_figures(audience: int, shown: int) -> None:
    assert plain_text.audience(audience) == shown


@given(st.integers(0, 10**11))
def test_rounding_twice_changes_nothing_and_stays_near(audience: int) -> None:
    shown = plain_text.audience(audience)
    assert plain_text.audience(shown) == shown
    assert abs(shown - audience) <= audience / 20


def test_the_snapshot_of_this_repository_can_be_read() -> None:
    assert snapshot.read(roots.REPOSITORY) is not None


def test_every_profile_of_the_repository_has_the_key_of_its_account() -> None:
    """Under another key it would never be shown."""
    for key in snapshot.read(roots.REPOSITORY).profiles:
        network, _, handle = key.partition(":")
        assert networks.key(network, handle) == key


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> main"])
def test_a_conflict_marker_of_git_is_reported_with_its_line(tmp_path: Path, mark: str) -> None:
    source = json.dumps(stored(), indent=1).split("\n")
    write(tmp_path, "\n".join([*source[:2], mark, *source[2:]]))
    with pytest.raises(SnapshotError, match="conflit") as caught:
        snapshot.read(tmp_path)
    assert "profiles.json:3" in str(caught.value) or "ligne\u00a03" in str(caught.value)
