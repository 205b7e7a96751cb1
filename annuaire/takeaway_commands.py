"""The commands about what leaves the site: `annuaire diff` and `annuaire publish`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import Any

from annuaire import messages, text
from annuaire.errors import SettingsError
from annuaire.model import Curation

# What each command needs is imported when it is run: the others, and a check most of all, do not wait for it.

FORMS = ("texte", "json")
Command = Callable[[argparse.Namespace], int]


def add(commands: Any, reading: Callable[[Callable[[argparse.Namespace, Curation], int]], Command]) -> None:
    """Add both to argparse's `commands`; `reading` gives a command what people wrote."""
    say = messages.helping()
    diff = commands.add_parser("diff", help=say["diff"], description=say["diff"])
    diff.set_defaults(run=reading(_diff))
    diff.add_argument("first", metavar="édition", help=say["edition"])
    diff.add_argument("second", nargs="?", metavar="édition", help=say["edition"])
    diff.add_argument("--format", choices=FORMS, default=FORMS[0], help=say["diff-format"])
    publish = commands.add_parser("publish", help=say["publish-command"], description=say["publish-command"])
    publish.set_defaults(run=reading(_publish))
    publish.add_argument("network", choices=("bluesky",), metavar="réseau", help=say["network"])
    publish.add_argument("--faire", action="store_true", help=say["do"])


def _diff(options: argparse.Namespace, found: Curation) -> int:
    """Say what changed between two editions; without a second one, until the current one."""
    from annuaire import changes
    from annuaire.exports.escaping import document

    known = {edition.id: edition for edition in found.editions}
    wanted = (options.first, options.second or found.editions[0].id)
    for id in wanted:
        if id not in known:
            raise SettingsError(messages.say("edition-unknown", value=id, known=text.listed(known)))
    moves = changes.between(found, known[wanted[0]], known[wanted[1]])
    print(document(changes.facts(moves)).rstrip() if options.format == "json" else changes.told(moves))
    return 0


def _publish(options: argparse.Namespace, found: Curation) -> int:
    """Bring Bluesky's lists to the current edition, or say what that would change."""
    from annuaire import bluesky_plan, bluesky_publish, snapshot
    from annuaire.assembly import assemble

    directory = assemble(found, snapshot.read(options.root))
    publisher = bluesky_publish.Publisher(options.faire, print)
    description = bluesky_plan.description(directory, os.environ.get("SITEURL", ""))
    publisher.publish(bluesky_plan.name(directory), description, bluesky_plan.members(directory))
    print(messages.say("publish-done" if options.faire else "publish-tried"))
    return 0
