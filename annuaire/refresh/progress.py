"""Progress and report of a refresh: a bar on a terminal, plain lines elsewhere, a table at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console as Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from annuaire import messages, networks
from annuaire.french import numerals, text
from annuaire.messages import outcomes
from annuaire.refresh.reconciliation import FAILED, Verdict

if TYPE_CHECKING:
    from annuaire.readers.exchange import Outcome
    from annuaire.refresh.report import Line, Report

PROGRESS_EVERY = 25  # accounts between two lines of progress, where there is no bar
# Verdicts that the curator must see account by account, worst first.
_SHOWN = (
    Verdict.ALERT,
    Verdict.DISAPPEARED,
    Verdict.RENAMED,
    Verdict.MOVED,
    Verdict.REFUSED,
    Verdict.MISSING,
    Verdict.FORGOTTEN,
    Verdict.UNCERTAIN,
    Verdict.QUIET,
)


@contextmanager
def shown(console: Console) -> Iterator[tuple[Callable[[int], None], Callable[[Outcome], None]]]:
    """Show progress while the block runs: yield `on_total` and `on_outcome` of `refresh`."""
    if not console.is_terminal:
        done = total = 0

        def on_total(accounts: int) -> None:
            nonlocal total
            total = accounts
            console.print(
                messages.say("refresh-asking", accounts=numerals.counted(total, "compte")), highlight=False
            )

        def on_outcome(outcome: Outcome) -> None:
            nonlocal done
            done += 1
            if done % PROGRESS_EVERY == 0:
                console.print(messages.say("refresh-progress", done=done, total=total), highlight=False)

        yield on_total, on_outcome
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(messages.say("refresh-bar"), total=None)
        yield (
            lambda total: progress.update(task, total=total),
            lambda outcome: progress.advance(task),
        )


def print_report(report: Report, console: Console, dry_run: bool) -> None:
    """Print the lines of the accounts that need a curator, then the table of counts."""
    if report.is_cut_off:
        console.print(messages.say("refresh-cut-off"), highlight=False, soft_wrap=True)
        if report.changed and not dry_run:
            console.print(messages.say("refresh-left"), highlight=False, soft_wrap=True)
        return
    for verdict in _SHOWN:
        for line in report.lines:
            if line.verdict is verdict:
                console.print(sentence(line), highlight=False, markup=False, soft_wrap=True)
    if report.count(Verdict.SKIPPED):
        console.print(messages.say("refresh-no-token"), highlight=False, soft_wrap=True)
    console.print(_table(report))
    written = "refresh-dry" if dry_run else "refresh-written" if report.changed else "refresh-same"
    console.print(messages.say(written), highlight=False, soft_wrap=True)


def sentence(line: Line) -> str:
    """Return the sentence of the report about one account."""
    module = networks.BY_NAME[line.account.network]
    reason = ", ".join(outcomes.REASONS.get(word, word) for word in line.detail.split(", "))
    return outcomes.verdict(
        line.verdict.value,
        entry=line.entry,
        account=f"{module.LABEL} {module.shown(line.account.handle)}",
        detail=text.typeset(reason),
        since=f" depuis le {line.since.isoformat()}" if line.since else "",
    )


def _table(report: Report) -> Table:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    numbers = {
        "refreshed": report.count(Verdict.REFRESHED),
        "unchanged": report.count(Verdict.UNCHANGED),
        "quiet": report.count(Verdict.QUIET),
        "moved": report.count(Verdict.MOVED),
        "renamed": report.count(Verdict.RENAMED),
        "refused": report.count(Verdict.REFUSED),
        "failed": report.count(*FAILED),
        "skipped": report.count(Verdict.SKIPPED),
        "requests": report.requests,
        "cached": report.cached,
    }
    for row, name in outcomes.ROWS.items():
        number = numbers.get(row)
        seconds = f"{report.seconds:.1f}".replace(".", ",")
        table.add_row(text.typeset(name), seconds if number is None else numerals.grouped(number))
    return table
