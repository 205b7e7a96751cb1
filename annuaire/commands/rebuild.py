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
        found = _read(options, memory)
        if options.publish:
            _hold_to_publication(root, found)
    except CurationError as error:
        console.print_problems(error.problems)
        console.print_count(error.problems, "failed")
        return FAULTY
    from annuaire import build  # imported by now

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


def _read(options: argparse.Namespace, memory: Memory) -> Curation:
    """Read curation/ while Pelican is imported; what was opened for it is let go at the end.

    Raises:
        CurationError: with every problem of it and of the pages of prose.
    """
    with stages.stage("reading"):
        rest = curation.begin(Path(options.root), latest(), memory.fiches)
        memory.fiches.clear()  # ten megabytes of ten thousand fiches
    # It takes longer than to read a hundred fiches, which a copy of this process does meanwhile.
    with stages.stage("import"), garbage.left_alone():
        import annuaire.build  # noqa: F401
    with stages.stage("reading"):
        return written.whole(options.root, rest)


def _hold_to_publication(root: Path, found: Curation) -> None:
    site = os.environ.get("SITEURL", "")
    if not site:
        raise AnnuaireError(messages.say("site-url-missing"))
    if not addresses.is_base(site):
        raise AnnuaireError(messages.say("site-url", value=site))
    missing = cover.missing(root, found.publication)
    if missing:
        raise CurationError(missing)
