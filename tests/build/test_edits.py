"""Incremental builds: after any sequence of edits and accidents, the site has the same bytes as after a full build."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from annuaire.commands import DEFERRED
from tests.support import roots, sites
from tests.support.sites import Site

WORDS = ("rivières", "audiences", "saisons", "contrats", "lecteurs")
Edit = Callable[[random.Random, Path], None]
EPOCH = "1795305600"


def substitute(file: Path, pattern: str, replacement: str) -> None:
    """Replace the first match; fail without a match, as an edit that changes nothing would test nothing."""
    found, count = re.subn(
        pattern, lambda _: replacement, file.read_text("utf-8"), count=1, flags=re.MULTILINE
    )
    assert count == 1, (file.name, pattern)
    file.write_text(found, "utf-8")


def fiche(draw: random.Random, root: Path) -> Path:
    return draw.choice(sorted((root / "curation" / "fiches").iterdir()))


def reason(draw: random.Random, root: Path) -> None:
    words = " ".join(draw.choices(WORDS, k=9))
    substitute(
        fiche(draw, root),
        r"^  [A-ZÉ].*\.$",
        f"  Raconte, {words}, et le reste au numéro {draw.randint(1, 9999)}.",
    )


def name(draw: random.Random, root: Path) -> None:
    substitute(
        fiche(draw, root),
        r"^nom: .*$",
        f"nom: {draw.choice(('Ada', 'Éloi', 'Zénon'))} {draw.choice(WORDS).title()}",
    )


def category(draw: random.Random, root: Path) -> None:
    chosen = draw.sample([row[0] for row in roots.CATEGORIES], draw.randint(1, 2))
    substitute(fiche(draw, root), r"^categories: .*$", f"categories: [{', '.join(chosen)}]")


def territory(draw: random.Random, root: Path) -> None:
    substitute(
        fiche(draw, root), r"^territoire: .*$", f"territoire: {draw.choice(('SN', 'FR', 'CA-QC', 'BE'))}"
    )


def subjects(draw: random.Random, root: Path) -> None:
    substitute(fiche(draw, root), r"^sujets: .*$", f"sujets: [{', '.join(draw.sample(WORDS, 2))}]")


def evidence(draw: random.Random, root: Path) -> None:
    substitute(fiche(draw, root), r"vu: [0-9-]+", f"vu: 20{draw.randint(10, 25)}")


def handle(draw: random.Random, root: Path) -> None:
    substitute(
        root / "curation" / "fiches" / "camille-duval.yml", r"^  x: .*$", f"  x: Camille{draw.randint(1, 99)}"
    )


def withholding(draw: random.Random, root: Path) -> None:
    """Change what the owner of a stored profile allows us to show of it."""
    substitute(
        root / "curation" / "fiches" / "camille-duval.yml",
        r"^(?:releve: .*\n)?par: ",
        f"releve: {draw.choice(('oui', 'sans portrait', 'non'))}\npar: ",
    )


def list_in_edition(root: Path, listed: list[str]) -> None:
    file = root / "curation" / "editions" / "2026-11.yml"
    head = file.read_text("utf-8").partition("fiches:")[0]
    file.write_text(f"{head}fiches:\n" + "".join(f"  - {id}\n" for id in listed), "utf-8")
    substitute(root / "curation" / "annuaire.yml", r"^places: .*$", f"places: {len(listed)}")


def listed_in_edition(root: Path) -> list[str]:
    file = root / "curation" / "editions" / "2026-11.yml"
    return re.findall(r"^  - (\S+)$", file.read_text("utf-8"), re.MULTILINE)


def edition(draw: random.Random, root: Path) -> None:
    ids = [file.stem for file in sorted((root / "curation" / "fiches").iterdir())]
    list_in_edition(root, draw.sample(ids, min(len(ids), draw.randint(3, 5))))


def add_a_fiche(draw: random.Random, root: Path) -> None:
    """Add a fiche with accounts of its own, listed in the edition or not."""
    number = draw.randint(1, 10**6)
    written = roots.fiche(1).replace("Tient une auberge", f"Tient, au numéro {number}, une auberge")
    for old in ("elodie.example", "preuve.example"):
        written = written.replace(old, f"n{number}.example")
    (root / "curation" / "fiches" / f"nouvelle-{number}.yml").write_text(written, "utf-8")
    if draw.random() < 0.7:
        list_in_edition(root, [*listed_in_edition(root), f"nouvelle-{number}"])


def rename_a_fiche(draw: random.Random, root: Path) -> None:
    old = draw.choice([id for id in listed_in_edition(root) if id != "camille-duval"])
    new = f"renommee-{draw.randint(1, 10**6)}"
    (root / "curation" / "fiches" / f"{old}.yml").rename(root / "curation" / "fiches" / f"{new}.yml")
    list_in_edition(root, [new if id == old else id for id in listed_in_edition(root)])


def delete_a_fiche(draw: random.Random, root: Path) -> None:
    ids = [file.stem for file in sorted((root / "curation" / "fiches").iterdir())]
    id = draw.choice([id for id in ids if id != "camille-duval"])  # some edits need that one
    rest = [other for other in listed_in_edition(root) if other != id]
    if len(rest) > 2:
        (root / "curation" / "fiches" / f"{id}.yml").unlink()
        list_in_edition(root, rest)


def describe_a_category(draw: random.Random, root: Path) -> None:
    substitute(
        root / "curation" / "categories.yml",
        r"^  description: .*$",
        f"  description: Tout le métier, en {draw.choice(WORDS)}, et le reste au numéro {draw.randint(1, 9999)}.",
    )


def snapshot(draw: random.Random, root: Path) -> None:
    file = root / "snapshot" / "profiles.json"
    stored = json.loads(file.read_text("utf-8"))
    stored["profiles"]["mastodon:camille@mastodon.example"]["audience"] = draw.randint(1, 99) * 1000
    file.write_text(json.dumps(stored), "utf-8")


def prose(draw: random.Random, root: Path) -> None:
    page = draw.choice(sorted((root / "content" / "pages").glob("*.md")))
    page.write_text(f"{page.read_text('utf-8')}\nEncore {draw.choice(WORDS)}.\n", "utf-8")


def style(draw: random.Random, root: Path) -> None:
    file = root / "theme" / "static" / "css" / "base.css"
    file.write_text(
        f"{file.read_text('utf-8')}\n/* {draw.random()} */\n@layer base {{ i {{ top: {draw.randint(1, 9)}px }} }}\n",
        "utf-8",
    )


def template(draw: random.Random, root: Path) -> None:
    substitute(
        root / "theme" / "templates" / "listing.html",
        r"Où la fiche est .*rangée",
        f"Où la fiche est {draw.choice(WORDS)} rangée",
    )


def greedy_template(draw: random.Random, root: Path) -> None:
    """Make the page of each fiche show the reasons of all others."""
    substitute(root / "theme" / "templates" / "partials" / "badge.html", r"\A",
               "<p>{% for other in directory.listings %}{{ other.reason }} {% endfor %}</p>\n")  # fmt: skip


def settings(draw: random.Random, root: Path) -> None:
    substitute(
        root / "pelicanconf.py", r"\Z", f"\nMARKDOWN['output_format'] = {draw.choice(('html', 'xhtml'))!r}\n"
    )


def publication(draw: random.Random, root: Path) -> None:
    substitute(
        root / "curation" / "annuaire.yml", r"^titre: .*$", f"titre: {draw.choice(WORDS).title()} choisis"
    )


def touch(draw: random.Random, root: Path) -> None:
    for file in (root / "curation").rglob("*"):
        file.touch()


def delete_a_page(draw: random.Random, root: Path) -> None:
    # Not the home page: without one, a build refuses to replace the folder.
    draw.choice(sorted((root / "output").glob("*/**/*.html"))).unlink()


def overwrite_a_page(draw: random.Random, root: Path) -> None:
    page = draw.choice(sorted((root / "output").rglob("*.html")))
    page.write_text("mended by hand", "utf-8")


def add_a_page(draw: random.Random, root: Path) -> None:
    (root / "output" / "comptes" / "somebody.html").write_text("not ours", "utf-8")


def delete_a_folder(draw: random.Random, root: Path) -> None:
    shutil.rmtree(root / "output" / draw.choice(("comptes", "categories", "api", "theme")))


def damage_the_record(draw: random.Random, root: Path) -> None:
    if not (root / ".output.made").is_dir():
        return
    file = draw.choice(sorted((root / ".output.made").iterdir()))
    content = file.read_bytes()
    cut = draw.randrange(len(content)) if content else 0
    file.write_bytes(
        draw.choice((content[:cut], content[cut:], content.replace(b"1", b"2"), b"", b"\0" * 99))
    )


def delete_the_record(draw: random.Random, root: Path) -> None:
    shutil.rmtree(root / ".output.made")


EDITS: tuple[Edit, ...] = (
    reason, reason, reason, evidence, evidence, name, category, territory, subjects, handle, withholding, edition,
    add_a_fiche, rename_a_fiche, delete_a_fiche, describe_a_category, snapshot, prose, style,
    template, greedy_template, settings, publication, touch, delete_a_page, overwrite_a_page, add_a_page, delete_a_folder,
    damage_the_record, delete_the_record,
)  # fmt: skip


def build(root: Path, output: Path, address: str = "") -> None:
    done = sites.annuaire(root, "build", "--output", output, SITEURL=address, SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stdout + done.stderr


def build_pages_first(root: Path, address: str = "") -> bool:
    """Build with --pages-first, as `make serve` does; return whether anything was deferred."""
    done = sites.annuaire(root, "build", "--pages-first", SITEURL=address, SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode in (0, DEFERRED), done.stdout + done.stderr
    return done.returncode == DEFERRED


@pytest.mark.parametrize("seed", range(8))
def test_incremental_builds_give_the_same_site_as_a_full_build(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    root = roots.make_site(tmp_path / "root")
    address = draw.choice(("", sites.ADDRESS))
    build(root, root / "output", draw.choice(("", sites.ADDRESS)))
    applied = []
    for round in range(4):
        before = shutil.copytree(root / "curation", tmp_path / f"before {round}")
        for edit in draw.sample(EDITS, draw.randint(1, 2)):
            edit(draw, root)
            applied.append(edit.__name__)
        if draw.random() < 0.2:  # undo the edits
            shutil.rmtree(root / "curation")
            shutil.copytree(before, root / "curation")
            applied.append("undo")
        if draw.random() < 0.4:
            build_pages_first(root, address)
            applied.append("pages first")
        else:
            build(root, root / "output", address)
    build(root, root / "output", address)
    build(root, tmp_path / "full", address)
    incremental, full = Site(root / "output").bytes(), Site(tmp_path / "full").bytes()
    assert incremental.keys() == full.keys(), applied
    assert [path for path in full if incremental[path] != full[path]] == [], applied


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = roots.make_site(tmp_path / "root")
    build(root, root / "output")
    return root


def inodes(root: Path) -> dict[str, int]:
    output = root / "output"
    return {
        file.relative_to(output).as_posix(): file.stat().st_ino
        for file in output.rglob("*")
        if file.is_file()
    }


def test_a_failed_build_keeps_the_record(root: Path) -> None:
    before = inodes(root)
    page = root / "theme" / "templates" / "index.html"
    written = page.read_text("utf-8")
    page.write_text("{% nothing %}", "utf-8")
    assert sites.annuaire(root, "build").returncode == 2
    page.write_text(written, "utf-8")
    build(root, root / "output")
    assert inodes(root) == before


@pytest.mark.parametrize("seed", range(4))
def test_incremental_builds_give_the_same_site_with_paginated_lists_and_withheld_fiches(
    seed: int, tmp_path: Path
) -> None:
    """Each page of a list shows the length of the list, which changes when a fiche on another page is withheld for review."""
    draw = random.Random(seed)
    root = roots.make_site(tmp_path / "root")
    substitute(root / "pelicanconf.py", r"\Z", "\nPER_PAGE = dict.fromkeys(PER_PAGE, 2)\n")
    file = root / "snapshot" / "profiles.json"
    stored = json.loads(file.read_text("utf-8"))
    facts = {"read_on": "2026-03-12", "source": "https://mastodon.example/", "flags": ["memorial"]}
    stored["profiles"]["mastodon:disparue@mastodon.example"] = facts
    file.write_text(json.dumps(stored), "utf-8")
    build(root, root / "output")
    fiche = root / "curation" / "fiches" / "camille-duval.yml"
    for account in ("disparue", "camille", "disparue"):
        substitute(fiche, r"mastodon: \w+@", f"mastodon: {account}@")
        draw.choice((reason, evidence, name, subjects))(draw, root)
        build(root, root / "output")
        build(root, tmp_path / f"full {account}")
        incremental, full = Site(root / "output").bytes(), Site(tmp_path / f"full {account}").bytes()
        paths = incremental.keys() | full.keys()
        assert [path for path in paths if incremental.get(path) != full.get(path)] == []


def test_an_unchanged_site_is_not_written(root: Path) -> None:
    before = inodes(root)
    touch(random.Random(0), root)
    build(root, root / "output")
    assert inodes(root) == before


def rebuild(root: Path) -> tuple[str, set[str]]:
    """Build again in a process of its own; return its output and the names of the modules that it imported."""
    program = (
        "import sys; before = {*sys.modules}; from annuaire.__main__ import main; main(sys.argv[1:])\n"
        "print(*{*sys.modules} - before, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "build"]
    environment = sites.environment(SITEURL="", SOURCE_DATE_EPOCH=EPOCH)
    del environment["PYTHONPATH"]  # the network guard there imports some of these modules itself
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    assert "annuaire.runtime.last_build" in done.stderr.split()
    return done.stdout, set(done.stderr.split())


def test_an_up_to_date_build_imports_no_library(root: Path) -> None:
    _, imported = rebuild(root)
    assert not imported & {
        "pelican",
        "yaml",
        "jinja2",
        "argparse",
        "re",
        "collections",
        "contextlib",
        "functools",
        "threading",
        "hashlib",
        "shutil",
        "pathlib",
        "typing",
        "unicodedata",
        "dataclasses",
    }


def test_warnings_of_an_up_to_date_build_come_from_the_record(root: Path) -> None:
    shutil.rmtree(root / "snapshot")
    build(root, root / "output")
    output, imported = rebuild(root)
    assert "avertissement" in output and "Rien n’a changé" in output
    assert not imported & {
        "pelican",
        "yaml",
        "jinja2",
        "annuaire.curation.curation",
        "annuaire.messages.problems",
    }


def test_prose_is_not_parsed_again_while_only_fiches_change(root: Path) -> None:
    build(root, root / "output")
    file = root / "curation" / "fiches" / "elodie-aubert.yml"
    substitute(file, r"raconte sans fard", "raconte sans détour")
    _, imported = rebuild(root)
    assert not {name for name in imported if name.startswith("markdown.extensions.")}
    page = root / "content" / "pages" / "a-propos.md"
    page.write_text(page.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")
    _, imported = rebuild(root)
    assert {name for name in imported if name.startswith("markdown.extensions.")}
    assert "<p>Un mot de plus.</p>" in (root / "output" / "a-propos" / "index.html").read_text("utf-8")


@pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2,
    reason="curation/ is read in a worker process only with a second processor",
)
def test_the_building_process_does_not_import_what_only_reading_needs(root: Path) -> None:
    file = root / "curation" / "fiches" / "elodie-aubert.yml"
    substitute(file, r"raconte sans fard", "raconte sans détour")
    output, imported = rebuild(root)
    assert "Rien n’a changé" not in output
    assert "pelican" in imported
    assert not imported & {
        "yaml",
        "jsonschema_rs",
        "ryaml",
        "annuaire.curation.curation",
        "annuaire.curation.readings",
        "annuaire.curation.pages",
    }


def test_the_fork_server_has_imported_what_every_build_imports(root: Path) -> None:
    program = (
        "import sys; from annuaire import fork_server; fork_server.warm_up(); before = set(sys.modules); fork_server.main(sys.argv[1:])\n"
        "print(*set(sys.modules) - before, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "--root", str(root), "build", "--output", str(root / "anew")]
    environment = sites.environment(SITEURL="", SOURCE_DATE_EPOCH=EPOCH)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = done.stderr.split()
    assert "docutils.parsers.rst.languages.fr" in found  # Pelican has run
    prefixes = (
        "annuaire",
        "pelican.",
        "jsonschema_rs",
        "ryaml",
        "pycountry",
        "markdown",
        "orjson",
        "rich",
    )
    assert [name for name in found if name.startswith(prefixes)] == []


def test_the_pages_of_unchanged_fiches_are_reused(root: Path) -> None:
    before = inodes(root)
    substitute(
        root / "curation" / "fiches" / "elodie-aubert.yml", r"raconte sans fard", "raconte sans détour"
    )
    build(root, root / "output")
    after = inodes(root)
    assert before["comptes/elodie-aubert/index.html"] != after["comptes/elodie-aubert/index.html"]
    assert before["comptes/mutuelle-du-phare/index.html"] == after["comptes/mutuelle-du-phare/index.html"]
    assert before["categories/assureurs/contacts.vcf"] == after["categories/assureurs/contacts.vcf"]
    assert before["api/v1/fiches/zoe-ndiaye.json"] == after["api/v1/fiches/zoe-ndiaye.json"]


def test_a_changed_reason_leaves_the_pages_that_only_name_its_fiche(root: Path) -> None:
    substitute(root / "pelicanconf.py", r"RELATED = 4", "RELATED = 0")
    build(root, root / "output")
    before = inodes(root)
    own, other = "comptes/zoe-ndiaye/index.html", "comptes/camille-duval/index.html"
    assert "/comptes/zoe-ndiaye/" in (root / "output" / other).read_text("utf-8")
    substitute(
        root / "curation" / "fiches" / "zoe-ndiaye.yml", r"pourquoi: >-\n  ", "pourquoi: >-\n  Désormais, "
    )
    build(root, root / "output")
    after = inodes(root)
    assert before[own] != after[own]
    assert before[other] == after[other]


def test_pages_first_defers_exports_to_the_next_build(root: Path) -> None:
    file = root / "curation" / "fiches" / "elodie-aubert.yml"
    page = root / "output" / "comptes" / "elodie-aubert" / "index.html"
    lists = [
        root / "output" / path for path in ("comptes/fiches.json", "data/search.js", "flux/changements.xml")
    ]
    before = inodes(root)
    for old, new in (("sans fard", "sans détour"), ("sans détour", "sans façon")):
        substitute(file, old, new)
        assert build_pages_first(root)
        assert new in page.read_text("utf-8")
        assert not any(new in file.read_text("utf-8") for file in lists)
    assert inodes(root).keys() == before.keys()
    build(root, root / "output")
    assert "sans façon" in lists[0].read_text("utf-8")
    after = inodes(root)
    assert after["comptes/elodie-aubert/index.html"] != before["comptes/elodie-aubert/index.html"]
    assert after["comptes/mutuelle-du-phare/index.html"] == before["comptes/mutuelle-du-phare/index.html"]
    build(root, root / "output")
    assert inodes(root) == after
    assert not build_pages_first(root)


@pytest.mark.parametrize(
    "lost", ["output", "output/recherche", "output/theme", "output/comptes", "output/sw.js"]
)
def test_pages_first_tolerates_a_damaged_site(root: Path, tmp_path: Path, lost: str) -> None:
    """The first build does not scan the last site; the next one repairs it."""
    place = root / lost
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    substitute(root / "curation" / "fiches" / "elodie-aubert.yml", "sans fard", "sans détour")
    assert build_pages_first(root)
    assert "sans détour" in (root / "output/comptes/elodie-aubert/index.html").read_text("utf-8")
    build(root, root / "output")
    build(root, tmp_path / "full")
    assert Site(root / "output").bytes() == Site(tmp_path / "full").bytes()


def test_pages_first_defers_nothing_in_a_full_build(root: Path) -> None:
    name(random.Random(0), root)
    assert not build_pages_first(root)
    before = inodes(root)
    build(root, root / "output")
    assert inodes(root) == before


LISTENER = """
from pelican.plugins import signals

