"""Built sites for tests: each is built once per session, by the real command, in a process without network access."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

from annuaire.curation import curation
from annuaire.directory.assembly import assemble
from annuaire.directory.directory import Directory
from annuaire.profiles import snapshot
from tests.support import many_people, roots, varied_people

ADDRESS = "https://annuaire.example/base"
OFFLINE = Path(__file__).parent / "offline"
# The only environment variables that are passed on: what a program needs to start. A build may depend on no other.
PASSED_ON = ("PATH", "HOME", "SYSTEMROOT", "TMPDIR")


def environment(**more: str) -> dict[str, str]:
    """Return a bare environment in which Python cannot reach the network."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # The package beside these tests, not one that is installed.
    path = f"{OFFLINE}{os.pathsep}{roots.REPOSITORY}"
    return passed | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"} | more


def annuaire(root: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `annuaire` on `root`, offline; `more` are environment variables."""
    command = [sys.executable, "-m", "annuaire", "--root", str(root), *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, env=environment(**more), cwd=root, timeout=60
    )


class BuiltPage:
    """One HTML file of a built site, parsed by lxml."""

    def __init__(self, file: Path, place: str) -> None:
        self.file = file
        self.place = place

    def __repr__(self) -> str:
        return self.place

    @cached_property
    def source(self) -> str:
        return self.file.read_text("utf-8")

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.source.encode(), parser=html.HTMLParser(encoding="utf-8"))

    def all(self, selector: str) -> list[html.HtmlElement]:
        """Return the elements that an XPath finds, from the root."""
        found: list[html.HtmlElement] = self.tree.xpath(selector)
        return found

    def text(self, selector: str = "//body") -> str:
        """Return the text of the first element found, with spaces collapsed, except no-break spaces."""
        return " ".join(self.all(selector)[0].text_content().replace("\n", " ").split(" "))

    def links(self, selector: str = "//a") -> list[str]:
        return [link.get("href", "") for link in self.all(selector)]


class Site:
    """A built output folder."""

    def __init__(self, output: Path, address: str = "") -> None:
        self.output = output
        self.address = address

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """All pages by path, such as « comptes/camille-duval/index.html »."""
        files = sorted(self.output.rglob("*.html"))
        places = [file.relative_to(self.output).as_posix() for file in files]
        return {place: BuiltPage(file, place) for file, place in zip(files, places, strict=True)}

    def page(self, folder: str = "") -> BuiltPage:
        return self.pages[f"{folder.strip('/')}/index.html".lstrip("/")]

    def under(self, folder: str) -> Iterator[BuiltPage]:
        """Yield the pages one level below a folder."""
        for place, page in self.pages.items():
            if place.startswith(f"{folder}/") and place.count("/") == folder.count("/") + 2:
                yield page

    def read(self, name: str) -> str:
        return (self.output / name).read_text("utf-8")

    def host(self) -> str:
        return urlsplit(self.address).netloc

    def bytes(self) -> dict[str, bytes]:
        """Return the content of every file, by path, to compare two sites."""
        files = sorted(file for file in self.output.rglob("*") if file.is_file())
        return {file.relative_to(self.output).as_posix(): file.read_bytes() for file in files}


@cache
def scratch() -> Path:
    """Return a folder that is deleted at the end of the test session."""
    folder = Path(tempfile.mkdtemp(prefix="annuaire-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def built(root: Path, output: Path, address: str = "") -> Site:
    """Build a site; fail with the output of the command if it fails."""
    done = annuaire(root, "build", "--output", output, SITEURL=address)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(output, address)


@cache
def small_root() -> Path:
    return roots.make_site(scratch() / "small")


@cache
def rich_root() -> Path:
    return roots.make_rich_site(scratch() / "rich")


@cache
def small(address: str = "") -> Site:
    """The site of five invented people (`roots.make_site`)."""
    return built(small_root(), scratch() / f"small-{bool(address)}", address)


@cache
def rich() -> Site:
    """The site of a root that has everything that curators may write: two editions, ranks, hostile texts, all keys."""
    return built(rich_root(), scratch() / "rich-site", ADDRESS)


@cache
def varied_root() -> Path:
    return varied_people.make_site(scratch() / "varied")


@cache
def varied() -> Site:
    """The site of a hundred invented people, as varied as real ones."""
    return built(varied_root(), scratch() / "varied-site")


@cache
def real() -> Site:
    """The site of the repository's own curation, which changes: tests compute what they expect from its `directory`."""
    return built(roots.REPOSITORY, scratch() / "real")


@cache
def directory(root: Path) -> Directory:
    """Return the directory of a root, assembled in this process."""
    return assemble(curation.read(root, date.max), snapshot.read(root))


@cache
def large_root(number: int, ranked: bool) -> Path:
    return many_people.make_site(scratch() / f"large-{number}-{ranked}", number, ranked)


@cache
def large(number: int, ranked: bool = False, address: str = "") -> Site:
    """The site of hundreds of invented people, for lists on several pages."""
    name = f"large-{number}-{ranked}-{bool(address)}-site"
    return built(large_root(number, ranked), scratch() / name, address)


@cache
def patterns() -> Site:
    """The small site with one more page: every component of the theme in every state."""
    root = roots.make_site(scratch() / "patterns")
    (root / "content" / "pages" / "composants.md").write_text(
        "Title: Composants\nSlug: composants\nSummary: Chaque composant, dans tous ses états.\n"
        "Template: patterns\nOrder: 99\n\nLe thème.\n",
        "utf-8",
    )
    return built(root, scratch() / "patterns-site")
