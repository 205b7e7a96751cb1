"""Arrivals and departures between two editions: `annuaire.downloads.changes` and `annuaire diff`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from annuaire.curation import curation
from annuaire.downloads import changes
from annuaire.model import Curation, Departure, Edition
from tests.support import past_editions


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return past_editions.make(tmp_path_factory.mktemp("past") / "root")


@pytest.fixture(scope="module")
def written(past: Path) -> Curation:
    return curation.read(past, past_editions.TODAY)


def moves(written: Curation, first: str, second: str) -> dict[str, object]:
    known = {edition.id: edition for edition in written.editions}
    return changes.facts(changes.between(written, known[first], known[second]))


def test_a_departure_has_the_reason_of_its_edition(written: Curation) -> None:
    found = moves(written, "2026-09", "2026-11")
    assert found["departures"] == [
        {"id": "dany-corval", "name": past_editions.LEFT, "reason": typeset(past_editions.LEFT_REASON)}
    ]


def typeset(text: str) -> str:
    return text.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def test_a_departure_and_return_between_two_editions_is_no_change(written: Curation) -> None:
    found = json.dumps(moves(written, "2026-09", "2026-11"))
    assert "zoe-ndiaye" not in found


def test_a_removed_person_is_not_named(written: Curation) -> None:
    assert moves(written, "2026-10", "2026-11")["departures"] == []


def test_arrivals_are_in_french_order(written: Curation) -> None:
    found = moves(written, "2026-09", "2026-11")
    assert [item["name"] for item in found["arrivals"]] == ["Mutuelle du Phare", "Œuvres vives"]  # type: ignore[attr-defined]


def test_the_order_of_the_two_editions_does_not_matter(written: Curation) -> None:
    assert moves(written, "2026-11", "2026-09") == moves(written, "2026-09", "2026-11")


def test_an_edition_compared_with_itself_has_no_changes(written: Curation) -> None:
    current = written.editions[0]
    assert changes.between(written, current, current)[2:] == ((), ())


def diff(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "annuaire", "--root", str(root), "diff", *words]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1796428800"},
    )


def test_the_command_prints_the_changes_in_french(past: Path) -> None:
    done = diff(past, "2026-09")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "De «\u00a0Édition de septembre\u00a0» à «\u00a0Édition de novembre\u00a0»\u00a0:\n"
        "+ Mutuelle du Phare (mutuelle-du-phare)\n"
        "+ Œuvres vives (oeuvres-vives)\n"
        f"- {past_editions.LEFT} (dany-corval)\u00a0: {typeset(past_editions.LEFT_REASON)}\n"
    )
    assert diff(past, "2026-11").stdout.splitlines()[1] == "rien n’a changé."


def test_the_command_prints_the_changes_in_json(past: Path, written: Curation) -> None:
    done = diff(past, "2026-09", "2026-10", "--format", "json")
    assert json.loads(done.stdout) == moves(written, "2026-09", "2026-10")


def test_an_unknown_edition_is_reported_with_the_known_ones(past: Path) -> None:
    done = diff(past, "2025-01")
    assert done.returncode == 2
    assert "2025-01" in done.stderr and "2026-09" in done.stderr


def test_changes_show_names_whatever_the_file_names(written: Curation) -> None:
    zoe = written.entries["zoe-ndiaye"]._replace(name="Ana Ndiaye")
    renamed = written._replace(entries={**written.entries, zoe.id: zoe})
    all_of_them = tuple(reversed(written.editions[0].entries))
    full = written.editions[0]._replace(id="2026-08", published=date(2026, 8, 1), entries=all_of_them)
    before, after = (full._replace(published=date(2026, month, 1), entries=()) for month in (7, 9))
    in_french = ["Ana Ndiaye", "Camille Duval", "Élodie Aubert", "Mutuelle du Phare", "Œuvres vives"]
    assert [entry.name for entry in changes.between(renamed, before, full).arrivals] == in_french
    assert [gone.entry.name for gone in changes.between(renamed, full, after).departures] == in_french


def test_a_member_who_left_twice_has_the_reason_of_each_departure(written: Curation) -> None:
    def edition(month: int, ids: tuple[str, ...], reason: str = "") -> Edition:
        left = (Departure("camille-duval", reason),) if reason else ()
        day = date(2025, month, 1)
        return written.editions[0]._replace(
            id=f"2025-{month:02d}", published=day, entries=ids, departures=left
        )

    there, gone = ("camille-duval", "zoe-ndiaye"), ("zoe-ndiaye",)
    first, second, third, fourth = (
        edition(1, there), edition(2, gone, "Une pause."), edition(3, there), edition(4, gone, "La fin."),
    )  # fmt: skip
    found = written._replace(editions=(fourth, third, second, first))
    for older, newer, reason in (
        (first, second, "Une pause."),
        (third, fourth, "La fin."),
        (first, fourth, "La fin."),
    ):
        assert [left.reason for left in changes.between(found, older, newer).departures] == [reason]
