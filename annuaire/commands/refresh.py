"""`annuaire refresh`: asks the networks, writes snapshot/, prints a report."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from annuaire import messages
from annuaire.commands import CUT_OFF, FAULTY, OK, Options, console, inputs, site_url
from annuaire.refresh import client, progress, reconciliation, refresh, session
from annuaire.runtime.clock import today


def run(options: Options) -> int:
    """Fetch the profiles of the accounts of the current edition; if a network does not answer, the last ones are kept."""
    found = inputs.load_curation(options)
    if found is None:
        return FAULTY
    if not found.publication.contact:
        console.fail(messages.say("refresh-no-contact"))
    terminal = progress.Console()
    agent = client.user_agent(found.publication, version("annuaire"), site_url.check())
    root = Path(options.root)
    with (
        client.exclusive(root),
        session.Session(root, agent, today(), options.fresh) as asking,
        progress.shown(terminal) as (on_total, on_outcome),
    ):
        happened = refresh.refresh(
            root,
            found,
            asking,
            client.credentials(),
            options.only,
            options.dry_run,
            on_total,
            on_outcome,
        )
    progress.print_report(happened, terminal, options.dry_run)
    return CUT_OFF if happened.is_cut_off else FAULTY if happened.count(reconciliation.Verdict.ALERT) else OK
