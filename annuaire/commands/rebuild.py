"""What `annuaire build` does when something changed: check, build beside, swap."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from annuaire import addresses, cover, curation, garbage, messages, stages, swap
from annuaire.clock import latest
from annuaire.commands import FAULTY, UNUSABLE, WELL, console, written
from annuaire.errors import AnnuaireError, CurationError
from annuaire.model import Curation
from annuaire.unchanged import Memory


def rebuild(options: argparse.Namespace, memory: Memory) -> int:
    """Build the site and remember it, or say why not; the last whole one stays in its place until then."""
    root, output = Path(options.root), Path(options.output)
    swap.hold_apart(output, root)
    with swap.alone(output):
        swap.recover(output)
    try:
        with stages.stage("reading"):
            rest = curation.begin(root, latest(), memory.fiches)
            memory.fiches.clear()  # ten megabytes of ten thousand fiches
        # It takes longer than to read a hundred fiches, which a copy of this process does meanwhile.
        with stages.stage("import"), garbage.left_alone():
            from annuaire import build
        with stages.stage("reading"):
            found = written.whole(options.root, rest)
            del rest  # it holds every file that was opened: twenty megabytes of as many fiches
        if options.publish:
            _hold_to_publication(root, found)
    except CurationError as error:
        console.print_problems(error.problems)
        console.print_count(error.problems, "failed")
        return FAULTY
    found = found._replace(warnings=(*found.warnings, *written.lacking(options.root)))
    if found.warnings:
        console.print_problems(found.warnings)
    try:
        build.build(root, output, found, memory, options.pages_first)
    except build.PelicanFailure as error:
        if options.debug:
            raise
        path = str(output.relative_to(root)) if output.is_relative_to(root) else str(output)
        console.fail(f"{error}\n{messages.say('build-failed', path=path)}")
        return UNUSABLE
    return WELL


def _hold_to_publication(root: Path, found: Curation) -> None:
    site = os.environ.get("SITEURL", "")
    if not site:
        raise AnnuaireError(messages.say("site-url-missing"))
    if not addresses.is_base(site):
        raise AnnuaireError(messages.say("site-url", value=site))
    missing = cover.missing(root, found.publication)
    if missing:
        raise CurationError(missing)
