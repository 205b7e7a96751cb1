"""`annuaire check`: what it prints, where, and its exit code. `build` and `serve` are tested in tests/build."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annuaire import command_line
from annuaire.__main__ import main
from annuaire.commands import Options


@pytest.fixture(autouse=True)
def quiet(today: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "NO_COLOR", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def faulty(root: Path) -> Path:
    file = root / "curation" / "fiches" / "camille-duval.yml"
    file.write_text(file.read_text("utf-8").replace("territoire: SN", "territoire: Québec"), "utf-8")
    return root


def check(root: Path, *options: str) -> int:
    return main(["--root", str(root), "check", *options])


def test_a_faultless_root_gives_zero(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(root) == 0
    assert capsys.readouterr().out == "8\u00a0fichiers lus, aucune erreur.\n"


def test_a_fault_gives_one_and_prints_the_place_first_and_the_count_last(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(faulty) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("curation/fiches/camille-duval.yml:5:13: territoire inconnu")
    assert lines[-1] == "1\u00a0erreur dans 1\u00a0fichier."


def test_a_warning_gives_zero(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "curation" / "annuaire.yml"
    file.write_text(file.read_text("utf-8").replace("categorie: 1", "categorie: 2"), "utf-8")
    assert check(root) == 0
    assert "avertissement" in capsys.readouterr().out


@pytest.mark.parametrize(("form", "count"), [("json", 1), ("gitlab", 1)])
def test_json_output_is_json_only(
    faulty: Path, form: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(faulty, "--format", form) == 1
    found = json.loads(capsys.readouterr().out)
    assert len(found["problems"] if form == "json" else found) == count


@pytest.mark.parametrize("form", ["json", "gitlab"])
def test_json_output_without_problems_is_json_too(
    root: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(root, "--format", form) == 0
    json.loads(capsys.readouterr().out)


def test_github_is_recognised(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert check(faulty) == 1
    assert capsys.readouterr().out.startswith("::error file=curation/fiches/camille-duval.yml,line=5,col=13")


def test_another_format_may_be_chosen_on_github(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    check(faulty, "--format", "texte")
    assert capsys.readouterr().out.startswith("curation/")


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("is_terminal", "no_color", "coloured"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_only_a_terminal_is_coloured(
    faulty: Path, is_terminal: bool, no_color: bool, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", (Terminal if is_terminal else io.TextIOWrapper)(raw, "ascii"))
    if no_color:
        monkeypatch.setenv("NO_COLOR", "")
    assert check(faulty) == 1
    sys.stdout.flush()
    assert (b"\x1b[" in raw.getvalue()) is coloured
    assert "Québec" in raw.getvalue().decode("utf-8")


def test_a_folder_without_curation_gives_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "curation/" in printed.err


def test_a_folder_that_was_deleted_gives_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert main(["check"]) == main(["build"]) == 2
    assert "curation/" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["cehck"],
        ["check", "--format", "xml"],
        ["check", "--fort"],
        ["build", "--p"],
        ["check", "--debug=1"],
    ],
)
def test_a_usage_error_gives_two_in_french(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    printed = capsys.readouterr().err
    assert "erreur" in printed
    assert not any(
        word in printed
        for word in ("usage:", "error:", "invalid", "required", "unrecognized", "ignored", "ambiguous")
    )


def test_a_build_without_options_has_those_that_the_parser_would_give_it() -> None:
    parsed = vars(command_line.parse(["build"]))
    assert parsed.keys() >= {"command", "output", "publish", "pages_first", "profile"}
    assert parsed == {name: getattr(Options(), name) for name in parsed}


def test_help_is_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "--help"])
    assert caught.value.code == 0
    assert "montrer cette aide" in capsys.readouterr().out


def test_an_invalid_date_gives_two(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hier")
    assert check(root) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


def test_an_unexpected_error_is_reported_as_a_fault_of_the_program(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("division")

    monkeypatch.setattr("annuaire.curation.check_cache.check", fail)
    assert check(root) == 2
    assert "qui n’est pas de votre fait" in capsys.readouterr().err
    for words in (["--root", str(root), "--debug", "check"], ["check", "--root", str(root), "--debug"]):
        with pytest.raises(ZeroDivisionError):
            main(words)


def test_a_full_memory_is_not_a_fault_of_the_program(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr("annuaire.curation.check_cache.check", fail)
    assert check(root) == 2
    assert "Mémoire pleine" in capsys.readouterr().err


def test_a_folder_whose_name_is_not_utf8_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = os.fsencode(tmp_path) + b"/caf\xe9"
    shutil.copytree(os.fsencode(root), place)
    assert check(Path(os.fsdecode(place))) == 2
    assert "/caf\ufffd n’est pas en UTF-8" in capsys.readouterr().err


def test_from_a_folder_that_was_deleted_another_root_is_used(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert check(root) == 0


@pytest.mark.parametrize("command", [["diff", "a\x1b[31mb"], ["refresh", "--only", "a\x1b[2Jb\u202e"]])
def test_no_control_character_of_an_argument_is_printed(
    root: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main(["--root", str(root), *command]) == 2
    said = capsys.readouterr().err
    assert "a\ufffd[" in said
    assert not {"\x1b", "\u202e"} & {*said}


@pytest.mark.parametrize("site", ["https://a.example\n", "https://user:secret@a.example", "a" * 9999])
def test_a_refresh_with_an_impossible_site_asks_nobody(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], site: str
) -> None:
    monkeypatch.setenv("SITEURL", site)
    assert main(["--root", str(root), "refresh"]) == 2
    said = capsys.readouterr().err
    assert "SITEURL" in said
    assert "secret" not in said


def test_the_order_of_files_on_the_disk_does_not_matter(
    faulty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(faulty)
    before = capsys.readouterr().out
    listing = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter(sorted(listing(folder), reverse=True)))
    check(faulty)
    assert capsys.readouterr().out == before


def imported(root: Path) -> set[str]:
    """Return what a check imports, in a process of its own."""
    program = "import sys; from annuaire.__main__ import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", program, "--root", str(root), "check"]
    return set(subprocess.run(command, capture_output=True, text=True, check=False).stderr.split())


def run_process(root: Path, before: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a check as a process of its own, after some other lines of Python."""
    program = f"{before}\nfrom annuaire.__main__ import run; run()"
    command = [sys.executable, "-c", program, "--root", str(root), "check"]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_exit_handlers_are_run(faulty: Path) -> None:
    found = run_process(faulty, "import atexit; atexit.register(print, 'à la fin')")
    assert found.returncode == 1
    assert found.stdout.endswith("à la fin\n")
    assert "1\u00a0erreur" in found.stdout


