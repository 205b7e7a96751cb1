"""The cache of readings: it returns what parsing would return, and is never stale."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.curation import check_cache, curation, curation_files, drafts, editions, head_files, readings
from annuaire.curation.entries import Fiche
from annuaire.curation.inspection import Inspection
from annuaire.errors import CurationError
from annuaire.model import Curation, Entry, Problem
from annuaire.runtime import cachefile, digests
from annuaire.schemas import schema
from annuaire.yamlfiles.nodes import Node
from tests.support import roots

TODAY = date(2026, 11, 22)
Said = tuple[object, ...]


def read(
    root: Path, today: date = TODAY, way: Callable[[Path, date], Curation] = curation.read
) -> Curation | tuple[object, ...]:
    """Return the curation, or its problems as printed."""
    try:
        return way(root, today)
    except CurationError as error:
        return tuple(str(problem) for problem in error.problems)


def checked(root: Path, today: date = TODAY) -> tuple[object, ...]:
    """Return the result of a check, or its problems as printed."""
    try:
        found = check_cache.check(str(root), today)
    except CurationError as error:
        return tuple(str(problem) for problem in error.problems)
    return found.files, tuple(str(warning) for warning in found.warnings)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the ids of fiches that are parsed, not loaded from the cache."""
    names: list[str] = []
    real = readings.read

    def counting(raw: bytes, path: str, *others: object) -> readings.Reading:
        names.append(path.removeprefix("curation/fiches/").removesuffix(".yml"))
        return real(raw, path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(readings, "read", counting)
    return names


def test_a_fiche_is_parsed_once(root: Path, parsed: list[str]) -> None:
    first = read(root)
    assert sorted(parsed) == sorted(person[0] for person in roots.PEOPLE)
    parsed.clear()
    assert read(root) == first
    assert parsed == []


def test_the_places_in_a_valid_and_ordinary_fiche_are_not_looked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "read_with_places", lambda *arguments: pytest.fail("read with its places"))
    assert isinstance(read(root), Curation)


