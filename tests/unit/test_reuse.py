"""Incremental builds: only parts that show a changed fiche are made, and the last site is patched with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest

from annuaire.building import swap
from annuaire.curation import curation
from annuaire.model import Account, Curation, Profile, Snapshot
from annuaire.rendering.parts import Part
from annuaire.rendering.reuse import Reuse
from annuaire.runtime import parallel
from annuaire.runtime.filesystem import sizes
from annuaire.runtime.last_build import LastBuild
from tests.unit.test_assembly import TODAY

CAMILLE, ZOE = "camille-duval", "zoe-ndiaye"
SHOWN = {"a/camille.txt": CAMILLE, "a/zoe.txt": ZOE}
WAITING = {"list.txt": (CAMILLE, ZOE)}


class Recorded(LastBuild):
    """The last build of a site of which nothing but fiches changed, or something else."""

    def __init__(self, parts: dict[str, object], output: str, has_other_changes: bool = False) -> None:
        self.recorded, self.output, self.has_other_changes = parts, output, has_other_changes

    def parts(self) -> dict[str, object]:
        return self.recorded

    def only_fiches_changed(self) -> bool:
        return not self.has_other_changes

    def files(self) -> dict[str, int]:
        return sizes(self.output)


@pytest.fixture
def written(root: Path) -> Curation:
    return curation.read(root, TODAY)


class Builds:
    """Builds of a site: two files, each of which shows one fiche, and others that show those with which they are given."""

    def __init__(self, output: Path) -> None:
        self.output, self.recorded = output, {}

    def __call__(
        self,
        found: Curation,
        others: Mapping[str, Sequence[str] | None] = MappingProxyType({}),
        pages_first: bool = False,
        has_other_changes: bool = False,
    ) -> list[str]:
        """Build; return what had to be made. The files WAITING can wait."""
        made: list[str] = []
        last = Recorded(self.recorded, str(self.output), has_other_changes)
        shown = {**{path: (id,) for path, id in SHOWN.items()}, **others}
        reasons = {path: "".join(found.entries[id].reason for id in ids or ()) for path, ids in shown.items()}
        with swap.staging(self.output) as fresh:

            def make(path: str) -> list[str]:
                made.append(path)
                (fresh / path).parent.mkdir(exist_ok=True)
                (fresh / path).write_text(reasons[path], "utf-8")
                return [path]

            reuse = Reuse(last, str(self.output), str(fresh), pages_first)
            reuse.arrangement(found, Snapshot({}))
            parts = [
                Part(path, lambda path=path: make(path), ids, path in WAITING) for path, ids in shown.items()
            ]
            reuse.make(reuse.stale_parts(parts))
            current = [path for path in shown if path not in WAITING or not reuse.has_deferred]
            for path in current:
                assert reuse.files(path) == [path]
                assert Path(reuse.locate(path)).read_text("utf-8") == reasons[path]
            files = reuse.all_files()
            if reuse.is_incremental:
                swap.patch(self.output, fresh, reuse.removed_files(files))
            else:
                swap.replace(self.output, fresh)
        assert files == sizes(str(self.output))
        for path in current:
            assert (self.output / path).read_text("utf-8") == reasons[path]
        self.recorded = reuse.record()
        assert reuse.has_deferred == bool(self.recorded["deferred"])
        return made


@pytest.fixture
def built(tmp_path: Path) -> Builds:
    return Builds(tmp_path / "output")


def changed(written: Curation, id: str, **values: object) -> Curation:
    entries = {**written.entries, id: written.entries[id]._replace(**values)}  # type: ignore[arg-type]
    return written._replace(entries=entries, digests={**written.digests, id: repr(values)})


def test_only_parts_that_show_a_changed_fiche_are_made(built: Builds, written: Curation) -> None:
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
    built: Builds, written: Curation, values: dict[str, object]
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


def test_a_change_of_anything_else_changes_all_parts(built: Builds, written: Curation) -> None:
    built(written)
    assert built(written, has_other_changes=True) == list(SHOWN)


def test_a_part_that_may_depend_on_anything_is_made_by_each_build(built: Builds, written: Curation) -> None:
    built(written, {"all.txt": None})
    assert built(written, {"all.txt": None}) == ["all.txt"]


def test_parts_that_can_wait_are_deferred_until_a_build_does_not_ask_for_pages_first(
    built: Builds, written: Curation
) -> None:
    assert built(written, WAITING, pages_first=True) == [*SHOWN, *WAITING]  # the last site has none of them
    assert built(written, WAITING, pages_first=True) == []
    one = changed(written, ZOE, reason="Autre chose.")
    assert built(one, WAITING, pages_first=True) == ["a/zoe.txt"]
    both = changed(one, CAMILLE, reason="Autre chose aussi.")
    assert built(both, WAITING, pages_first=True) == ["a/camille.txt"]
    assert built(both, WAITING, pages_first=True) == []
    assert built(both, WAITING) == [*WAITING]
    assert built(both, WAITING) == []


def test_a_worker_makes_some_parts_if_there_is_enough_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights: list[int] = []

    def share(parts: Sequence[Part], make: object, results: object, weight: int) -> list[object]:
        weights.append(weight)
        return [{part.name: {f"{part.name}.html": 4} for part in parts}]

    monkeypatch.setattr(parallel, "share", share)
    parts = [Part("a", list, (CAMILLE, ZOE)), Part("b", list)]
    reuse = Reuse(fresh=str(tmp_path))
    reuse.make(parts)
    assert weights == [sum(part.weight for part in parts)]
    assert reuse.files("a") == ["a.html"]
    assert reuse.files("b") == ["b.html"]


def test_a_template_is_inspected_once_as_long_as_only_fiches_change(
    written: Curation, tmp_path: Path
) -> None:
    first = Reuse(Recorded({}, str(tmp_path)))
    first.arrangement(written, Snapshot({}))
    assert first.is_bounded("page.html", lambda _: pytest.fail("inspected though all parts are made"))
    first.make([Part("a", list)])
    second = Reuse(Recorded(first.record(), str(tmp_path)))
    second.arrangement(written, Snapshot({}))
    for template in ("page.html", "all.html"):
        assert second.is_bounded(template, "page.html".__eq__) == (template == "page.html")
    second.make([Part("a", list)])
    third = Reuse(Recorded(second.record(), str(tmp_path)))
    third.arrangement(written, Snapshot({}))
    for again in (second, third):
        for template in ("page.html", "all.html"):
            bounded = again.is_bounded(template, lambda _: pytest.fail("inspected again"))
            assert bounded == (template == "page.html")


def test_an_added_or_removed_fiche_changes_all_parts(built: Builds, written: Curation) -> None:
    another = written.entries[ZOE]._replace(id="autre")
    more = {**written.entries, "autre": another}
    built(written)
    assert built(written._replace(entries=more, digests={**written.digests, "autre": "1"})) == list(SHOWN)
    assert built(written) == list(SHOWN)


@pytest.mark.parametrize("damaged", SHOWN)
@pytest.mark.parametrize("left", ["cut", None])
def test_a_file_that_is_damaged_is_made_again(
    built: Builds, written: Curation, tmp_path: Path, damaged: str, left: str | None
) -> None:
    built(written)
    (tmp_path / "output" / damaged).unlink()
    if left is not None:
        (tmp_path / "output" / damaged).write_text(left, "utf-8")
    assert built(written) == [damaged]


@pytest.mark.parametrize("value", [{}, {"name": "Zoé Autre"}])
def test_files_that_are_not_of_the_site_are_removed(
    built: Builds, written: Curation, tmp_path: Path, value: dict[str, object]
) -> None:
    built(written)
    for path in ("a/more.txt", "b/c/more.txt"):
        (tmp_path / "output" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / path).write_text("not ours", "utf-8")
    built(changed(written, ZOE, **value))
    assert not (tmp_path / "output" / "b").exists()


def test_a_file_that_is_open_keeps_its_old_content(built: Builds, written: Curation, tmp_path: Path) -> None:
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
