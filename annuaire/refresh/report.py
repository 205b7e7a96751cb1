"""The report of a refresh: what happened to each account of each fiche."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from annuaire import networks
from annuaire.model import Account, Profile
from annuaire.refresh.reconciliation import Judged, Verdict


class Line(NamedTuple):
    """The report of one account of one fiche; `since` is the day of its first failure, if that was before today."""

    entry: str
    account: Account
    verdict: Verdict
    detail: str = ""
    since: date | None = None


class Report(NamedTuple):
    """The report of a refresh. `is_cut_off`: no network answered, so nothing was learned."""

    lines: tuple[Line, ...]
    requests: int
    cached: int
    seconds: float
    changed: bool
    is_cut_off: bool = False

    def count(self, *verdicts: Verdict) -> int:
        """Return how many accounts had one of these verdicts."""
        return sum(line.verdict in verdicts for line in self.lines)


def lines(judged: Mapping[str, Judged], owners: Mapping[Account, str], today: date) -> tuple[Line, ...]:
    """Return the report of each account that was judged, by fiche (`owners`), then in the order of the networks."""
    return tuple(
        Line(entry, account, found.verdict, found.detail, _since(found.profile, today))
        for account, entry in sorted(owners.items(), key=lambda pair: (pair[1], _place(pair[0])))
        if (found := judged.get(account.key))
    )


def _since(profile: Profile | None, today: date) -> date | None:
    failing = profile.failing_since if profile else None
    return failing if failing != today else None


def _place(account: Account) -> int:
    return networks.NETWORKS.index(networks.BY_NAME[account.network])
