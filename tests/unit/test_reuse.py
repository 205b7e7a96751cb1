"""Parts: those that show a changed fiche are made, and the last site is patched with them."""

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
    output, facts = tmp_path / "output", [{}]

    def build(found: Curation) -> list[str]:
        made: list[str] = []
        with swap.staging(output) as fresh:

            def make(path: str) -> list[str]:
                made.append(path)
                (fresh / path).parent.mkdir(exist_ok=True)
                (fresh / path).write_text(found.entries[SHOWN[path]].reason, "utf-8")
                return [path]

            reuse = Reuse(Recorded(facts[0], str(output)), str(output), str(fresh))
            reuse.arranged(found, Snapshot({}))
            parts = [Part(path, lambda path=path: make(path), (id,)) for path, id in SHOWN.items()]
            reuse.make(reuse.to_make(parts))
            whole = reuse.whole()
            if reuse.patches:
                swap.patch(output, fresh, reuse.gone(whole))
            else:
                swap.replace(output, fresh)
        assert whole == sizes(str(output))
        for path, id in SHOWN.items():
            assert (output / path).read_text("utf-8") == found.entries[id].reason
        facts[0] = reuse.facts()
        return made

    return build


def changed(written: Curation, id: str, **values: object) -> Curation:
    entries = {**written.entries, id: written.entries[id]._replace(**values)}  # type: ignore[arg-type]
    return written._replace(entries=entries, digests={**written.digests, id: repr(values)})


def test_what_shows_a_changed_fiche_is_made(
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
def test_what_a_fiche_says_to_all_lists_changes_all(
    built: Callable[[Curation], list[str]], written: Curation, values: dict[str, object]
) -> None:
    built(written)
    assert built(changed(written, ZOE, **values)) == list(SHOWN)


def test_a_fiche_whose_pace_is_shown_no_more_changes_all(written: Curation, tmp_path: Path) -> None:
    key = written.entries[CAMILLE].accounts[0].key
    paced = Snapshot({key: Profile(key, "https://mastodon.example/@camille", TODAY, weekly=3.0)})
    first = Reuse(Recorded({}, str(tmp_path)))
    assert first.arranged(written, paced).has_paces
    second = Reuse(Recorded(first.facts(), str(tmp_path)))
    assert not second.arranged(changed(written, CAMILLE, withholds="facts"), paced).has_paces


def test_a_fiche_that_came_or_went_changes_all(
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


def test_what_is_not_of_the_site_goes(
    built: Callable[[Curation], list[str]], written: Curation, tmp_path: Path
) -> None:
    built(written)
    for path in ("a/more.txt", "b/c/more.txt"):
        (tmp_path / "output" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / path).write_text("not ours", "utf-8")
    assert built(written) == []
    assert not (tmp_path / "output" / "b").exists()


def test_a_file_that_is_read_stays_as_it_was(
    built: Callable[[Curation], list[str]], written: Curation, tmp_path: Path
) -> None:
    built(written)
    with (tmp_path / "output" / "a" / "zoe.txt").open(encoding="utf-8") as reading:
        built(changed(written, ZOE, reason="Autre chose."))
        assert reading.read() == written.entries[ZOE].reason


def test_what_all_parts_have_in_common_is_made_once_while_only_fiches_change(
    written: Curation, tmp_path: Path
) -> None:
    made: list[str] = []

    def make() -> list[tuple[str, bytes]]:
        made.append("once")
        return [("site.css", b"a{}")]

    first = Reuse(Recorded({}, str(tmp_path)))
    assert first.common("styles", make) == first.common("styles", make) == [("site.css", b"a{}")]
    first.arranged(written, Snapshot({}))
    made.clear()
    second = Reuse(Recorded(first.facts(), str(tmp_path)))
    before = second.common("styles", make)
    second.arranged(written, Snapshot({}))
    assert second.common("styles", make) == before == [("site.css", b"a{}")]
    assert not made
    assert second.facts()["common"] == first.facts()["common"]


def test_what_cannot_be_kept_is_made_by_each_build(written: Curation, tmp_path: Path) -> None:
    first = Reuse(Recorded({}, str(tmp_path)))
    assert first.common("date", lambda: TODAY) == TODAY
    first.arranged(written, Snapshot({}))
    assert Reuse(Recorded(first.facts(), str(tmp_path))).common("date", lambda: "anew") == "anew"


def test_where_nothing_is_to_stand_this_process_makes_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plugin that listens would hear of some parts in a copy, whose memory is lost."""
    monkeypatch.setattr(parallel, "MIN_WEIGHT", 1)
    monkeypatch.setattr(parallel, "_can_fork", lambda: pytest.fail("a copy"))
    made: list[str] = []
    reuse = Reuse(fresh=str(tmp_path))
    reuse.forgo()
    reuse.make([Part(name, lambda name=name: made.append(name) or []) for name in ("a", "b")])
    assert made == ["a", "b"]
