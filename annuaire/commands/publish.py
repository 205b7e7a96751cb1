"""`annuaire publish`: updates Bluesky's list to the current edition, or prints what that would change."""

from __future__ import annotations

import os
from pathlib import Path

from annuaire import messages
from annuaire.commands import FAULTY, OK, Options, inputs
from annuaire.directory.assembly import assemble
from annuaire.profiles import snapshot
from annuaire.publishing import bluesky_plan, bluesky_publish


def run(options: Options) -> int:
    """Update the list with --write; otherwise print what would be changed.

    Raises:
        AnnuaireError: a schema, snapshot/ or a variable is at fault, or the network refused or did not answer.
    """
    found = inputs.load_curation(options)
    if found is None:
        return FAULTY
    directory = assemble(found, snapshot.read(Path(options.root)))
    publisher = bluesky_publish.Publisher(options.write, print)
    description = bluesky_plan.description(directory, os.environ.get("SITEURL", ""))
    publisher.publish(bluesky_plan.name(directory), description, bluesky_plan.members(directory))
    print(messages.say("publish-done" if options.write else "publish-tried"))
    return OK
