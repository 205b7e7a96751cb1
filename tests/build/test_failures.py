"""Failed, killed and concurrent builds: errors have a place, and the last good site stays complete."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import sites
from tests.support.sites import Site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small root, with its site in output/."""
    copy = shutil.copytree(sites.small_root(), tmp_path / "root")
    shutil.copytree(sites.small().output, copy / "output")
    return copy


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")


TEMPORARY_FOLDERS = [f".output.{what}" for what in ("new", "old", "due", "gone")]


def leftovers(root: Path) -> list[str]:
    return [found.name for found in root.iterdir() if found.name in TEMPORARY_FOLDERS]


def test_a_faulty_fiche_is_reported_and_the_last_site_stays(root: Path) -> None:
    edit(
        root / "curation" / "fiches" / "camille-duval.yml",
        "[journalistes, auteurs]",
        "[journaliste, auteurs]",
    )
    done = sites.annuaire(root, "build")
    assert done.returncode == 1
    assert done.stdout == (
        "curation/fiches/camille-duval.yml:4:14: catégorie inconnue\u00a0: «\u00a0journaliste\u00a0».\n"
        "    Vouliez-vous dire «\u00a0journalistes\u00a0»\u202f?\n"
        "\n"
        "1\u00a0erreur dans 1\u00a0fichier. Le site n’a pas été reconstruit.\n"
    )
    assert done.stderr == ""
    assert Site(root / "output").bytes() == sites.small().bytes()
    assert leftovers(root) == []


def test_a_broken_link_of_a_page_is_reported_without_errors_of_pelican(root: Path) -> None:
    edit(root / "content" / "pages" / "mentions.md", "{filename}vos-donnees.md", "{filename}absente.md")
    done = sites.annuaire(root, "build")
    assert done.returncode == 1
    assert done.stdout.startswith("content/pages/mentions.md:20:211: lien vers une page qui n’existe pas")
    assert done.stderr == ""
    assert Site(root / "output").bytes() == sites.small().bytes()


def test_an_empty_page_is_reported_in_french_without_errors_of_pelican(root: Path) -> None:
    (root / "content" / "pages" / "questions.md").write_text("", "utf-8")
    done = sites.annuaire(root, "build")
    assert done.returncode == 1
    assert done.stdout.startswith("content/pages/questions.md:1:1: ")
    assert done.stderr == ""


def test_pelican_run_directly_makes_the_same_pages(root: Path) -> None:
    command = [sys.executable, "-m", "pelican", "-o", str(root / "bare")]
    subprocess.run(command, cwd=root, env=sites.environment(SITEURL=""), check=True, capture_output=True)
    assert Site(root / "bare").bytes() == sites.small().bytes()


def test_the_remains_of_a_deleted_site_are_replaced_only_with_a_record(root: Path) -> None:
    output = root / "output"
    shutil.move(sites.built(root, output).output, root / "whole")
    (output / ".well-known").mkdir(parents=True)
    (output / ".DS_Store").write_bytes(b"")
    assert sites.annuaire(root, "build").returncode == 0
    assert Site(output).bytes() == Site(root / "whole").bytes()
    (root / ".output.made").rename(root / "elsewhere")
    shutil.rmtree(output)
    (output / ".well-known").mkdir(parents=True)
    assert "make clean" in sites.annuaire(root, "build").stderr


@pytest.mark.parametrize("address", ["http://[::1", "mon-site.fr"])
def test_an_invalid_site_url_is_reported(root: Path, address: str) -> None:
    done = sites.annuaire(root, "build", SITEURL=address)
    assert done.returncode == 2
    assert done.stderr.startswith("SITEURL doit être l’adresse du site")
    assert Site(root / "output").bytes() == sites.small().bytes()


def test_a_site_url_that_is_not_normalised_is_reported_with_the_right_one(root: Path) -> None:
    done = sites.annuaire(root, "build", SITEURL="https://Annuaire.example/été")
    assert done.returncode == 2
    assert "«\u00a0https://annuaire.example/%C3%A9t%C3%A9\u00a0»" in done.stderr


def test_each_build_warns_of_a_missing_snapshot(root: Path) -> None:
    (root / "snapshot" / "profiles.json").unlink()
    for _ in range(2):
        done = sites.annuaire(root, "build")
        assert done.returncode == 0
        assert "snapshot/profiles.json:1:1: avertissement" in done.stdout


