"""`annuaire build`: builds the site, unless it is up to date."""

from __future__ import annotations

import os
import time

from annuaire import messages
from annuaire.commands import DEFERRED, OK, Options
from annuaire.french import numerals
from annuaire.messages import terminal
from annuaire.runtime import stages
from annuaire.runtime.last_build import LastBuild


def run(options: Options) -> int:
    """Build the site; with --profile, print the time of each stage."""
    if not options.profile:
        return _build(options)
    with stages.Timings() as timings:
        code = _build(options)
    print(f"\n{timings.table(terminal.STAGES)}")
    return code


def _build(options: Options) -> int:
    """Build the site if anything changed, and print what was done, or why not."""
    started = time.perf_counter()
    with stages.stage("comparing"):
        last_build = LastBuild(options.root, options.output)
        changed = options.publish or not last_build.is_up_to_date()
    if changed:
        with stages.stage("import"):
            # Both import what an up-to-date site does not need.
            from annuaire.runtime import garbage

            with garbage.collector_paused():
                from annuaire.commands import rebuild
        code = rebuild.rebuild(options, last_build)
        if code != OK:
            return code
    elif last_build.made["warnings"]:
        from annuaire.commands import console  # imported only if there are warnings
        from annuaire.model import Problem

        console.print_problems([Problem(*fields) for fields in last_build.made["warnings"]])
    path, seconds = options.output.removeprefix(f"{options.root}/"), time.perf_counter() - started
    has_deferred = last_build.made["deferred"]
    print(
        messages.say(
            "behind" if has_deferred else "built" if changed else "unchanged",
            listings=numerals.counted(last_build.made["listings"], "fiche publiée", "fiches publiées"),
            pages=numerals.counted(last_build.made["pages"], "page"),
            seconds=f"{seconds:.1f}".replace(".", ","),
            path=f"{path}/",
        ),
        flush=True,
    )
    if has_deferred:
        return DEFERRED
    if address := os.environ.get("SITEURL"):
        print(messages.say("publish", path=f"{path}/", address=address))
        return OK
    is_usual = options.output == f"{os.getcwd()}/output"  # which `make serve` would show
    shown = f"{path if is_usual else options.output}/index.html"
    print(messages.say("open" if is_usual else "open-elsewhere", path=shown))
    return OK
