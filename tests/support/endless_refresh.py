"""A process that refreshes until it is killed: `python -m tests.support.endless_refresh ROOT PORT DAY`."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from annuaire.curation import curation
from annuaire.refresh import refresh, session
from annuaire.refresh.transport import Loopback
from tests.support.fake_networks import TODAY


def main(root: Path, port: int, day: date) -> None:
    found = curation.read(root, TODAY)
    print("ready", flush=True)
    for days_later in range(1000):
        with session.Session(
            root, "Essai/1", day + timedelta(days_later), fresh=True, loopback=Loopback(port), gap=0.0
        ) as client:
            refresh.refresh(root, found, client, {})


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), date.fromisoformat(sys.argv[3]))
