"""A build beside the published site, put in its place only when it is whole."""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError
from pelican import Pelican, log
from pelican.settings import read_settings

from annuaire import stages, swap
from annuaire.model import Curation

SETTINGS = "pelicanconf.py"


class PelicanFailure(Exception):
    """Pelican complained or broke; the cause is what it raised."""


def build(root: Path, output: Path, found: Curation) -> tuple[int, int]:
    """Build the site of `root`, whose curation was `found` without fault, at `output`; return how many fiches and pages.

    Whatever happens, `output` is a whole site, the old one or the new one. A warning of Pelican is a failure:
    a plugin that breaks is only a log line to it.

    Raises:
        PelicanFailure: the site could not be built.
        AnnuaireError: curation/, snapshot/ or a setting is at fault.
    """
    try:
        with swap.replaced(output) as fresh:
            _fatal_warnings()
            with _working_in(root), stages.stage("pelican"):
                settings = read_settings(
                    str(root / SETTINGS), override={"OUTPUT_PATH": str(fresh), "CURATION": found}
                )
                Pelican(settings).run()
            # Counted in what was written: a fiche may wait for a curator (see `wishes`).
            with stages.stage("counting"):
                listings = fresh.glob(settings["LISTING_SAVE_AS"].format(slug="*"))
                return sum(1 for _ in listings), sum(1 for _ in fresh.rglob("*.html"))
    except Exception as error:
        if isinstance(error, RuntimeError):  # what a fatal warning raises, wherever it was given
            raise PelicanFailure(str(error)) from error
        if place := _template_place(error):
            raise PelicanFailure(f"{place}{getattr(error, 'message', error)}") from error
        raise


def _template_place(error: Exception) -> str:
    """Return « x.html:12 : » for the deepest template in the traceback, or empty when none is at fault."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [(frame.filename, frame.lineno) for frame in frames if "/templates/" in frame.filename]
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if not isinstance(error, TemplateError) or file is None:
        file, line = inside[-1] if inside else (None, None)
    return f"{Path(file).name}:{line} : " if file else ""


@contextmanager
def _working_in(root: Path) -> Iterator[None]:
    """Run in `root`: Pelican finds the plugins of a site from the working directory."""
    before = Path.cwd()
    os.chdir(root)
    try:
        yield
    finally:
        os.chdir(before)


def _fatal_warnings() -> None:
    """Have Pelican raise on its first warning, and say nothing of articles that do not exist."""
    log.init(level=logging.WARNING, fatal="warnings", handler=logging.StreamHandler())
    log.console.quiet = True
