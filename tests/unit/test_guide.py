"""The guide of curators, the examples and the schemas agree with the check."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from annuaire import networks
from annuaire.__main__ import main
from annuaire.curation import fiche_schema
from annuaire.schemas import guide, schema
from annuaire.schemas.formats import Rules
from tests.support import roots

DOCS = roots.REPOSITORY / "docs" / "curation.md"
SCHEMAS = {
    kind: schema.load(roots.REPOSITORY / "curation" / "schema" / f"{kind}.schema.json").rules
    for kind in guide.FILES
}
WRITTEN = [
    roots.REPOSITORY / "curation" / "LISEZMOI.md",
    roots.REPOSITORY / "content" / "pages" / "proposer.md",
]


def keys(rules: Rules) -> list[str]:
    """Return every key of a schema, at any depth."""
    found = []
    for key, below in rules.get("properties", {}).items():
        found += [key, *keys(below)]
    return found + (keys(rules["items"]) if "items" in rules else [])


def fiches(file: Path) -> list[str]:
    """Return the complete fiches in the examples of a page."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", file.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [block for block in blocks if "nom: " in block]


def check(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    main(["--root", str(root), "check", "--format", "texte"])
    return capsys.readouterr().out


def test_the_guide_is_up_to_date_with_the_schemas() -> None:
    assert DOCS.read_text("utf-8") == guide.guide(SCHEMAS), "out of date: run make docs"


def test_every_schema_is_in_the_guide() -> None:
    files = (roots.REPOSITORY / "curation" / "schema").glob("*.schema.json")
    assert {file.name.removesuffix(".schema.json") for file in files} == set(guide.FILES)


@pytest.mark.parametrize("kind", guide.FILES)
def test_every_key_is_in_the_guide(kind: str) -> None:
    section = DOCS.read_text("utf-8").split(f"`{guide.FILES[kind]}`")[1].split("\n## ")[0]
    for key in keys(SCHEMAS[kind]):
        assert f"| `{key}` |" in section


@pytest.mark.parametrize("kind", guide.FILES)
def test_the_file_made_of_the_examples_has_every_key_of_its_first_level(kind: str) -> None:
    rules = SCHEMAS[kind]
    made = guide.sample(kind, rules)
    for key in rules.get("items", rules)["properties"]:
        assert re.search(rf"^(?:- |  )?{key}:", made, re.MULTILINE)


def test_the_files_made_of_the_examples_check_without_fault(
    root: Path, today: None, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = root / "curation"
    for old in folder.rglob("*.yml"):
        old.unlink()
    for kind, path in guide.FILES.items():
        (root / path).write_text(guide.sample(kind, SCHEMAS[kind]), "utf-8")
    # The examples of different files do not fit together: one fiche, with two categories of which one is defined.
    annuaire = (folder / "annuaire.yml").read_text("utf-8").replace("places: 100", "places: 1")
    (folder / "annuaire.yml").write_text(annuaire.replace("categorie: 3", "categorie: 1"), "utf-8")
    fiche = folder / "fiches" / "camille-duval.yml"
    fiche.write_text(fiche.read_text("utf-8").replace(", auteurs", ""), "utf-8")
    edition = folder / "editions" / "2026-11.yml"
    edition.write_text(edition.read_text("utf-8").split("sorties:")[0], "utf-8")
    assert check(root, capsys) == "4\u00a0fichiers lus, aucune erreur.\n"


def test_the_schema_of_a_fiche_has_all_networks() -> None:
    file = roots.REPOSITORY / "curation" / "schema" / "fiche.schema.json"
    expected = fiche_schema.serialise(fiche_schema.with_networks(SCHEMAS["fiche"]))
    assert file.read_text("utf-8") == expected, "out of date: run make docs"


@pytest.mark.parametrize("network", networks.NETWORKS, ids=lambda network: network.NETWORK)
def test_a_network_has_its_icon(network: ModuleType) -> None:
    drawn = (roots.REPOSITORY / "theme" / "static" / "icons.svg").read_text("utf-8")
    assert f'<symbol id="{network.NETWORK}"' in drawn


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_the_example_that_people_copy_checks_without_fault(
    page: Path, root: Path, today: None, capsys: pytest.CaptureFixture[str]
) -> None:
    found = fiches(page)
    assert found
    for example in found:
        (root / "curation" / "fiches" / "camille-duval.yml").write_text(example, "utf-8")
        assert check(root, capsys) == "8\u00a0fichiers lus, aucune erreur.\n"


def test_the_examples_of_the_curators_page_check_without_fault(
    root: Path, today: None, capsys: pytest.CaptureFixture[str]
) -> None:
    category, page, image = re.findall(
        r"^```text\n(.*?)^```$", WRITTEN[0].read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    with (root / "curation" / "categories.yml").open("a", encoding="utf-8") as file:
        file.write(category)
    annuaire = root / "curation" / "annuaire.yml"
    annuaire.write_text(annuaire.read_text("utf-8").replace("categorie: 1", "categorie: 0"), "utf-8")
    (root / "content" / "pages" / "questions.md").write_text(f"{page}\n{image}", "utf-8")
    assert "image introuvable" in check(root, capsys)
    (root / "content" / "images").mkdir()
    (root / "content" / "images" / "nom.png").write_bytes(b"")
    assert check(root, capsys) == "8\u00a0fichiers lus, aucune erreur.\n"


def test_the_traps_of_the_curators_page_are_reported_by_the_check(
    root: Path, today: None, capsys: pytest.CaptureFixture[str]
) -> None:
    page = WRITTEN[0].read_text("utf-8")
    file = root / "curation" / "fiches" / "camille-duval.yml"
    for faulty in ("pourquoi: Explique l’eau : les nappes", "youtube: @camilleduval"):
        assert f"`{faulty}`" in page
        file.write_text(f"nom: Camille Duval\n{faulty}\n", "utf-8")
        assert re.search(r"camille-duval.yml:2:\d+: (deux-points|un texte ne peut pas)", check(root, capsys))


def test_the_message_that_the_curators_page_explains_is_the_real_one(
    root: Path, today: None, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", WRITTEN[0].read_text("utf-8"), re.MULTILINE | re.DOTALL)
    shown = next(block for kind, block in blocks if not kind)
    file = root / "curation" / "fiches" / "camille-duval.yml"
    file.write_text(file.read_text("utf-8").replace("camille@mastodon.example", "camille"), "utf-8")
    report = check(root, capsys)
    assert [line.split(": ", 1)[-1] for line in shown.splitlines()] == [
        line.split(": ", 1)[-1] for line in report.splitlines()[:2]
    ]


def test_the_command_writes_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(roots.REPOSITORY)
    guide.main(tmp_path / "guide.md")
    assert (tmp_path / "guide.md").read_text("utf-8") == guide.guide(SCHEMAS)
