"""HTML, CSS and SVG are valid: what the Nu checker of the W3C says, when Java and npm's packages are there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import roots
from tests.support.sites import Site

JAR = roots.REPOSITORY / "tests" / "browser" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Without -Xss the quick settings of Java overflow its stack, and nothing is checked.
JAVA = ["-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
OPTIONS = [
    "--skip-non-html",
    "--also-check-css",
    "--also-check-svg",
    "--skip-info-messages",
    "--format",
    "gnu",
]


def check(folder: Path) -> tuple[int, list[str]]:
    """Return the exit code and the complaints about the files of a folder."""
    java = shutil.which("java")
    if not java or not JAR.is_file():
        why = "Java (17 or newer)" if not java else "vnu-jar (npm)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{why} is not there")
    command = [java, *JAVA, "-jar", str(JAR), *OPTIONS, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, [
        line.rpartition("/output/")[2] for line in (done.stdout + done.stderr).splitlines()
    ]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.mark.parametrize("name", ["real", "rich"])
def test_the_nu_checker_has_nothing_to_say(name: str, request: pytest.FixtureRequest, output: Path) -> None:
    site: Site = request.getfixturevalue(name)
    shutil.copytree(site.output, output)
    _, complaints = check(output)
    # The hostile snapshot names a source that is no address, to try the escaping; it is its only fault.
    # It reads the files from a disk, whose origin is not that of the policy.
    known = ('preuve.example/?q="', "violates Content Security Policy")
    assert [line for line in complaints if not any(words in line for words in known)] == []


def test_the_nu_checker_sees_a_planted_fault(output: Path) -> None:
    output.mkdir()
    (output / "index.html").write_text(
        "<!DOCTYPE html><html lang=fr><title>Essai</title><p><div></p><img src=a.png>", "utf-8"
    )
    code, complaints = check(output)
    assert code == 1
    assert any("img" in line and "error" in line for line in complaints)