def record(path, context):
    with open(SEEN, "a") as file:
        file.write(path + "\\n")

def register():
    signals.content_written.connect(record)
"""


@pytest.mark.parametrize("module", ["listener", "pelican.plugins.listener"])
def test_a_connected_plugin_receives_every_page_of_every_build(
    root: Path, tmp_path: Path, module: str
) -> None:
    """`pelican.plugins` is a namespace package, in which plugins of third parties may be installed."""
    seen, rename = f"SEEN = {str(tmp_path / 'seen')!r}", f"record.__module__ = {module!r}"
    (root / "listener.py").write_text(f"{seen}\n{LISTENER}\n{rename}\n", "utf-8")
    substitute(root / "pelicanconf.py", r"^PLUGINS = .*$", 'PLUGINS = ["annuaire.plugin", "listener"]')
    for count in (1, 2):
        reason(random.Random(count), root)
        build(root, root / "output")
        counts = Counter((tmp_path / "seen").read_text("utf-8").splitlines())
        assert {*counts.values()} == {count}


def test_a_changed_plugin_triggers_a_build(root: Path) -> None:
    plugin = "from pelican.plugins import signals\n\ndef named(generator):\n    generator.context['EXTRA'] = {}\n\n" \
             "def register():\n    signals.generator_init.connect(named)\n"  # fmt: skip
    substitute(root / "pelicanconf.py", r"^PLUGINS = .*$", 'PLUGINS = ["annuaire.plugin", "extra"]')
    substitute(root / "theme" / "templates" / "robots.txt", r"\Z", "{{ EXTRA }}")
    for value in ("one", "two"):
        (root / "extra.py").write_text(plugin.replace("{}", repr(value)), "utf-8")
        build(root, root / "output")
        assert (root / "output" / "robots.txt").read_text("utf-8").endswith(value)


TALLY = """
from pelican.generators import Generator
from pelican.plugins import signals

