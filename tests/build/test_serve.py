"""`annuaire serve`: changes are served soon, mistakes are reported and the last good site stays, and no process is left."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from annuaire.building.build_runner import BuildRunner
from tests.support import roots, sites
from tests.support.processes import LOSING, Running, running, until

FICHE = Path("curation") / "fiches" / "zoe-ndiaye.yml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy: Path = shutil.copytree(sites.small_root(), tmp_path_factory.mktemp("serve") / "root")
    return copy


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Running]:
    with running(root, "serve", "--port", "0") as started:
        started.wait_for("Le site est servi sur http://127.0.0.1:")
        yield started


@pytest.fixture
def address(server: Running) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+/", server.output)
    assert found
    return found[0]


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode("utf-8")
        return text


def write(file: Path, before: str, after: str) -> None:
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")


def replace(file: Path, before: str, after: str) -> None:
    """Save as most editors do: another file replaces this one."""
    other = file.with_name(f".{file.name}.saved")
    other.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
    other.replace(file)


def children(process: int) -> list[int]:
    """Return the descendants of a process."""
    own = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in own] + [other for child in own for other in children(int(child))]


def is_alive(process: int) -> bool:
    """Return whether a process exists and is no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_site_is_served(address: str) -> None:
    assert "Les comptes inventés des essais" in get(address)
    assert "Camille Duval" in get(f"{address}comptes/camille-duval/")


def test_the_browser_cache_is_disabled(address: str) -> None:
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_address_shows_the_404_page_of_the_site(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(f"{address}nulle/part")
    assert caught.value.code == 404
    shown = caught.value.read().decode("utf-8")
    assert "Page introuvable" in shown
    assert '<head><base href="/">' in shown  # so that its relative links work at any address
    assert 'href="/nulle/part#contenu"' in shown


def test_an_address_that_is_none_is_not_found(address: str) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port or 0)) as connection:
        connection.sendall(b"GET http://[x/ HTTP/1.0\r\n\r\n")
        assert b" 404 " in connection.recv(100)


