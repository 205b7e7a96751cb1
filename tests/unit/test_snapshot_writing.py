"""Writing of the snapshot: it is read back equal, and replaced atomically."""

from __future__ import annotations

import json
import string
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.errors import SnapshotError
from annuaire.french import text
from annuaire.model import Profile, Snapshot
from annuaire.profiles import snapshot, stored_avatars
from annuaire.readers import plain_text
from tests.support.fake_networks import TODAY
from tests.support.refreshes import account, known, store

ONE = account("bluesky", "elodie.example")
days = st.dates(date(1995, 1, 1), date(2100, 1, 1))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
seen = words.filter(str.isprintable)  # what addresses are made of
places = seen.filter(lambda word: " " not in word)
profiles = st.builds(
    Profile, key=st.text(string.ascii_lowercase + ":@.", min_size=1, max_size=20), source=places.map('https://source.example/{}'.format), read_on=days,
    permanent_id=words, handle=words, bio=words.map(text.without_invisible), avatar=st.just("") | st.from_regex(stored_avatars.NAME, fullmatch=True),
    audience=st.none() | st.integers(0, 10**12 - 1),
    last_active=st.none() | days, weekly=st.none() | st.floats(0, 500).map(lambda pace: round(pace, 1)), rhythm=st.sampled_from(["", "calm", "regular", "intense"]), verified_links=st.tuples() | st.tuples(places.map('https://link.example/{}'.format)), moved=seen,
    flags=st.tuples() | st.tuples(words, words), failing_since=st.none() | days, failures=st.integers(0, 999), failed_on=days,
).map(lambda profile: profile if profile.failures else profile._replace(failed_on=None))  # fmt: skip


@given(st.lists(profiles, max_size=4), st.none() | days)
def test_a_written_snapshot_is_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory, found: list[Profile], refreshed_on: date | None
) -> None:
    root = tmp_path_factory.mktemp("root")
    written = Snapshot({profile.key: profile for profile in found}, refreshed_on)
    snapshot.write(root, written)
    assert snapshot.read(root) == written


def test_facts_are_sorted_and_unknown_ones_absent(tmp_path: Path) -> None:
    snapshot.write(tmp_path, Snapshot({ONE.key: known(ONE, failures=0)}, TODAY))
    text = (tmp_path / snapshot.FILE).read_text("utf-8")
    facts = json.loads(text)["profiles"][ONE.key]
    assert list(facts) == sorted(facts) == ["audience", "bio", "read_on", "source"]
    assert text.endswith("\n")
    assert "Ce qui était dit avant" in text


def test_a_date_is_written_only_when_it_is_not_the_file_s(tmp_path: Path) -> None:
    other = account("x", "zoe")
    profiles = {ONE.key: known(ONE, read_on=TODAY), other.key: known(other)}
    snapshot.write(tmp_path, Snapshot(profiles, TODAY))
    stored = json.loads((tmp_path / snapshot.FILE).read_text("utf-8"))["profiles"]
    assert "read_on" not in stored[ONE.key]
    assert stored[other.key]["read_on"] == "2026-10-20"


def test_one_changed_fact_is_one_changed_line(tmp_path: Path) -> None:
    before = snapshot.serialize(Snapshot({ONE.key: known(ONE)}, TODAY)).splitlines()
    after = snapshot.serialize(Snapshot({ONE.key: known(ONE, audience=1300)}, TODAY)).splitlines()
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_the_same_facts_are_not_written_again(tmp_path: Path) -> None:
    store(tmp_path, known(ONE))
    moment = (tmp_path / snapshot.FILE).stat().st_mtime_ns
    assert not snapshot.write(tmp_path, snapshot.read(tmp_path))
    assert (tmp_path / snapshot.FILE).stat().st_mtime_ns == moment


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(tmp_path, known(ONE))
    before = (tmp_path / snapshot.FILE).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="space"):
        snapshot.write(tmp_path, Snapshot({}, TODAY))
    assert (tmp_path / snapshot.FILE).read_bytes() == before
    assert [file.name for file in (tmp_path / "snapshot").iterdir()] == ["profiles.json"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"version": 2, "profiles": {}}', '{"version": 1}', '{"version": 1, "profiles": []}',
     '{"version": 1, "profiles": {"x:a": {}}}', '{"version": 1, "profiles": {"x:a": {"source": "s"}}}',
     '{"version": 1, "refreshed_on": "hier", "profiles": {}}', '{"version": 1, "profiles": {"x:a": {"source": "s", "read_on": 3}}}'],
)  # fmt: skip
def test_an_invalid_snapshot_is_reported_in_french(tmp_path: Path, text: str) -> None:
    (tmp_path / "snapshot").mkdir()
    (tmp_path / snapshot.FILE).write_text(text, "utf-8")
    with pytest.raises(SnapshotError, match=r"ne se lit pas|ce n’est pas du JSON|valeur impossible"):
        snapshot.read(tmp_path)


@pytest.mark.parametrize(
    ("exact", "kept"),
    [(0, 0), (7, 7), (99, 99), (104, 100), (105, 110), (36042, 36000), (996, 1000), (12_345_678, 12_000_000)],
)
def test_an_audience_keeps_two_figures(exact: int, kept: int) -> None:
    assert plain_text.audience(exact) == kept


def test_a_failed_rename_is_not_reported_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, place: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="space"):
        snapshot.write(tmp_path, Snapshot({}, TODAY))
    assert list((tmp_path / "snapshot").iterdir()) == []


def test_the_written_file_is_readable_by_all_users(tmp_path: Path) -> None:
    store(tmp_path, known(ONE))
    assert (tmp_path / snapshot.FILE).stat().st_mode & 0o777 == 0o644
