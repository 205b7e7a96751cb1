"""`annuaire build --publish`: requires what a site needs before it goes online."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support import sites

REQUIRED = {
    "contact": "redaction@annuaire.example",
    "editeur": "Association Exemple",
    "hebergeur": "Hébergeur Exemple, 1 rue de l’Exemple, Lyon",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(sites.small_root(), tmp_path / "root")


def add_keys(root: Path, *keys: str) -> None:
    file = root / "curation" / "annuaire.yml"
    written = "".join(f'{key}: "{REQUIRED[key]}"\n' for key in keys)
    file.write_text(file.read_text("utf-8") + written, "utf-8")


def test_a_missing_siteurl_is_refused(root: Path) -> None:
    add_keys(root, *REQUIRED)
    done = sites.annuaire(root, "build", "--publish")
    assert done.returncode == 2
    assert (
        done.stderr
        == "Pour publier, donner l’adresse du site\u00a0:  make publish SITEURL=https://annuaire.example\n"
    )
    assert not (root / "output").exists()


@pytest.mark.parametrize(
    "address",
    [
        "annuaire.example", "https://", "https:///annuaire", "https://x y.example", "https://x.example/?a=b#c",
        "https://moi:secret@x.example", "ftp://x.example", "https://x.example:99999", "https://x.example/#", "https://[::1",
    ],
)  # fmt: skip
def test_an_invalid_siteurl_is_refused(root: Path, address: str) -> None:
    add_keys(root, *REQUIRED)
    done = sites.annuaire(root, "build", "--publish", SITEURL=address)
    assert done.returncode == 2
    assert done.stderr.startswith("SITEURL doit être l’adresse du site")
    assert (
        f"«\u00a0{address.replace('https://moi:secret', '…')}\u00a0»" in done.stderr
    )  # without the password


@pytest.mark.parametrize("missing", REQUIRED)
def test_a_missing_key_is_reported(root: Path, missing: str) -> None:
    add_keys(root, *(key for key in REQUIRED if key != missing))
    done = sites.annuaire(root, "build", "--publish", SITEURL=sites.ADDRESS)
    assert done.returncode == 1
    assert done.stdout.startswith(
        f"curation/annuaire.yml:1:1: clé absente, exigée pour publier\u00a0: «\u00a0{missing}\u00a0».\n"
    )
    assert f"comme dans cet exemple\u00a0:  {missing}: " in done.stdout
    assert not (root / "output").exists()


def test_all_missing_keys_are_reported_at_once(root: Path) -> None:
    done = sites.annuaire(root, "build", "--publish", SITEURL=sites.ADDRESS)
    assert done.stdout.count("clé absente, exigée pour publier") == 3
    assert "3\u00a0erreurs dans 1\u00a0fichier" in done.stdout


def test_a_file_in_utf_16_is_read(root: Path) -> None:
    add_keys(root, *(key for key in REQUIRED if key != "contact"))
    file = root / "curation" / "annuaire.yml"
    file.write_bytes(file.read_text("utf-8").encode("utf-16"))
    done = sites.annuaire(root, "build", "--publish", SITEURL=sites.ADDRESS)
    assert done.stdout.startswith("curation/annuaire.yml:1:1: clé absente, exigée pour publier")
    assert done.stderr == ""


def test_with_all_keys_the_site_is_built_and_shows_them(root: Path) -> None:
    add_keys(root, *REQUIRED)
    done = sites.annuaire(root, "build", "--publish", SITEURL=sites.ADDRESS + "/")
    assert done.returncode == 0, done.stdout + done.stderr
    site = sites.Site(root / "output", sites.ADDRESS)
    shown = site.page("mentions").text("//main")
    for value in REQUIRED.values():
        assert value in shown
    assert "à venir" not in shown
    assert f"Contact: mailto:{REQUIRED['contact']}" in site.read(".well-known/security.txt")
    assert f"{sites.ADDRESS}//" not in "".join(page.source for page in site.pages.values())


def test_an_example_address_of_the_repository_is_reported_on_its_line(root: Path) -> None:
    add_keys(root, *REQUIRED)
    file = root / "curation" / "annuaire.yml"
    lines = [*file.read_text("utf-8").splitlines(), "depot: https://forge.example/annuaire/edit/main/"]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    done = sites.annuaire(root, "build", "--publish", SITEURL="https://annuaire.fr")
    assert f"curation/annuaire.yml:{len(lines)}:1: «\u00a0depot\u00a0» est resté celui" in done.stdout
