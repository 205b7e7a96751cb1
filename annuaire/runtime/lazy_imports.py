"""Imports that are postponed until a module is used, by Python's own means (`importlib.util.LazyLoader`)."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

# What Pelican and docutils import for what few sites have: reStructuredText, with images and formulas, and dates. A module of
# which something is used during these imports (`from … import` is a use) would gain nothing here.
POSTPONED = frozenset(
    {
        "PIL.Image",
        "csv",
        "dateutil.parser",
        "docutils.core",
        "docutils.io",
        "docutils.parsers.rst.languages.en",
        "docutils.parsers.rst.states",
        "docutils.statemachine",
        "docutils.transforms.universal",
        "docutils.transforms.writer_aux",
        "docutils.utils.math.latex2mathml",
        "docutils.utils.math.math2html",
        "docutils.utils.math.tex2mathml_extern",
        "email.header",
        "multiprocessing.reduction",
        "shlex",
        "unidecode",
    }
)


class _Finder:
    """Finds the modules of POSTPONED where Python would, and has them run when an attribute of theirs is first read."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how to import a module of POSTPONED, or None: then the next finder is asked."""
        found = PathFinder.find_spec(name, path, target) if name in POSTPONED else None
        if found and found.loader:
            found.loader = LazyLoader(found.loader)
        return found


def import_now() -> None:
    """Import what is still postponed, before code of others runs: until Python 3.13, two threads may not be the first to use a
    postponed module, and whoever goes through `sys.modules` changes it."""
    for name in POSTPONED & sys.modules.keys():
        vars(sys.modules[name])


@contextmanager
def until_used() -> Iterator[None]:
    """Postpone the imports of POSTPONED that are made during the block. What fails in one of them is raised at its first use."""
    sys.meta_path.insert(0, _Finder)
    try:
        yield
    finally:
        sys.meta_path.remove(_Finder)