def test_a_running_thread_is_waited_for(root: Path) -> None:
    late = "threading.Thread(target=lambda: [threading.main_thread().join(), print('enfin')]).start()"
    found = run_process(root, f"import threading; {late}")
    assert found.returncode == 0
    assert found.stdout.endswith("aucune erreur.\nenfin\n")


def test_a_closed_pipe_prints_no_error(faulty: Path) -> None:
    reader, line = os.pipe()
    os.close(reader)
    found = run_process(faulty, f"import os; os.dup2({line}, 1)", pass_fds=(line,))
    os.close(line)
    assert (found.returncode, found.stderr) == (2, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is Linux’s to show")
def test_a_full_disk_is_reported(faulty: Path) -> None:
    found = run_process(faulty, "import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1)")
    assert found.returncode == 2
    assert "disque plein" in found.stderr
    assert "Traceback" not in found.stderr


def test_without_stdout_and_stderr_the_exit_code_remains(faulty: Path) -> None:
    found = run_process(faulty, "import sys; sys.stdout = None")  # as after « >&- »
    assert (found.returncode, found.stderr) == (1, "")


SLOW = {"jsonschema", "pelican", "jinja2", "requests", "subprocess", "annuaire.directory.directory"}


def test_a_check_imports_no_library_that_it_does_not_need(root: Path) -> None:
    assert not imported(root) & SLOW


def test_a_check_in_which_one_ordinary_fiche_changed_does_not_import_pyyaml(root: Path) -> None:
    assert "yaml" in imported(root)
    file = root / "curation" / "fiches" / "zoe-ndiaye.yml"
    file.write_text(file.read_text("utf-8").replace("eau]", "mer]"), "utf-8")
    found = imported(root)
    assert "ryaml" in found
    assert "yaml" not in found


def test_a_check_in_which_nothing_changed_does_not_import_what_reads_yaml(root: Path) -> None:
    assert {"yaml", "ryaml", "jsonschema_rs"} <= imported(root)
    dear = {
        "yaml",
        "ryaml",
        "jsonschema_rs",
        *([] if sys.version_info[:2] == (3, 14) else ["dataclasses"]),  # which argparse of 3.14 imports
        "pathlib",
        "hashlib",
        "json",
        "annuaire.curation.curation",
    }
    assert not imported(root) & dear


def test_unchanged_pages_are_not_checked_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(root)
    assert "annuaire.curation.pages" not in imported(root)
    (root / "content" / "pages" / "mentions.md").unlink()
    for _ in range(2):
        assert check(root) == 1
        assert "lien vers une page qui n’existe pas" in capsys.readouterr().out


def test_a_page_that_the_theme_newly_links_to_is_required(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(root) == 0
    (root / "theme" / "templates").mkdir(parents=True, exist_ok=True)
    (root / "theme" / "templates" / "pied.html").write_text("{{ 'annexe'|url }}", "utf-8")
    assert check(root) == 1
    assert "content/pages/annexe.md:1:1: page absente" in capsys.readouterr().out


def test_help_is_as_wide_as_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    widest = []
    for columns in (200, 60):
        monkeypatch.setenv("COLUMNS", str(columns))
        with pytest.raises(SystemExit):
            main(["build", "--help"])
        widest.append(max(map(len, capsys.readouterr().out.splitlines())))
    assert widest[0] > 80 > 60 >= widest[1]


def test_a_fault_is_explained_by_jsonschema(faulty: Path) -> None:
    file = faulty / "curation" / "fiches" / "zoe-ndiaye.yml"
    file.write_text(file.read_text("utf-8").replace("nature: personne", "nature: licorne"), "utf-8")
    assert imported(faulty) & SLOW == {"jsonschema"}
