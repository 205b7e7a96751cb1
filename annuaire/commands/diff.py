"""`annuaire diff`: prints what changed between two editions, or since one until the current one."""

from __future__ import annotations

from annuaire import messages
from annuaire.commands import FAULTY, OK, Options, inputs
from annuaire.downloads import changes
from annuaire.downloads.changes import Changes
from annuaire.errors import SettingsError
from annuaire.exports.escaping import json_document
from annuaire.french import text


def run(options: Options) -> int:
    """Print arrivals and departures.

    Raises:
        SettingsError: there is no such edition, or a file of curation/schema/ is at fault.
    """
    found = inputs.load_curation(options)
    if found is None:
        return FAULTY
    known = {edition.id: edition for edition in found.editions}
    wanted = (options.first, options.second or found.editions[0].id)
    for id in wanted:
        if id not in known:
            raise SettingsError(messages.say("edition-unknown", value=id, known=text.listed(known)))
    moves = changes.between(found, known[wanted[0]], known[wanted[1]])
    print(json_document(changes.facts(moves)).rstrip() if options.format == "json" else _as_text(moves))
    return OK


def _as_text(moves: Changes) -> str:
    """Return the changes as text."""
    say = messages.say
    lines = [say("diff", older=moves.older.title, newer=moves.newer.title)]
    lines += [say("diff-arrival", name=entry.name, id=entry.id) for entry in moves.arrivals]
    lines += [
        say("diff-departure", name=gone.entry.name, id=gone.entry.id, reason=gone.reason)
        for gone in moves.departures
    ]
    return "\n".join(lines if len(lines) > 1 else [*lines, say("diff-nothing")])
