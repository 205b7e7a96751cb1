"""Benchmark of a refresh of invented accounts, against a replay server on this machine: `python -m benchmarks.refresh`.

With the proportions of a real edition and the rate limits of production: one request at a time to a host, a second between
two (a tenth for Bluesky), eight hosts at once. First a hundred accounts in real time, with 200 ms of latency. Then 100 and
1,000, and 10,000 with BIG=1, without latency and with a virtual clock, which counts the waiting instead of sleeping: ten
thousand accounts would take most of an hour. The server and each refresh run in processes of their own, so that the
memory measured is that of the refresh.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import string
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace

from annuaire.model import Account
from annuaire.refresh import politeness, rate_limit, refresh, scheduler
from benchmarks import results
from tests.support import fake_networks, replay
from tests.support.refreshes import account, crowd, run
from tests.support.replay import Asked, Replay, Reply, as_json

LATENCY = 0.2  # seconds
# Accounts on each network, in percent; on Mastodon there are two on each server.
SHARES = {"bluesky": 40, "mastodon": 30, "flux": 10, "youtube": 5, "site": 5, "x": 10}
DAYS = (("first refresh", 0), ("again the same day", 0), ("a week later", 7))
SPAWN = multiprocessing.get_context("spawn")

TEXT = """# Refresh

`python -m benchmarks.refresh`, {written}.

Invented accounts in the proportions of a real edition ({shares} of a hundred), on a replay server of this machine.
« latency 200 ms »: everything is as in production, waiting included. « none »: the server answers at once, and what
manners make the refresh wait (one request at a time to a host, a second between two, a tenth for Bluesky) is counted
by a clock of its own and not slept; work is what is left: asking, reading, checking pictures, writing. Memory: the
kernel's peak of the refresh's own process, the server's apart.

{table}

