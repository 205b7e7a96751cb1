"""A refresh of a hundred accounts on a replay server with 200 ms of latency: `python -m benchmarks.refresh`.

The server runs in a process of its own, so that the memory measured is the refresh's. Manners are those of
production: one request at a time to a host, a second between two (a tenth for Bluesky), eight hosts at once.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from annuaire import politeness
from annuaire.model import Account
from tests.support import replay, worlds
from tests.support.crowds import account, crowd, run
from tests.support.replay import Replay, Reply, as_json

LATENCY = 0.2  # seconds
SERVERS = 15  # of Mastodon, two accounts each


def everyone() -> Iterator[Account]:
    """A hundred accounts in the proportions of a real edition."""
    for number in range(40):
        yield account("bluesky", f"b{number}.example")
    for number in range(30):
        yield account("mastodon", f"m{number}@social{number % SERVERS}.example")
    for number in range(10):
        yield account("flux", f"https://journal{number}.example/flux.xml")
    for number in range(5):
        yield account("youtube", f"channel/UC{number:022}")
    for number in range(5):
        yield account("site", f"https://site{number}.example/")
    for number in range(10):
        yield account("x", f"x{number}")


def serve(found: Replay) -> None:
    """Answer for all of them."""
    worlds.serve_bluesky(found, [worlds.bluesky_view(f"b{chr(97 + number // 26)}{chr(97 + number % 26)}.example") |
                                 {"handle": f"b{number}.example"} for number in range(40)])  # fmt: skip
    for server in range(SERVERS):
        host = f"social{server}.example"
        people = [
            worlds.mastodon_account(f"m{number}", host, str(number)) for number in range(server, 30, SERVERS)
        ]
        worlds.serve_mastodon(found, host, *people)
    for number in range(10):
        found.on(f"journal{number}.example/flux.xml", worlds.rss("Un journal", range(0, 60, 3)))
    found.on("www.youtube.com/feeds/videos.xml", worlds.rss("Une chaîne", range(0, 60, 9)))
    for number in range(5):
        announced = b"<link rel='alternate' type='application/rss+xml' href='/feed'>"
        found.on(f"site{number}.example/", Reply(announced, type="text/html"))
        found.on(f"site{number}.example/feed", worlds.rss("Un site", range(0, 60, 5)))
    users = [
        {"id": str(number + 1), "username": f"x{number}", "public_metrics": {"followers_count": 999}}
        for number in range(10)
    ]
    found.on("api.x.com/2/users/by", as_json({"data": users}))
    found.on("api.x.com/2/users", as_json({"data": users}))


def server(pipe: Connection) -> None:
    """Run the replay server; tell its port, then on request how many requests it saw."""
    with replay.running(latency=LATENCY) as found:
        serve(found)
        pipe.send(found.port)
        while pipe.recv() == "seen":
            pipe.send(len(found.seen))


def main() -> int:
    """Print the figures of three refreshes: the first, another in the same day, one a week later."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=server, args=(there,), daemon=True)
    process.start()
    world = Replay(port=here.recv())
    found = crowd(everyone())
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        days = (("first refresh", 0), ("second, same day", 0), ("a week later", 7))
        for name, days_later in days:
            report = run(Path(folder), found, world, worlds.TODAY + timedelta(days_later), {"x": "token"},
                         gap=politeness.GAP, fresh=bool(days_later))  # fmt: skip
            here.send("seen")
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            failed += sum(line.verdict not in ("refreshed", "unchanged") for line in report.lines)
            print(f"{name:18} accounts {len(report.lines):4}  requests {report.requests:4}  seen by the server "
                  f"{here.recv():4}  from cache {report.cached:4}  seconds {report.seconds:6.1f}  peak memory {peak:5.0f} MB")  # fmt: skip
    here.send("stop")
    process.join(5)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
