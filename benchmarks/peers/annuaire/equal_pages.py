"""A plugin of the benchmark's site: the same generator, held to the pages that every peer writes too."""

from __future__ import annotations

from collections.abc import Iterator

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals

from annuaire.generators import DirectoryGenerator, Page
from annuaire.plugin import add_filters


class EqualPages(DirectoryGenerator):  # type: ignore[misc]
    """Writes the home page, the fiches and the categories, nothing else."""

    def pages(self) -> Iterator[Page]:
        """Leave out the pages that no peer writes."""
        for page in super().pages():
            if page.template in ("index.html", "listing.html") or (
                page.template == "facet.html" and page.context["axis"].slug == "categories"
            ):
                yield page


def add_generator(pelican: Pelican) -> type[Generator]:
    """Give Pelican this generator in the place of the whole one."""
    return EqualPages


def register() -> None:
    """Connect both; Pelican calls this once."""
    signals.get_generators.connect(add_generator)
    signals.generator_init.connect(add_filters)