class Tally(Generator):
    def generate_context(self):
        self.context["LONGEST"] = max(len(listing.reason) for listing in self.context["directory"].listings)

def tally(pelican):
    return Tally

def register():
    signals.get_generators.connect(tally)
"""
FILTER = """
from jinja2 import pass_context

@pass_context
def longest(context, value):
    return max(len(listing.reason) for listing in context["directory"].listings)

JINJA_FILTERS = {"longest": longest}
"""


@pytest.mark.parametrize("has_filter", [False, True])
def test_what_the_site_s_own_code_says_of_fiches_is_never_stale(root: Path, has_filter: bool) -> None:
    shown = "{{ 0|longest }}" if has_filter else "{{ LONGEST }}"
    substitute(root / "theme" / "templates" / "partials" / "footer.html", r"\Z", f"<b>{shown}</b>")
    if has_filter:
        substitute(root / "pelicanconf.py", r"\Z", FILTER)
    else:
        (root / "tally.py").write_text(TALLY, "utf-8")
        substitute(root / "pelicanconf.py", r"^PLUGINS = .*$", 'PLUGINS = ["annuaire.plugin", "tally"]')
    build(root, root / "output")
    file = root / "curation" / "fiches" / "camille-duval.yml"
    substitute(
        file,
        r"^pourquoi: >-\n",
        "pourquoi: >-\n  Raconte en détail, chaque semaine, " + "et longuement, " * 8 + "\n",
    )
    build(root, root / "output")
    build(root, root / "cold")
    assert Site(root / "output").bytes() == Site(root / "cold").bytes()


THREADS = """
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from PIL import Image
from pelican.plugins import signals

