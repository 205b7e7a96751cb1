"""A build of the site in a staging folder, which replaces or patches the published site only when it is complete."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import chdir, contextmanager, suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from pelican import Pelican, log
from pelican.settings import read_settings

from annuaire.building import build_inputs, swap
from annuaire.errors import AnnuaireError
from annuaire.model import Curation
from annuaire.rendering import third_party_plugins
from annuaire.rendering.reuse import Reuse
from annuaire.rendering.template_cache import has_custom_jinja
from annuaire.runtime import lazy_imports, stages
from annuaire.runtime.last_build import SETTINGS, LastBuild


class PelicanFailure(Exception):
    """Pelican warned or raised an error, which is the cause of this one."""


class _LogBuffer(logging.Handler):
    """Buffers what Pelican logs, which is in English, until it is known that curation/ is not at fault."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message, without its traceback: `blame` tells the place, and --debug shows the rest."""
        self.messages.append(record.getMessage())


def build(
    root: Path,
    output: Path,
    read_curation: Callable[[], Curation],
    last_build: LastBuild,
    pages_first: bool = False,
) -> None:
    """Build the site of `root` at `output`; `read_curation` is called as late as possible, since it may wait for a worker.

    Whatever fails, `output` is a complete site, the old one or the new one, and `last_build` is never the record of the other.
    (If the build is killed while it replaces the site, the next command finishes that: see `swap`.) A warning of Pelican is a
    failure: if a plugin raises an error, Pelican only logs it.

    Raises:
        PelicanFailure: the site could not be built.
        AnnuaireError: curation/, snapshot/ or a setting is at fault, a fault of curation/ first; or a folder is in the way of
            the output.
    """
    log_buffer = _LogBuffer()
    try:
        with swap.locked(output):
            last_build.reload()
            with swap.staging(output) as fresh:
                reuse = Reuse(last_build, str(output), str(fresh), pages_first)
                override = {"OUTPUT_PATH": str(fresh), "CURATION": read_curation, "REUSE": reuse}
                settings = _run(root, override, log_buffer, last_build)
                curation = read_curation()  # not yet called if settings leave our generator out
                with stages.stage("comparing"), _sigterm_blocked():
                    # Whatever may fail comes before the site is changed.
                    files = reuse.all_files()
                    own = build_inputs.own_python(root)
                    inputs = build_inputs.paths(root, settings, own)
                    variables = build_inputs.quoted_names(own)
                    made = _summary(settings, files, curation) | {"deferred": reuse.has_deferred}
                    last_build.invalidate()
                    if reuse.is_incremental:
                        swap.patch(output, fresh, reuse.removed_files(files))
                    else:
                        swap.replace(output, fresh)
                    last_build.save(inputs, variables, files, made, reuse.record())
    except AnnuaireError:
        raise
    except Exception as error:
        read_curation()  # raises if curation/ is at fault: that may be why Pelican failed
        logged = log_buffer.messages
        print(*logged, sep="\n", end="\n" if logged else "", file=sys.stderr)
        from annuaire.rendering import blame  # imported only after a failure

        # A fatal warning may be about an error that a plugin raised.
        cause = error.__context__ if _is_from_pelican(error) else error
        reason = blame.describe(cause, root) if isinstance(cause, Exception) else ""
        if reason or cause is not error:
            told = f"{type(cause).__name__}: {cause}" if cause else str(error)
            raise PelicanFailure(reason or told) from error
        raise


def _is_from_pelican(error: Exception) -> bool:
    """Return whether Pelican itself raised a RuntimeError, as its `log` does for each warning when warnings are fatal."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    file = frame.tb_frame.f_code.co_filename if frame else ""
    return isinstance(error, RuntimeError) and Path(file).parent == Path(log.__file__).parent


def _run(
    root: Path, override: dict[str, Any], handler: logging.Handler, last_build: LastBuild
) -> dict[str, Any]:
    """Run Pelican with the settings of the site and some overrides; return the resulting settings."""
    _fatal_warnings(handler)
    _delete_bytecode(root, last_build)
    # Pelican imports the plugins of a site from the working directory.
    with chdir(root), stages.stage("pelican"):
        settings: dict[str, Any] = read_settings(str(root / SETTINGS), override=override)
        pelican = Pelican(settings)
        last_build.take(build_inputs.paths(root, settings, build_inputs.own_python(root)))
        if third_party_plugins.are_listening() or has_custom_jinja(settings):
            lazy_imports.import_now()
        pelican.run()
    return settings


def _delete_bytecode(root: Path, last_build: LastBuild) -> None:
    """Delete the bytecode of the settings and of the site's plugins: Python takes it for that of any file of the same size that
    was changed in the same second."""
    for name in last_build.digests:
        if name.endswith(".py"):
            with suppress(OSError):
                Path(cache_from_source(str(root / name))).unlink()


def _summary(settings: Mapping[str, Any], files: Collection[str], curation: Curation) -> dict[str, Any]:
    """Return what is told of a build. Fiches are counted by their pages: one may be withheld from the site (see `opt_outs`)."""
    page = settings["LISTING_SAVE_AS"].format
    return {
        "listings": sum(page(slug=id) in files for id in curation.entries),
        "pages": sum(1 for name in files if name.endswith(".html")),
        "warnings": [tuple(problem) for problem in curation.warnings],
    }


@contextmanager
def _sigterm_blocked() -> Iterator[None]:
    """Delay SIGTERM (see `build_runner`) until the end of the block: a build that ended between the deletion of the old record
    and the writing of the new one would have the next build make everything."""
    # SIGALRM, too: it stands for one that came where nothing could be raised (see `interrupts`).
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGALRM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _fatal_warnings(handler: logging.Handler) -> None:
    """Make Pelican raise at its first warning, log to `handler`, and print no summary, which would count articles."""
    log.init(level=logging.WARNING, fatal="warnings", handler=handler)
    log.console.quiet = True
