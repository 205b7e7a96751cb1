"""Validity of HTML, CSS and SVG, by the Nu Html Checker; needs Java and the npm package vnu-jar."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import roots
from tests.support.sites import Site

JAR = roots.REPOSITORY / "tests" / "browser" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Without -Xss the stack overflows with these faster settings, and nothing is checked.
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
    """Return the exit code and the messages about the files of a folder."""
    java = shutil.which("java")
    if not java or not JAR.is_file():
        missing = "Java (17 or newer)" if not java else "vnu-jar (npm)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{missing} is not there")
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
def test_the_nu_checker_reports_nothing(name: str, request: pytest.FixtureRequest, output: Path) -> None:
    site: Site = request.getfixturevalue(name)
    shutil.copytree(site.output, output)
    _, messages = check(output)
    # The source in the hostile snapshot is not a valid address, to test escaping. The checker reads files from the disk, whose
    # origin is not that of the policy.
    expected = ('preuve.example/?q="', "violates Content Security Policy")
    assert [line for line in messages if not any(words in line for words in expected)] == []


def test_the_nu_checker_reports_a_planted_fault(output: Path) -> None:
    output.mkdir()
    (output / "index.html").write_text(
        "<!DOCTYPE html><html lang=fr><title>Essai</title><p><div></p><img src=a.png>", "utf-8"
    )
    code, messages = check(output)
    assert code == 1
    assert any("img" in line and "error" in line for line in messages)
