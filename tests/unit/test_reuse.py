"""Parts: taken whole or made whole, and never written into a file of the last site."""

from __future__ import annotations

from pathlib import Path

import pytest

from annuaire.reuse import Part, Reuse
from annuaire.unchanged import Memory

FILES = {"a/one.txt": "first", "a/two.txt": "second"}


class Remembered(Memory):
    """A memory of a site of which nothing but fiches changed."""

    def __init__(self, parts: dict[str, object]) -> None:
        self.remembered = parts

    def parts(self) -> dict[str, object]:
        return self.remembered

    def only_fiches_changed(self) -> bool:
        return True


class Build:
    """One build into a folder of its own; `made` counts what it had to make."""

    def __init__(self, folder: Path, old: Path, parts: dict[str, object], mark: str = "1") -> None:
        self.folder, self.made = folder, 0
        folder.mkdir()
        self.reuse = Reuse(Remembered(parts), str(old), str(folder), {"camille": mark})
        self.reuse.begin("common")
        self.reuse.settle(Part("part", self.make, ("camille",)))

    def make(self) -> list[str]:
        self.made += 1
        for path, text in FILES.items():
            (self.folder / path).parent.mkdir(exist_ok=True)
            (self.folder / path).write_text(text, "utf-8")
        return list(FILES)


@pytest.fixture
def first(tmp_path: Path) -> Build:
    return Build(tmp_path / "first", tmp_path / "nowhere", {})


def test_a_part_that_is_the_same_is_taken_by_links(first: Build, tmp_path: Path) -> None:
    second = Build(tmp_path / "second", first.folder, first.reuse.facts())
    assert (first.made, second.made) == (1, 0)
    for path in FILES:
        assert (second.folder / path).samefile(first.folder / path)
    third = Build(tmp_path / "third", second.folder, second.reuse.facts())
    assert third.made == 0


def test_a_part_that_shows_another_fiche_is_made(first: Build, tmp_path: Path) -> None:
    assert Build(tmp_path / "second", first.folder, first.reuse.facts(), mark="2").made == 1


@pytest.mark.parametrize("damaged", FILES)
@pytest.mark.parametrize("left", ["cut", None])
def test_a_part_of_which_one_file_is_damaged_is_made_beside_the_last_site(
    first: Build, tmp_path: Path, damaged: str, left: str | None
) -> None:
    (first.folder / damaged).unlink()
    if left is not None:
        (first.folder / damaged).write_text(left, "utf-8")
    second = Build(tmp_path / "second", first.folder, first.reuse.facts())
    assert second.made == 1
    for path, text in FILES.items():
        assert (second.folder / path).read_text("utf-8") == text
        if (first.folder / path).exists():
            assert not (second.folder / path).samefile(first.folder / path)