@pytest.mark.parametrize("output", [".", "..", "curation", "theme/static/site", "docs", "README.md"])
@pytest.mark.parametrize("command", ["build", "serve"])
def test_an_output_folder_that_is_not_a_site_is_refused(root: Path, output: str, command: str) -> None:
    (root / "docs").mkdir()
    (root / "docs" / "lettre.md").write_text("À garder.", "utf-8")
    (root / "README.md").write_text("À garder.", "utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = sites.annuaire(root, command, "--output", str(root / output))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Le site ne peut pas être mis" in done.stderr or "autre chose qu’un site" in done.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_new_or_empty_folder_or_a_site_is_accepted_as_output(root: Path) -> None:
    (root / "vide").mkdir()
    for output in ("neuf/ici", "vide", "vide"):
        assert sites.annuaire(root, "build", "--output", str(root / output)).returncode == 0
        assert (root / output / "index.html").is_file()


def template_syntax(root: Path) -> str:
    edit(root / "theme" / "templates" / "facet.html", "{% extends", "{% bogus %}\n{% extends")
    return "Jinja ne comprend pas cette ligne (Encountered unknown tag"


def template_unknown_name(root: Path) -> str:
    file = root / "theme" / "templates" / "macros" / "card.html"
    edit(file, "{{ listing.name|marked }}", "{{ listing.surname|marked }}")
    line = next(
        place for place, text in enumerate(file.read_text("utf-8").splitlines(), 1) if "surname" in text
    )
    return f"card.html:{line}"


def template_macro_gone(root: Path) -> str:
    (root / "theme" / "templates" / "macros" / "card.html").unlink()
    return "macros/card.html"


def template_unknown_filter(root: Path) -> str:
    edit(root / "theme" / "templates" / "editions.html", "|counted('fiche')", "|counte('fiche')")
    return "editions.html:"


def template_failing_line(root: Path) -> str:
    edit(root / "theme" / "templates" / "editions.html", "edition.members|length|counted('fiche')", "1 / 0")
    return "cette ligne échoue (division by zero"


def settings_syntax(root: Path) -> str:
    edit(root / "pelicanconf.py", "RELATIVE_URLS = not SITEURL", "RELATIVE_URLS = not SITEURL)")
    return "pelicanconf.py:16 : Python ne comprend pas cette ligne."


def settings_name(root: Path) -> str:
    edit(root / "pelicanconf.py", "RELATIVE_URLS = not SITEURL", "RELATIVE_URLS = no")
    return "pelicanconf.py:16 : «\u00a0no\u00a0» n’est défini nulle part."


def settings_variable(root: Path) -> str:
    edit(root / "pelicanconf.py", "RELATIVE_URLS = not SITEURL", "RELATIVE_URLS = os.environ['RIEN_DU_TOUT']")
    return "pelicanconf.py:16 : cette ligne échoue"


def settings_missing(root: Path) -> str:
    edit(root / "pelicanconf.py", 'LISTING_SAVE_AS = "comptes/{slug}/index.html"\n', "")
    return "pelicanconf.py : il manque le réglage LISTING_SAVE_AS."


def settings_gone(root: Path) -> str:
    (root / "pelicanconf.py").unlink()
    return "pelicanconf.py : absent."


def schema_gone(root: Path) -> str:
    (root / "curation" / "schema" / "edition.schema.json").unlink()
    return "curation/schema/edition.schema.json : absent."


def schema_broken(root: Path) -> str:
    edit(root / "curation" / "schema" / "edition.schema.json", '"title": "Édition",', '"title": "Édition"')
    return "curation/schema/edition.schema.json:5:3 : ce n’est pas du JSON."


def page_template_gone(root: Path) -> str:
    (root / "theme" / "templates" / "listing.html").unlink()
    return "theme/templates/listing.html : absent."


def base_template_gone(root: Path) -> str:
    (root / "theme" / "templates" / "base.html").unlink()
    return "theme/templates/base.html : absent."


def template_in_latin1(root: Path) -> str:
    (root / "theme" / "templates" / "listing.html").write_bytes("<p>é</p>".encode("latin-1"))
    return "theme/templates/listing.html:1:4 : caractère qui n’est pas de l’UTF-8."


def stylesheet_in_latin1(root: Path) -> str:
    (root / "theme" / "static" / "css" / "components" / "card.css").write_bytes("/* é */".encode("latin-1"))
    return "theme/static/css/components/card.css:1:4 : caractère qui n’est pas de l’UTF-8."


def theme_gone(root: Path) -> str:
    shutil.rmtree(root / "theme")
    return "theme/ : absent."


def missing_stylesheet(root: Path) -> str:
    (root / "theme" / "static" / "css" / "components" / "card.css").unlink()
    return "theme/static/css/main.css : components/card.css, qui y est demandé, est absent ou illisible."


def broken_snapshot(root: Path) -> str:
    (root / "snapshot" / "profiles.json").write_text("<<<<<<< HEAD", "utf-8")
    return "snapshot/profiles.json:1:1 : marque de conflit de fusion."


def snapshot_no_json(root: Path) -> str:
    (root / "snapshot" / "profiles.json").write_text('{\n "profiles": {,}\n}', "utf-8")
    return "snapshot/profiles.json:2:15 : ce n’est pas du JSON."


def template_in_itself(root: Path) -> str:
    edit(root / "theme" / "templates" / "facet.html", "{% extends", "{% include 'facet.html' %}{% extends")
    return "theme/templates/facet.html:"


def plugin_without_a_message(root: Path) -> str:
    (root / "muet.py").write_text("def register():\n    raise KeyError\n", "utf-8")
    edit(root / "pelicanconf.py", '["annuaire.plugin"]', '["annuaire.plugin", "muet"]')
    return "muet.py:2 : cette ligne échoue (KeyError"


def installed_plugin(root: Path) -> str:
    plugin = root.parent / "site-packages" / "grognons" / "plugin.py"
    plugin.parent.mkdir(parents=True)
    plugin.write_text("import json\ndef register():\n    json.loads('non')\n", "utf-8")
    plugins = '["annuaire.plugin", "grognons.plugin"]\nPLUGIN_PATHS = ["../site-packages"]'
    edit(root / "pelicanconf.py", '["annuaire.plugin"]', plugins)
    return "pelicanconf.py : le greffon « grognons.plugin », qui y est demandé, échoue (JSONDecodeError"


def place(root: Path, name: str) -> str:
    """Return where the setting `name` is given."""
    lines = (root / "pelicanconf.py").read_text("utf-8").splitlines()
    return f"pelicanconf.py:{next(n for n, line in enumerate(lines, 1) if line.startswith(f'{name} ='))}"


def settings_per_page(root: Path) -> str:
    edit(root / "pelicanconf.py", '"cards": 28', '"cards": "28"')
    return f"{place(root, 'PER_PAGE')} : PER_PAGE ne dit pas"


def settings_pattern(root: Path) -> str:
    edit(root / "pelicanconf.py", '"comptes/{slug}/index.html"', '"comptes/{id}/index.html"')
    return f"{place(root, 'LISTING_SAVE_AS')} : LISTING_SAVE_AS doit être un chemin"


def settings_without_a_name(root: Path) -> str:
    edit(root / "pelicanconf.py", '"{axis}/{slug}/index.html"', '"{axis}/index.html"')
    return f"{place(root, 'FACET_SAVE_AS')} : FACET_SAVE_AS doit être un chemin"


def settings_reads(root: Path) -> str:
    edit(root / "pelicanconf.py", "READS = []", 'READS = "notes.csv"')
    return f"{place(root, 'READS')} : READS n’est pas une liste"


def settings_reads_a_number(root: Path) -> str:
    edit(root / "pelicanconf.py", "READS = []", "READS = 5")
    return f"{place(root, 'READS')} : READS n’est pas une liste"


def settings_related(root: Path) -> str:
    edit(root / "pelicanconf.py", "RELATED = 4", "RELATED = 400")
    return f"{place(root, 'RELATED')} : RELATED n’est pas un nombre entier de 0 à 20 (400)"


def settings_related_in_letters(root: Path) -> str:
    edit(root / "pelicanconf.py", "RELATED = 4", "RELATED = 'quatre'")
    return f"{place(root, 'RELATED')} : RELATED n’est pas un nombre entier de 0 à 20 ('quatre')"


def library_gone(root: Path) -> str:
    edit(
        root / "pelicanconf.py",
        "DELETE_OUTPUT_DIRECTORY = True",
        "DELETE_OUTPUT_DIRECTORY = TYPOGRIFY = True",
    )
    return "ModuleNotFoundError: No module named '"


def web_font_cut(root: Path) -> str:
    (root / "theme" / "static" / "fonts" / "archivo.woff2").write_bytes(b"")
    return "theme/static/fonts/archivo.woff2 : ce n’est pas une police WOFF2"


FAULTS = (
    library_gone, installed_plugin,
    template_in_itself, plugin_without_a_message, settings_per_page, settings_pattern, settings_without_a_name, settings_reads,
    settings_reads_a_number,
    settings_related, settings_related_in_letters,
    template_syntax, template_unknown_name, template_macro_gone, template_unknown_filter, template_failing_line,
    missing_stylesheet, web_font_cut, broken_snapshot, snapshot_no_json,
    settings_syntax, settings_name, settings_variable, settings_missing, settings_gone, schema_gone, schema_broken,
    page_template_gone, base_template_gone, template_in_latin1, stylesheet_in_latin1, theme_gone,
)  # fmt: skip


@pytest.mark.parametrize("plant_fault", FAULTS, ids=lambda plant_fault: plant_fault.__name__)
def test_a_fault_is_reported_at_its_place_and_the_last_site_stays(
    root: Path, plant_fault: Callable[[Path], str]
) -> None:
    place = plant_fault(root)
    done = sites.annuaire(root, "build")
    assert done.returncode == 2, done.stdout + done.stderr
    assert place.replace("\u00a0", " ") in done.stderr.replace("\u00a0", " ")
    assert "Erreur du programme" not in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert Site(root / "output").bytes() == sites.small().bytes()
    assert leftovers(root) == []


def test_a_failed_build_still_prints_warnings(root: Path) -> None:
    (root / "snapshot" / "profiles.json").unlink()
    template_syntax(root)
    done = sites.annuaire(root, "build")
    assert done.returncode == 2
    assert "snapshot/profiles.json:1:1: avertissement" in done.stdout


def test_mistakes_are_reported_even_if_settings_leave_out_our_generator(root: Path) -> None:
    (root / "bare" / "templates").mkdir(parents=True)
    (root / "bare" / "templates" / "page.html").write_text("{{ page.content }}", "utf-8")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("\nPLUGINS, THEME, DIRECT_TEMPLATES = [], 'bare', []\n")
    edit(root / "curation" / "fiches" / "camille-duval.yml", "nature: personne", "nature: persone")
    assert sites.annuaire(root, "build").returncode == 1
    assert Site(root / "output").bytes() == sites.small().bytes()


@pytest.mark.parametrize("plant_fault", [settings_syntax, settings_gone, page_template_gone, broken_snapshot])
def test_mistakes_in_curation_are_reported_before_any_other_error(
    root: Path, plant_fault: Callable[[Path], str]
) -> None:
    plant_fault(root)
    edit(root / "curation" / "fiches" / "camille-duval.yml", "nature: personne", "nature: persone")
    done = sites.annuaire(root, "build")
    assert done.returncode == 1
    assert done.stdout.startswith("curation/fiches/camille-duval.yml:")
    assert done.stderr == ""
    assert Site(root / "output").bytes() == sites.small().bytes()
    assert leftovers(root) == []


def test_a_failed_build_says_that_the_last_site_stays(root: Path) -> None:
    template_syntax(root)
    assert (
        "La construction du site a échoué. Le dernier site complet reste dans output."
        in sites.annuaire(root, "build").stderr
    )


# Runs the command, and kills the process before or after the nth call of a method of Path (rename, replace).
KILLER = """
import os, pathlib, signal, sys
way, when, count = sys.argv.pop(1), sys.argv.pop(1), int(sys.argv.pop(1))
move, seen = getattr(pathlib.Path, way), [0]
def deadly(self, target):
    seen[0] += 1
    if seen[0] == count and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    found = move(self, target)
    if seen[0] == count and when == "after":
        os.kill(os.getpid(), signal.SIGKILL)
    return found
setattr(pathlib.Path, way, deadly)
from annuaire.__main__ import main
sys.exit(main())
"""


def build_killed(root: Path, way: str, when: str, count: int) -> None:
    command = [sys.executable, "-c", KILLER, way, when, str(count), "--root", str(root), "build"]
    killed = subprocess.run(command, env=sites.environment(), cwd=root, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr


def change_a_fiche(root: Path) -> None:
    edit(root / "curation" / "fiches" / "zoe-ndiaye.yml", "Zoé Ndiaye", "Zoé Diagne")


@pytest.mark.parametrize(
    ("when", "count", "name"), [("before", 1, "Ndiaye"), ("before", 2, ""), ("after", 2, "Diagne")]
)
def test_a_build_killed_while_it_replaces_the_site_is_recovered(
    root: Path, when: str, count: int, name: str
) -> None:
    change_a_fiche(root)
    build_killed(root, "rename", when, count)
    page = root / "output" / "comptes" / "zoe-ndiaye" / "index.html"
    if name:
        assert f"Zoé {name}" in page.read_text("utf-8")
    done = sites.annuaire(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Zoé Diagne" in page.read_text("utf-8")
    assert leftovers(root) == []


def test_a_build_killed_between_its_two_renames_leaves_the_old_site_aside(root: Path) -> None:
    change_a_fiche(root)
    build_killed(root, "rename", "before", 2)
    assert Site(root / ".output.old").bytes() == sites.small().bytes()
    template_syntax(root)
    assert sites.annuaire(root, "build").returncode == 2
    assert Site(root / "output").bytes() == sites.small().bytes()


@pytest.mark.parametrize(
    ("way", "when", "count"), [("rename", "before", 1), ("rename", "after", 1), ("replace", "before", 1), ("replace", "after", 5)]
)  # fmt: skip
def test_a_build_killed_while_it_patches_the_site_is_completed_by_the_next(
    root: Path, way: str, when: str, count: int
) -> None:
    assert sites.annuaire(root, "build").returncode == 0  # the copy has no record of its build yet
    edit(root / "curation" / "fiches" / "elodie-aubert.yml", "sans fard", "sans détour")
    stray = root / "output" / "stray" / "page.html"
    stray.parent.mkdir()
    stray.write_text("not ours", "utf-8")
    build_killed(root, way, when, count)
    broken = template_syntax(root)  # the patch is completed even if the next build fails
    assert broken in sites.annuaire(root, "build").stderr
    assert stray.parent.exists() == (when == "before" and way == "rename")
    edit(root / "theme" / "templates" / "facet.html", "{% bogus %}\n", "")
    done = sites.annuaire(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(root / ".output.made")
    patched = Site(root / "output").bytes()
    assert sites.annuaire(root, "build").returncode == 0
    assert Site(root / "output").bytes() == patched
    assert "stray/page.html" not in patched
    assert leftovers(root) == []


@pytest.mark.parametrize("share", [0.3, 0.7, 0.9])
def test_a_build_killed_at_any_time_leaves_a_complete_site(root: Path, share: float) -> None:
    """At a share of the time that the same build took before, in another copy."""
    twin = root.with_name("twin")
    shutil.copytree(root, twin)
    change_a_fiche(twin)
    started = time.monotonic()
    assert sites.annuaire(twin, "build").returncode == 0
    seconds = time.monotonic() - started
    change_a_fiche(root)
    process = subprocess.Popen([sys.executable, "-m", "annuaire", "--root", str(root), "build"], env=sites.environment(), cwd=root,
                               stdout=subprocess.DEVNULL)  # fmt: skip
    try:
        process.wait(timeout=share * seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    assert share > 0.5 or process.returncode == -signal.SIGKILL
    pages = Site(root / "output").pages
    assert pages.keys() == sites.small().pages.keys()
    assert len({"Zoé Ndiaye" in page.source for page in pages.values() if "zoe-ndiaye" in page.place}) == 1
    assert sites.annuaire(root, "build").returncode == 0


def test_concurrent_builds_leave_one_complete_site(root: Path) -> None:
    """`make serve` may rebuild during a `make html`: builds wait for each other."""
    change_a_fiche(root)
    command = [sys.executable, "-m", "annuaire", "--root", str(root), "build"]
    processes = []
    for _ in range(3):
        processes.append(
            subprocess.Popen(command, env=sites.environment(), cwd=root, stdout=subprocess.DEVNULL)
        )
        time.sleep(0.1)
    assert [process.wait(timeout=30) for process in processes] == [0, 0, 0]
    assert Site(root / "output").pages.keys() == sites.small().pages.keys()
    assert leftovers(root) == []


def test_a_folder_without_curation_is_refused(tmp_path: Path) -> None:
    done = sites.annuaire(tmp_path, "build")
    assert done.returncode == 2
    assert done.stderr.startswith("Aucun dossier curation/ ici.")


def test_an_epoch_that_is_no_number_is_refused_in_french(root: Path) -> None:
    done = sites.annuaire(root, "build", SOURCE_DATE_EPOCH="demain")
    assert done.returncode == 2
    assert (
        done.stderr
        == "SOURCE_DATE_EPOCH doit être un nombre de secondes depuis 1970\u202f; reçu\u00a0: «\u00a0demain\u00a0».\n"
    )
