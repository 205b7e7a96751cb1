"""A refresh of the real Bluesky software: `make test-bluesky`. Not in the default run: its installation takes minutes.

PDS, PLC directory, moderation service and AppView of @atproto/dev-env (npm), with Debian's PostgreSQL and Redis,
all on loopback. All requests go to the AppView: those for other hosts are answered with « not found ».
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from annuaire.profiles import snapshot
from annuaire.refresh import refresh, session
from annuaire.refresh.reconciliation import Verdict
from annuaire.refresh.report import Report
from annuaire.refresh.transport import Loopback
from annuaire.runtime.clock import today
from tests.support.refreshes import account, crowd, line

HERE = Path(__file__).parent
BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), Path("/usr/bin"))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def flags() -> list[str]:
    """Return the flags that enable in Debian's Node 20 the features of Node 22 that the stack needs."""
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    features = ("iterator-helpers", "array-grouping", "array-from-async")
    return [f"--harmony-{feature}" for feature in features] if version.startswith("v20.") else []


@pytest.fixture(scope="module")
def stores() -> Iterator[dict[str, str]]:
    """Run PostgreSQL and Redis in a temporary folder."""
    if not shutil.which("redis-server") or not (BIN / "initdb").exists():
        pytest.skip("PostgreSQL or Redis is not there: apt-get install postgresql redis-server")
    folder = Path(tempfile.mkdtemp(prefix="annuaire-bluesky-"))
    # PostgreSQL refuses to run as root: Debian's package made a user for it.
    user = {"user": "postgres"} if os.getuid() == 0 else {}
    folder.chmod(0o777)
    place, redis = free_port(), free_port()
    subprocess.run(
        [BIN / "initdb", "-D", folder / "pg", "-U", "pg", "-A", "trust"],
        check=True,
        capture_output=True,
        **user,
    )  # type: ignore[call-overload]
    options = [
        "-h",
        "127.0.0.1",
        "-p",
        str(place),
        "-k",
        str(folder),
        "-c",
        "fsync=off",
        "-c",
        "max_connections=300",
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [
        subprocess.Popen([BIN / "postgres", "-D", folder / "pg", *options], **quiet, **user),  # type: ignore[call-overload]
        subprocess.Popen(
            ["redis-server", "--port", str(redis), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
            **quiet,
        ),
    ]
    ready = [BIN / "pg_isready", "-h", "127.0.0.1", "-p", str(place)]
    for _ in range(100):
        if subprocess.run(ready, capture_output=True, check=False).returncode == 0:
            break
        time.sleep(0.1)
    yield {
        "DB_POSTGRES_URL": f"postgresql://pg@127.0.0.1:{place}/postgres",
        "REDIS_HOST": f"127.0.0.1:{redis}",
    }
    for process in started:
        process.terminate()
        process.wait(20)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def network(stores: dict[str, str]) -> Iterator[tuple[int, dict[str, str], Callable[[str], None]]]:
    """Run the stack; yield the port of the AppView, the DIDs of the people, and a function that runs a command of seed.mjs."""
    if not (HERE / "node_modules").is_dir():
        pytest.skip("tests/bluesky/node_modules is not there: make test-bluesky installs it")
    process = subprocess.Popen(
        ["node", *flags(), "seed.mjs"], cwd=HERE, env={**os.environ, **stores, "LOG_ENABLED": "false"}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout

    def read_answer() -> dict[str, Any]:
        assert process.stdout
        for output_line in process.stdout:
            if output_line.startswith("{"):
                return dict(json.loads(output_line))
        raise AssertionError("the stack stopped")

    def do(command: str) -> None:
        assert process.stdin
        process.stdin.write(command + "\n")
        process.stdin.flush()
        read_answer()

    seeded = read_answer()
    yield seeded["port"], seeded["dids"], do
    process.stdin.close()
    process.terminate()
    process.wait(20)


def test_a_refresh_of_the_real_network(
    tmp_path: Path, network: tuple[int, dict[str, str], Callable[[str], None]]
) -> None:
    port, dids, do = network
    elodie, zoe, oeuvres, nobody = (
        account("bluesky", f"{name}.test") for name in ("elodie", "zoe", "oeuvres", "nobody")
    )
    found = crowd([elodie, zoe, oeuvres, nobody])

    def run(days_later: int) -> Report:
        day = today() + timedelta(days_later)
        with session.Session(
            tmp_path, "Essai/1", day, days_later > 0, loopback=Loopback(port), gap=0.0
        ) as client:
            return refresh.refresh(tmp_path, found, client, {})

    report = run(0)
    profiles = snapshot.read(tmp_path).profiles
    assert [line(report, one).verdict for one in (elodie, zoe, oeuvres, nobody)] == [
        Verdict.REFRESHED, Verdict.REFUSED, Verdict.REFRESHED, Verdict.MISSING,
    ]  # fmt: skip
    assert profiles[elodie.key].handle == elodie.handle
    assert profiles[elodie.key].permanent_id == dids["elodie"]
    assert profiles[elodie.key].bio == "Tient une auberge.\nRaconte les saisons."
    assert profiles[elodie.key].rhythm == "regular"
    assert profiles[zoe.key].bio == ""

    assert run(0).requests <= 1, (
        "only the account that was not found is requested again; the cache answers the rest"
    )

    do("rename elodie nouvelle.test")
    do("deactivate oeuvres")
    report = run(7)
    assert line(report, elodie).verdict == Verdict.RENAMED
    assert line(report, elodie).detail == "@nouvelle.test"
    assert (line(report, oeuvres).verdict, line(report, oeuvres).detail) == (Verdict.REFUSED, "deactivated")
    assert snapshot.read(tmp_path).profiles[oeuvres.key].bio == ""
