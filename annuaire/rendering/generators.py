"""The Pelican generator: puts the directory in the context of every template, and writes all pages about it."""

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
from annuaire.directory.arrangement import RELATED
from annuaire.directory.assembly import assemble
from annuaire.directory.directory import Directory
from annuaire.downloads import bundles, selection
from annuaire.downloads.bundles import Bundle
from annuaire.downloads.takeaway import Takeaway
from annuaire.model import Curation
from annuaire.profiles import snapshot
from annuaire.rendering import (
    fichepages,
    own_settings,
    site_files,
    template_scope,
    third_party_plugins,
)
from annuaire.rendering.fichepages import FichePages
from annuaire.rendering.listpages import ListPages
from annuaire.rendering.output import Output
from annuaire.rendering.page import Page
from annuaire.rendering.parts import Part
from annuaire.rendering.reuse import Reuse
from annuaire.rendering.sharing import Sharing
from annuaire.rendering.site_addresses import SiteAddresses
from annuaire.rendering.template_cache import has_custom_jinja
from annuaire.runtime import garbage
from annuaire.runtime.clock import latest
from annuaire.runtime.lazy import LazyMapping
from annuaire.runtime.stages import stage


class DirectoryGenerator(Generator):  # type: ignore[misc]
    """Reads curation/ and snapshot/, puts `directory` in the context, writes every page about it."""

    @garbage.collector_paused()
    def generate_context(self) -> None:
        """Read curation/ and snapshot/, and join them into the directory.

        Raises:
            AnnuaireError: curation/, snapshot/ or a setting is at fault.
        """
        root = Path(self.settings["ANNUAIRE_ROOT"])
        found = self.settings.get("CURATION")
        if not found:  # `pelican` was run directly; `annuaire build` sets it
            from annuaire.curation import curation

            found = partial(curation.read, root, latest())
        written: Curation = found()
        own_settings.check(self.settings)
        with stage("snapshot"):
            profiles = snapshot.read(root)
        with stage("assembling"):
            # `pelican` run directly builds everything.
            self.reuse: Reuse = self.settings.get("REUSE") or Reuse(fresh=self.output_path)
            related = self.settings.get("RELATED", RELATED)
            directory = assemble(written, profiles, self.reuse.arrangement(written, profiles, related))
        self.directory: Directory = directory
        self.addresses = SiteAddresses(self.settings)
        self.context["directory"] = directory
        self.context["ABSOLUTE_URL"] = self.settings["SITEURL"]
        self.context["NETWORKS"] = [network.LABEL for network in networks.SOCIAL]
        self.context["MENU"] = sorted(self.context["pages"], key=lambda page: int(page.metadata["order"]))
        self.sharing = Sharing(self.settings, directory)
        self.prepare(root, written)

    def prepare(self, root: Path, written: Curation) -> None:
        """Make what pages refer to (assets, portraits, the search index, exports), and put it in the context."""
        directory = self.directory
        with stage("assets"):
            static = Path(self.theme) / "static"
            made = self.reuse.cached(
                "assets", lambda: [(name, *one) for name, one in assets.published(static).items()]
            )
            self.assets = {name: Asset(path, content) for name, path, content in made}
        portrait = partial(avatar_files.chosen, root)
        self.portraits = LazyMapping(directory.by_id, lambda id: portrait(directory.by_id[id]))
        sheet = self.assets[assets.FEED_STYLESHEET].path
        self.takeaway = Takeaway(
            directory, written, self.addresses.of, self.addresses.public, palette.of(static), sheet
        )
        self.context["PORTRAITS"] = self.portraits
        self.context["takeaway"] = self.takeaway
        self.context["FACTS"] = selection.PATH
        self.context["share"] = self.sharing.of(None)
        self.context["ASSETS"] = {name: asset.path for name, asset in self.assets.items()}
        self.context["SEARCH_INDEX"] = script_files.INDEX
        self.calendar = daily.calendar(directory.rotation, directory.edition.edition.published)
        self.context["WEEKS"] = script_files.WEEKS

    def generate_output(self, writer: Writer) -> None:
        """Write everything, in a deterministic order."""
        directory, settings = self.directory, self.settings
        self.output = Output(Path(self.output_path), writer, self.env, self.context, settings)
        with stage("pages"):
            # Plugins may change what pages depend on, and keep state, which a worker process would lose.
            if third_party_plugins.are_listening() or third_party_plugins.FOREIGN in self.context:
                self.reuse.disable()
            with garbage.collector_paused():
                if not self.reuse.is_incremental:
                    # All pages are made: compute all listings before a worker is forked, so that it need not do so again.
                    list(directory.by_id.values())
                self.lists = ListPages(directory, settings, self.addresses, self.sharing)
                self.fiches = FichePages(directory, settings, self.addresses, self.sharing, self.portraits)
                pages = list(self.pages())
                shown = self.fiches.shown()
                todo = [*self.reuse.stale_parts(self._parts(pages, shown)), *self._fiche_parts(shown)]
            self.reuse.make(todo)
        with stage("beside"):
            self.reuse.make(self.reuse.stale_parts(self.final_parts(pages)))

    def _parts(self, pages: list[Page], fiches: Iterable[str]) -> Iterator[Part]:
        """Yield the parts of the site, except the pages of fiches, whose paths are `fiches` (for the sitemap), and the final
        parts."""
        # The longest parts first, the pages last, the pages of fiches after them: two processes work from both ends
        # (see `parallel.share`), so one makes the lists, and both end at about the same time.
        for bundle in self.bundles():
            yield Part(f"{bundle.name}/*", partial(self._put, bundle), bundle.shows, True)
        for page in (*pages, *self.texts([page.save_as for page in pages if page.in_sitemap] + [*fiches])):
            is_bounded = page.shows is not None and self._is_bounded(page.template)
            yield Part(page.save_as, partial(self.output.page, page), page.shows if is_bounded else None)

    def _fiche_parts(self, shown: Mapping[str, Sequence[str]]) -> Iterator[Part]:
        """Yield the pages of fiches that are to be made; `shown` is that of `FichePages`."""
        for path in self.reuse.stale(shown) if self._is_bounded(fichepages.TEMPLATE) else shown:
            yield Part(path, partial(self._fiche, shown[path][0]), shown[path])

    def _is_bounded(self, template: str) -> bool:
        inspect = partial(template_scope.is_bounded, self.env)
        return not has_custom_jinja(self.settings) and self.reuse.is_bounded(template, inspect)

    def _fiche(self, id: str) -> list[str]:
        return self.output.page(self.fiches.page(id))

    def _put(self, bundle: Bundle) -> list[str]:
        return self.output.put(bundle.files())

    def bundles(self) -> Iterator[Bundle]:
        """Yield all files that are not pages, in bundles."""
        yield from bundles.of(self.takeaway)
        yield from site_files.bundles(
            self.directory, self.takeaway, self.assets.values(), self.calendar, self._search_markup
        )

    def _search_markup(self) -> str:
        return str(self.env.get_template("find.html").render(self.context))

    def final_parts(self, pages: list[Page]) -> Iterator[Part]:
        """Yield the parts that depend on all others: the cards that pages refer to, and the service worker."""
        yield Part("cards", lambda: self.output.publish(self.sharing.files()))
        worker = partial(site_files.service_worker, self.settings, pages, self.assets.values(), self.reuse)
        yield Part("worker", lambda: self.output.publish([worker()]), can_wait=True)

    def pages(self) -> Iterator[Page]:
        """Yield every page about the directory, except those of fiches."""
        yield self.home()
        yield from self.overviews()
        for axis in self.directory.axes.values():
            yield from self.lists.axis(axis)

    def home(self) -> Page:
        """Return the home page."""
        site = partial(structured.web_site, self.directory, self.addresses.of)
        context = {"structured": site, "days": len(self.directory.by_id)}
        return Page("index.html", "index.html", context, is_offline=True)

    def overviews(self) -> Iterator[Page]:
        """Yield the pages of lists of the whole directory, the 404 page and the offline page."""
        offline = self.settings["PAGE_SAVE_AS"].format(slug="hors-ligne")
        yield Page("404.html", "404.html", {"structured": None}, in_sitemap=False)
        yield Page("hors-ligne.html", offline, {"structured": None}, is_offline=True, in_sitemap=False)
        yield from self.lists.names()
        yield from self.lists.words()
        yield from self.lists.calendar(self.calendar)
        yield from self.lists.editions(self.takeaway)
        yield from self.lists.takeaway()

    def texts(self, places: list[str]) -> Iterator[Page]:
        """Yield the files for programs; the sitemap lists the `places`, and the pages of prose."""
        prose = [page.save_as for page in self.context["MENU"]]
        return site_files.texts([*places, *prose], self.addresses.public)