{verdict}
"""


@dataclass(frozen=True)
class Taken:
    """The measurement of one refresh; `seen` are the requests that reached the server."""

    name: str
    accounts: int
    succeeded: int
    requests: int
    seen: int
    cached: int
    work: float
    waited: float
    memory: int


class Clock:
    """A virtual clock: the real one, ahead by all the seconds that were to be slept."""

    def __init__(self) -> None:
        self.waited = 0.0

    def monotonic(self) -> float:
        """Return the virtual time."""
        return time.monotonic() + self.waited

    def sleep(self, seconds: float) -> None:
        """Add the seconds instead of sleeping."""
        self.waited += seconds


def invented_accounts(number: int) -> Iterator[Account]:
    """Yield as many invented accounts."""
    for network, share in SHARES.items():
        for place in range(number * share // 100):
            yield account(network, handle(network, place))


def handle(network: str, place: int) -> str:
    """Return an invented handle."""
    return {
        "bluesky": f"b{letters(place)}.example",
        "mastodon": f"m{place}@social{place // 2}.example",
        "flux": f"https://journal{place}.example/flux.xml",
        "youtube": f"channel/UC{place:022}",
        "site": f"https://site{place}.example/",
        "x": f"x{place}",
    }[network]


def letters(place: int) -> str:
    """Return a name made of letters only, as invented DIDs need."""
    digits = []
    for _ in range(4):
        place, digit = divmod(place, 26)
        digits.append(string.ascii_lowercase[digit])
    return "".join(digits)


def serve(found: Replay, number: int) -> None:
    """Set up the server's answers for all accounts."""
    counts = {network: number * share // 100 for network, share in SHARES.items()}
    fake_networks.serve_bluesky(
        found, [fake_networks.bluesky_view(handle("bluesky", place)) for place in range(counts["bluesky"])]
    )
    for server in range(-(-counts["mastodon"] // 2)):
        host = f"social{server}.example"
        people = [
            fake_networks.mastodon_account(f"m{place}", host, str(place))
            for place in (2 * server, 2 * server + 1)
        ]
        fake_networks.serve_mastodon(found, host, *people)
    for place in range(counts["flux"]):
        found.on(f"journal{place}.example/flux.xml", fake_networks.rss("Un journal", range(0, 60, 3)))
    found.on("www.youtube.com/feeds/videos.xml", fake_networks.rss("Une chaîne", range(0, 60, 9)))
    for place in range(counts["site"]):
        announced = b"<link rel='alternate' type='application/rss+xml' href='/feed'>"
        found.on(f"site{place}.example/", Reply(announced, type="text/html"))
        found.on(f"site{place}.example/feed", fake_networks.rss("Un site", range(0, 60, 5)))
    found.on("api.x.com/2/users/by", users)
    found.on("api.x.com/2/users", users)


def users(asked: Asked) -> Reply:
    """Answer for X: accounts by name or by number, a hundred at most."""
    names = [name for value in asked.all("usernames") for name in value.split(",")]
    names += [f"x{int(id) - 1}" for value in asked.all("ids") for id in value.split(",")]
    if len(names) > 100:
        return as_json({"title": "Invalid Request"}, 400)
    metrics = {"followers_count": 999}
    return as_json(
        {
            "data": [
                {"id": str(int(name[1:]) + 1), "username": name, "public_metrics": metrics} for name in names
            ]
        }
    )


def server(pipe: Connection, number: int, latency: float) -> None:
    """Run the replay server; send its port, then at each « seen » the number of requests that it received."""
    with replay.running(latency=latency) as found:
        serve(found, number)
        pipe.send(found.port)
        while pipe.recv() == "seen":
            pipe.send(len(found.seen))


def refreshed(pipe: Connection, world: Connection, number: int, counted: bool) -> None:
    """Refresh on each of the days, and send the measurement of each refresh; with a virtual clock if `counted`."""
    clock = Clock()
    if counted:
        for module in (scheduler, refresh, rate_limit):
            module.time = SimpleNamespace(monotonic=clock.monotonic, sleep=clock.sleep)  # type: ignore[attr-defined]
    served, found, seen = Replay(port=world.recv()), crowd(invented_accounts(number)), 0
    with tempfile.TemporaryDirectory() as folder:
        for name, days in DAYS:
            before = clock.waited
            report = run(Path(folder), found, served, fake_networks.TODAY + timedelta(days), {"x": "token"},
                         gap=politeness.GAP, fresh=bool(days))  # fmt: skip
            world.send("seen")
            before_seen, seen = seen, world.recv()
            waited = clock.waited - before
            succeeded = sum(line.verdict in ("refreshed", "unchanged") for line in report.lines)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            memory *= 1 if sys.platform == "darwin" else 1024
            pipe.send(Taken(name, len(report.lines), succeeded, report.requests, seen - before_seen,
                            report.cached, report.seconds - waited, waited, memory))  # fmt: skip
    world.send("stop")


def measured(number: int, latency: float, counted: bool) -> list[Taken]:
    """Refresh as many accounts, with the server and the refresh in processes of their own."""
    here, there = SPAWN.Pipe(duplex=False)
    asking, answering = SPAWN.Pipe()
    processes = [
        SPAWN.Process(target=server, args=(answering, number, latency), daemon=True),
        SPAWN.Process(target=refreshed, args=(there, asking, number, counted), daemon=True),
    ]
    for process in processes:
        process.start()
    for end in (there, asking, answering):
        end.close()
    found = [here.recv() for _ in DAYS]
    for process in processes:
        process.join(10)
    return found


def row(latency: str, taken: Taken) -> str:
    """Return a line of the table."""
    each = taken.work / taken.accounts * 1000
    cells = [f"{taken.accounts:,}", latency, taken.name, f"{taken.requests:,}", f"{taken.cached:,}",
             f"{taken.work:.1f}", f"{each:.1f}", f"{taken.waited:.0f}", f"{taken.memory / 2**20:.0f}"]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def scaling(first: list[Taken]) -> str:
    """Return a sentence that compares the cost of an account in the smallest and in the largest refresh."""
    few, many = first[0], first[-1]
    costs = [(taken.requests / taken.accounts, taken.work / taken.accounts * 1000) for taken in (few, many)]
    grown = (many.memory - few.memory) / (many.accounts - few.accounts) / 1024
    return (
        f"A first refresh, from {few.accounts:,} to {many.accounts:,} accounts: requests an account {costs[0][0]:.2f} "
        f"then {costs[1][0]:.2f}, work an account {costs[0][1]:.1f} then {costs[1][1]:.1f} ms, memory {grown:.1f} kB "
        f"more an account."
    )


def main() -> int:
    """Measure, print and write; 1 when an account was not refreshed, or a request did not reach the server."""
    numbers = [100, 1000] + ([10000] if os.environ.get("BIG") else [])
    heads = ["accounts", "latency", "", "requests", "from cache", "work, s", "work an account, ms", "waited, s",
             "memory, MiB"]  # fmt: skip
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for line in lines:
        print(line, flush=True)
    first, failed = [], 0
    forms = [(100, LATENCY, False), *((number, 0.0, True) for number in numbers)]
    for number, latency, counted in forms:
        found = measured(number, latency, counted)
        first += found[:1] if counted else []
        for taken in found:
            failed += taken.accounts - taken.succeeded + abs(taken.requests - taken.seen)
            lines.append(row("none" if counted else "200 ms", taken))
            print(lines[-1], flush=True)
    shares = ", ".join(f"{network} {share}" for network, share in SHARES.items())
    text = TEXT.format(
        written=results.written(), shares=shares, table="\n".join(lines), verdict=scaling(first)
    )
    results.write(
        f"refresh-{numbers[-1]}.md", text
    )  # BIG=1 has a file of its own, which no smaller run replaces
    print(f"\n{scaling(first)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
