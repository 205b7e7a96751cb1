"""`annuaire serve`: what is written is seen, what is wrong is told, the last good page stays."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import sites
from tests.support.processes import Running, running, until

FICHE = Path("curation") / "fiches" / "zoe-ndiaye.yml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy: Path = shutil.copytree(sites.small_root(), tmp_path_factory.mktemp("serve") / "root")
    return copy


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Running]:
    with running(root, "serve", "--port", "0") as started:
        started.says("Le site est servi sur http://127.0.0.1:")
        yield started


@pytest.fixture
def address(server: Running) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+/", server.said)
    assert found
    return found[0]


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode("utf-8")
        return text


def write(file: Path, before: str, after: str) -> None:
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")


def test_it_serves_the_site(address: str) -> None:
    assert "Les comptes inventés des essais" in get(address)
    assert "Camille Duval" in get(f"{address}comptes/camille-duval/")


def test_nothing_is_kept_by_the_browser(address: str) -> None:
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_address_shows_the_404_page_of_the_site(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(f"{address}nulle-part")
    assert caught.value.code == 404
    assert "Page introuvable" in caught.value.read().decode("utf-8")


@pytest.mark.parametrize(
    ("file", "before", "after", "folder"),
    [
        (FICHE, "nom: Zoé Ndiaye", "nom: Zoé Diagne", "comptes/zoe-ndiaye/"),
        (Path("content/pages/criteres.md"), "Title: ", "Title: Vraiment, ", "criteres/"),
        (Path("theme/templates/404.html"), "Page introuvable", "Page absente", "404.html"),
        (Path("snapshot/profiles.json"), "12000", "13000", "comptes/camille-duval/"),
    ],
    ids=["curation", "content", "theme", "snapshot"],
)
def test_a_change_is_seen_soon(
    server: Running, root: Path, address: str, file: Path, before: str, after: str, folder: str
) -> None:
    shown = {"12000": "13\u202f000"}.get(before, after.partition(": ")[2] or after)
    assert shown not in get(address + folder)
    write(root / file, before, after)
    until(lambda: shown in get(address + folder), f"« {shown} » on {folder}; it said:\n{server.said}")
    server.says(f"{file} a changé.")


def test_a_mistake_is_told_at_its_place_and_the_last_good_page_stays(
    server: Running, root: Path, address: str
) -> None:
    page = f"{address}comptes/zoe-ndiaye/"
    before = get(page)
    write(root / FICHE, "territoire: SN", "territoire: Senegal")
    server.says("curation/fiches/zoe-ndiaye.yml:5:13: territoire inconnu\u00a0: «\u00a0Senegal\u00a0».")
    server.says("La dernière bonne page reste servie.")
    assert get(page) == before
    write(root / FICHE, "territoire: Senegal", "territoire: BE")
    until(lambda: "Belgique" in get(page), "the mended page")


def test_a_broken_template_is_told_and_the_last_good_page_stays(
    server: Running, root: Path, address: str
) -> None:
    before = get(address)
    write(root / "theme" / "templates" / "index.html", "{% extends", "{% bogus %}{% extends")
    server.says("index.html:2")
    assert get(address) == before
    write(root / "theme" / "templates" / "index.html", "{% bogus %}", "")
    server.says("Le site est dans", times=2)


def test_a_port_that_is_taken_is_told_in_french_with_another_to_try(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = sites.annuaire(root, "serve", "--port", str(port))
    assert done.returncode == 2
    assert (
        f"Le port {port} est déjà pris. Choisir un autre port\u00a0: make serve PORT={port + 1}"
        in done.stderr
    )


@pytest.mark.parametrize("port", ["70000", "-1", "huit mille"])
def test_a_port_that_cannot_be_is_told_in_french(root: Path, port: str) -> None:
    done = sites.annuaire(root, "serve", "--port", port)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "qui n’est pas de votre fait" not in done.stderr


def test_without_a_site_to_show_a_mistake_ends_it(tmp_path: Path) -> None:
    copy = shutil.copytree(sites.small_root(), tmp_path / "root")
    write(copy / FICHE, "territoire: SN", "territoire: Senegal")
    done = sites.annuaire(copy, "serve", "--port", "0")
    assert done.returncode == 1
    assert "zoe-ndiaye.yml:5:13" in done.stdout


def test_control_c_ends_it_with_a_word_and_no_trace(tmp_path: Path) -> None:
    copy = shutil.copytree(sites.small_root(), tmp_path / "root")
    with running(copy, "serve", "--port", "0") as started:
        started.says("Le site est servi sur")
        started.process.send_signal(signal.SIGINT)
        started.says("Arrêté.")
        started.process.wait(timeout=10)
        assert "Traceback" not in started.said
