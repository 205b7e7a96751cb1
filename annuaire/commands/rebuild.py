"""`annuaire build`, when something changed: check, build in a staging folder, replace the site."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from annuaire import messages
from annuaire.building import swap
from annuaire.commands import FAULTY, OK, UNUSABLE, Options, console, site_url
from annuaire.errors import AnnuaireError, CurationError
from annuaire.model import Curation
from annuaire.runtime import garbage, lazy_imports, parallel, stages
from annuaire.runtime.clock import latest
from annuaire.runtime.last_build import FICHES, LastBuild


def rebuild(options: Options, last_build: LastBuild) -> int:
    """Build the site and record it, or print why not; return the exit code. If the build fails, the last site stays.

    Raises:
        AnnuaireError: the output folder is not allowed, SITEURL is invalid or missing, or snapshot/ or a setting is at fault.
    """
    root, output = Path(options.root), Path(options.output)
    swap.check_output(output, root)
    site_url.check()
    with swap.locked(output):
        swap.recover(output)
    last_build.watch()
    read = _start_reading(root, last_build)
    with stages.stage("import"), garbage.collector_paused(), lazy_imports.until_used():
        from annuaire.building import build
    try:
        if options.publish:
            _check_publishable(root, read())
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
    return OK


def _start_reading(root: Path, last_build: LastBuild) -> Callable[[], Curation]:
    """Start reading curation/ and content/; return a function that waits for the result and, the first time, prints its warnings.

    A worker process reads them while this one imports Pelican, which takes longer than reading a hundred fiches; so this
    process need not import what only reading needs (YAML, schemas). If Pelican is imported already, this process reads them.
    """

    @garbage.collector_paused()
    def read() -> tuple[str, Curation]:
        from annuaire.commands import inputs
        from annuaire.curation import curation

        digest = last_build.open_fiches()
        found = inputs.with_prose(str(root), lambda: curation.read(root, latest(), last_build.fiches))
        return digest, found._replace(warnings=(*found.warnings, *inputs.missing_snapshot(str(root))))

    result = (
        read
        if "annuaire.building.build" in sys.modules
        else parallel.in_background(read, parallel.MIN_WEIGHT, pickle)
    )

    @cache
    def wait() -> Curation:
        with stages.stage("reading"):
            try:
                # The digest is that of what was read, perhaps by a worker.
                last_build.digests[FICHES], curation = result()
            finally:
                last_build.fiches.clear()  # ten megabytes of ten thousand fiches
        if curation.warnings:
            console.print_problems(curation.warnings)
        return curation

    return wait


def _check_publishable(root: Path, found: Curation) -> None:
    from annuaire.curation import publishable  # only needed with --publish

    site = os.environ.get("SITEURL", "")
    if not site:
        raise AnnuaireError(messages.say("site-url-missing"))
    if problems := publishable.missing(root, found, site):
        raise CurationError(problems)
