"""Golden pairs: a faulty file and the exact French report that `annuaire check` gives of it.

To add a test, add two files to tests/fixtures/curation/<area>/: <case>.yml, the faulty file, and <case>.txt, the
report. The file takes the place of one file of the faultless root of tests.support.roots:

    fiche       curation/fiches/camille-duval.yml
    edition     curation/editions/2026-11.yml
    categories  curation/categories.yml
    annuaire    curation/annuaire.yml
    good        a fiche as above, in which there is nothing to say: no report beside it
    roots       a folder <case>/ laid over the whole root, for faults that span files

To write the reports again after a sentence has changed: `pytest tests/unit/test_reports.py --record`, then
read `git diff` as a curator would.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annuaire.__main__ import main
from tests.support import roots

CASES = Path(__file__).parents[1] / "fixtures" / "curation"
PLACES = {
    "fiche": "fiches/camille-duval.yml",
    "good": "fiches/camille-duval.yml",
    "edition": "editions/2026-11.yml",
    "categories": "categories.yml",
    "annuaire": "annuaire.yml",
}
FILES = sorted(file for area in PLACES for file in (CASES / area).glob("*.yml"))
FOLDERS = sorted(file for file in (CASES / "roots").iterdir() if file.is_dir())


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


@pytest.fixture
def report(
    tmp_path: Path, today: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> object:
    """Return a function that returns what `annuaire check` prints for a case."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def check(case: Path) -> tuple[int, str]:
        root = roots.make(tmp_path / "root")
        if case.is_dir():
            shutil.copytree(case, root, dirs_exist_ok=True)
        else:
            shutil.copyfile(case, root / "curation" / PLACES[case.parent.name])
        code = main(["--root", str(root), "check"])
        printed = capsys.readouterr()
        assert printed.err == ""
        return code, printed.out

    return check


@pytest.mark.parametrize("case", [case for case in FILES if case.parent.name != "good"] + FOLDERS, ids=name)
def test_each_faulty_file_gives_its_report(case: Path, report, request: pytest.FixtureRequest) -> None:
    code, printed = report(case)
    golden = case.with_name(f"{case.stem}.txt")
    if request.config.getoption("--record"):
        golden.write_text(printed, "utf-8")
    assert printed == golden.read_text("utf-8")
    assert code == (1 if "erreur" in printed.splitlines()[-1].replace("aucune erreur", "") else 0)


@pytest.mark.parametrize("case", [case for case in FILES if case.parent.name == "good"], ids=name)
def test_unusual_but_valid_files_are_accepted(case: Path, report) -> None:
    assert report(case) == (0, "8\u00a0fichiers lus, aucune erreur.\n")


def test_every_report_has_its_case() -> None:
    orphans = [
        golden
        for golden in CASES.glob("*/*.txt")
        if not golden.with_suffix(".yml").exists() and not golden.with_suffix("").is_dir()
    ]
    assert orphans == []
