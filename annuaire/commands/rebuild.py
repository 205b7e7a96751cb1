"""What `annuaire build` does when something changed: check, build beside, swap."""

from __future__ import annotations

import argparse
import os
import pickle
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from annuaire import messages
from annuaire.building import swap
from annuaire.commands import FAULTY, UNUSABLE, WELL, console
from annuaire.errors import AnnuaireError, CurationError
from annuaire.model import Curation
from annuaire.runtime import garbage, parallel, stages
from annuaire.runtime.clock import latest
from annuaire.runtime.last_build import LastBuild


def rebuild(options: argparse.Namespace, last_build: LastBuild) -> int:
    """Build the site and record it, or say why not; the last whole one stays in its place until then.

    Raises:
        AnnuaireError: the output is no place for a site, SITEURL is not one or is missing, snapshot/ or a setting is at fault.
    """
    root, output = Path(options.root), Path(options.output)
    swap.check_output(output, root)
    _hold_to_address(os.environ.get("SITEURL", ""))
    with swap.locked(output):
        swap.recover(output)
    read = _begin_reading(root, last_build)
    with stages.stage("import"), garbage.collector_paused():
        from annuaire.building import build
    try:
        if options.publish:
            _hold_to_publication(root, read())
        build.build(root, output, read, last_build, options.pages_first)
    except CurationError as error:
        console.print_problems(error.problems)
        console.print_count(error.problems, "failed")
        return FAULTY
    except build.PelicanFailure as error:
        if options.debug:
            raise
        path = str(output.relative_to(root)) if output.is_relative_to(root) else str(output)
        console.fail(f"{error}\n{messages.say('build-failed', path=path)}")
        return UNUSABLE
    return WELL


def _begin_reading(root: Path, last_build: LastBuild) -> Callable[[], Curation]:
    """Begin to read what people wrote; return a function that waits for it, once, and prints its warnings.

    A copy of this process reads it, unless Pelican is there already: its import takes longer than all that is read for a
    hundred fiches, and what only reading takes (YAML, schemas) is not imported here then.
    """

    @garbage.collector_paused()
    def read() -> Curation:
        from annuaire.commands import inputs
        from annuaire.curation import curation

        found = inputs.with_prose(str(root), lambda: curation.read(root, latest(), last_build.fiches))
        return found._replace(warnings=(*found.warnings, *inputs.missing_snapshot(str(root))))

    result = (
        read
        if "annuaire.building.build" in sys.modules
        else parallel.in_background(read, parallel.MIN_WEIGHT, pickle)
    )

    @cache
    def wait() -> Curation:
        with stages.stage("reading"):
            try:
                curation = result()
            finally:
                last_build.fiches.clear()  # ten megabytes of ten thousand fiches
        if curation.warnings:
            console.print_problems(curation.warnings)
        return curation

    return wait


def _hold_to_address(site: str) -> None:
    if not site:
        return
    from annuaire import addresses  # only who names one waits for it

    meant = addresses.base(site)
    if meant != site.rstrip("/"):
        raise AnnuaireError(messages.say("site-url-near" if meant else "site-url", value=site, near=meant))


def _hold_to_publication(root: Path, found: Curation) -> None:
    from annuaire.curation import publishable  # who publishes waits for it

    site = os.environ.get("SITEURL", "")
    if not site:
        raise AnnuaireError(messages.say("site-url-missing"))
    if lacking := publishable.missing(root, found, site):
        raise CurationError(lacking)
