"""The documentation: commands, targets, files and links that it names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.roots import REPOSITORY

DOCUMENTS = sorted(
    file
    for file in [
        *REPOSITORY.glob("*.md"),
        *(REPOSITORY / "docs").glob("*.md"),
        *(REPOSITORY / "curation").glob("*.md"),
    ]
    if file.is_file()
)
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
COMMANDS = set(
    re.findall(
        r'command\("([a-z-]+)"',
        (REPOSITORY / "annuaire" / "command_line.py").read_text("utf-8"),
    )
)
# Names of files of the repository; without snapshot/, which does not exist before the first refresh.
FILE = re.compile(
    r"`((?:annuaire|benchmarks|content|curation|docs|tests|theme|\.ci|\.github)/[\w./-]*[\w/])`"
)


def code(text: str) -> str:
    """Return the code spans and the code blocks of a document."""
    return "\n".join(re.findall(r"```.*?\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text))


def path_of(file: Path) -> str:
    return file.relative_to(REPOSITORY).as_posix()


def test_the_main_documents_exist() -> None:
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "curation/LISEZMOI.md", "docs/architecture.md", "docs/curation.md",
            "docs/hosting.md"} <= {path_of(file) for file in DOCUMENTS}  # fmt: skip


@pytest.mark.parametrize("file", DOCUMENTS, ids=path_of)
def test_every_make_target_that_is_named_exists(file: Path) -> None:
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", code(file.read_text("utf-8")))) <= TARGETS


@pytest.mark.parametrize("file", DOCUMENTS, ids=path_of)
def test_every_command_that_is_named_exists(file: Path) -> None:
    found = re.findall(
        r"(?:^|\s|/)annuaire (?:--\S+ )*([a-z]+)\b", code(file.read_text("utf-8")), re.MULTILINE
    )
    assert set(found) <= COMMANDS


@pytest.mark.parametrize("file", DOCUMENTS, ids=path_of)
def test_every_link_to_a_file_works(file: Path) -> None:
    written = re.findall(
        r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", file.read_text("utf-8"), flags=re.DOTALL)
    )
    inside = [
        address.partition("#")[0]
        for address in written
        if "://" not in address and not address.startswith(("#", "mailto:"))
    ]
    assert [address for address in inside if not (file.parent / address).exists()] == []


@pytest.mark.parametrize("file", [file for file in DOCUMENTS if file.name != "CHANGELOG.md"], ids=path_of)
def test_every_file_that_is_named_exists(file: Path) -> None:
    found = FILE.findall(file.read_text("utf-8"))
    # Camille Duval, the invented person of the examples, has no file.
    assert [path for path in found if "camille-duval" not in path and not (REPOSITORY / path).exists()] == []


def test_make_lists_the_main_targets() -> None:
    listed = set(re.findall(r"^([a-z][a-z-]*):.*## ", MAKEFILE, re.MULTILINE))
    assert {"html", "serve", "check", "test", "test-browser", "publish", "clean"} <= listed
    phony = set(" ".join(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)).split())
    assert phony >= TARGETS


def test_continuous_integration_calls_targets_of_the_makefile() -> None:
    for name in (".ci/run", ".github/workflows/site.yml", ".gitlab-ci.yml"):
        text = (REPOSITORY / name).read_text("utf-8")
        assert set(re.findall(r"^\s*(?:- (?:run: )?)?make ([a-z-]+)", text, re.MULTILINE)) <= TARGETS


def test_the_images_of_readme_are_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (REPOSITORY / "README.md").read_text("utf-8"))
    assert len(pictures) >= 2
    for picture in pictures:
        assert (REPOSITORY / picture).stat().st_size < 200_000


def test_no_example_has_the_name_of_a_listed_person() -> None:
    """Examples may say things about a person, such as « N’a plus rien publié depuis un an », that must not be about a real one.

    Names of one word are not searched: they may be any word, or a first name.
    """
    fiches = [
        (file.stem, file.read_text("utf-8")) for file in (REPOSITORY / "curation" / "fiches").glob("*.yml")
    ]
    people = [(id, text) for id, text in fiches if re.search(r"(?m)^nature: *personne\b", text)]
    names = {id for id, _ in people} | {re.findall(r"(?m)^nom: (.+)$", text)[0] for _, text in people}
    folders = ("curation/schema", "docs", "tests/fixtures/curation", "tests/support")
    files = [file for folder in folders for file in (REPOSITORY / folder).rglob("*.*") if file.is_file()]
    invented = "\n".join(
        f"{file.stem}\n{file.read_bytes().decode('utf-8', 'replace')}"
        for file in files
        if file.suffix in (".json", ".md", ".py", ".txt", ".yml")
    )
    words = set(re.findall(r"[\w-]+", invented))
    found = {name for name in names if (name in words if "-" in name else " " in name and name in invented)}
    assert fiches
    assert found == set()