def test_a_folder_without_a_page_is_not_listed(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(f"{address}theme/")
    assert caught.value.code == 404


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
def test_a_change_is_served(
    server: Running, root: Path, address: str, file: Path, before: str, after: str, folder: str
) -> None:
    shown = {"12000": "13\u202f000"}.get(before, after.partition(": ")[2] or after)
    assert shown not in get(address + folder)
    write(root / file, before, after)
    server.until(lambda: shown in get(address + folder), f"« {shown} » on {folder}")
    server.wait_for(f"{file} a changé.")


@pytest.mark.parametrize("save", [write, replace], ids=["in place", "by another file"])
def test_each_of_several_saves_is_served(
    server: Running, root: Path, address: str, save: Callable[[Path, str, str], None]
) -> None:
    reason = "Couvre les tribunaux de Dakar"
    for mark in ("La première", "La deuxième", "La troisième"):
        save(root / FICHE, reason, f"{mark} : {reason}")
        reason = f"{mark} : {reason}"
        server.until(lambda: mark in get(f"{address}comptes/zoe-ndiaye/"), mark)  # noqa: B023
    save(root / FICHE, reason, "Couvre les tribunaux de Dakar")


def test_exports_are_built_after_the_pages(server: Running, root: Path, address: str) -> None:
    reason, before = "Couvre les tribunaux de Dakar", server.output.count("emporter suivent.")
    page, lists = f"{address}comptes/zoe-ndiaye/", f"{address}comptes/fiches.json"
    for mark in (
        "À la une",
        "En pages deux",
        "En dernière page",
    ):  # each save interrupts the exports before it
        write(root / FICHE, reason, f"{mark} : {reason}")
        reason = f"{mark} : {reason}"
        server.until(lambda: mark in get(page), mark)  # noqa: B023
    server.until(lambda: "En dernière page" in get(lists), "the last save, in the lists")
    assert server.output.count("emporter suivent.") > before
    write(root / FICHE, reason, "Couvre les tribunaux de Dakar")
    server.until(lambda: "En dernière page" not in get(lists), "as it was, in the lists")


def test_a_burst_of_saves_gives_few_builds_and_the_last_save_is_served(
    server: Running, root: Path, address: str
) -> None:
    before = server.output.count("Le site est dans")
    name = "Camille Duval"
    for number in range(40):
        write(root / "curation/fiches/camille-duval.yml", f"nom: {name}", f"nom: Camille Duval {number}")
        name = f"Camille Duval {number}"
        time.sleep(0.002)
    server.until(lambda: name in get(f"{address}comptes/camille-duval/"), "the last save")
    assert server.output.count("Le site est dans") - before <= 4


def test_a_save_during_a_build_triggers_another_build(server: Running, root: Path, address: str) -> None:
    name = str(FICHE)  # reported alone, or with the last of the saves before
    count = server.output.count(name)
    write(root / FICHE, "sujets: [", "sujets: [greffe, ")
    server.wait_for(name, count + 1)
    write(root / FICHE, "greffe, ", "plaidoirie, ")  # the build has just begun
    server.until(lambda: "plaidoirie" in get(f"{address}comptes/zoe-ndiaye/"), "the second save")


def test_each_change_of_the_settings_is_served(server: Running, root: Path, address: str) -> None:
    settings = root / "pelicanconf.py"
    for before, after in [('else "index.html"', 'else ""'), ('else ""', 'else "index.html"')] * 2:
        end = '"' if after == 'else ""' else 'index.html"'
        replace(settings, before, after)
        server.until(lambda: f"comptes/camille-duval/{end}" in get(address), f"{after}")  # noqa: B023


def test_each_change_of_a_plugin_is_served(server: Running, root: Path, address: str) -> None:
    plugin = root / "devise.py"
    plugin.write_text(
        "from pelican import signals\n\n\ndef put(generator):\n    generator.context['SITENAME'] = 'x'\n\n\n"
        "def mark(path, context):\n    import pathlib\n    file = pathlib.Path(path)\n"
        "    file.write_text(file.read_text('utf-8').replace('</body>', '<!-- premier --></body>'), 'utf-8')\n\n\n"
        "def register():\n    signals.content_written.connect(mark)\n",
        "utf-8",
    )
    write(root / "pelicanconf.py", '"annuaire.plugin"]', '"annuaire.plugin", "devise"]')
    server.until(lambda: "<!-- premier -->" in get(address), "the plugin")
    write(plugin, "premier", "second")
    server.until(lambda: "<!-- second -->" in get(address), "the other plugin")
    write(root / "pelicanconf.py", ', "devise"]', "]")
    server.until(lambda: "<!-- second -->" not in get(address), "no plugin")


def test_a_folder_that_is_deleted_and_created_again_is_still_watched(
    server: Running, root: Path, address: str
) -> None:
    page = f"{address}comptes/camille-duval/"
    assert "\u202f000" in get(page)
    (root / "snapshot").rename(root / "ailleurs")
    server.until(lambda: "\u202f000" not in get(page), "no snapshot")
    (root / "ailleurs").rename(root / "snapshot")
    server.until(lambda: "\u202f000" in get(page), "the snapshot")
    stored = (root / "snapshot/profiles.json").read_text("utf-8")
    replace(root / "snapshot/profiles.json", "000", "100")
    server.until(lambda: "\u202f100" in get(page), "what changed in it")
    (root / "snapshot/profiles.json").write_text(stored, "utf-8")


def test_a_fork_server_that_dies_is_restarted_and_no_save_is_lost(
    server: Running, root: Path, address: str
) -> None:
    page = f"{address}comptes/zoe-ndiaye/"
    assert "barreau" not in get(page)
    fork_server, *_ = children(server.process.pid)
    os.kill(fork_server, signal.SIGKILL)
    write(root / FICHE, "sujets: [", "sujets: [barreau, ")
    server.until(lambda: "barreau" in get(page), "the next build")


def test_a_mistake_is_reported_at_its_place_and_the_last_good_page_stays(
    server: Running, root: Path, address: str
) -> None:
    page = f"{address}comptes/zoe-ndiaye/"
    before = get(page)
    write(root / FICHE, "territoire: SN", "territoire: Senegal")
    server.wait_for("curation/fiches/zoe-ndiaye.yml:5:13: territoire inconnu\u00a0: «\u00a0Senegal\u00a0».")
    server.wait_for("La dernière bonne page reste servie.")
    assert get(page) == before
    write(root / FICHE, "territoire: Senegal", "territoire: BE")
    server.until(lambda: "Belgique" in get(page), "the mended page")


def test_a_broken_template_is_reported_and_the_last_good_page_stays(
    server: Running, root: Path, address: str
) -> None:
    before = get(address)
    write(root / "theme" / "templates" / "index.html", "{% extends", "{% bogus %}{% extends")
    server.wait_for("index.html:2")
    assert get(address) == before
    write(root / "theme" / "templates" / "index.html", "{% bogus %}", "")
    server.wait_for("Le site est dans", times=2)


def test_with_debug_a_failed_build_prints_a_traceback(tmp_path: Path) -> None:
    copy = shutil.copytree(sites.small_root(), tmp_path / "root")
    with running(copy, "serve", "--port", "0", "--debug") as started:
        started.wait_for("Le site est servi sur")
        write(copy / "theme" / "templates" / "index.html", "{% extends", "{% bogus %}{% extends")
        started.wait_for("Traceback")
        started.wait_for("La dernière bonne page reste servie.")


def test_a_port_in_use_is_reported_in_french_with_another_one(root: Path) -> None:
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


@pytest.mark.skipif(os.geteuid() == 0, reason="root may listen on any port")
def test_a_privileged_port_is_reported(root: Path) -> None:
    done = sites.annuaire(root, "serve", "--port", "80")
    assert done.returncode == 2
    assert "réservé au système" in done.stderr


def test_if_the_last_port_is_in_use_the_one_before_is_suggested(root: Path) -> None:
    with socket.socket() as taken:
        with contextlib.suppress(OSError):  # another program has the port: that is enough
            taken.bind(("127.0.0.1", 65535))
            taken.listen()
        done = sites.annuaire(root, "serve", "--port", "65535")
    assert done.returncode == 2
    assert "make serve PORT=65534" in done.stderr


@pytest.mark.parametrize("port", ["70000", "-1", "huit mille"])
def test_an_invalid_port_is_reported_in_french(root: Path, port: str) -> None:
    done = sites.annuaire(root, "serve", "--port", port)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "qui n’est pas de votre fait" not in done.stderr


def test_without_a_last_site_a_mistake_ends_the_command(tmp_path: Path) -> None:
    copy = shutil.copytree(sites.small_root(), tmp_path / "root")
    write(copy / FICHE, "territoire: SN", "territoire: Senegal")
    done = sites.annuaire(copy, "serve", "--port", "0")
    assert done.returncode == 1
    assert "zoe-ndiaye.yml:5:13" in done.stdout


def test_control_c_ends_the_command_without_a_traceback(tmp_path: Path) -> None:
    copy = shutil.copytree(sites.small_root(), tmp_path / "root")
    with running(copy, "serve", "--port", "0") as started:
        started.wait_for("Le site est servi sur")
        started.process.send_signal(signal.SIGINT)
        started.wait_for("Arrêté.")
        started.process.wait(timeout=10)
        assert "Traceback" not in started.output


@pytest.mark.parametrize("stop_signal", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("when", ["at rest", "during a build", "after the pages"])
def test_after_any_signal_no_process_is_left_and_the_site_is_complete(
    tmp_path: Path, stop_signal: signal.Signals, when: str
) -> None:
    copy = shutil.copytree(sites.small_root(), tmp_path / "root")
    with running(copy, "serve", "--port", "0") as started:
        started.wait_for("Le site est servi sur")
        if when == "during a build":
            write(copy / FICHE, "nom: Zoé Ndiaye", "nom: Zoé Diagne")
            started.wait_for("a changé.")
        if when == "after the pages":
            write(copy / FICHE, "Couvre les tribunaux", "Suit les tribunaux")
            started.wait_for("emporter suivent.")
        processes = children(started.process.pid)
        assert processes
        started.process.send_signal(stop_signal)
        started.process.wait(timeout=10)
        if stop_signal == signal.SIGINT:
            assert not any(is_alive(child) for child in processes)
            assert not [*copy.glob(".output.new"), *copy.glob(".output.old")]
            assert started.output.count("Arrêté.") == 1
        until(lambda: not any(is_alive(child) for child in processes), f"the end of {processes}")
        assert "Traceback" not in started.output
    name = (
        "Zoé Diagne"
        if "Zoé Diagne" in (copy / "output/comptes/index.html").read_text("utf-8")
        else "Zoé Ndiaye"
    )
    assert name in (copy / "output/comptes/zoe-ndiaye/index.html").read_text("utf-8")


def test_a_build_ends_wherever_the_signal_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(roots.REPOSITORY))
    copy = shutil.copytree(sites.small_root(), tmp_path / "root")
    settings = copy / "pelicanconf.py"
    with BuildRunner(["--root", str(copy), "build"]) as runner:
        assert runner.build() == 0
        settings.write_text(
            settings.read_text("utf-8") + LOSING.format(signal="SIGTERM") + "lose()\n", "utf-8"
        )
        assert runner.build() == 2
    assert capfd.readouterr().err == ""
    assert not (copy / ".output.new").exists()


def test_a_change_of_the_program_is_used_by_the_next_build(tmp_path: Path) -> None:
    copy = shutil.copytree(sites.small_root(), tmp_path / "root")
    package = copy / "annuaire"
    shutil.copytree(roots.REPOSITORY / "annuaire", package, ignore=shutil.ignore_patterns("__pycache__"))
    with running(copy, "serve", "--port", "0") as started:
        started.wait_for("Le site est servi sur")
        write(
            package / "messages" / "terminal.py",
            "{listings}, {pages}, en",
            "{listings} rebâties, {pages}, en",
        )
        started.wait_for("annuaire/messages/terminal.py a changé.")
        started.wait_for("publiées rebâties")
        # An invalid format: the sentence cannot be printed.
        write(package / "messages" / "terminal.py", "rebâties", "rebâties {nothing")
        started.wait_for("La dernière bonne page reste servie.")
        write(package / "messages" / "terminal.py", "rebâties {nothing", "refaites")
        started.wait_for("publiées refaites")
