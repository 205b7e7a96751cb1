"""Pelican's part: the directory in every template's context, and a page for everything in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from pelican.generators import Generator
from pelican.writers import Writer

from annuaire import networks
from annuaire.assets import assets, avatar_files, palette, script_files
from annuaire.assets.assets import Asset
from annuaire.directory import daily, structured
from annuaire.directory.assembly import assemble
from annuaire.directory.directory import Directory
from annuaire.downloads import bundles, selection
from annuaire.downloads.bundles import Bundle
from annuaire.downloads.takeaway import Takeaway
from annuaire.model import Curation
from annuaire.profiles import snapshot
from annuaire.rendering import (
    fichepages,
    filters,
    own_settings,
    site_files,
    template_scope,
    third_party_plugins,
)
from annuaire.rendering.fichepages import FichePages
from annuaire.rendering.listpages import ListPages
from annuaire.rendering.output import Output
from annuaire.rendering.page import Page, clean
from annuaire.rendering.parts import Part
from annuaire.rendering.reuse import Reuse
from annuaire.rendering.sharing import Sharing
from annuaire.runtime import garbage
from annuaire.runtime.clock import latest
from annuaire.runtime.lazy import LazyMapping
from annuaire.runtime.stages import stage

# Where a site without SITEURL is seen by its maker: what must be absolute (sitemap, JSON-LD) says so.
LOCAL_URL = "http://localhost:8000"


class DirectoryGenerator(Generator):  # type: ignore[misc]
    """Reads curation/ and snapshot/, puts `directory` in the context, writes every page about it."""

    @garbage.collector_paused()
    def generate_context(self) -> None:
        """Read and join; a mistake in curation/ stops the build."""
        root = Path(self.settings["ANNUAIRE_ROOT"])
        found = self.settings.get("CURATION")
        if not found:  # bare Pelican; `annuaire build` has it read, perhaps in another process
            from annuaire.curation import curation

            found = partial(curation.read, root, latest())
        written: Curation = found()
        own_settings.check(self.settings)
        with stage("snapshot"):
            profiles = snapshot.read(root)
        with stage("assembling"):
            # Bare Pelican remembers nothing.
            self.reuse: Reuse = self.settings.get("REUSE") or Reuse(fresh=self.output_path)
            directory = assemble(written, profiles, self.reuse.arranged(written, profiles))
        self.directory: Directory = directory
        self.url = filters.url_filter(self.settings)
        self.context["directory"] = directory
        self.context["ABSOLUTE_URL"] = self.settings["SITEURL"]
        self.context["NETWORKS"] = [network.LABEL for network in networks.SOCIAL]
        self.context["MENU"] = sorted(self.context["pages"], key=lambda page: int(page.metadata["order"]))
        self.sharing = Sharing(self.settings, directory)
        self.prepare(root, written)

    def prepare(self, root: Path, written: Curation) -> None:
        """Make what pages name and what is published beside them: assets, portraits, the index, what is taken away."""
        directory = self.directory
        with stage("assets"):
            static = Path(self.theme) / "static"
            made = self.reuse.common(
                "assets", lambda: [(name, *one) for name, one in assets.published(static).items()]
            )
            self.assets = {name: Asset(path, content) for name, path, content in made}
        portrait = partial(avatar_files.chosen, root)
        self.portraits = LazyMapping(directory.by_id, lambda id: portrait(directory.by_id[id]))
        self.takeaway = Takeaway(directory, written, self._absolute, self._absolute_path, palette.of(static))
        self.context["PORTRAITS"] = self.portraits
        self.context["takeaway"] = self.takeaway
        self.context["FACTS"] = selection.PATH
        self.context["share"] = self.sharing.of(None)
        self.context["ASSETS"] = {name: asset.path for name, asset in self.assets.items()}
        self.context["SEARCH_INDEX"] = script_files.INDEX
        self.turn = daily.calendar(directory.turn, directory.edition.edition.published)
        self.context["WEEKS"] = script_files.WEEKS

    def generate_output(self, writer: Writer) -> None:
        """Write everything, in an order that does not depend on the machine."""
        directory, settings = self.directory, self.settings
        self.output = Output(Path(self.output_path), writer, self.env, self.context, settings)
        with stage("pages"):
            # They may change what pages are made of, and remember what they saw.
            if third_party_plugins.are_listening():
                self.reuse.forgo()
            with garbage.collector_paused():
                if not self.reuse.patches:
                    # All are asked for: the copy of this process has the same.
                    list(directory.by_id.values())
                self.lists = ListPages(directory, settings, self.url, self._absolute_path, self.sharing)
                self.fiches = FichePages(directory, settings, self._absolute, self.sharing, self.portraits)
                pages = list(self.pages())
                shown = self.fiches.shown()
                todo = [*self.reuse.to_make(self._parts(pages, shown)), *self._of_fiches(shown)]
            self.reuse.make(todo)
        with stage("beside"):
            self.reuse.make(self.reuse.to_make(self.last(pages)))

    def _parts(self, pages: list[Page], fiches: Iterable[str]) -> Iterator[Part]:
        """Yield what is made apart from the rest: the files that are made together, and each page but those of `fiches`."""
        # First what takes longest, last what stands together: of two processes, which begin at both ends, one makes the lists,
        # and they end together.
        for bundle in self.bundles():
            yield Part(f"{bundle.name}/*", partial(self._put, bundle), bundle.shows, True)
        for page in (*pages, *self.texts([page.save_as for page in pages if page.in_sitemap] + [*fiches])):
            is_narrow = page.shows is not None and self._is_narrow(page.template)
            yield Part(page.save_as, partial(self.output.page, page), page.shows if is_narrow else None)

    def _of_fiches(self, shown: Mapping[str, Sequence[str]]) -> Iterator[Part]:
        """Yield the pages of fiches that are to be made."""
        for path in self.reuse.lacking(shown) if self._is_narrow(fichepages.TEMPLATE) else shown:
            yield Part(path, partial(self._fiche, shown[path][0]), shown[path])

    def _is_narrow(self, template: str) -> bool:
        return self.reuse.is_narrow(template, partial(template_scope.is_narrow, self.env))

    def _fiche(self, id: str) -> list[str]:
        return self.output.page(self.fiches.of(id))

    def _put(self, bundle: Bundle) -> list[str]:
        return self.output.put(bundle.files())

    def bundles(self) -> Iterator[Bundle]:
        """Yield all files but the pages."""
        yield from bundles.of(self.takeaway)
        yield from site_files.bundles(
            self.directory, self.takeaway, self.assets.values(), self.turn, self._finding_markup
        )

    def _finding_markup(self) -> str:
        return str(self.env.get_template("find.html").render(self.context))

    def last(self, pages: list[Page]) -> Iterator[Part]:
        """Yield what needs to know of all the rest: the cards that pages asked for, the worker."""
        yield Part("cards", lambda: self.output.publish(self.sharing.files()))
        yield Part("worker", lambda: self.output.publish([self._worker(pages)]), can_wait=True)

    def _worker(self, pages: list[Page]) -> Asset:
        source = (Path(self.theme) / "static" / "js" / "worker.js").read_text("utf-8")
        kept = [clean(page.save_as) for page in pages if page.kept]
        files = [asset.path for asset in self.assets.values()]
        for name in (script_files.INDEX, selection.PATH):
            files += self.reuse.files(f"{name}/*")
        away = clean(self.settings["PAGE_SAVE_AS"].format(slug="hors-ligne"))
        return script_files.service_worker(source, self.reuse.place, kept, files, away)

    def pages(self) -> Iterator[Page]:
        """Yield every page about the directory, but those of fiches."""
        yield self.home()
        yield from self.gathering()
        for axis in self.directory.axes.values():
            yield from self.lists.axis(axis)

    def home(self) -> Page:
        """Return the home page."""
        site = structured.web_site(self.directory, self._absolute)
        said = {"structured": site, "days": len(self.directory.by_id)}
        return Page("index.html", "index.html", said, kept=True)

    def gathering(self) -> Iterator[Page]:
        """Yield the pages that gather from the whole directory, and those about nobody."""
        offline = self.settings["PAGE_SAVE_AS"].format(slug="hors-ligne")
        yield Page("404.html", "404.html", {"structured": None}, in_sitemap=False)
        yield Page("hors-ligne.html", offline, {"structured": None}, kept=True, in_sitemap=False)
        yield from self.lists.names()
        yield from self.lists.words()
        yield from self.lists.calendar(self.turn)
        yield from self.lists.editions(self.takeaway)
        yield from self.lists.takeaway()

    def texts(self, places: list[str]) -> Iterator[Page]:
        """Yield what is for programs; the sitemap names the `places`, and the pages of prose."""
        prose = [page.save_as for page in self.context["MENU"]]
        return site_files.texts([*places, *prose], self._absolute_path)

    def _absolute(self, target: object) -> str:
        """Return the public address of something that has a page."""
        return self._absolute_path(self.url(target))

    def _absolute_path(self, path: str) -> str:
        return f"{self.settings['SITEURL'] or LOCAL_URL}/{clean(path)}"
