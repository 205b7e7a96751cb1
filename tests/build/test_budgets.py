"""Size budgets: compressed pages, scripts, fonts and index; nothing that blocks rendering but the stylesheet."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from annuaire.curation import curation
from annuaire.model import Profile, Snapshot
from annuaire.profiles import snapshot
from annuaire.runtime import digests
from tests.support import roots, sites
from tests.support.sites import BuiltPage, Site

PAGE, SCRIPTS, INDEX, FONTS = 14_000, 10_000, 12_000, 60_000  # bytes
# Shown on failure, which longer reasons than those of today may cause.
REMEDY = "réglages, pelicanconf.py : baisser dans PER_PAGE le nombre de ce que cette liste montre (« cards » : les fiches d’une catégorie)"


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def weight(site: Site, page: BuiltPage) -> int:
    """Return the compressed size of a page with its stylesheet, in bytes."""
    sheet = page.links("//link[@rel='stylesheet']")[0].rpartition("theme/")
    return compressed(page.file) + compressed(site.output / "theme" / sheet[2])


def too_heavy(site: Site) -> dict[str, int]:
    """Return the sizes of the pages over the budget, in bytes, by path."""
    weights = {page.place: weight(site, page) for page in site.pages.values()}
    return {place: size for place, size in weights.items() if size > PAGE}


def test_no_page_exceeds_its_budget(real: Site) -> None:
    assert too_heavy(real) == {}, REMEDY


def test_no_page_exceeds_its_budget_with_a_portrait_for_every_fiche(tmp_path: Path) -> None:
    """The result of a refresh must not stop the site from being published."""
    root = tmp_path / "root"
    for name in ("curation", "content", "theme"):
        shutil.copytree(roots.REPOSITORY / name, root / name)
    shutil.copy(roots.REPOSITORY / "pelicanconf.py", root)
    (root / "snapshot" / "avatars").mkdir(parents=True)
    found = curation.read(root, date.max)
    first = [found.entries[id].accounts[0].key for id in found.editions[0].entries]
    portraits = {key: hashlib.sha256(key.encode()).hexdigest()[:12] for key in first}
    day = found.editions[0].published
    profiles = {
        key: Profile(key, "https://a.example/", day, avatar=avatar) for key, avatar in portraits.items()
    }
    snapshot.write(root, Snapshot(profiles, day))
    for avatar in portraits.values():
        for size in (96, 192):
            (root / "snapshot" / "avatars" / f"{avatar}-{size}.webp").write_bytes(b"RIFF\4\0\0\0WEBP")
    site = sites.built(root, root / "output")
    assert len(list((site.output / "avatars").iterdir())) == 2 * len(first)
    assert too_heavy(site) == {}, REMEDY


def test_fonts_are_at_most_sixty_kilobytes(real: Site) -> None:
    fonts = [file for file in real.output.rglob("*") if file.suffix in (".woff2", ".woff", ".ttf", ".otf")]
    assert all(file.suffix == ".woff2" for file in fonts)
    assert sum(file.stat().st_size for file in fonts) <= FONTS


def test_scripts_are_at_most_ten_kilobytes_before_search_is_used(real: Site) -> None:
    for page in real.pages.values():
        scripts = [page.file.parent / script.get("src") for script in page.all("//script[@src]")]
        assert sum(map(compressed, scripts)) <= SCRIPTS, page


def test_the_search_index_is_at_most_twelve_kilobytes(real: Site) -> None:
    assert compressed(real.output / "data" / "search.js") <= INDEX
    assert [compressed(file) <= INDEX for file in (real.output / "theme").glob("reasons.*.js")] == [True]


def test_a_page_has_one_stylesheet_and_no_style_of_its_own(real: Site) -> None:
    for page in real.pages.values():
        assert len(page.all("//link[@rel='stylesheet']")) == 1, page
        assert page.all("//style") == [], page
        assert page.tree.xpath("//@style") == [], page


def test_every_font_comes_with_its_licence(real: Site) -> None:
    names = {re.split(r"[-.]", file.name)[0] for file in real.output.rglob("*.woff2")}
    licences = {file.stem.removeprefix("OFL-").lower() for file in real.output.rglob("OFL-*.txt")}
    assert names <= licences


def test_theme_files_have_a_digest_of_their_content_in_their_name(real: Site) -> None:
    """Hosts may then have browsers cache it for ever: see docs/hosting.md."""
    for file in (real.output / "theme").rglob("*"):
        if file.is_file() and file.suffix != ".txt":
            digest = digests.of_content(file.read_bytes())[:8]
            assert f".{digest}." in file.name, file


def test_only_the_bundled_stylesheets_are_published(real: Site) -> None:
    """One for every page, a small one that is loaded with the first search or filter, one for feeds."""
    assert sorted(file.name.split(".")[0] for file in real.output.rglob("*.css")) == ["feed", "find", "site"]


def test_only_the_stylesheet_blocks_rendering(real: Site) -> None:
    for page in real.pages.values():
        for script in page.all("//script[@src]"):
            assert script.get("type") == "module" or script.get("defer") is not None, page
        assert page.all("//head//script[not(@src) and not(@type='application/ld+json')]") == [], page


def test_images_have_dimensions_and_those_of_lists_load_lazily(portrayed: Site) -> None:
    pictures = [picture for page in portrayed.pages.values() for picture in page.all("//img")]
    assert len(pictures) > 3
    for picture in pictures:
        assert picture.get("width") and picture.get("height")
        assert picture.get("alt") == ""
        assert picture.get("loading") == "lazy" or "monogram-large" in picture.get("class")


def test_a_fiche_with_a_portrait_shows_it_and_the_others_their_initials(portrayed: Site) -> None:
    assert (
        len(portrayed.page("comptes/camille-duval").all("//article//img[@class='monogram monogram-large']"))
        == 1
    )
    assert portrayed.page("comptes/zoe-ndiaye").all("//article//img") == []
    published = {file.name for file in (portrayed.output / "avatars").iterdir()}
    assert published == {f"{'a' * 12}-96.webp", f"{'a' * 12}-192.webp"}


@pytest.fixture(scope="module")
def portrayed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of five invented people: one has a portrait, another names a portrait whose files are missing."""
    root = roots.make_site(tmp_path_factory.mktemp("portrayed"))
    file = root / "snapshot" / "profiles.json"
    stored = json.loads(file.read_text("utf-8"))
    known = stored["profiles"]["mastodon:camille@mastodon.example"]
    stored["profiles"]["bluesky:zoe.example"] = known | {"avatar": "b" * 12}
    known["avatar"] = "a" * 12
    file.write_text(json.dumps(stored), "utf-8")
    folder = root / "snapshot" / "avatars"
    folder.mkdir()
    for size in (96, 192):
        Image.new("RGB", (size, size), "teal").save(folder / f"{'a' * 12}-{size}.webp")
    return sites.built(root, root / "output")


def test_the_fonts_of_the_first_screen_are_preloaded(site: Site) -> None:
    """Under another name than in the stylesheet they would be fetched twice."""
    css = next((site.output / "theme" / "css").glob("site.*.css")).read_text("utf-8")
    for page in site.pages.values():
        faces = page.links("//link[@rel='preload']")
        assert len(faces) == 2, page
        assert all(f"../fonts/{face.rpartition('/')[2]}" in css for face in faces), page
