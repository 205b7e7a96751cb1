"""A build beside the published site, which takes its place, or the place of what changed in it, only when it is whole."""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pelican import Pelican, log
from pelican.settings import read_settings

from annuaire.building import swap
from annuaire.errors import AnnuaireError
from annuaire.model import Curation
from annuaire.rendering.reuse import Reuse
from annuaire.runtime import stages
from annuaire.runtime.last_build import SETTINGS, LastBuild

_NAME = re.compile(r"""["']([A-Za-z_][A-Za-z0-9_]*)["']""")


class PelicanFailure(Exception):
    """Pelican complained or broke; the cause is what it raised."""


class _Held(logging.Handler):
    """Keeps what Pelican logs until it is known that what people wrote is well: its words are English."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message. What a plugin raised is told by its place (see `blame`); --debug shows the rest."""
        self.said.append(record.getMessage())


def build(
    root: Path,
    output: Path,
    read_curation: Callable[[], Curation],
    last_build: LastBuild,
    pages_first: bool = False,
) -> None:
    """Build the site of `root` at `output`; `read_curation` is asked for its curation as late as can be.

    Whatever fails, `output` is a whole site, the old one or the new one, and `last_build` never takes one for the other.
    (Killed in the instant in which one becomes the other, it is finished by the next build: see `swap`.) A warning of Pelican
    is a failure: a plugin that breaks is only a log line to it.

    Raises:
        PelicanFailure: the site could not be built.
        AnnuaireError: curation/, which is told first, snapshot/ or a setting is at fault.
    """
    held = _Held()
    try:
        with swap.locked(output):
            last_build.reload()
            with swap.staging(output) as fresh:
                reuse = Reuse(last_build, str(output), str(fresh), pages_first)
                settings = _run(
                    root, {"OUTPUT_PATH": str(fresh), "CURATION": read_curation, "REUSE": reuse}, held
                )
                curation = read_curation()  # if settings leave our generator out, nobody asked for it
                with stages.stage("comparing"), _undisturbed():
                    files = reuse.all_files()
                    # What can fail comes before: from here on the site is the new one.
                    own = [root / SETTINGS, *_modules_of_the_site()]
                    read, quoted = _read(root, settings, own), _quoted(own)
                    made = _made(settings, files, curation) | {"deferred": reuse.has_deferred}
                    last_build.invalidate()
                    if reuse.is_incremental:
                        swap.patch(output, fresh, reuse.removed_files(files))
                    else:
                        swap.replace(output, fresh)
                    last_build.save(read, quoted, files, made, reuse.record())
    except AnnuaireError:
        raise
    except Exception as error:
        read_curation()  # if nobody asked for it yet: Pelican may have fallen over what people wrote
        print(*held.said, sep="\n", end="\n" if held.said else "", file=sys.stderr)
        from annuaire.rendering import blame  # a site that is built does not wait for it

        # A warning may be of what a plugin raised.
        cause = error.__context__ if _is_pelicans(error) else error
        reason = blame.describe(cause, root) if isinstance(cause, Exception) else ""
        if reason or cause is not error:
            raise PelicanFailure(reason or str(error)) from error
        raise


def _is_pelicans(error: Exception) -> bool:
    """Say whether Pelican itself raised an error: what a fatal warning raises, wherever it was given, among them."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    file = place.tb_frame.f_code.co_filename if place else ""
    return isinstance(error, RuntimeError) and Path(file).parent == Path(log.__file__).parent


def _run(root: Path, override: dict[str, Any], handler: logging.Handler) -> dict[str, Any]:
    """Run Pelican with the settings of the site, some of them overridden; return them all."""
    _fatal_warnings(handler)
    with _working_in(root), stages.stage("pelican"):
        settings: dict[str, Any] = read_settings(str(root / SETTINGS), override=override)
        Pelican(settings).run()
    return settings


def _made(settings: Mapping[str, Any], files: Iterable[str], curation: Curation) -> dict[str, Any]:
    """Return what is said of a build, counted in what was written: a fiche may wait for a curator (see `opt_outs`)."""
    listing = re.compile("[^/]+".join(map(re.escape, settings["LISTING_SAVE_AS"].split("{slug}"))))
    return {
        "listings": sum(1 for name in files if listing.fullmatch(name)),
        "pages": sum(1 for name in files if name.endswith(".html")),
        "warnings": [tuple(problem) for problem in curation.warnings],
    }


def _modules_of_the_site() -> list[Path]:
    """Return the files of Python that were loaded and belong neither to this program nor to a library: plugins."""
    places = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[1]))
    installed = tuple(f"{place}{os.sep}" for place in (*places, *map(os.path.realpath, places)))
    loaded = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    return sorted(Path(file).resolve() for file in loaded if file and not file.startswith(installed))


def _read(root: Path, settings: Mapping[str, Any], own: list[Path]) -> list[str]:
    """Return what a build with these settings reads; names from the root where they are under it.

    A plugin that reads files of its own names them in the setting READS.
    """
    overrides = map(Path, settings["THEME_TEMPLATES_OVERRIDES"])
    places = [*own, Path(settings["PATH"]), Path(settings["THEME"]), *overrides]
    places += [root / name for name in settings.get("READS", ())]
    return [str(place.relative_to(root) if place.is_relative_to(root) else place) for place in places]


def _quoted(own: list[Path]) -> set[str]:
    """Return the words in quotes that may name variables of the environment in some Python files."""
    found: set[str] = set()
    for file in own:
        with suppress(OSError):  # a module of an archive
            found.update(_NAME.findall(file.read_text("utf-8", "replace")))
    return found


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Leave a request to end (see `build_runner`) for the end of the block: what is half renewed would be made anew."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _working_in(root: Path) -> Iterator[None]:
    """Run in `root`: Pelican finds the plugins of a site from the working directory."""
    before = Path.cwd()
    os.chdir(root)
    try:
        yield
    finally:
        os.chdir(before)


def _fatal_warnings(handler: logging.Handler) -> None:
    """Have Pelican raise on its first warning, log by `handler`, and say nothing of articles that do not exist."""
    log.init(level=logging.WARNING, fatal="warnings", handler=handler)
    log.console.quiet = True
