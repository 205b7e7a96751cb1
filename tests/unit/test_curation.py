"""Reading and checking curation/ as a whole (`annuaire.curation.curation`)."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from annuaire.curation import curation, publishable, uniqueness, unknown_categories
from annuaire.curation.entries import Fiche
from annuaire.errors import CurationError
from annuaire.model import Problem
from tests.support import roots

TODAY = date(2026, 11, 22)


def problems(root: Path) -> list[Problem]:
    with pytest.raises(CurationError) as caught:
        curation.read(root, TODAY)
    return list(caught.value.problems)


def reported(root: Path) -> list[tuple[str, str]]:
    return [(found.path.removeprefix("curation/"), found.code) for found in problems(root)]


def change(root: Path, name: str, old: str, new: str) -> None:
    file = root / "curation" / name
    source = file.read_text("utf-8")
    assert old in source
    file.write_text(source.replace(old, new, 1), "utf-8")


def test_a_valid_folder_becomes_plain_objects(root: Path) -> None:
    found = curation.read(root, TODAY)
    assert found.publication.title == "Cinq comptes"
    assert [category.id for category in found.categories] == [
        "assureurs",
        "aubergistes",
        "auteurs",
        "journalistes",
    ]
    assert sorted(found.entries) == sorted(person[0] for person in roots.PEOPLE)
    assert [edition.id for edition in found.editions] == ["2026-11"]
    assert found.warnings == ()
    assert found.files == 8


def test_an_edition_from_before_the_web_is_reported(root: Path) -> None:
    source = (root / "curation" / "editions" / "2026-11.yml").read_text("utf-8")
    old = source.replace("2026-11", "1975-12").replace("d’essai", "de 1975")
    (root / "curation" / "editions" / "1975-12.yml").write_text(old, "utf-8")
    assert reported(root) == [("editions/1975-12.yml", "date-old")]


def test_the_newest_edition_comes_first(root: Path) -> None:
    folder = root / "curation" / "editions"
    source = (folder / "2026-11.yml").read_text("utf-8")
    (folder / "2026-09.yml").write_text(
        source.replace("2026-11", "2026-09").replace("d’essai", "de septembre"), "utf-8"
    )
    (folder / "2026-10.yml").write_text(
        source.replace("2026-11", "2026-10").replace("d’essai", "d’octobre"), "utf-8"
    )
    assert [edition.id for edition in curation.read(root, TODAY).editions] == [
        "2026-11",
        "2026-10",
        "2026-09",
    ]


def test_all_mistakes_of_all_files_are_reported_in_order(root: Path) -> None:
    change(root, "annuaire.yml", "places: 5", "places: cinq")
    change(root, "fiches/zoe-ndiaye.yml", "territoire: SN", "territoire: Québec")
    change(root, "fiches/camille-duval.yml", "nature: personne", "nature: licorne")
    change(root, "fiches/camille-duval.yml", "2026-11-01", "2026-02-30")
    found = problems(root)
    assert found == sorted(found)
    assert reported(root) == [
        ("annuaire.yml", "type-number"),
        ("fiches/camille-duval.yml", "choice"),
        ("fiches/camille-duval.yml", "date"),
        ("fiches/zoe-ndiaye.yml", "territory-near"),
    ]


@pytest.mark.parametrize(
    "name", ["annuaire.yml", "categories.yml", "editions/2026-11.yml", "fiches/zoe-ndiaye.yml"]
)
def test_a_file_that_cannot_be_read_is_reported_once(root: Path, name: str) -> None:
    (root / "curation" / name).write_bytes(b"\x89PNG\x00")
    assert reported(root) == [(name, "binary")]


@pytest.mark.parametrize("name", ["annuaire.yml", "categories.yml"])
def test_a_missing_file_is_reported_once(root: Path, name: str) -> None:
    (root / "curation" / name).unlink()
    assert reported(root) == [(name, "file-missing")]


def test_a_missing_folder_is_reported_once(root: Path) -> None:
    shutil.rmtree(root / "curation" / "editions")
    assert reported(root) == [("editions", "folder-missing")]


def test_a_file_in_the_place_of_a_folder_is_a_missing_folder(root: Path) -> None:
    shutil.rmtree(root / "curation" / "editions")
    (root / "curation" / "editions").write_text("")
    assert reported(root) == [("editions", "folder-missing")]


def test_an_empty_folder_of_editions_asks_for_the_first(root: Path) -> None:
    (root / "curation" / "editions" / "2026-11.yml").unlink()
    assert reported(root) == [("editions", "edition-none")]
    assert "2026-11.yml" in problems(root)[0].advice


def test_a_folder_that_the_system_refuses_says_why(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    assert {(found.code, "accès refusé" in found.message) for found in problems(root)} == {
        ("file-unreadable", True)
    }


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not apply to root"
)
def test_a_folder_without_rights_is_reported(root: Path) -> None:
    folder = root / "curation" / "editions"
    folder.chmod(0)
    try:
        assert reported(root) == [("editions", "file-unreadable")]
    finally:
        folder.chmod(0o755)


def test_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text(roots.fiche(0), "utf-8")
    file = root / "curation" / "fiches" / "camille-duval.yml"
    file.unlink()
    file.symlink_to(outside)
    assert reported(root) == [("fiches/camille-duval.yml", "file-not-file")]


def test_a_pipe_does_not_block_the_check(root: Path) -> None:
    os.mkfifo(root / "curation" / "fiches" / "anne.yml")
    assert reported(root) == [("fiches/anne.yml", "file-not-file")]


@pytest.mark.parametrize(
    "name",
    [
        ".camille.yml.swp",
        ".DS_Store",
        "camille-duval.yml~",
        "#camille-duval.yml#",
        "4913",
        "Thumbs.db",
        "desktop.ini",
    ],
)
def test_temporary_files_of_editors_are_ignored(root: Path, name: str) -> None:
    (root / "curation" / "fiches" / name).write_bytes(b"\x00")
    assert curation.read(root, TODAY).files == 8


def test_a_misnamed_fiche_is_not_also_unknown_to_the_edition(root: Path) -> None:
    folder = root / "curation" / "fiches"
    (folder / "zoe-ndiaye.yml").rename(folder / "Zoé-Ndiaye.yml")
    assert reported(root) == [("fiches/Zoé-Ndiaye.yml", "file-name")]


def test_a_faulty_fiche_is_not_also_unknown_to_the_edition(root: Path) -> None:
    change(root, "fiches/zoe-ndiaye.yml", "nom: ", "nom:")
    assert reported(root) == [("fiches/zoe-ndiaye.yml", "yaml-space")]


def test_a_fiche_outside_the_edition_is_checked_too(root: Path) -> None:
    source = roots.fiche(4).replace("zoe.example", "anne.example").replace("Couvre", "Suit")
    (root / "curation" / "fiches" / "anne.yml").write_text(
        source.replace("territoire: SN", "territoire: UK"), "utf-8"
    )
    assert reported(root) == [("fiches/anne.yml", "territory-near")]


def test_a_warning_does_not_stop_anything(root: Path) -> None:
    change(root, "annuaire.yml", "fiches_par_categorie: 1", "fiches_par_categorie: 2")
    found = curation.read(root, TODAY)
    assert [(warning.code, warning.warning) for warning in found.warnings] == [("category-thin", True)] * 2


def test_publication_requires_the_facts_that_the_law_requires(root: Path) -> None:
    found = curation.read(root, TODAY)
    missing = publishable.missing(root, found, "https://annuaire.example/")
    assert [problem.code for problem in missing] == ["publish-missing"] * 3


def test_a_file_at_the_head_with_another_ending_is_reported_once(root: Path) -> None:
    file = root / "curation" / "categories.yml"
    file.rename(file.with_suffix(".yaml"))
    assert reported(root) == [("categories.yml", "file-missing-near")]
    file.with_suffix(".yaml").rename(file.with_name("catégories.yml"))
    assert reported(root) == [("categories.yml", "file-missing-near")]
    file.with_name("catégories.yml").rename(file.with_suffix(".yaml"))
    file.write_bytes(file.with_suffix(".yaml").read_bytes())
    assert reported(root) == [("categories.yaml", "file-stray")]


def test_addresses_of_examples_are_refused_for_publication(root: Path) -> None:
    with (root / "curation" / "annuaire.yml").open("a", encoding="utf-8") as file:
        file.write("contact: redaction@annuaire.example\nediteur: Une association\nhebergeur: Un hébergeur\n")
    found = curation.read(root, TODAY)
    assert publishable.missing(root, found, "https://annuaire.example/") == []
    left = publishable.missing(root, found, "https://centcomptes.fr/")
    assert left[0].code == "publish-example"
    assert {problem.code for problem in left[1:]} == {"publish-invented"}
    elsewhere = {
        id
        for id, entry in found.entries.items()
        if any(".example" in account.handle for account in entry.accounts)
    }
    assert elsewhere
    assert {problem.path for problem in left[1:]} == {f"curation/fiches/{id}.yml" for id in elsewhere}


def test_nothing_is_guessed_from_a_private_repository_address(root: Path) -> None:
    with (root / "curation" / "annuaire.yml").open("a", encoding="utf-8") as file:
        file.write("depot: javascript:alert(1)\n")
    assert reported(root) == [("annuaire.yml", "address-scheme")]


def test_the_curation_of_this_repository_is_valid() -> None:
    assert curation.read(roots.REPOSITORY, date.max).editions


def test_two_fiches_without_a_reason_do_not_have_the_same_reason() -> None:
    accounts = [("x:a", "a", 5, 6)]
    one, two = (Fiche(path, ("", "", 1, 1), accounts, [], ()) for path in ("one.yml", "two.yml"))
    assert [found.code for found in uniqueness._conflicts({"one": one, "two": two})] == ["account-twice"]


def test_a_fiche_without_accounts_is_not_a_copy_of_one_that_has_the_same_reason() -> None:
    reason = ("Dit le droit.", "Dit le droit.", 3, 4)
    one, two = (
        Fiche(path, reason, found, [], ())
        for path, found in (("one.yml", [("x:a", "a", 5, 6)]), ("two.yml", []))
    )
    assert [found.code for found in uniqueness._conflicts({"one": one, "two": two})] == ["reason-copied"]


def test_a_domain_that_only_looks_like_an_example_is_a_real_one(root: Path) -> None:
    change(root, "fiches/camille-duval.yml", "camille@mastodon.example", "camille@social.example-reseau.fr")
    change(root, "fiches/camille-duval.yml", "https://camille.example/", "https://camille.examples.fr/")
    found = curation.read(root, TODAY)
    left = publishable.missing(root, found, "https://www.example-reseau.fr/")
    assert not [one for one in left if one.path == "curation/fiches/camille-duval.yml"]
    assert [one.path for one in left if one.code == "publish-invented"]


def test_an_address_of_an_example_is_reported_on_its_line(root: Path) -> None:
    with (root / "curation" / "annuaire.yml").open("a", encoding="utf-8") as file:
        file.write("editeur: Une association\nhebergeur: Un hébergeur\ncontact: redaction@annuaire.example\n")
    lines = (root / "curation" / "annuaire.yml").read_text("utf-8").splitlines()
    (left,) = [
        one
        for one in publishable.missing(root, curation.read(root, TODAY), "https://centcomptes.fr/")
        if one.code == "publish-example"
    ]
    assert lines[left.line - 1].startswith("contact:")


def test_a_category_that_goes_by_another_of_its_words_is_not_taken_for_a_renamed_one(root: Path) -> None:
    for name in ("camille-duval", "zoe-ndiaye"):
        change(root, f"fiches/{name}.yml", "journalistes", "journaliste")
    change(root, "fiches/oeuvres-vives.yml", "[auteurs]", "[auteurs, journalistes]")
    change(root, "fiches/mutuelle-du-phare.yml", "[assureurs]", "[auteurs]")
    assert reported(root) == [
        (f"fiches/{name}.yml", "category-unknown-near") for name in ("camille-duval", "zoe-ndiaye")
    ]
    assert all("journalistes" in found.advice for found in problems(root))


def test_of_many_fiches_some_are_named_and_the_others_counted() -> None:
    names = [f"f{number}" for number in range(1, 15)]
    assert unknown_categories._listed(names[:12]).endswith("f11 et f12")
    assert unknown_categories._listed(names).endswith("f10, f11 et 3 autres")


def test_a_problem_without_a_line_is_reported_at_the_beginning(root: Path) -> None:
    (root / "curation" / "editions" / "2026-11.yml").unlink()
    (root / "curation" / "categories.yml").unlink()
    assert {(one.line, one.column) for one in problems(root)} == {(1, 1)}
