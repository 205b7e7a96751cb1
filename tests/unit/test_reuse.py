"""Incremental builds: only parts that show a changed fiche are made, and the last site is patched with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annuaire.building import swap
from annuaire.curation import curation
from annuaire.model import Account, Curation, Profile, Snapshot
from annuaire.rendering.parts import Part
from annuaire.rendering.reuse import Reuse
from annuaire.runtime import parallel
from annuaire.runtime.last_build import LastBuild, sizes
from tests.unit.test_assembly import TODAY

CAMILLE, ZOE = "camille-duval", "zoe-ndiaye"
SHOWN = {"a/camille.txt": CAMILLE, "a/zoe.txt": ZOE}


class Recorded(LastBuild):
    """The last build of a site of which nothing but fiches changed."""

    def __init__(self, parts: dict[str, object], output: str) -> None:
        self.recorded, self.output = parts, output

    def parts(self) -> dict[str, object]:
        return self.recorded

    def only_fiches_changed(self) -> bool:
        return True

    def files(self) -> dict[str, int]:
        return sizes(self.output)


@pytest.fixture
def written(root: Path) -> Curation:
    return curation.read(root, TODAY)


@pytest.fixture
def built(tmp_path: Path) -> Callable[[Curation], list[str]]:
    """Build a site of two files, each of which shows one fiche; return what had to be made."""
    output, record = tmp_path / "output", [{}]

    def build(found: Curation) -> list[str]:
        made: list[str] = []
        with swap.staging(output) as fresh:

            def make(path: str) -> list[str]:
                made.append(path)
                (fresh / path).parent.mkdir(exist_ok=True)
                (fresh / path).write_text(found.entries[SHOWN[path]].reason, "utf-8")
                return [path]

            reuse = Reuse(Recorded(record[0], str(output)), str(output), str(fresh))
            reuse.arrangement(found, Snapshot({}))
            parts = [Part(path, lambda path=path: make(path), (id,)) for path, id in SHOWN.items()]
            reuse.make(reuse.stale_parts(parts))
            files = reuse.all_files()
            if reuse.is_incremental:
                swap.patch(output, fresh, reuse.removed_files(files))
            else:
                swap.replace(output, fresh)
        assert files == sizes(str(output))
        for path, id in SHOWN.items():
            assert (output / path).read_text("utf-8") == found.entries[id].reason
        record[0] = reuse.record()
        return made

    return build


def changed(written: Curation, id: str, **values: object) -> Curation:
    entries = {**written.entries, id: written.entries[id]._replace(**values)}  # type: ignore[arg-type]
    return written._replace(entries=entries, digests={**written.digests, id: repr(values)})


def test_only_parts_that_show_a_changed_fiche_are_made(
    built: Callable[[Curation], list[str]], written: Curation
) -> None:
    assert built(written) == list(SHOWN)
    assert built(written) == []
    found = changed(written, ZOE, reason="Autre chose.")
    assert built(found) == ["a/zoe.txt"]
    assert built(found) == []
    assert built(written) == ["a/zoe.txt"]


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Zoé Autre"},
        {"categories": ("assureurs",)},
        {"territory": "FR"},
        {"subjects": ("eau",)},
        {"accounts": (Account("mastodon", "zoe@a.example", "mastodon:zoe@a.example"),)},
        {"is_person": False},
    ],
)
def test_a_changed_summary_of_a_fiche_changes_all_parts(
    built: Callable[[Curation], list[str]], written: Curation, values: dict[str, object]
) -> None:
    built(written)
    assert built(changed(written, ZOE, **values)) == list(SHOWN)


def test_a_fiche_that_withholds_its_pace_changes_all_parts(written: Curation, tmp_path: Path) -> None:
    key = written.entries[CAMILLE].accounts[0].key
    paced = Snapshot({key: Profile(key, "https://mastodon.example/@camille", TODAY, weekly=3.0)})
    first = Reuse(Recorded({}, str(tmp_path)))
    assert first.arrangement(written, paced).has_paces
    second = Reuse(Recorded(first.record(), str(tmp_path)))
    assert not second.arrangement(changed(written, CAMILLE, withholds="facts"), paced).has_paces


def test_an_added_or_removed_fiche_changes_all_parts(
    built: Callable[[Curation], list[str]], written: Curation
) -> None:
    another = written.entries[ZOE]._replace(id="autre")
    more = {**written.entries, "autre": another}
    built(written)
    assert built(written._replace(entries=more, digests={**written.digests, "autre": "1"})) == list(SHOWN)
    assert built(written) == list(SHOWN)


@pytest.mark.parametrize("damaged", SHOWN)
@pytest.mark.parametrize("left", ["cut", None])
def test_a_file_that_is_damaged_is_made_again(
    built: Callable[[Curation], list[str]], written: Curation, tmp_path: Path, damaged: str, left: str | None
) -> None:
    built(written)
    (tmp_path / "output" / damaged).unlink()
    if left is not None:
        (tmp_path / "output" / damaged).write_text(left, "utf-8")
    assert built(written) == [damaged]


def test_files_that_are_not_of_the_site_are_removed(
    built: Callable[[Curation], list[str]], written: Curation, tmp_path: Path
) -> None:
    built(written)
    for path in ("a/more.txt", "b/c/more.txt"):
        (tmp_path / "output" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / path).write_text("not ours", "utf-8")
    assert built(written) == []
    assert not (tmp_path / "output" / "b").exists()


def test_a_file_that_is_open_keeps_its_old_content(
    built: Callable[[Curation], list[str]], written: Curation, tmp_path: Path
) -> None:
    built(written)
    with (tmp_path / "output" / "a" / "zoe.txt").open(encoding="utf-8") as reading:
        built(changed(written, ZOE, reason="Autre chose."))
        assert reading.read() == written.entries[ZOE].reason


def test_cached_results_are_reused_while_only_fiches_change(written: Curation, tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> list[tuple[str, bytes]]:
        made.append("once")
        return [("site.css", b"a{}")]

    first = Reuse(Recorded({}, str(tmp_path)))
    assert first.cached("styles", make) == first.cached("styles", make) == [("site.css", b"a{}")]
    first.arrangement(written, Snapshot({}))
    made.clear()
    second = Reuse(Recorded(first.record(), str(tmp_path)))
    before = second.cached("styles", make)
    second.arrangement(written, Snapshot({}))
    assert second.cached("styles", make) == before == [("site.css", b"a{}")]
    assert not made
    assert second.record()["cached"] == first.record()["cached"]


def test_a_result_that_cannot_be_serialised_is_made_by_each_build(written: Curation, tmp_path: Path) -> None:
    first = Reuse(Recorded({}, str(tmp_path)))
    assert first.cached("date", lambda: TODAY) == TODAY
    first.arrangement(written, Snapshot({}))
    assert Reuse(Recorded(first.record(), str(tmp_path))).cached("date", lambda: "anew") == "anew"


def test_once_disabled_all_parts_are_made_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plugin that is connected to signals would lose the state that it keeps in a worker process."""
    monkeypatch.setattr(parallel, "MIN_WEIGHT", 1)
    monkeypatch.setattr(parallel, "_can_fork", lambda: pytest.fail("forked"))
    made: list[str] = []
    reuse = Reuse(fresh=str(tmp_path))
    reuse.disable()
    reuse.make([Part(name, lambda name=name: made.append(name) or []) for name in ("a", "b")])
    assert made == ["a", "b"]