def test_of_valid_fiches_only_those_in_conflict_are_parsed_for_their_places(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[str] = []
    real = readings.read_with_places

    def counting(raw: bytes, path: str, *others: object) -> tuple[Fiche, list[Problem]]:
        paths.append(path)
        return real(raw, path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(readings, "read_with_places", counting)
    _replace("eau]", "Eau]")(root / "curation" / "fiches" / "zoe-ndiaye.yml")
    assert "deux façons" in str(read(root))
    assert sorted(paths) == [
        f"curation/fiches/{id}.yml" for id in ("camille-duval", "elodie-aubert", "zoe-ndiaye")
    ]


def test_only_changed_files_are_parsed_again(root: Path, parsed: list[str]) -> None:
    read(root)
    parsed.clear()
    file = root / "curation" / "fiches" / "zoe-ndiaye.yml"
    file.write_text(file.read_text("utf-8").replace("eau]", "mer]"), "utf-8")
    found = read(root)
    assert isinstance(found, Curation)
    assert found.entries["zoe-ndiaye"].subjects == ("assurance", "mer")
    assert parsed == ["zoe-ndiaye"]


def test_the_latest_readings_have_their_own_file_while_they_are_few(
    root: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(root)
    monkeypatch.setattr(
        readings, "LATEST_SHARE", 3
    )  # of five fiches, one has a file of its own, two have not
    all_readings, latest = root / ".cache" / readings.ALL, root / ".cache" / readings.LATEST
    before, empty = all_readings.read_bytes(), latest.stat().st_size
    zoe, camille = (root / "curation" / "fiches" / f"{id}.yml" for id in ("zoe-ndiaye", "camille-duval"))
    written = zoe.read_bytes()
    _replace("eau]", "mer]")(zoe)
    read(root)
    assert all_readings.read_bytes() == before
    assert latest.stat().st_size > empty
    zoe.write_bytes(written)
    read(root)
    assert all_readings.read_bytes() == before
    assert latest.stat().st_size == empty  # readings of former contents are dropped
    _replace("eau]", "mer]")(zoe)
    _replace("par: ", "par: Une ")(camille)
    first = read(root)
    assert all_readings.read_bytes() != before
    parsed.clear()
    assert read(root) == first
    assert parsed == []


def test_nothing_is_kept_of_a_fiche_that_is_deleted_whatever_is_added(root: Path) -> None:
    """Somebody who asks to leave, while others arrive or change, is gone from the cache, too."""
    folder = root / "curation" / "fiches"

    def add(number: int) -> None:
        source = roots.fiche(0).replace("Explique", f"Dit, {number} fois,")
        for old in ("camille", "CamilleDuval", "https://"):
            source = source.replace(old, f"{old}{number}")
        (folder / f"camille-{number}.yml").write_text(source, "utf-8")

    for number in range(30):
        add(number)
    read(root)
    (folder / "camille-0.yml").unlink()
    _replace("par: ", "par: Une ")(folder / "camille-1.yml")
    add(99)
    assert isinstance(read(root), Curation)
    kept = b"".join(file.read_bytes() for file in (root / ".cache").iterdir())
    assert [number for number in (0, 1, 99) if b"Dit, %d fois" % number in kept] == [1, 99]


def test_a_renamed_fiche_is_another_entry_from_the_same_cached_reading(root: Path, parsed: list[str]) -> None:
    read(root)
    parsed.clear()
    for name in ("fiches/zoe-ndiaye.yml", "editions/2026-11.yml"):
        file = root / "curation" / name
        file.write_text(file.read_text("utf-8").replace("- zoe-ndiaye\n", "- zoe\n"), "utf-8")
    file = root / "curation" / "fiches" / "zoe-ndiaye.yml"
    file.rename(file.with_name("zoe.yml"))
    found = read(root)
    assert isinstance(found, Curation)
    assert found.entries["zoe"].id == "zoe"
    assert parsed == []


@pytest.mark.parametrize("name", ["schema/fiche.schema.json", "categories.yml"])
def test_other_rules_invalidate_the_cache(name: str, root: Path, parsed: list[str]) -> None:
    read(root)
    parsed.clear()
    file = root / "curation" / name
    file.write_text(file.read_text("utf-8").replace("id: assureurs", "id: mutuelles") + "\n", "utf-8")
    read(root)
    assert len(parsed) == 5


def test_another_program_invalidates_the_cache(
    root: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(root)
    parsed.clear()
    monkeypatch.setattr(digests, "program", lambda: "another")
    read(root)
    assert len(parsed) == 5


def test_on_an_earlier_day_everything_is_read_again(root: Path) -> None:
    assert isinstance(read(root), Curation)
    assert len(checked(root)) == 2
    for day in (date(2026, 10, 31), TODAY - timedelta(1), TODAY + timedelta(1)):
        reported, result = read(root, day), checked(root, day)
        shutil.rmtree(root / ".cache", ignore_errors=True)
        assert (read(root, day), checked(root, day)) == (reported, result)
    assert any("futur" in str(line) for line in checked(root, date(2026, 10, 31)))


def test_an_edition_is_read_once_under_its_name_and_not_before_its_day(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[str] = []
    real = editions.read

    def counting(node: Node, path: str, *others: object) -> editions.Draft:
        paths.append(path)
        return real(node, path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(editions, "read", counting)
    first = read(root)
    assert isinstance(first, Curation)
    for _ in range(2):
        assert read(root) == first
    assert paths == ["curation/editions/2026-11.yml"]
    assert "futur" in str(read(root, date(2026, 10, 31)))
    assert len(paths) == 2
    assert read(root) == first
    paths.clear()
    file = root / "curation" / "editions" / "2026-11.yml"
    file.rename(file.with_name("2026-10.yml"))
    assert "2026-10" in str(read(root))
    assert paths == ["curation/editions/2026-10.yml"]


def test_annuaire_yml_and_categories_yml_are_parsed_again_only_when_one_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: list[str] = []

    def counted(kind: str) -> Callable[..., object]:
        real = getattr(head_files, kind)

        def counting(*found: object) -> object:
            kinds.append(kind)
            return real(*found)

        return counting

    for kind in ("publication", "categories"):
        monkeypatch.setattr(head_files, kind, counted(kind))
    first = read(root)
    assert isinstance(first, Curation)
    assert kinds == ["publication", "categories"]
    assert read(root) == first  # every field comes back, and the number of files
    assert len(kinds) == 2
    for name, old, new in (
        ("annuaire.yml", "places: 3", "places: 4"),
        ("categories.yml", "nom: ", "nombre: "),
    ):
        _replace(old, new)(root / "curation" / name)
        reported = read(root)
        assert isinstance(reported, tuple)
        assert read(root) == reported  # what is faulty is not cached
        _replace(new, old)(root / "curation" / name)
        assert read(root) == first


@pytest.mark.parametrize(
    ("kind", "limit", "stricter"),
    [("annuaire", '"maxLength": 120', '"maxLength": 12'), ("categories", '"maxItems": 60', '"maxItems": 1')],
)
def test_annuaire_yml_and_categories_yml_are_parsed_again_when_their_schema_changed(
    kind: str, limit: str, stricter: str, root: Path
) -> None:
    assert isinstance(read(root), Curation)
    _replace(limit, stricter)(root / "curation" / "schema" / f"{kind}.schema.json")
    schema.load.cache_clear()  # as in another process
    assert f"curation/{kind}.yml" in str(read(root))


def test_an_invalid_fiche_is_not_cached(root: Path, parsed: list[str]) -> None:
    file = root / "curation" / "fiches" / "zoe-ndiaye.yml"
    file.write_text(file.read_text("utf-8").replace("territoire: SN", "territoire: Québec"), "utf-8")
    reported = read(root)
    parsed.clear()
    assert read(root) == reported
    assert parsed == ["zoe-ndiaye"]


def test_every_field_of_an_entry_comes_back(tmp_path: Path) -> None:
    root = roots.make_rich_site(tmp_path / "root")
    first = curation.read(root, TODAY)
    second = curation.read(root, TODAY)
    assert second == first
    for name in Entry._fields:
        assert len({str(getattr(entry, name)) for entry in first.entries.values()}) > 1, name


def test_every_field_of_an_edition_comes_back_with_its_places(root: Path) -> None:
    file = root / "curation" / "editions" / "2026-11.yml"
    leaving = (
        "note: Une note d’essai.\nsorties:\n  - {fiche: anne, motif: N’a plus rien publié depuis un an.}\n"
    )
    file.write_text(file.read_text("utf-8").replace("rangs: non", "rangs: oui") + leaving, "utf-8")
    first, second = (drafts.read(Inspection(curation_files.gather(str(root), {}), TODAY)) for _ in range(2))
    assert second == first
    assert first[0]
    places = [value for name, value in first[0]._asdict().items() if name.endswith("_place")]
    assert len(set(places)) == len(places)
    assert first[0].edition
    assert all(first[0].edition)


def test_each_fiche_has_the_digest_of_its_file(root: Path) -> None:
    found = curation.read(root, TODAY)
    assert found.digests == {
        id: digests.of_file(str(root / "curation" / "fiches" / f"{id}.yml")) for id in found.entries
    }


@pytest.mark.parametrize("name", [readings.ALL, readings.LATEST, "editions", "head", "check"])
def test_a_damaged_cache_is_ignored(name: str, root: Path) -> None:
    result = checked(root)
    (root / ".cache" / name).write_bytes(b"\x00" * 100)
    assert checked(root) == result
    assert isinstance(read(root), Curation)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not apply to root"
)
def test_a_root_without_write_permission_is_still_checked(root: Path) -> None:
    root.chmod(0o555)
    try:
        assert checked(root) == checked(root)
    finally:
        root.chmod(0o755)


def test_a_check_in_which_nothing_changed_parses_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = checked(root)
    monkeypatch.setattr("annuaire.yamlfiles.yamlfile.parse", lambda *arguments: pytest.fail("read"))
    assert checked(root) == result


FICHES = [f"fiches/{person[0]}.yml" for person in roots.PEOPLE]
SCHEMAS = ["schema/fiche.schema.json", "schema/edition.schema.json"]


def _replace(old: str, new: str) -> Callable[[Path], None]:
    def edit(file: Path) -> None:
        if file.is_file() and not file.is_symlink():
            file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))

    return edit


def _remove(file: Path) -> None:
    if file.is_symlink() or file.is_file():
        file.unlink()


def _copy(file: Path) -> None:
    if file.is_file():
        shutil.copy(file, file.with_name("copie.yml"), follow_symlinks=False)


def _link(file: Path) -> None:
    target = file.parents[2] / f"{file.name}.aside"
    if file.is_file() and not file.is_symlink():
        file.rename(target)
        file.symlink_to(target)


def _misname(file: Path) -> None:
    if file.is_file():
        file.rename(file.with_name(file.name.title()))


def _folder(file: Path) -> None:
    (file.parent / "dossier.yml").mkdir(exist_ok=True)


def _restore(file: Path) -> None:
    """Write the content of the first fiche, which is cached under another name."""
    _remove(file)
    file.write_text(roots.fiche(0), "utf-8")


EDITS = [
    _replace("eau", "mer"), _replace("mer", "Eau"), _replace("SN", "Québec"), _replace("Québec", "SN"), _replace("2026-11-01", "2026-11-30"),
    _replace("2026-11-30", "2026-11-01"), _replace("nom: ", "nom:\u200b "), _replace("places: 5", "places: 6"), _replace("\n", "\r\n"),
    _replace("categorie: 1", "categorie: 2"), _replace("id: auteurs", "id: poetes"), _replace("Couvre", "Suit"), _replace("@", "@@"),
    _replace('"maxLength": 80', '"maxLength": 8'), _remove, _copy, _link, _misname, _folder, _restore,
]  # fmt: skip
STEPS = st.tuples(
    st.sampled_from(EDITS),
    st.sampled_from([*FICHES, *SCHEMAS, "annuaire.yml", "categories.yml", "editions/2026-11.yml"]),
    st.integers(-30, 3),
)


@given(st.lists(STEPS, min_size=1, max_size=6))
def test_the_report_is_the_same_with_and_without_a_cache(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Callable[[Path], None], str, int]]
) -> None:
    root = roots.make(tmp_path_factory.mktemp("root") / "kept")
    checked(root)
    for edit, name, days in steps:
        edit(root / "curation" / name)
        day = TODAY + timedelta(days)
        result, made = checked(root, day), read(root, day)
        shutil.move(root / cachefile.FOLDER, root.parent / "aside")
        assert result == checked(root, day)
        shutil.rmtree(root / cachefile.FOLDER, ignore_errors=True)
        assert made == read(root, day)
        shutil.rmtree(root / cachefile.FOLDER, ignore_errors=True)
        shutil.move(root.parent / "aside", root / cachefile.FOLDER)
