"""What is unusual and well is built: places of one name, subjects in other scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import roots, sites
from tests.support.sites import Site

PLACES = ("LU", "LU-LU", "BE-WLX", "CH-JU", "FR-39")
SUBJECTS = ("[日本, C++]", "[日本, C#]", "[中国, C#]", "[中国, C++]", "[日本, eau]")


def change(root: Path, place: int, key: str, value: str) -> None:
    """Write another value of one line in a fiche of `roots.PEOPLE`."""
    file = root / "curation" / "fiches" / f"{roots.PEOPLE[place][0]}.yml"
    lines = file.read_text("utf-8").splitlines()
    written = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in lines]
    assert written != lines
    file.write_text("\n".join(written) + "\n", "utf-8")


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = roots.make_site(tmp_path_factory.mktemp("unusual") / "root")
    for place, (territory, subjects) in enumerate(zip(PLACES, SUBJECTS, strict=True)):
        change(root, place, "territoire", territory)
        change(root, place, "sujets", subjects)
    return sites.built(root, root / "output")


def test_places_of_one_name_have_a_page_each(unusual: Site) -> None:
    made = {place.split("/")[1] for place in unusual.pages if place.startswith("territoires/")}
    assert made - {"index.html"} == {
        "luxembourg", "luxembourg-lu-lu", "luxembourg-be-wlx", "belgique", "suisse", "jura-ch-ju", "france", "jura-fr-39",
    }  # fmt: skip


def test_a_subject_without_an_address_has_no_page_and_signs_tell_two_apart(unusual: Site) -> None:
    made = {place.split("/")[1] for place in unusual.pages if place.startswith("sujets/")}
    assert made - {"index.html"} == {"c-diese", "c-plus-plus"}
    subjects = unusual.page("comptes/camille-duval").all("//*[@class='p-category' and contains(., '日本')]")
    assert [subject.tag for subject in subjects] == ["span"]
