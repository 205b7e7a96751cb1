"""A plugin of the benchmark's site: the same generator, held to the pages that every peer writes too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals

from annuaire.downloads.bundles import Bundle
from annuaire.model import Curation
from annuaire.plugin import add_filters
from annuaire.rendering.generators import DirectoryGenerator
from annuaire.rendering.page import Page
from annuaire.rendering.parts import Part

SHEET = "css/main.css"


class EqualPages(DirectoryGenerator):  # type: ignore[misc]
    """Writes the home page, the fiches, the categories and one stylesheet, nothing else."""

    def prepare(self, root: Path, written: Curation) -> None:
        """Name the stylesheet: no peer has an index, exports or portraits."""
        self.context["STYLESHEET"], self.portraits = f"theme/{SHEET}", dict.fromkeys(self.directory.by_id, "")

    def pages(self) -> Iterator[Page]:
        """Leave out the pages that no peer writes."""
        yield self.home()
        for page in self.lists.axis(self.directory.axes["categories"]):
            if page.template == "facet.html":
                yield page

    def bundles(self) -> Iterator[Bundle]:
        """Publish the stylesheet, and nothing to take away."""
        sheet = (Path(self.theme) / "static" / SHEET).read_bytes()
        yield Bundle("css", lambda: iter([(self.context["STYLESHEET"], sheet)]), ())

    def final_parts(self, pages: list[Page]) -> Iterator[Part]:
        """Leave out cards and worker."""
        return iter(())

    def texts(self, places: list[str]) -> Iterator[Page]:
        """Leave out what is for programs."""
        return iter(())


def add_generator(pelican: Pelican) -> type[Generator]:
    """Give Pelican this generator in the place of the whole one."""
    return EqualPages


def register() -> None:
    """Connect both; Pelican calls this once."""
    signals.get_generators.connect(add_generator)
    signals.generator_init.connect(add_filters)