def size(path):
    return Image.open(path).size

def measure(pelican):
    with ThreadPoolExecutor(8) as pool:
        assert {*pool.map(size, [Path(__file__).parent / "image.png"] * 32)} == {(40, 20)}

def register():
    signals.finalized.connect(measure)
"""


def test_a_plugin_may_use_in_threads_what_a_build_postpones(root: Path) -> None:
    (root / "threads.py").write_text(THREADS, "utf-8")
    Image.new("RGB", (40, 20)).save(root / "image.png")
    substitute(root / "pelicanconf.py", r"^PLUGINS = .*$", 'PLUGINS = ["annuaire.plugin", "threads"]')
    build(root, root / "output")


SAVED_MEANWHILE = """
from pathlib import Path
from pelican.plugins import signals

FILE = Path(__file__).parent / "notes.csv"

def read(generator):
    generator.context.setdefault("NOTES", FILE.read_text("utf-8"))
    FILE.write_text("new", "utf-8")

def register():
    signals.generator_init.connect(read)
"""


def test_what_changes_during_the_first_build_that_reads_it_is_seen_by_the_next(root: Path) -> None:
    (root / "saved.py").write_text(SAVED_MEANWHILE, "utf-8")
    (root / "notes.csv").write_text("old", "utf-8")
    substitute(root / "pelicanconf.py", r"^PLUGINS = .*$", 'PLUGINS = ["annuaire.plugin", "saved"]')
    substitute(root / "pelicanconf.py", r"^READS = .*$", 'READS = ["notes.csv"]')
    substitute(root / "theme" / "templates" / "robots.txt", r"\Z", "{{ NOTES }}")
    for value in ("old", "new"):
        build(root, root / "output")
        assert (root / "output" / "robots.txt").read_text("utf-8").endswith(value)


def test_a_changed_environment_variable_triggers_a_build(root: Path) -> None:
    substitute(root / "pelicanconf.py", r"\Z", '\nEXTRA = os.environ.get("EXTRA", "none")\n')
    substitute(root / "theme" / "templates" / "robots.txt", r"\Z", "{{ EXTRA }}")
    for value in ("one", "two"):
        done = sites.annuaire(root, "build", EXTRA=value)
        assert done.returncode == 0, done.stderr
        assert (root / "output" / "robots.txt").read_text("utf-8").endswith(value)


def test_a_changed_template_override_triggers_a_build(root: Path) -> None:
    substitute(root / "pelicanconf.py", r"\Z", '\nTHEME_TEMPLATES_OVERRIDES = [str(ROOT / "gabarits")]\n')
    (root / "gabarits").mkdir()
    for value in ("one", "two"):
        (root / "gabarits" / "robots.txt").write_text(f"# {value}\n", "utf-8")
        build(root, root / "output")
        assert (root / "output" / "robots.txt").read_text("utf-8") == f"# {value}"
