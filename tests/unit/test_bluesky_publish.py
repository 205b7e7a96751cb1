"""Publication on Bluesky with the real SDK, against a fake personal data server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.__main__ import main
from annuaire.profiles import snapshot
from annuaire.publishing import bluesky_plan
from annuaire.publishing.bluesky_plan import ITEM, LIST, PACK
from tests.support import past_editions, pds
from tests.support.pds import Pds


@pytest.fixture
def served() -> Iterator[tuple[Pds, str]]:
    with pds.serving() as found:
        found[0].handles |= {"oeuvres.example": "did:plc:oeuvres", "zoe.example": "did:plc:zoe"}
        yield found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return past_editions.make(tmp_path_factory.mktemp("past") / "root")


class Done(NamedTuple):
    """The result of a command, which runs in this process because the SDK takes seconds to import."""

    returncode: int
    stdout: str
    stderr: str


Publish = Callable[..., Done]


@pytest.fixture
def publish(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Publish:
    def run(address: str, *words: str, password: str = pds.PASSWORD, root: Path = root) -> Done:
        variables = {
            "BLUESKY_HANDLE": pds.OWNER_HANDLE,
            "BLUESKY_APP_PASSWORD": password,
            "BLUESKY_SERVICE": address,
        }
        for name, value in {
            **variables,
            "SOURCE_DATE_EPOCH": "1796428800",
            "SITEURL": past_editions.SITE,
        }.items():
            monkeypatch.setenv(name, value)
        code = main(["--root", str(root), "publish", "bluesky", *words])
        return Done(code, *capsys.readouterr())

    return run


@pytest.mark.parametrize("service", ["bsky.social", "::"])
def test_an_invalid_service_address_is_reported(publish: Publish, service: str) -> None:
    done = publish(service)
    assert done.returncode == 2
    assert "BLUESKY_SERVICE" in done.stderr
    assert "Erreur du programme" not in done.stderr


def subjects(found: Pds) -> dict[str, set[str]]:
    """Return who is on each list, by its purpose."""
    lists = {
        f"at://{pds.OWNER}/{LIST}/{key}": value["purpose"].partition("#")[2]
        for (kind, key), value in found.records.items()
        if kind == LIST
    }
    members: dict[str, set[str]] = {purpose: set() for purpose in lists.values()}
    for item in found.of(ITEM):
        members[lists[item["list"]]].add(item["subject"])
    return members


ALL = {"did:plc:elodie", "did:plc:oeuvres", "did:plc:zoe"}


def test_a_dry_run_reports_all_changes_and_writes_nothing(served: tuple[Pds, str], publish: Publish) -> None:
    found, address = served
    done = publish(address, password="")
    assert done.returncode == 0, done.stderr
    assert "+ Élodie Aubert" in done.stdout and "Essai\u00a0: rien n’a été écrit" in done.stdout
    assert found.records == {}
    assert not [call for call in found.calls if call.endswith(("Record", "applyWrites", "createSession"))]


def test_both_lists_and_the_pack_are_created_once(served: tuple[Pds, str], publish: Publish) -> None:
    found, address = served
    done = publish(address, "--write")
    assert done.returncode == 0, done.stderr
    assert subjects(found) == {"curatelist": ALL, "referencelist": ALL}
    (pack,) = found.of(PACK)
    assert pack["name"] == "Cinq comptes"
    assert "Édition de novembre, CC BY-SA 4.0" in pack["description"]
    before = dict(found.records)
    again = publish(address, "--write")
    assert again.returncode == 0
    assert found.records == before
    assert "0 à ajouter, 0 à retirer" in again.stdout


def test_a_former_member_is_removed_and_an_unknown_handle_reported(
    served: tuple[Pds, str], publish: Publish
) -> None:
    found, address = served
    publish(address, "--write")
    reference = next(
        f"at://{pds.OWNER}/{LIST}/{key}" for (kind, key), value in found.records.items() if kind == LIST
    )
    found.records[ITEM, "old"] = {
        "$type": ITEM,
        "subject": "did:plc:left",
        "list": reference,
        "createdAt": "2026-01-01T00:00:00Z",
    }
    del found.handles["zoe.example"]
    done = publish(address, "--write")
    assert "did:plc:left" not in {item["subject"] for item in found.of(ITEM)}
    assert "? Zoé Ndiaye\u00a0: Bluesky ne connaît pas zoe.example" in done.stdout


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_temporary_failure_is_not_an_unknown_handle_and_removes_no_member(
    served: tuple[Pds, str], publish: Publish, status: int
) -> None:
    found, address = served
    publish(address, "--write")
    before = dict(found.records)
    found.failing["zoe.example"] = status
    done = publish(address, "--write")
    assert (done.returncode, "Relancer reprend" in done.stderr) == (2, True)
    assert "ne connaît pas" not in done.stdout
    assert found.records == before


@pytest.mark.parametrize("writes", [0, 1, 3, 4])
def test_a_failure_half_way_is_completed_by_the_next_run(
    served: tuple[Pds, str], publish: Publish, writes: int
) -> None:
    found, address = served
    found.fail_after = writes
    done = publish(address, "--write")
    assert done.returncode == 2
    assert "Relancer reprend" in done.stderr
    found.fail_after = None
    assert publish(address, "--write").returncode == 0
    assert subjects(found) == {"curatelist": ALL, "referencelist": ALL}
    assert (len(found.of(LIST)), len(found.of(PACK)), len(found.of(ITEM))) == (2, 1, 6)


def test_additions_made_in_the_app_are_kept_when_the_text_changes(
    served: tuple[Pds, str], publish: Publish
) -> None:
    found, address = served
    publish(address, "--write")
    picture = {
        "$type": "blob",
        "ref": {"$link": "bafkreib3g6wfv5pnelmvgnbn6mzjtcwpzmzsjxs6qvsvyqzsvuhjxj2i3u"},
        "mimeType": "image/png",
        "size": 9,
    }
    made = {}
    for record in found.of(LIST):
        record |= {"avatar": picture, "description": "Un autre texte."}
        made[record["purpose"]] = record["createdAt"]
    assert publish(address, "--write").returncode == 0
    for record in found.of(LIST):
        assert record["avatar"] == picture
        assert record["createdAt"] == made[record["purpose"]]
        assert "Édition de novembre" in record["description"]


def test_the_password_is_never_printed(served: tuple[Pds, str], publish: Publish) -> None:
    secret = "secret-secret-0000-1111"
    done = publish(served[1], "--write", password=secret)
    assert done.returncode == 2
    assert secret not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_variable_is_named(publish: Publish) -> None:
    done = publish("http://127.0.0.1:9", "--write", password="")
    assert done.returncode == 2
    assert "BLUESKY_APP_PASSWORD" in done.stderr


@pytest.mark.parametrize("flag", ["no-unauthenticated", "opted-out", "deactivated"])
def test_withheld_accounts_are_on_no_list(
    root: Path, tmp_path: Path, served: tuple[Pds, str], publish: Publish, flag: str
) -> None:
    found, address = served
    publish(address, "--write")
    copy = shutil.copytree(root, tmp_path / "root")
    stored = json.loads((copy / snapshot.FILE).read_text("utf-8"))
    stored["profiles"]["bluesky:elodie.example"]["flags"] = [flag]
    (copy / snapshot.FILE).write_text(json.dumps(stored), "utf-8")
    found.handles["elodie.example"] = "did:plc:elodie"
    assert publish(address, "--write", root=copy).returncode == 0
    assert subjects(found) == {
        "curatelist": ALL - {"did:plc:elodie"},
        "referencelist": ALL - {"did:plc:elodie"},
    }


dids = st.sampled_from([f"did:plc:{letter}" for letter in "abcdefgh"])


@given(st.lists(dids), st.dictionaries(dids, st.uuids().map(str)))
def test_a_plan_leads_to_the_wanted_members(wanted: list[str], present: dict[str, str]) -> None:
    found = bluesky_plan.plan(wanted, present)
    after = {did for did, key in present.items() if key not in found.remove} | set(found.add)
    assert after == set(wanted)
    assert len(set(found.add)) == len(found.add)


def test_a_long_description_is_cut_to_what_a_pack_may_have(root: Path) -> None:
    directory = past_editions.takeaway(root).directory
    assert len(bluesky_plan.description(directory, "https://annuaire.example/" + "a" * 150)) <= 300
    assert bluesky_plan.description(directory, "").endswith("CC BY-SA 4.0.")
