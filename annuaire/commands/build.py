"""`annuaire build`: check, build beside, swap."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from annuaire import curation, messages, stages, swap, text
from annuaire.clock import today
from annuaire.commands import FAULTY, UNUSABLE, WELL, console
from annuaire.errors import AnnuaireError, CurationError
from annuaire.model import Curation


def run(options: argparse.Namespace) -> int:
    """Build the site, and say where the time went if that is asked."""
    if not options.profile:
        return _build(options)
    with stages.following() as followed:
        code = _build(options)
    print(f"\n{followed.table(messages.stages())}")
    return code


def _build(options: argparse.Namespace) -> int:
    """Build the site, or say why it is not built; the last whole one stays in its place until then."""
    started = time.perf_counter()
    root = Path(options.root)
    output = Path(options.output)
    swap.recover(output)
    try:
        with stages.stage("reading"):
            found = curation.read(root, today())
        if options.publish:
            _hold_to_publication(root, found)
    except CurationError as error:
        console.print_problems(error.problems)
        console.print_count(error.problems, "failed")
        return FAULTY
    if found.warnings:
        console.print_problems(found.warnings)

    with stages.stage("import"):
        from annuaire import build  # Pelican takes long to import: only a build pays it

    short = str(output.relative_to(root)) if output.is_relative_to(root) else str(output)
    try:
        listings, pages = build.build(root, output, found)
    except build.PelicanFailure as error:
        if options.debug:
            raise
        console.fail(f"{error}\n{messages.say('build-failed', path=short)}")
        return UNUSABLE
    print(
        messages.say(
            "built",
            listings=text.counted(listings, "fiche"),
            pages=text.counted(pages, "page"),
            seconds=f"{time.perf_counter() - started:.1f}".replace(".", ","),
            path=f"{short}/",
        )
    )
    print(messages.say("open", path=f"{short}/index.html"))
    return WELL


def _hold_to_publication(root: Path, found: Curation) -> None:
    site = os.environ.get("SITEURL", "")
    if not site:
        raise AnnuaireError(messages.say("site-url-missing"))
    if not site.startswith(("http://", "https://")):
        raise AnnuaireError(messages.say("site-url", value=site))
    missing = curation.missing_for_publication(root, found.publication)
    if missing:
        raise CurationError(missing)
